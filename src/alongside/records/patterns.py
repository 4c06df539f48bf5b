"""Dates from a pattern: the sessions of a strand from a first day, around closed days and weekends."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.errors import WorkspaceError
from alongside.model.calendar import Closed
from alongside.model.programme import Session, Strand
from alongside.strings import _

WORKING_DAYS = frozenset(range(5))
"""Monday to Friday, as `date.weekday` counts."""
_LOOK = 200
"""Days beyond its bounds in which a day is looked for before it is said that there is none."""


@dataclass(frozen=True)
class Proposed:
    """A day for one session. `meant` is the day that the distance alone gives.

    `because` are the closed days that stood in the way, the session's own and those of sessions bound to it;
    `weekend` says that the day meant is none of the chosen days of the week. `outside`: no day within the
    bounds of the pattern was free.
    """

    session: Session
    day: date
    meant: date
    because: tuple[Closed, ...] = ()
    weekend: bool = False
    outside: bool = False

    @property
    def moved(self) -> bool:
        """Whether the day is another one than the distance alone gives."""
        return self.day != self.meant


@dataclass(frozen=True)
class _Open:
    """The days on which somebody may meet."""

    closed: Sequence[Closed]
    weekdays: Collection[int]

    def suits(self, day: date, *, bound: bool) -> bool:
        """Whether `day` is free; what is bound to another session may lie on any working day."""
        wanted = self.weekdays | WORKING_DAYS if bound else self.weekdays
        return day.weekday() in wanted and not any(one.holds(day) for one in self.closed)

    def suits_all(self, day: date, offsets: Collection[int]) -> bool:
        """Whether a session on `day`, and all that are bound to it, have a free day."""
        return all(self.suits(day + timedelta(offset), bound=offset > 0) for offset in offsets)


def dates_from(
    strand: Strand,
    first: date,
    closed: Sequence[Closed] = (),
    weekdays: Collection[int] = WORKING_DAYS,
) -> list[Proposed]:
    """Return a day for every session of `strand`, counted from its first session on `first`.

    A session goes to the free day nearest to its distance, within the bounds of its distance where one is
    free. Sessions bound to the day of another (same number of days at least and at most) move together.
    WorkspaceError where no day is free for most of a year.
    """
    free = _Open(closed, frozenset(weekdays))
    placed: dict[str, Proposed] = {}
    for session in strand.sessions:
        if session.id not in placed:
            placed |= {one.session.id: one for one in _block(strand, session, first, placed, free)}
    return [placed[session.id] for session in strand.sessions]


def _block(
    strand: Strand, session: Session, first: date, placed: Mapping[str, Proposed], free: _Open
) -> Iterator[Proposed]:
    """Yield the days of a session and of all that are bound to it."""
    bound = _bound_to(strand, session)
    meant = _meant(session, placed, first)
    day, outside = _nearest_free(session, meant, placed, free, bound.values())
    because, weekend = _in_the_way(meant, day, free, bound.values())
    for there in strand.sessions:
        if there.id in bound:
            shift = timedelta(bound[there.id])
            if day == meant:
                yield Proposed(there, day + shift, meant + shift)
            else:
                yield Proposed(there, day + shift, meant + shift, because, weekend, outside)


def _meant(session: Session, placed: Mapping[str, Proposed], first: date) -> date:
    """Return the day that the distance gives; after a session that had to move, on the usual weekday."""
    if session.after is None or session.after.of not in placed:
        return first
    before = placed[session.after.of]
    day = before.day + timedelta(session.after.days)
    usual = day + timedelta((first.weekday() - day.weekday() + 3) % 7 - 3)
    apart = (usual - before.day).days
    return usual if before.moved and session.after.least <= apart <= session.after.most else day


def _bound_to(strand: Strand, session: Session) -> dict[str, int]:
    """Return `session` and what is bound to it, each with its days after `session`."""
    offsets = {session.id: 0}
    for one in strand.sessions:
        after = one.after
        if after and after.of in offsets and after.least == after.days == after.most:
            offsets[one.id] = offsets[after.of] + after.days
    return offsets


def _nearest_free(
    session: Session, meant: date, placed: Mapping[str, Proposed], free: _Open, offsets: Collection[int]
) -> tuple[date, bool]:
    """Return the free day nearest to `meant`, and whether it lies outside the bounds of the pattern."""
    before, after = _bounds(session, meant, placed)
    latest = max((one.day for one in placed.values()), default=date.min)
    for shift in [*_nearest(before, after), *range(after + 1, _LOOK)]:
        day = meant + timedelta(shift)
        if day > latest and free.suits_all(day, offsets):
            return day, session.after is not None and shift > after
    what = _("There is no free day for {title} for {count} days after {day}.")
    raise WorkspaceError(
        what.format(title=session.title, count=_LOOK, day=meant.isoformat()),
        do=_("Look at the closed days, and at the days of the week that you chose."),
    )


def _bounds(session: Session, meant: date, placed: Mapping[str, Proposed]) -> tuple[int, int]:
    """Return how many days earlier and later than `meant` the pattern allows."""
    if session.after is None or session.after.of not in placed:
        return 0, 0
    apart = (meant - placed[session.after.of].day).days
    return apart - session.after.least, session.after.most - apart


def _nearest(before: int, after: int) -> list[int]:
    """Return shifts from `-before` to `after`, the nearest first; of two as near the later one."""
    return sorted(range(-before, after + 1), key=lambda shift: (abs(shift), -shift))


def _in_the_way(
    meant: date, day: date, free: _Open, offsets: Collection[int]
) -> tuple[tuple[Closed, ...], bool]:
    """Return the closed days met on the way from `meant` to `day`, and whether a day of the week was."""
    step = 1 if day > meant else -1
    tried = [meant + timedelta(n) for n in range(0, (day - meant).days, step)]
    days = {one + timedelta(offset) for one in tried for offset in offsets}
    closed = tuple(one for one in free.closed if any(one.holds(there) for there in days))
    return closed, meant.weekday() not in free.weekdays
