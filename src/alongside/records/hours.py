"""Hours from attendance: what a session counts, what a person has of it, and what is missing by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alongside.content.load import fresh_unit, unit_folders
from alongside.content.shelf import programme
from alongside.model.attendance import Absent, Granted, Here, MadeUp, Row
from alongside.model.programme import Part, Session
from alongside.paths import content_root
from alongside.records.attendance import Attendance, read_attendance
from alongside.strings import _

LONGEST_BREAK = 30
"""Minutes of a break that still belongs to its session; a longer one, for a meal, counts for nobody."""


@dataclass(frozen=True)
class Timed:
    """A session of the programme with the length of each part in minutes, and whether it counts."""

    session: Session
    parts: list[tuple[int, bool]]

    @property
    def counted(self) -> int:
        """The minutes that the session counts: all of its parts but breaks for a meal."""
        return self.present(0, 0)

    def present(self, late: int, early: int) -> int:
        """Return the minutes that count for somebody who came `late` and left `early`, by the clock.

        What is missed of a break for a meal costs nothing.
        """
        ends, minutes, at = sum(length for length, _counts in self.parts) - early, 0, 0
        for length, counts in self.parts:
            if counts:
                minutes += max(0, min(at + length, ends) - max(at, late))
            at += length
        return minutes


@dataclass(frozen=True)
class Kept:
    """What one person has of one session: the rows that hold, minutes at meetings and minutes made up."""

    session: Session
    planned: int
    rows: list[Row] = field(default_factory=list)
    there: int = 0
    made_up: int = 0

    @property
    def minutes(self) -> int:
        """The minutes that count: nobody has more of a session than it has."""
        return min(self.planned, self.there + self.made_up)

    @property
    def granted(self) -> Row | None:
        """The row by which the session counts as attended, without hours."""
        return next((row for row in self.rows if isinstance(row.what, Granted) and row.what.granted), None)

    @property
    def made(self) -> list[Row]:
        """The rows of what was made up."""
        return [row for row in self.rows if isinstance(row.what, MadeUp) and row.what.minutes]

    @property
    def absent(self) -> Row | None:
        """The last meeting at which the person was absent."""
        return next((row for row in reversed(self.rows) if isinstance(row.what, Absent)), None)


@dataclass(frozen=True)
class Missing:
    """One session that is missing: `why`, and what `remedy` would make it good, as sentences."""

    session: str
    title: str
    minutes: int
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.title}: {self.why} {self.remedy}"


@dataclass(frozen=True)
class Attended:
    """Whether a person has attended what is asked, the sessions that are missing, and those granted."""

    person: str
    missing: list[Missing] = field(default_factory=list)
    granted: list[Row] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def timed() -> dict[str, Timed]:
    """Return session id to timed session, for every session of the programme in its order."""
    folders = unit_folders(content_root())
    lengths = {name: fresh_unit(folder).minutes for name, folder in folders.items()}
    sessions = [one for strand in programme().strands for one in strand.sessions]
    return {one.id: Timed(one, [_length(part, lengths) for part in one.parts]) for one in sessions}


def spent(minutes: int) -> str:
    """Return minutes as people say them: `3 h 15 min`."""
    hours, left = divmod(minutes, 60)
    told = [_("{hours} h").format(hours=hours)] if hours else []
    return " ".join([*told, *([_("{minutes} min").format(minutes=left)] if left or not hours else [])])


def kept(attendance: Attendance, one: Timed, person: str) -> Kept:
    """Return what a person has of a session, at whatever meeting and in whatever group."""
    rows = attendance.holding(person)
    there = sum(one.present(row.what.late, row.what.early) for row in rows if isinstance(row.what, Here))
    made_up = sum(row.what.minutes for row in rows if isinstance(row.what, MadeUp))
    return Kept(one.session, one.counted, rows, there, made_up)


def read_all(workspace: Path, sessions: Iterable[str]) -> dict[str, Attendance]:
    """Return session id to attendance."""
    return {one: read_attendance(workspace, one) for one in sessions}


def hours_of(person: str, sessions: Iterable[Timed], there: Mapping[str, Attendance]) -> list[Kept]:
    """Return what a person has of each of these sessions."""
    return [kept(there[one.session.id], one, person) for one in sessions]


def attended(workspace: Path, person: str, sessions: Sequence[str], least: int) -> Attended:
    """Return whether a person has at least `least` percent of each session, and what is missing, by name.

    `sessions` are ids of the programme; one that the programme does not have any more is missing, and named.
    """
    return attended_by(workspace, [person], sessions, least)[person]


def attended_by(
    workspace: Path, people: Iterable[str], sessions: Sequence[str], least: int
) -> dict[str, Attended]:
    """Return what `attended` says of each of these people."""
    known = timed()
    there = read_all(workspace, [one for one in sessions if one in known])

    def of(person: str) -> Attended:
        found = {one: kept(there[one], known[one], person) for one in sessions if one in known}
        missing = [missing_in(found[one], least) if one in found else _no_more(one) for one in sessions]
        granted = [has.granted for has in found.values() if has.granted]
        return Attended(person, [one for one in missing if one], granted)

    return {person: of(person) for person in people}


def missing_in(has: Kept, least: int) -> Missing | None:
    """Return why a session is missing of which a person has less than `least` percent, else None."""
    wanted = -(-has.planned * least // 100)
    short = wanted - has.minutes
    if has.granted or short <= 0:
        return None
    remedy = _("Make up at least {n} minutes, and enter with whom and how.").format(n=short)
    if not has.minutes and not has.absent:
        remedy = _("Enter the sheet of the day, or make up at least {n} minutes.").format(n=short)
    return Missing(has.session.id, has.session.title, short, _why(has, wanted), remedy)


def _no_more(session_id: str) -> Missing:
    why = _("the programme has no such session any more.")
    return Missing(session_id, session_id, 0, why, _("Change what attendance this award asks for."))


def _why(has: Kept, wanted: int) -> str:
    if has.minutes:
        said = _("{n} of {planned} minutes, and at least {wanted} are asked.")
        return said.format(n=has.minutes, planned=has.planned, wanted=wanted)
    if has.absent:
        said = _("absent on {day}, with word.") if has.absent.what.word else _("absent on {day}.")
        return said.format(day=has.absent.day.isoformat())
    return _("nothing is recorded.")


def _length(part: Part, lengths: Mapping[str, int]) -> tuple[int, bool]:
    if part.pause is not None:
        return part.pause, part.pause <= LONGEST_BREAK
    return lengths.get(part.unit or "", part.minutes or 0), True
