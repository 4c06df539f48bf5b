"""Writing a complaint: past trainers and assessors, to the person for complaints, as a file or on paper."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.errors import AlongsideError
from alongside.model.complaint import Complaint
from alongside.model.programme import Contact
from alongside.publish.complaint import about_names, complaint_page
from alongside.publish.days import day_in_words
from alongside.records.calendar import closed_dates
from alongside.records.complaint_box import box_of, drop
from alongside.records.complaints import ACKNOWLEDGE_DAYS, ANSWER_DAYS, answer_by, lodge
from alongside.responses.moments import moment
from alongside.strings import _
from alongside.web.page import Access, Page

LONG = {"words": 8000, "wish": 2000, "name": 200, "reach": 200}
"""The most characters of each field."""


@dataclass(frozen=True)
class Lodged:
    """What the one who complains is told once it lies with the person for complaints."""

    complaint: Complaint
    by: date


class ComplaintPage(Page):
    """The form, the file that it makes, and, where the programme itself is kept, handing it over."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Draw the empty form."""
        await self.show({"name": self.workspace.person.name, "id": secrets.token_hex(8)})

    async def post(self) -> None:
        """Make the file, or hand the complaint over; what is not whole is said, and the text stays."""
        given = self.given()
        act = self.get_body_argument("act", "")
        if act not in {"file", "lodge"}:
            raise HTTPError(400, reason=_("This page has no such step."))
        try:
            complaint = _complaint(given)
        except msgspec.ValidationError:
            self.set_status(422)
            await self.show(given, trouble=_("Say what it is about and what happened, then try again."))
            return
        if act == "file":
            await self.as_file(complaint)
        else:
            await self.hand_over(given, complaint)

    async def as_file(self, complaint: Complaint) -> None:
        """Answer the file as a download; nothing is kept here."""
        plan = await self.plan()
        whom = plan.complaints[0].name if plan.complaints else ""
        lang = self.workspace.lang
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_attachment_header(f"complaint-{complaint.at[:10]}-{complaint.id[:6]}.html")
        self.finish(await self.work(complaint_page, complaint, whom, lang))

    async def hand_over(self, given: dict[str, str], complaint: Complaint) -> None:
        """Give it to the person for complaints: into a Hub's box, or where the programme is kept here."""
        if self.box is None and not programme_here(self.root):
            raise HTTPError(
                409, reason=_("The programme is not kept on this computer: send the file instead.")
            )
        today = datetime.now().astimezone().date()
        try:
            if self.box:
                await self.work(drop, self.box, complaint)
            else:
                await self.work(lodge, self.root, complaint, today)
            closed = await self.work(closed_dates, self.root)
        except AlongsideError as err:
            self.set_status(422)
            await self.show(given, trouble=str(err))
            return
        await self.show(given, done=Lodged(complaint, answer_by(today, closed)))

    @property
    def box(self) -> Path | None:
        """The letter box of the Hub that this desk belongs to, or None."""
        return box_of(self.root / self.workspace.exchange)

    def given(self) -> dict[str, str]:
        """Return what the form says, as it stands."""
        fields = ("id", "about", "words", "wish", "name", "reach")
        found = {name: self.get_body_argument(name, "").replace("\r\n", "\n").strip() for name in fields}
        if self.get_body_argument("anonymous", "") == "yes":
            found |= {"name": "", "reach": "", "anonymous": "yes"}
        return found

    async def show(self, given: dict[str, str], trouble: str = "", done: Lodged | None = None) -> None:
        """Draw the page with what was given so far."""
        given = dict.fromkeys((*LONG, "id", "about", "anonymous"), "") | given
        plan = await self.plan()
        self.draw(
            "complaint.html",
            part="learn",
            plan=plan,
            whom=whom_of(plan.complaints),
            given=given,
            trouble=trouble,
            done=done,
            by=day_in_words(done.by) if done else "",
            abouts=about_names(),
            long=LONG,
            boxed=self.box is not None,
            readers=self.settings.get("alongside_complaints_to", []),
            here_kept=self.box is not None or await self.work(programme_here, self.root),
            days=(ACKNOWLEDGE_DAYS, ANSWER_DAYS),
        )


class ComplaintPaper(Page):
    """The same form on paper."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Draw the sheet."""
        plan = await self.plan()
        self.draw(
            "complaint-paper.html",
            part="learn",
            whom=whom_of(plan.complaints),
            abouts=about_names(),
            days=(ACKNOWLEDGE_DAYS, ANSWER_DAYS),
        )


def whom_of(named: list[Contact]) -> Contact | None:
    """Return who deals with complaints, None where nobody is named."""
    return named[0] if named else None


def programme_here(root: Path) -> bool:
    """Whether the programme itself is kept in this workspace: its course, or the records of a cohort."""
    return (root / "course").is_dir() or (root / "cohort").is_dir()


def _complaint(given: dict[str, str]) -> Complaint:
    raw = {name: given.get(name, "") for name in ("id", "about", "words", "wish", "name", "reach")}
    return msgspec.convert(raw | {"at": moment(datetime.now(UTC))}, Complaint)
