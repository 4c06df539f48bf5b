"""The run sheet: which activity begins when, planned from a start time and from what really happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.errors import ContentError
from alongside.model.programme import Part, Programme, Session
from alongside.model.unit import AnyUnit


@dataclass(frozen=True)
class Slot:
    """One line of a run sheet. `activity` is None for a break and for a module still being written.

    `begins` is planned; once the slot has really begun, `began` holds that time and later slots follow it.
    """

    id: str
    title: str
    minutes: int
    begins: datetime
    began: datetime | None = None
    unit: AnyUnit | None = None
    activity: str | None = None
    planned: bool = False

    @property
    def late(self) -> int:
        """Minutes between the planned and the real beginning; negative when early, 0 when not begun."""
        return round((self.began - self.begins).total_seconds() / 60) if self.began else 0


def find_session(plan: Programme, session_id: str) -> Session:
    """Return the session with this id; ContentError where the programme has none."""
    for strand in plan.strands:
        for session in strand.sessions:
            if session.id == session_id:
                return session
    raise ContentError(f"the programme has no session {session_id}", where="programme.yaml")


def run_sheet(
    session: Session, units: Mapping[str, AnyUnit], start: datetime, began: Mapping[str, datetime]
) -> list[Slot]:
    """Return the slots of `session` from `start`; `began` maps slot ids to the times they really began.

    A slot's planned time follows from `start` alone; a slot not yet begun is moved by how late or early
    the latest recorded one was.
    """
    slots: list[Slot] = []
    at, drift = start, timedelta()
    for number, part in enumerate(session.parts):
        for slot_id, title, minutes, unit, activity in _pieces(session, number, part, units):
            real = began.get(slot_id)
            drift = real - at if real else drift
            begins = at if real else at + drift
            slots.append(Slot(slot_id, title, minutes, begins, real, unit, activity, bool(part.planned)))
            at += timedelta(minutes=minutes)
    return slots


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
