"""What pages share that take files that go along with an answer or a score sheet, and give them out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from tornado.web import HTTPError

from alongside.errors import AnswersError, NotSaved
from alongside.model.attachment import Attachment
from alongside.model.unit import AnyUnit
from alongside.responses.attached import limits_on, proposed_day, tasks_in
from alongside.responses.attaching import (
    Brought,
    GoesAlongAlready,
    attach,
    bytes_of,
    delete_due,
    own_files,
    take_back,
)
from alongside.strings import _
from alongside.web.answering import Answering

FILE_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"
"""For a file that somebody attached: it loads nothing, and nothing in it runs."""
MEDIA = {
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "webm": "audio/webm",
}
"""What a browser is told about a file that somebody attached."""


class PageWithFiles(Answering):
    """Takes what a form of `attach-parts.html` brings, and answers a file so that it stays one."""

    def brought_file(self, task: str) -> Brought:
        """Return the file of a form and what is said about it; AnswersError where it brings none.

        Without the tick nobody agreed.
        """
        found = [*self.request.files.get("photo", []), *self.request.files.get("file", [])]
        chosen = [one for one in found if one.filename]
        if not chosen:
            raise AnswersError(_("Choose a file, or take a photo."))
        said = {name: self.get_body_argument(name, "") for name in ("what", "consent", "until")}
        if self.get_body_argument("agreed", "") != "yes":
            said["consent"] = ""
        return Brought(chosen[0].body, chosen[0].filename, task, **said)

    def said_of_file(self) -> dict[str, str]:
        """Return what such a form holds when it is drawn: what was sent, and the proposed day."""
        names = ("task", "what", "consent", "until")
        given = {name: self.get_body_argument(name, "") for name in names}
        given["until"] = given["until"] or proposed_day(datetime.now(UTC).date()).isoformat()
        return given

    def give_file(self, one: Attachment, raw: bytes) -> None:
        """Finish with an attached file: a picture to look at, anything else to save; nothing of it runs."""
        self.set_header("Content-Security-Policy", FILE_POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        if one.type != "jpg":
            name = f"{one.sha256[:12]}.{one.type}"
            self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.set_header("Content-Type", MEDIA[one.type])
        self.finish(raw)


class FilesOfSession(PageWithFiles):
    """Files of one person that go along with a session: attached, shown, taken back.

    A desk and a room say where they lie, which sessions there are and how the page is drawn.
    """

    keeps_names: ClassVar[bool] = True
    """Whether the name that a file had stays beside it."""

    @property
    def files_root(self) -> Path:
        """Below which folder this person's files lie."""
        raise NotImplementedError

    async def session_unit(self, session: str) -> AnyUnit:
        """Return the session; 404 where there is none."""
        raise NotImplementedError

    def draw_files(self, **given: Any) -> None:
        """Finish with the page."""
        raise NotImplementedError

    async def unit_with_tasks(self, session: str) -> AnyUnit:
        """Return a session that files can go along with; 404 for any other."""
        unit = await self.session_unit(session)
        if not tasks_in(unit):
            raise HTTPError(404, reason=_("No files go along with this session: nobody marks a text in it."))
        return unit

    async def take_form(self, session: str) -> None:
        """Attach the file of the form, or take one back; 422 and a sentence where it cannot go along."""
        unit = await self.unit_with_tasks(session)
        if back := self.get_body_argument("back", ""):
            await self.work(take_back, self.files_root, session, back)
            self.redirect(f"{self.request.path}?done=back", status=303)
            return
        task = self.get_body_argument("task", "")
        if task not in tasks_in(unit):
            raise HTTPError(400, reason=_("This session has no such task."))
        try:
            await self._attach(session, task)
        except NotSaved:
            raise
        except AnswersError as err:
            self.set_status(422)
            await self.show(session, trouble=str(err))
            return
        self.redirect(f"{self.request.path}?done=attached", status=303)

    async def show(self, session: str, trouble: str = "") -> None:
        """Draw the page; after a refusal the words of the form stay, and the file is chosen once more."""
        unit, now = await self.unit_with_tasks(session), datetime.now(UTC)
        await self.work(delete_due, self.files_root, now)
        self.draw_files(
            unit=unit,
            tasks=tasks_in(unit),
            along=await self.work(own_files, self.files_root, session),
            given=self.said_of_file(),
            trouble=trouble,
            done=self.get_query_argument("done", ""),
            limits=limits_on(now.date()),
        )

    async def give_own(self, session: str, file: str) -> None:
        """Finish with a file of this person, as it goes along; 404 where there is none of that name."""
        found = await self.work(bytes_of, self.files_root, session, file)
        if found is None:
            raise HTTPError(404, reason=_("This file is not here any more."))
        self.give_file(*found)

    async def _attach(self, session: str, task: str) -> None:
        """Keep what was brought; the same form sent twice is one file."""
        brought = self.brought_file(task)
        if not self.keeps_names:
            brought = replace(brought, name="")
        try:
            await self.work(attach, self.files_root, session, brought, datetime.now(UTC))
        except GoesAlongAlready as err:
            before = err.here.attachment
            if (before.task, before.what) != (task, brought.what.strip()):
                raise
