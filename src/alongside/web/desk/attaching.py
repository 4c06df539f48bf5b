"""Files that go along with a session: a photo of a page, a PDF, a recording; attached and taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

from tornado.web import HTTPError

from alongside.content.load import fresh_unit
from alongside.errors import AnswersError, NotSaved
from alongside.model.attachment import MAX_FILE, MAX_TOTAL, MOST_DAYS, MOST_FILES
from alongside.model.unit import AnyUnit
from alongside.responses.attached import MEGA, proposed_day, tasks_in
from alongside.responses.attaching import Brought, attach, bytes_of, delete_due, own_files, take_back
from alongside.strings import _
from alongside.web.desk.places import unit_folder
from alongside.web.page import Access, Page

FIELDS = ("task", "what", "consent", "until")


class AttachPage(Page):
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
        try:
            await self.work(attach, self.root, session, self.brought(unit), datetime.now(UTC))
        except NotSaved:
            raise
        except AnswersError as err:
            self.set_status(422)
            await self.show(session, trouble=str(err))
            return
        self.redirect(f"{self.request.path}?done=attached", status=303)

    def brought(self, unit: AnyUnit) -> Brought:
        """Return what the form says; AnswersError where it brings no file."""
        found = [*self.request.files.get("photo", []), *self.request.files.get("file", [])]
        chosen = [one for one in found if one.filename]
        if not chosen:
            raise AnswersError(_("Choose a file, or take a photo."))
        said = {name: self.get_body_argument(name, "") for name in FIELDS}
        if said["task"] not in tasks_in(unit):
            raise HTTPError(400, reason=_("This session has no such task."))
        if self.get_body_argument("agreed", "") != "yes":
            said["consent"] = ""
        return Brought(chosen[0].body, chosen[0].filename, **said)

    async def show(self, session: str, trouble: str = "") -> None:
        """Draw the page; after a refusal the words of the form stay, and the file is chosen once more."""
        unit, now = await self.work(_unit, self.root, session), datetime.now(UTC)
        await self.work(delete_due, self.root, now)
        given = {name: self.get_body_argument(name, "") for name in FIELDS}
        given["until"] = given["until"] or proposed_day(now.date()).isoformat()
        self.draw(
            "attach.html",
            part="learn",
            unit=unit,
            tasks=tasks_in(unit),
            along=await self.work(own_files, self.root, session),
            given=given,
            trouble=trouble,
            done=self.get_query_argument("done", ""),
            limits=_limits(now.date()),
        )


class OwnFilePage(Page):
    """One of the person's own files, as it goes along."""

    access: ClassVar[Access] = "owner"

    async def get(self, session: str, file: str) -> None:
        """Answer the file; 404 where there is none of that name."""
        found = await self.work(bytes_of, self.root, session, file)
        if found is None:
            raise HTTPError(404, reason=_("This file is not here any more."))
        self.give_file(*found)


def _limits(today: date) -> dict[str, Any]:
    return {
        "file": MAX_FILE // MEGA,
        "total": MAX_TOTAL // MEGA,
        "files": MOST_FILES,
        "first": date.fromordinal(today.toordinal() + 1).isoformat(),
        "last": date.fromordinal(today.toordinal() + MOST_DAYS).isoformat(),
    }


def _unit(root: Path, session: str) -> AnyUnit:
    unit = fresh_unit(unit_folder(root, f"assessments/{session}"))
    if not tasks_in(unit):
        raise HTTPError(404, reason=_("No files go along with this session: nobody marks a text in it."))
    return unit
