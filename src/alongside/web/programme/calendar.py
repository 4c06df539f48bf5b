"""The calendar of a cohort: dates by hand or from a pattern, closed days, the file for calendar programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.content import shelf
from alongside.errors import AlongsideError, WorkspaceError
from alongside.model.calendar import Closed, Meeting, MeetingRow
from alongside.model.programme import Programme, Session, Strand
from alongside.publish.days import day_in_words, weekday_names
from alongside.records import calendar as dates
from alongside.records.closed_days import read_closed
from alongside.records.patterns import WORKING_DAYS, Proposed, dates_from
from alongside.records.people import read_people
from alongside.records.zones import zone_here, zone_names
from alongside.strings import _, ngettext
from alongside.web.page import Access, Page


@dataclass(frozen=True)
class Shown:
    """A meeting as the pages show it: with its title, and the groups and strand it belongs to."""

    meeting: Meeting
    title: str

    @property
    def starts(self) -> str:
        """What a clock at the place shows at the beginning: `2026-10-20T09:00`."""
        return self.meeting.start.strftime("%Y-%m-%dT%H:%M")


@dataclass(frozen=True)
class View:
    """What the page shows."""

    strands: list[Strand]
    meetings: list[Shown]
    closed: list[Closed]
    groups: list[str]
    group: str | None
    zone: str
    place: str


@dataclass(frozen=True)
class Made:
    """Dates from a pattern that were not kept yet, and the meetings they would change, by session."""

    strand: Strand
    group: str
    zone: str
    place: str
    proposed: list[Proposed]
    known: dict[str, Meeting] = field(default_factory=dict)


class Calendar(Page):
    """What the pages of the calendar share."""

    access: ClassVar[Access] = "trainer"

    @property
    def group(self) -> str | None:
        """The group that the address asks for; None for all meetings."""
        return self.get_query_argument("group", "") or None

    def word(self, name: str, default: str = "") -> str:
        """Return a field of the form on one line, `default` where it is not there."""
        return " ".join(self.get_body_argument(name, default).split())


class CalendarPage(Calendar):
    """The list of meetings, and everything that changes it."""

    async def get(self) -> None:
        """Draw the calendar."""
        await self.show([])

    async def post(self) -> None:
        """Carry out one act, then show what follows from it."""
        act, _colon, named = self.get_body_argument("act", "").partition(":")
        doing = self.acts.get(act)
        if doing is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        try:
            told, made = await doing(self, named)
        except (AlongsideError, msgspec.ValidationError, ValueError) as err:
            self.set_status(422)
            await self.show([], trouble=str(err))
            return
        await self.show(told, made=made)

    async def show(self, told: Sequence[str], trouble: str = "", made: Made | None = None) -> None:
        """Draw the page, with what was just done in sentences."""
        view = await self.work(view_of, self.root, self.group)
        self.draw(
            "calendar.html",
            part="lead",
            view=view,
            told=told,
            trouble=trouble,
            made=made,
            zones=zone_names(),
            weekdays=weekday_names(),
            words=day_in_words,
            working=WORKING_DAYS,
        )

    async def preview(self, _named: str) -> tuple[list[str], Made | None]:
        """Make dates from a pattern, to look at before they are kept."""
        strand = _strand(await self.work(shelf.programme), self.word("strand"))
        first = _day(self.word("first"))
        weekdays = {int(one) for one in self.get_body_arguments("weekday") if one in set("0123456")}
        group, zone, place = self.word("group"), self.word("zone"), self.word("place")
        dates.by_the_clock(f"{first.isoformat()}T12:00", zone)

        def made() -> Made:
            proposed = dates_from(strand, first, dates.closed_days(self.root), weekdays or WORKING_DAYS)
            known = {
                one.session: one
                for one in dates.dates_of(self.root)
                if one.group == group and not one.cancelled
            }
            return Made(strand, group, zone, place, proposed, known)

        return [], await self.work(made)

    async def plan(self, _named: str) -> tuple[list[str], Made | None]:
        """Keep the dates of a pattern as they stand in the form."""
        plan = await self.work(shelf.programme)
        strand = _strand(plan, self.word("strand"))
        wanted = [
            self.row(one, f"-{one.id}") for one in strand.sessions if self.word(f"take-{one.id}") == "yes"
        ]
        await self.work(dates.plan, self.root, wanted, self.workspace.person.id, datetime.now(UTC))
        count = ngettext("One date is in the calendar.", "{count} dates are in the calendar.", len(wanted))
        return [count.format(count=len(wanted))], None

    async def add(self, _named: str) -> tuple[list[str], Made | None]:
        """Plan one meeting by hand."""
        session = _session(await self.work(shelf.programme), self.word("session"))
        row = self.row(session, "")
        await self.work(dates.add, self.root, row, self.workspace.person.id, datetime.now(UTC))
        return [_("The date is in the calendar.")], None

    async def change(self, named: str) -> tuple[list[str], Made | None]:
        """Write another time or place of a meeting."""
        row, who, now, seen = self.row(None, ""), self.workspace.person.id, datetime.now(UTC), self.seen
        await self.work(lambda: dates.change(self.root, named, row, who, now, seen=seen))
        return [self.kept(), *self.again()], None

    async def cancel(self, named: str) -> tuple[list[str], Made | None]:
        """Cancel a meeting."""
        why, who, now, seen = self.word("why"), self.workspace.person.id, datetime.now(UTC), self.seen
        await self.work(lambda: dates.cancel(self.root, named, why[:300], who, now, seen=seen))
        return [_("The meeting is cancelled. It stays in the list, and says so."), *self.again()], None

    async def back(self, named: str) -> tuple[list[str], Made | None]:
        """Let a cancelled meeting take place after all."""
        who, now, seen = self.workspace.person.id, datetime.now(UTC), self.seen
        await self.work(lambda: dates.put_back(self.root, named, who, now, seen=seen))
        return [_("The meeting takes place after all."), *self.again()], None

    async def close(self, _named: str) -> tuple[list[str], Made | None]:
        """Add closed days that were typed or pasted; what is none is named."""
        good, bad = read_closed(self.get_body_argument("closed", ""))
        await self.work(dates.close_days, self.root, good, self.workspace.person.id, datetime.now(UTC))
        count = ngettext("One line was read.", "{count} lines were read.", len(good))
        return [count.format(count=len(good)), *bad], None

    async def open(self, named: str) -> tuple[list[str], Made | None]:
        """Take closed days back."""
        first, _slash, last = named.partition("/")
        days = Closed(_day(first), _day(last), self.get_body_argument("name", ""))
        await self.work(dates.open_days, self.root, days, self.workspace.person.id, datetime.now(UTC))
        return [self.kept()], None

    acts: ClassVar = {
        "preview": preview,
        "plan": plan,
        "add": add,
        "change": change,
        "cancel": cancel,
        "back": back,
        "close": close,
        "open": open,
    }
    """What the buttons of the page do."""

    @property
    def seen(self) -> int:
        """The sequence of the meeting that the page showed."""
        text = self.word("seen")
        if not text.isdecimal():
            raise HTTPError(400)
        return int(text)

    def row(self, session: Session | None, end: str) -> MeetingRow:
        """Return the meeting that the form describes in the fields whose names end so."""
        given = {
            "act": "planned",
            "meeting": "new",
            "at": "2000-01-01T00:00:00Z",
            "by": "",
            "group": self.word("group"),
            "starts": f"{_day(self.word('day' + end)).isoformat()}T{self.word('time' + end)[:5]}",
            "zone": self.word("zone"),
            "minutes": _number(self.word("minutes" + end), session.minutes if session else 0),
            "place": self.word("place" + end),
            "why": self.word("why"),
        }
        return msgspec.convert(given | ({"session": session.id} if session else {}), MeetingRow)

    @staticmethod
    def kept() -> str:
        """Say that it was kept."""
        return _("Kept.")

    @staticmethod
    def again() -> list[str]:
        """Say what people who took the file have to get."""
        return [_("Give the calendar file out again: where it is opened, it replaces what was there.")]


def view_of(root: Path, group: str | None) -> View:
    """Return what the pages show of a group; of None, of all meetings."""
    plan = shelf.programme()
    titles = {one.id: one.title for strand in plan.strands for one in strand.sessions}
    every = dates.dates_of(root)
    shown = [Shown(one, titles.get(one.session, one.session)) for one in dates.dates_of(root, group)]
    latest = max(every, key=lambda one: one.changed, default=None)
    groups = {*dates.groups_of(root), *read_people(root).groups()}
    return View(
        strands=plan.strands,
        meetings=shown,
        closed=dates.closed_days(root),
        groups=sorted(groups),
        group=group,
        zone=latest.zone if latest else zone_here(datetime.now(UTC)),
        place=latest.place if latest else "",
    )


def _strand(plan: Programme, named: str) -> Strand:
    for strand in plan.strands:
        if strand.id == named:
            return strand
    raise HTTPError(404, reason=_("The programme has no such path."))


def _session(plan: Programme, named: str) -> Session:
    for strand in plan.strands:
        for session in strand.sessions:
            if session.id == named:
                return session
    raise HTTPError(404, reason=_("The programme has no such session."))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as err:
        raise WorkspaceError(_("Give the day as 2026-10-20.")) from err


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else default
