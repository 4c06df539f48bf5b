"""Attendance: the sessions with their days, the list at the door, and paper that is typed in later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlencode

import msgspec
from msgspec import Meta
from tornado.web import HTTPError

from alongside.content.shelf import programme
from alongside.errors import AlongsideError, WorkspaceError
from alongside.model.attendance import Here, MadeUp, Row
from alongside.model.base import Shape
from alongside.model.calendar import Meeting
from alongside.model.handin import Candidate
from alongside.model.people import Person
from alongside.model.programme import Strand
from alongside.publish.days import day_in_words
from alongside.records.attendance import Attendance, read_attendance, record, record_after
from alongside.records.calendar import dates_of
from alongside.records.hours import timed
from alongside.records.people import People, read_people
from alongside.records.signed import Typed, read_sheet
from alongside.strings import _
from alongside.web.page import Access, Page
from alongside.web.programme.door import (
    Door,
    Place,
    door_from,
    door_of,
    groups_of,
    row_of,
    said,
    session_of,
    start_of,
    tapped,
)

MOST_MINUTES = 24 * 60
"""Minutes that can be made up on one day."""
LARGEST = 20_000
"""Bytes of one tap as it travels."""
WAITED = 7 * 24 * 60 * 60
"""Seconds that a tap may have waited for the network in a browser."""


class Tap(Shape, kw_only=True):
    """A tap as the page sends it: whom, what, how many seconds ago; with one `token` it is one tap."""

    person: Candidate
    tap: Literal["here", "late", "leaves", "absent", "word", "unknown"]
    group: Annotated[str, Meta(max_length=40)]
    day: date
    start: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d\Z")]
    token: Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{8,60}\Z")]
    ago: Annotated[int, Meta(ge=0, le=WAITED)] = 0


@dataclass(frozen=True)
class Day:
    """One meeting in the list of a session, with how many were there, absent, and are not entered."""

    day: date
    here: int
    absent: int
    open: int
    cancelled: bool = False


@dataclass(frozen=True)
class Overview:
    """Every strand, and session id to its meetings of one group."""

    strands: list[Strand]
    groups: list[str]
    group: str
    days: dict[str, list[Day]] = field(default_factory=dict)
    today: date = field(default_factory=date.today)


class AttendancePage(Page):
    """Every session with the days of a group, and how many were there."""

    access: ClassVar[Access] = "trainer"

    async def get(self) -> None:
        """Draw the list."""
        view = await self.work(_overview, self.root, self.get_query_argument("group", ""))
        self.draw("attendance.html", part="lead", view=view, in_words=day_in_words)


class AtTheDoor(Page):
    """What the list at the door and its taps share: which meeting."""

    access: ClassVar[Access] = "trainer"

    @property
    def by(self) -> str:
        """Under whose id rows are written."""
        return self.workspace.person.id

    def place(self, session: str) -> Place:
        """Return the meeting that the address names; today and the first group where it names none."""
        one = session_of(session)
        try:
            asked = self.get_query_argument("day", "")
            day = date.fromisoformat(asked) if asked else date.today()
            given = self.get_query_argument("start", "")
            known = time.fromisoformat(given).replace(second=0, tzinfo=None) if given else None
        except ValueError as err:
            raise HTTPError(400, reason=_("Give the day as 2026-03-02 and the time as 09:30.")) from err
        group = self.get_query_argument("group", "") or next(iter(groups_of(read_people(self.root), day)), "")
        return Place(one, group, day, known or start_of(self.root, one, group, day))


class DoorPage(AtTheDoor):
    """The list at the door of one meeting: big buttons, or the signed sheet typed in."""

    async def get(self, session: str) -> None:
        """Draw the list."""
        await self.show(await self.work(self.place, session))

    async def post(self, session: str) -> None:
        """Record what a form says, then show the list."""
        place = await self.work(self.place, session)
        doing = self.acts.get(self.get_body_argument("act", "tap"))
        if doing is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        try:
            await doing(self, place)
        except (AlongsideError, ValueError) as err:
            self.set_status(422)
            await self.show(place, trouble=str(err))

    async def show(self, place: Place, trouble: str = "", typed: Typed | None = None) -> None:
        """Draw the list, with what could not be done, or what was read of a sheet."""
        door = await self.work(door_of, self.root, place)
        shown = {"place": place, "door": door, "typed": typed, "trouble": trouble}
        words = {"said": said, "in_words": day_in_words, "handed": self.word}
        groups = await self.work(lambda: groups_of(read_people(self.root), place.day))
        live = place.live(datetime.now())
        self.draw("attendance-door.html", part="lead", groups=groups, live=live, **shown, **words)

    def back(self, place: Place, anchor: str = "") -> None:
        """Show the list anew, so that loading it again sends nothing twice."""
        asked = {"group": place.group, "day": place.day.isoformat(), "start": f"{place.start:%H:%M}"}
        self.redirect(f"{self.request.path}?{urlencode(asked)}{anchor}", status=303)

    async def tap(self, place: Place) -> None:
        """Record a tap, where no script runs, and somebody from elsewhere."""
        who, what, now = self.word("person"), self.word("tap"), datetime.now().astimezone()
        await self.work(lambda: _tap(self.root, place, who, what, by=self.by, at=now))
        self.back(place, f"#at-{who}")

    async def times(self, place: Place) -> None:
        """Record when somebody came and left, in minutes or by the clock."""
        who, late, early = self.word("person"), self.word("late"), self.word("early")
        what = Here(
            late=place.clock.late(late) if late else 0, early=place.clock.early(early) if early else 0
        )
        _begun(place.day)
        await self.work(_known, self.root, who, place.day)
        await self.work(record, self.root, place.one.session.id, [self.row(place, who, what)])
        self.back(place, f"#at-{who}")

    async def made_up(self, place: Place) -> None:
        """Record what somebody made up, or take it back with no minutes."""
        who, minutes = self.word("person"), self.word("minutes")
        if not minutes.isdigit() or int(minutes) > MOST_MINUTES:
            raise ValueError(_("Say how many minutes were made up, up to {most}.").format(most=MOST_MINUTES))
        day = _day(self.word("on"))
        _begun(day)
        person = await self.work(_known, self.root, who, day)
        what = MadeUp(minutes=int(minutes), how=self.word("how"), whom=self.word("whom"))
        now = datetime.now().astimezone()
        row = Row(at=now, by=self.by, person=who, group=person.group, day=day, what=what)
        await self.work(record, self.root, place.one.session.id, [row])
        self.back(place, "#made-up")

    async def look(self, place: Place) -> None:
        """Show what was read of a sheet; nothing is kept yet."""
        await self.show(place, typed=await self.work(self.read, place))

    async def keep(self, place: Place) -> None:
        """Keep a sheet that was looked at, or show what cannot be read; all of it or nothing."""
        typed = await self.work(self.read, place)
        if typed.problems or not typed.read:
            await self.show(place, typed=typed)
            return
        _begun(place.day)
        rows = [
            msgspec.structs.replace(self.row(place, who, what), paper=True)
            for who, what in typed.read.items()
        ]
        await self.work(record, self.root, place.one.session.id, rows)
        self.back(place)

    acts: ClassVar = {"tap": tap, "times": times, "made-up": made_up, "look": look, "keep": keep}
    """What the forms of the page do."""

    def word(self, name: str) -> str:
        """Return a field of the form, '' where it is not there."""
        return self.get_body_argument(name, "").strip()

    def row(self, place: Place, who: str, what: Here) -> Row:
        """Return a row of the meeting, written now."""
        return row_of(place, who, what, by=self.by, at=datetime.now().astimezone())

    def read(self, place: Place) -> Typed:
        """Read what was typed, by the numbers that stood on the page."""
        known = read_people(self.root).on(place.day)
        order = [known[who] for who in self.word("order").split() if who in known]
        return read_sheet(self.word("sheet"), order, place.clock, rest=bool(self.word("rest")))


class TapPage(AtTheDoor):
    """Taps at the door as scripts send them, and how the list stands for everybody who has it open."""

    async def get(self, session: str) -> None:
        """Answer how the list stands."""
        place = await self.work(self.place, session)
        self.answer(_lines(await self.work(door_of, self.root, place)))

    async def put(self, session: str) -> None:
        """Record a tap; the answer is sent when the disk has it, and says how the list stands."""
        if len(self.request.body) > LARGEST:
            raise HTTPError(413, reason=_("What arrived is no tap."))
        try:
            sent = msgspec.json.decode(self.request.body, type=Tap)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
            raise HTTPError(400, reason=_("What arrived is no tap.")) from err
        one = await self.work(session_of, session)
        place = Place(one, sent.group, sent.day, time.fromisoformat(sent.start))
        at = datetime.now().astimezone() - timedelta(seconds=sent.ago)
        with_token = {"by": self.by, "at": at, "token": sent.token}
        await self.work(lambda: _tap(self.root, place, sent.person, sent.tap, **with_token))
        self.answer(_lines(await self.work(door_of, self.root, place)))


def _tap(root: Path, place: Place, who: str, tap: str, *, by: str, at: datetime, token: str = "") -> None:
    _begun(place.day)
    _known(root, who, place.day)

    def rows(there: Attendance) -> list[Row]:
        before = there.at(place.group, place.day).get(who)
        return [row_of(place, who, tapped(tap, before, place, at), by=by, at=at, token=token)]

    record_after(root, place.one.session.id, rows)


def _day(text: str) -> date:
    """Return the day that a form gives."""
    try:
        return date.fromisoformat(text)
    except ValueError as err:
        raise ValueError(_("Give the day as 2026-03-02.")) from err


def _begun(day: date) -> None:
    """Refuse a day that is still to come: a slip in the year would be hours on a certificate."""
    if day > date.today():
        raise WorkspaceError(
            _("{day} is still to come").format(day=day),
            do=_("Look at the year, and enter who was there from the day itself on."),
        )


def _known(root: Path, who: str, day: date) -> Person:
    person = read_people(root).on(day).get(who)
    if person is None:
        raise WorkspaceError(_("There is nobody with the id {id}.").format(id=who))
    return person


def _lines(door: Door) -> dict[str, object]:
    lines = {
        line.person.id: {
            "was": line.was,
            "said": line.said,
            "by": f"{line.row.by} {line.row.at.astimezone():%H:%M}" if line.row else "",
        }
        for line in door.lines
    }
    return {"lines": lines, "here": door.count("here", "part"), "absent": door.count("absent")}


def _overview(root: Path, group: str) -> Overview:
    people, today, plan = read_people(root), date.today(), programme()
    groups = groups_of(people, today)
    group = group or next(iter(groups), "")
    meetings = [one for one in dates_of(root, group) if group]
    days = {
        one.session.id: _days(
            people, read_attendance(root, one.session.id), Place(one, group, today, time()), meetings
        )
        for one in timed().values()
    }
    return Overview(plan.strands, groups, group, days, today)


def _days(people: People, there: Attendance, place: Place, meetings: Sequence[Meeting]) -> list[Day]:
    planned = {m.start.date(): m.cancelled for m in meetings if m.session == there.session}
    met = {day for name, day in there.meetings() if name == place.group}

    def day_of(day: date) -> Day:
        door = door_from(people, there, replace(place, day=day))
        here, absent, left = door.count("here", "part"), door.count("absent"), door.count("")
        return Day(day, here, absent, left, cancelled=planned.get(day, False) and day not in met)

    return [day_of(day) for day in sorted({*planned, *met})]
