"""The timer of a live room, as its rows tell it: it counts on through a reload and a new start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.model.liveroom import RoomRow


@dataclass(frozen=True)
class Timer:
    """A timer that runs towards `ends`, or that is paused (`ends` None) with `left` seconds to go.

    It may run past its end: then the seconds left are negative.
    """

    ends: datetime | None
    left: int

    def left_at(self, now: datetime) -> int:
        """Return the seconds that are left at `now`."""
        return self.left if self.ends is None else round((self.ends - now) / timedelta(seconds=1))


def timer_of(rows: Iterable[RoomRow]) -> Timer | None:
    """Return the timer after these rows, oldest first; None where none was started, or it was stopped."""
    timer: Timer | None = None
    for row in rows:
        timer = _after(timer, row)
    return timer


def _after(timer: Timer | None, row: RoomRow) -> Timer | None:
    if row.act == "started":
        return Timer(row.at + timedelta(seconds=row.seconds), 0)
    if row.act in {"stopped", "closed"} or timer is None:
        return None
    if row.act == "paused":
        return Timer(None, timer.left_at(row.at))
    if row.act == "went-on" and timer.ends is None:
        return Timer(row.at + timedelta(seconds=timer.left), 0)
    if row.act == "added":
        more = timedelta(seconds=row.seconds)
        return Timer(None, timer.left + row.seconds) if timer.ends is None else Timer(timer.ends + more, 0)
    return timer
