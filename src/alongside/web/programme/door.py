"""The list at the door of one meeting: who is expected, what is recorded, and what a tap means now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from tornado.web import HTTPError

from alongside.content.shelf import programme
from alongside.model.attendance import Absent, Granted, Here, MadeUp, Row, Unknown
from alongside.model.people import Person
from alongside.records.attendance import Attendance, read_attendance
from alongside.records.calendar import dates_of
from alongside.records.hours import Timed, timed
from alongside.records.people import People, read_people
from alongside.records.signed import Clock, initials
from alongside.strings import _, ngettext

BEFORE, AFTER = timedelta(hours=2), timedelta(hours=3)
"""So long around a meeting a tap means this very minute."""


@dataclass(frozen=True)
class Place:
    """One meeting: the session, the group, the day, and when it began by this computer's clock."""

    one: Timed
    group: str
    day: date
    start: time

    @property
    def clock(self) -> Clock:
        """The clock of the session, for what is typed."""
        return Clock(self.start, sum(length for length, _counts in self.one.parts))

    @property
    def begins(self) -> datetime:
        """When it began, by this computer's clock and without an offset."""
        return datetime.combine(self.day, self.start)

    def live(self, now: datetime) -> bool:
        """Whether the meeting is going on around `now`, by this computer's clock."""
        since, until = self.begins - BEFORE, self.begins + timedelta(minutes=self.clock.minutes) + AFTER
        return since <= now.astimezone().replace(tzinfo=None) <= until

    def passed(self, now: datetime) -> int:
        """Return the minutes since the beginning, none before it, and never more than the session has."""
        minutes = (now.astimezone().replace(tzinfo=None) - self.begins) // timedelta(minutes=1)
        return min(max(0, minutes), self.clock.minutes)


@dataclass(frozen=True)
class Line:
    """One person on the list: the number and initials to type, and the row that holds."""

    number: int
    person: Person
    row: Row | None = None

    @property
    def initials(self) -> str:
        """The first letters of the name."""
        return initials(self.person.name)

    @property
    def was(self) -> str:
        """What is recorded, as one word for scripts and styles: here, late, absent, or nothing."""
        what = self.row.what if self.row else None
        if isinstance(what, Here):
            return "part" if what.late or what.early else "here"
        return "absent" if isinstance(what, Absent) else ""

    @property
    def said(self) -> str:
        """What is recorded, in words."""
        return said(self.row.what) if self.row else _("not entered yet")


@dataclass(frozen=True)
class Door:
    """The list at the door, those who could come from elsewhere, and what else is recorded of the session."""

    place: Place
    lines: list[Line]
    others: list[Person]
    made: list[tuple[str, Row]] = field(default_factory=list)
    rows: list[tuple[str, Row]] = field(default_factory=list)
    apart: dict[str, str] = field(default_factory=dict)
    """Id to what tells somebody from another one of the same name."""

    def called(self, person: Person) -> str:
        """Return a name, with what tells it from others that are the same."""
        return f"{person.name} ({self.apart[person.id]})" if person.id in self.apart else person.name

    @property
    def people(self) -> list[Person]:
        """The people of the list in its order."""
        return [line.person for line in self.lines]

    def count(self, *was: str) -> int:
        """Return how many stand so."""
        return sum(line.was in was for line in self.lines)


def said(what: Here | Absent | Unknown | MadeUp | Granted) -> str:
    """Return what was recorded, in words."""
    if isinstance(what, Absent):
        return _("absent, sent word") if what.word else _("absent")
    if isinstance(what, Here):
        return ", ".join([_("here"), *_bits(what)])
    if isinstance(what, MadeUp):
        return _made_up(what)
    if isinstance(what, Granted):
        return _("counts without being there") if what.granted else _("no longer counts")
    return _("taken back: not entered")


def session_of(session_id: str) -> Timed:
    """Return a session of the programme; 404 where it has none of this id."""
    found = timed().get(session_id)
    if found is None:
        raise HTTPError(404, reason=_("The programme has no such session."))
    return found


def expected(people: People, session_id: str, group: str, day: date) -> list[Person]:
    """Return who is expected at a session: those of the group who take part; of a day for trainers, these."""
    strands = {one.id: strand for strand in programme().strands for one in strand.sessions}
    role = "trainer" if strands[session_id].audience == "trainers" else "trainee"
    return [one for one in people.present(day) if one.group == group and role in one.roles]


def groups_of(people: People, day: date) -> list[str]:
    """Return the groups of a day by name."""
    return list(people.groups(day))


def start_of(workspace: Path, one: Timed, group: str, day: date) -> time:
    """Return when a session of this day begins: as the calendar says, else at the programme's usual time."""
    met = (meeting for meeting in dates_of(workspace, group) if meeting.session == one.session.id)
    there = next((m.start for m in met if m.start.date() == day and not m.cancelled), None)
    return there.time().replace(second=0) if there else time.fromisoformat(one.session.starts)


def door_of(workspace: Path, place: Place) -> Door:
    """Return the list at the door as it stands now."""
    people, there = read_people(workspace), read_attendance(workspace, place.one.session.id)
    return door_from(people, there, place)


def row_of(
    place: Place, person: str, what: Here | Absent | Unknown, *, by: str, at: datetime, token: str = ""
) -> Row:
    """Return a row of a meeting."""
    given = {"group": place.group, "day": place.day, "what": what, "token": token}
    return Row(at=at.astimezone(), by=by, person=person, **given)


def tapped(tap: str, before: Row | None, place: Place, at: datetime) -> Here | Absent | Unknown:
    """Return what a tap means: `late` and `leaves` mean the minute `at`; 400 for one that is unknown."""
    was = before.what if before and isinstance(before.what, Here) else Here()
    if tap == "late":
        return Here(late=place.passed(at), early=was.early)
    if tap == "leaves":
        return Here(late=was.late, early=place.clock.minutes - place.passed(at))
    plain = {"here": Here(), "absent": Absent(), "word": Absent(word=True), "unknown": Unknown()}
    if tap not in plain:
        raise HTTPError(400, reason=_("This page has no such step."))
    return plain[tap]


def door_from(people: People, there: Attendance, place: Place) -> Door:
    """Return the list at the door out of what was read."""
    known, held = people.on(place.day), there.at(place.group, place.day)
    listed = expected(people, there.session, place.group, place.day)
    ids = {one.id for one in listed}
    guests = sorted((known[who] for who in held if who not in ids and who in known), key=lambda one: one.name)
    lines = [Line(n, one, held.get(one.id)) for n, one in enumerate([*listed, *guests], 1)]
    ids |= {one.id for one in guests}
    others = [one for one in people.present(place.day) if one.id not in ids]
    named = [(_name(people, row), row) for row in there.rows]
    made = [(_name(people, row), row) for row in _made_in(there, list(people.everybody))]
    here = [pair for pair in named if _belongs(pair[1], place)]
    return Door(place, lines, others, made, here, people.apart)


def _made_in(there: Attendance, people: Sequence[str]) -> list[Row]:
    rows = [row for who in people for row in there.holding(who)]
    return [row for row in rows if isinstance(row.what, MadeUp) and row.what.minutes]


def _belongs(row: Row, place: Place) -> bool:
    return isinstance(row.what, MadeUp) or (row.group, row.day) == (place.group, place.day)


def _name(people: People, row: Row) -> str:
    return people.called(row.person) if people.of(row.person) else row.person


def _bits(what: Here) -> list[str]:
    late = ngettext("{n} minute late", "{n} minutes late", what.late).format(n=what.late)
    early = ngettext("left {n} minute early", "left {n} minutes early", what.early).format(n=what.early)
    return [late] * bool(what.late) + [early] * bool(what.early)


def _made_up(what: MadeUp) -> str:
    if not what.minutes:
        return _("made up: taken back")
    minutes = ngettext("made up: {n} minute", "made up: {n} minutes", what.minutes).format(n=what.minutes)
    whom = _("with {whom}").format(whom=what.whom) if what.whom else ""
    return ", ".join(filter(None, (minutes, what.how, whom)))
