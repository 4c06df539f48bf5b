"""A file that came along with an answer or was attached to a sheet, for whoever judges that."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from tornado.web import HTTPError

from alongside.grading.evidence import served
from alongside.grading.standard import gate_of
from alongside.grading.watched_files import watched_file
from alongside.strings import _
from alongside.web.attached import PageWithFiles
from alongside.web.page import Access
from alongside.web.programme.assessing import course_with
from alongside.web.programme.boards import board_of
from alongside.web.programme.marking import Marking
from alongside.web.programme.observing import Observing
from alongside.web.programme.sheets import day_given, watch_of


class AlongPage(PageWithFiles, Marking):
    """One file, by the code of its candidate and the name that the kit gave it."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str, code: str, file: str) -> None:
        """Answer the file to whoever has this candidate on the board; 404 for everybody else."""
        course = await self.work(course_with, self.root, session)
        gate = await self.work(gate_of, course, session, self.assessor)
        board = await self.work(board_of, self.root, session, self.assessor, "task")
        who = board.people.get(code) if gate.open and code not in board.examples else None
        found = await self.work(served, course, session, who, file, datetime.now(UTC)) if who else None
        if found is None:
            raise HTTPError(404, reason=_("There is no such file here."))
        self.give_file(*found)


class WatchedFilePage(Observing):
    """A file that was attached to a sheet, for whoever may see it there."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str, code: str, file: str) -> None:
        """Answer the file; the address names the observation and the day."""
        watch = await self.work(watch_of, self.root, session, self.assessor)
        where, day = (self.get_query_argument("observation", ""), code), self.get_query_argument("day", "")
        if where[0] not in watch.observations or code not in watch.people:
            raise HTTPError(404, reason=_("There is no such sheet in this session."))
        seat, now = watch.seat(*where, day_given(day)), datetime.now(UTC)
        found = await self.work(watched_file, seat, file, now)
        if found is None:
            raise HTTPError(404, reason=_("There is no such file here."))
        self.give_file(*found)
