"""Hours of a group as rows: one for each person and session, for a page and for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alongside.model.attendance import Absent, Here
from alongside.model.people import Person
from alongside.model.programme import Strand
from alongside.records.attendance import Attendance
from alongside.records.hours import Kept, Missing, hours_of, missing_in, read_all, timed
from alongside.records.people import People
from alongside.responses.spreadsheet import plain
from alongside.strings import _

COLUMNS = (
    *("person", "name", "organisation", "group", "session", "title", "days", "planned", "there"),
    *("made_up", "counted", "state", "missing"),
)


@dataclass(frozen=True)
class OfPerson:
    """What one person has of each session of a path, and which sessions that were held are missing."""

    person: Person
    hours: list[Kept]
    missing: list[Missing]
    left: bool = False

    @property
    def minutes(self) -> int:
        """All minutes that count."""
        return sum(one.minutes for one in self.hours)

    @property
    def made_up(self) -> int:
        """Of these, the minutes that were made up."""
        return sum(max(0, one.minutes - one.there) for one in self.hours)


@dataclass(frozen=True)
class OfGroup:
    """The hours of a group on one path; `held` are the ids of the sessions that the group has had."""

    people: list[OfPerson]
    held: list[str]


def group_hours(
    workspace: Path, people: People, strand: Strand, group: str, *, least: int, day: date
) -> OfGroup:
    """Return the hours of everybody in a group, and of those who left it but have rows in it.

    Missing is a session that the group has had and of which somebody has less than `least` percent.
    """
    known = timed()
    sessions = [known[one.id] for one in strand.sessions]
    there = read_all(workspace, [one.id for one in strand.sessions])
    held = [one for one in there if any(name == group for name, _day in there[one].meetings())]

    def of(person: Person) -> OfPerson:
        hours = hours_of(person.id, sessions, there)
        missing = [missing_in(one, least) for one in hours if one.session.id in held]
        left = people.state(person.id, day) != "present"
        return OfPerson(person, hours, [one for one in missing if one], left)

    return OfGroup([of(one) for one in _members(people, strand, group, there, day)], held)


def usual_path(workspace: Path, strands: Sequence[Strand], group: str) -> Strand:
    """Return the path on which most is recorded for a group, the first where nothing is."""

    def met(strand: Strand) -> int:
        there = read_all(workspace, [one.id for one in strand.sessions])
        return sum(name == group for one in there.values() for name, _day in one.meetings())

    return max(strands, key=met)


def hours_csv(rows: Sequence[OfPerson]) -> str:
    """Return the hours as a table with one row for each person and session, no cell of it a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([list(map(plain, _cells(one, kept))) for one in rows for kept in one.hours])
    return text.getvalue()


def state_of(kept: Kept) -> str:
    """Return how somebody stands in a session, in a word or two."""
    if kept.granted:
        return _("counted")
    if kept.minutes:
        return _("made up") if not kept.there else _("there")
    return _("absent") if kept.absent else _("not entered")


def _cells(one: OfPerson, kept: Kept) -> tuple[object, ...]:
    person, session = one.person, kept.session
    met = [row.day.isoformat() for row in kept.rows if isinstance(row.what, Here | Absent)]
    missing = next((str(each) for each in one.missing if each.session == session.id), "")
    who = (person.id, person.name, person.organisation, person.group)
    minutes = (kept.planned, kept.there, kept.made_up, kept.minutes)
    return *who, session.id, session.title, " ".join(met), *minutes, state_of(kept), missing


def _members(
    people: People, strand: Strand, group: str, there: dict[str, Attendance], day: date
) -> list[Person]:
    role = "trainer" if strand.audience == "trainers" else "trainee"
    with_rows = {row.person for one in there.values() for row in one.rows if row.group == group}
    present = {one.id for one in people.present(day)}
    return sorted(
        (
            one
            for one in people.on(day).values()
            if one.group == group
            and (one.id in with_rows or (role in one.roles and one.id in present))
            and people.state(one.id, day) != "erased"
        ),
        key=lambda one: (one.name.casefold(), one.id),
    )
