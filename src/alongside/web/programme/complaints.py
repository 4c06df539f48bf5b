"""Complaints, for the person for complaints: what arrived, what was done about it, and what is due."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.errors import AlongsideError, WorkspaceError
from alongside.model.complaint import Complaint, ComplaintFile, Step
from alongside.publish.complaint import about_names, act_names, complaint_in, outcome_names
from alongside.publish.days import day_in_words
from alongside.records.calendar import closed_dates
from alongside.records.complaint_box import box_of, take_out
from alongside.records.complaints import Due, add_step, answer_by, complaints_in, delete, due, lodge
from alongside.responses.foreign import LARGEST
from alongside.responses.moments import moment
from alongside.responses.untrusted import Unreadable
from alongside.strings import _
from alongside.web.page import Access, Page


@dataclass(frozen=True)
class Shown:
    """A complaint as the page shows it; `reply` is the text for the first reply."""

    kept: ComplaintFile
    due: Due | None
    reply: str


class ComplaintsPage(Page):
    """Every complaint of the cohort."""

    access: ClassVar[Access] = "complaints"

    async def get(self) -> None:
        """Draw the complaints."""
        await self.show([])

    async def post(self) -> None:
        """Write a dated row, or take a complaint in."""
        doing = self.acts.get(self.get_body_argument("act", "file" if self.request.files else ""))
        if doing is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        try:
            told = await doing(self)
        except (AlongsideError, msgspec.ValidationError, Unreadable) as err:
            self.set_status(422)
            await self.show([], trouble=str(err))
            return
        await self.show([told])

    async def show(self, told: list[str], trouble: str = "") -> None:
        """Draw the page, those first that are overdue."""
        today = datetime.now().astimezone().date()
        box = box_of(self.root / self.workspace.exchange)
        left = await self.work(take_out, self.root, box) if box else []
        shown, problems = await self.work(_shown, self.root, today, self.workspace.person.name)
        self.draw(
            "complaints.html",
            part="assess" if "assessor" in self.roles else "complaints",
            shown=shown,
            problems=[*left, *problems],
            stands_in=box is not None and not self.settings.get("alongside_complaints_to"),
            told=told,
            trouble=trouble,
            abouts=about_names(),
            acts=act_names(),
            outcomes=outcome_names(),
            words=day_in_words,
            today=today.isoformat(),
            fresh=secrets.token_hex(8),
        )

    async def step(self) -> str:
        """Write what was done."""
        raw = {
            "act": self.get_body_argument("step", ""),
            "at": moment(datetime.now(UTC)),
            "by": self.workspace.person.id,
            "day": self.get_body_argument("day", ""),
            "what": self.text("what"),
            "outcome": self.get_body_argument("outcome", "") or None,
        }
        step = msgspec.convert(raw, Step)
        await self.work(add_step, self.root, self.get_body_argument("id", ""), step)
        return _("Written down.")

    async def typed(self) -> str:
        """Keep what came on paper."""
        raw = {name: self.text(name) for name in ("id", "about", "words", "wish", "name", "reach")}
        complaint = msgspec.convert(raw | {"at": moment(datetime.now(UTC))}, Complaint)
        await self.work(lodge, self.root, complaint, _day(self.get_body_argument("day", "")))
        return _("The complaint is kept.")

    async def file(self) -> str:
        """Take in a file that was sent."""
        page = self.chosen_file(_("Choose the file that was sent."), 2 * LARGEST)
        complaint = await self.work(complaint_in, page)
        await self.work(lodge, self.root, complaint, datetime.now().astimezone().date())
        return _("The complaint is kept. It counts from today: the file does not say when it reached you.")

    async def delete(self) -> str:
        """Delete a complaint of which nothing is open."""
        if self.get_body_argument("sure", "") != "yes":
            raise WorkspaceError(_("Nothing was deleted: the box was not ticked."))
        today = datetime.now().astimezone().date()
        await self.work(delete, self.root, self.get_body_argument("id", ""), today)
        return _("The complaint is deleted, with everything that was written down about it.")

    acts: ClassVar = {"step": step, "typed": typed, "file": file, "delete": delete}
    """What the buttons of the page do."""

    def text(self, name: str) -> str:
        """Return a field of the form, with the line ends of this kit."""
        return self.get_body_argument(name, "").replace("\r\n", "\n").strip()


def _shown(root: Path, today: date, name: str) -> tuple[list[Shown], list[str]]:
    found, problems = complaints_in(root)
    closed = closed_dates(root)
    shown = [Shown(one, due(one, today, closed), _reply(one, closed, name)) for one in found]
    return sorted(shown, key=lambda one: (one.due is None, one.due.day if one.due else today)), problems


def _reply(kept: ComplaintFile, closed: Collection[str], name: str) -> str:
    by = day_in_words(answer_by(kept.arrived, closed))
    lines = [
        _("Dear {name},").format(name=kept.complaint.name),
        _("Thank you for saying it. Your complaint of {day} has arrived, and I deal with it.").format(
            day=day_in_words(kept.arrived)
        ),
        _("I shall hear you and the other side, separately, and each may bring somebody along."),
        _("You have my answer in writing by {day}.").format(day=by),
        _("Neither trainers nor assessors read what you wrote."),
        name,
    ]
    return "\n\n".join(lines)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as err:
        raise WorkspaceError(_("Give the day as 2026-10-20.")) from err
