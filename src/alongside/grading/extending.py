"""More time and other adjustments for one candidate: dated rows with a reason; deadlines follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

from alongside.errors import WorkspaceError
from alongside.grading.acts import acts_of, decide
from alongside.grading.course import Course
from alongside.model.acts import Adjusted, Deferred, Extended, Recorded
from alongside.responses.moments import moment, when
from alongside.strings import _

Where = tuple[str, str]
"""A session and a candidate."""
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


def extend(course: Course, where: Where, until: str, reason: str, *, by: str, now: datetime) -> None:
    """Give a candidate until `until` (ISO, with offset, local without one); '' takes an extension back."""
    act = Extended(session=where[0], candidate=where[1], until=_moment(until), reason=reason)
    decide(course, by, lambda _rows: [act], now)


def adjust(course: Course, where: Where, what: str, reason: str, *, by: str, now: datetime) -> None:
    """Record an adjustment that was granted, and why."""
    act = Adjusted(session=where[0], candidate=where[1], what=what, reason=reason)
    decide(course, by, lambda _rows: [act], now)


def extended_in(course: Course, session: str) -> dict[str, datetime]:
    """Return until when each candidate has who has more time in a session than others (UTC)."""
    return extended(acts_of(course), session)


def extended(rows: Iterable[Recorded], session: str) -> dict[str, datetime]:
    """Return the same from rows: the latest extension, or the end of a deferral's last day if that is later.

    Somebody whose extension was taken back has a time that is long over, and so the time of everybody.
    """
    given: dict[str, datetime] = {}
    deferred: dict[str, datetime] = {}
    for act in (row.act for row in rows):
        if isinstance(act, Extended) and act.session == session:
            given[act.candidate] = when(act.until) if act.until else _NEVER
        elif isinstance(act, Deferred) and session in act.sessions:
            deferred[act.candidate] = end_of(act.until)
    both = {who: [one[who] for one in (given, deferred) if who in one] for who in {*given, *deferred}}
    return {who: max(found) for who, found in both.items()}


def granted_in(rows: Iterable[Recorded]) -> dict[str, list[Extended | Adjusted]]:
    """Return every extension and adjustment by candidate, the oldest first."""
    found: dict[str, list[Extended | Adjusted]] = {}
    for act in (row.act for row in rows):
        if isinstance(act, Extended | Adjusted):
            found.setdefault(act.candidate, []).append(act)
    return found


def end_of(day: str) -> datetime:
    """Return the last moment of a day by this computer's clock, in UTC."""
    return datetime.combine(datetime.fromisoformat(day), time(23, 59, 59)).astimezone().astimezone(UTC)


def _moment(text: str) -> str | None:
    if not text:
        return None
    try:
        return moment(datetime.fromisoformat(text).astimezone())
    except (ValueError, OverflowError) as err:
        do = _("Write it like 2026-11-20T18:00, by this computer's clock, or with an offset such as +01:00.")
        raise WorkspaceError(_("{text!r} is not a time").format(text=text), do=do) from err
