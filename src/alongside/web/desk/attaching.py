"""Files that go along with a session: a photo of a page, a PDF, a recording; attached and taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside.content.load import fresh_unit
from alongside.errors import AnswersError, NotSaved
from alongside.model.unit import AnyUnit
from alongside.responses.attached import limits_on, tasks_in
from alongside.responses.attaching import attach, bytes_of, delete_due, own_files, take_back
from alongside.strings import _
from alongside.web.attached import PageWithFiles
from alongside.web.desk.places import unit_folder
from alongside.web.page import Access


class AttachPage(PageWithFiles):
    """What goes along with one session besides answers, and the form that attaches one more file."""

    access: ClassVar[Access] = "owner"

    async def get(self, session: str) -> None:
        """Draw the files and the form."""
        await self.show(session)

    async def post(self, session: str) -> None:
        """Attach the file of the form, or take one back; 422 and a sentence where it cannot go along."""
        unit = await self.work(_unit, self.root, session)
        if back := self.get_body_argument("back", ""):
            await self.work(take_back, self.root, session, back)
            self.redirect(f"{self.request.path}?done=back", status=303)
            return
        task = self.get_body_argument("task", "")
        if task not in tasks_in(unit):
            raise HTTPError(400, reason=_("This session has no such task."))
        try:
            await self.work(attach, self.root, session, self.brought_file(task), datetime.now(UTC))
        except NotSaved:
            raise
        except AnswersError as err:
            self.set_status(422)
            await self.show(session, trouble=str(err))
            return
        self.redirect(f"{self.request.path}?done=attached", status=303)

    async def show(self, session: str, trouble: str = "") -> None:
        """Draw the page; after a refusal the words of the form stay, and the file is chosen once more."""
        unit, now = await self.work(_unit, self.root, session), datetime.now(UTC)
        await self.work(delete_due, self.root, now)
        self.draw(
            "attach.html",
            part="learn",
            unit=unit,
            tasks=tasks_in(unit),
            along=await self.work(own_files, self.root, session),
            given=self.said_of_file(),
            trouble=trouble,
            done=self.get_query_argument("done", ""),
            limits=limits_on(now.date()),
        )


class OwnFilePage(PageWithFiles):
    """One of the person's own files, as it goes along."""

    access: ClassVar[Access] = "owner"

    async def get(self, session: str, file: str) -> None:
        """Answer the file; 404 where there is none of that name."""
        found = await self.work(bytes_of, self.root, session, file)
        if found is None:
            raise HTTPError(404, reason=_("This file is not here any more."))
        self.give_file(*found)


def _unit(root: Path, session: str) -> AnyUnit:
    unit = fresh_unit(unit_folder(root, f"assessments/{session}"))
    if not tasks_in(unit):
        raise HTTPError(404, reason=_("No files go along with this session: nobody marks a text in it."))
    return unit
