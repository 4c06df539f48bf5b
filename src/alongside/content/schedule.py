"""The run sheet: which activity begins when, planned from a start time and from what really happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType

from alongside.errors import ContentError
from alongside.model.programme import Part, Programme, Session
from alongside.model.unit import AnyUnit

LATE = timedelta(hours=3)
"""A session may run over by this much and still be going on."""
NOTHING: Mapping[str, int] = MappingProxyType({})
"""Slot id to chosen minutes where nothing was chosen."""
EARLY = timedelta(hours=1)
"""What begins this long before the start belongs to the session, and not to one before it."""


@dataclass(frozen=True)
class Slot:
    """One line of a run sheet. `activity` is None for a break and for a module still being written.

    `due` follows from the start alone; `expected` is `due` moved by how late or early the slot before it was
    and by what was shortened; `began` is when it really began. `minutes` is what it gets now, `planned` what
    the programme gives it; 0 minutes where it is left out. Times carry their offset from UTC.
    """

    id: str
    title: str
    minutes: int
    due: datetime
    expected: datetime
    began: datetime | None = None
    unit: AnyUnit | None = None
    activity: str | None = None
    unwritten: bool = False
    planned: int = 0

    @property
    def shortened(self) -> bool:
        """Whether it gets fewer minutes than the programme gives it."""
        return self.minutes < self.planned

    @property
    def begins(self) -> datetime:
        """When it began, or is expected to begin."""
        return self.began or self.expected

    @property
    def late(self) -> int:
        """Minutes, as a clock shows them, from what was due to what is expected; negative when early."""
        return (self.begins - self.due) // timedelta(minutes=1)

    @property
    def ends(self) -> datetime:
        """When it should end, from when it began."""
        return self.begins + timedelta(minutes=self.minutes)


def find_session(plan: Programme, session_id: str) -> Session:
    """Return the session with this id; ContentError where the programme has none."""
    for strand in plan.strands:
        for session in strand.sessions:
            if session.id == session_id:
                return session
    raise ContentError(f"the programme has no session {session_id}", where="programme.yaml")


def start_of(at: time, now: datetime, minutes: int) -> datetime:
    """Return when a session of `minutes` that starts at `at` o'clock starts, by this computer's clock.

    That is today, or yesterday where yesterday's may still be going on: a session may cross midnight.
    """
    today = datetime.combine(now.astimezone().date(), at.replace(tzinfo=None))
    yesterday = (today - timedelta(days=1)).astimezone()
    over = yesterday + timedelta(minutes=minutes) + LATE
    return yesterday if now < over else today.astimezone()


def span_of(start: datetime, minutes: int, now: datetime) -> tuple[datetime, datetime]:
    """Return between which moments something that began belongs to the session of `start`.

    That is around the session while it is going on; before and afterwards the whole of today, so that
    nothing which is recorded stays unseen where the start was given wrongly.
    """
    since, until = start - EARLY, start + timedelta(minutes=minutes) + LATE
    if since <= now <= until:
        return since, until
    midnight = datetime.combine(now.astimezone().date(), time())
    return midnight.astimezone(), (midnight + timedelta(days=1)).astimezone()


def run_sheet(
    session: Session,
    units: Mapping[str, AnyUnit],
    start: datetime,
    began: Mapping[str, datetime],
    given: Mapping[str, int] = NOTHING,
) -> list[Slot]:
    """Return the slots of `session` from `start`; `began` maps slot ids to the times they really began.

    `given` maps slot ids to the minutes that the trainer chose for them instead of the planned ones. Minutes
    are counted as they pass, also in the night in which the clocks change.
    """
    slots: list[Slot] = []
    due, drift = start.astimezone(UTC), timedelta()
    for number, part in enumerate(session.parts):
        for slot_id, title, minutes, unit, activity in _pieces(session, number, part, units):
            real = began.get(slot_id)
            times = (due.astimezone(start.tzinfo), (due + drift).astimezone(start.tzinfo), real)
            now = given.get(slot_id, minutes)
            slots.append(Slot(slot_id, title, now, *times, unit, activity, bool(part.planned), minutes))
            drift = (real - due if real else drift) + timedelta(minutes=now - minutes)
            due += timedelta(minutes=minutes)
    return slots


def under_way(slots: list[Slot]) -> Slot | None:
    """Return the slot that began last, or None before the first one."""
    return max((slot for slot in slots if slot.began), key=lambda slot: slot.begins, default=None)


def _pieces(
    session: Session, number: int, part: Part, units: Mapping[str, AnyUnit]
) -> list[tuple[str, str, int, AnyUnit | None, str | None]]:
    if part.pause is not None:
        return [(f"{session.id}-pause-{number + 1}", "", part.pause, None, None)]
    if part.planned is not None:
        return [(f"{session.id}-planned-{number + 1}", part.planned, part.minutes or 0, None, None)]
    unit = units.get(part.unit or "")
    if unit is None:
        raise ContentError(f"there is no unit {part.unit}", where="programme.yaml")
    return [(a.id, a.title, a.minutes, unit, a.id) for a in unit.activities]
