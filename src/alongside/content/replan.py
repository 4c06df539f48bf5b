"""When time was lost: what could be shortened or left out so that a session ends on time, never practice.

What is offered, in this order, until enough is saved: shorter input, a shorter opening, shorter breaks, an
opening left out, input left out. Input goes first because its text stays on everybody's page; practice is
what the hours together are for, and is never offered. Nothing here changes anything: the trainer chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from alongside.content.schedule import Slot, under_way
from alongside.model.unit import PRACTICE

Sort = Literal["practice", "input", "opening", "break", "unknown"]
"""What a slot is for: practice stays, and so does what nobody has written yet."""

LEAST = 5
"""Minutes below which an input or an opening is not worth beginning."""
SHORT_BREAK, MEAL_BREAK, MEAL = 10, 45, 50
"""A short break keeps ten minutes; a break of fifty or more is a meal, and keeps forty-five."""
_SORTS: dict[str, Sort] = {"knowledge": "input", "motivation": "opening", "break": "break"}
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Offer:
    """One slot that is still to come: what it has, and what it could have.

    `fewest` is the shortest that makes sense, 0 where it may be left out; `suggested` is what the proposal
    gives it. Both are equal to `minutes` where nothing can or need be taken.
    """

    slot: Slot
    sort: Sort
    minutes: int
    fewest: int
    suggested: int

    @property
    def saved(self) -> int:
        """Minutes that the proposal takes from it."""
        return self.minutes - self.suggested


@dataclass(frozen=True)
class Proposal:
    """What could be done: `over` is by how many minutes the session would run over as it stands.

    `short` is how many of them are left over when everything that is suggested was done: 0 when it will do.
    """

    ends: datetime
    expected: datetime
    over: int
    short: int
    offers: list[Offer]

    @property
    def enough(self) -> bool:
        """Whether the session ends on time with what is suggested."""
        return self.short == 0


def replan(slots: Sequence[Slot], now: datetime) -> Proposal:
    """Return what could be cut from `now` on so that the session ends when it was planned to.

    Minutes are whole: what is late is counted up. What has begun and is not under way is over; what lies
    before the slot that is under way was passed over.
    """
    ends = slots[-1].due + slots[-1].planned * _MINUTE
    free, left = _still_to_come(slots, now)
    expected = free + sum(slot.minutes for slot in left) * _MINUTE
    over = max(0, -((ends - expected) // _MINUTE))
    minutes = {slot.id: slot.minutes for slot in left}
    short = _cut(left, minutes, over)
    offers = [Offer(s, sort_of(s), s.minutes, _fewest(s), minutes[s.id]) for s in left]
    return Proposal(ends, expected, over, short, offers)


def sort_of(slot: Slot) -> Sort:
    """Return what a slot is for."""
    if slot.unit is None:
        return "unknown" if slot.unwritten else "break"
    purpose = next(one.purpose for one in slot.unit.activities if one.id == slot.activity)
    return "practice" if purpose in PRACTICE else _SORTS[purpose]


def fits(offer: Offer, minutes: int) -> bool:
    """Whether a trainer may give a slot this many minutes: practice keeps what it has."""
    return minutes == offer.minutes or (offer.fewest <= minutes <= offer.slot.planned and offer.sort in _CUT)


def _still_to_come(slots: Sequence[Slot], now: datetime) -> tuple[datetime, list[Slot]]:
    """When the slot that is under way will be over, and the slots after it that have not begun."""
    running = under_way(list(slots))
    if running is None:
        return max(now, slots[0].due), list(slots)
    after = list(slots)[[slot.id for slot in slots].index(running.id) + 1 :]
    return max(now, running.ends), [slot for slot in after if slot.began is None]


def _cut(left: Sequence[Slot], minutes: dict[str, int], over: int) -> int:
    """Take from `minutes` what is needed, gently first; return what is still missing."""
    need = over
    for sort, floor in _SHORTER:
        for slot in sorted((s for s in left if sort_of(s) == sort), key=lambda s: -s.minutes):
            taken = min(max(need, 0), minutes[slot.id] - floor(slot))
            minutes[slot.id] -= taken
            need -= taken
    for sort in ("opening", "input"):
        standing = [slot.id for slot in left if sort_of(slot) == sort and minutes[slot.id]]
        while need > 0 and standing:
            # The smallest that is enough; where none is, the largest.
            out = min(standing, key=lambda one: (minutes[one] < need, abs(minutes[one] - need)))
            standing.remove(out)
            need -= minutes[out]
            minutes[out] = 0
    _give_back(left, minutes, -need)
    return max(0, need)


def _give_back(left: Sequence[Slot], minutes: dict[str, int], spare: int) -> None:
    """Give what leaving out saved beyond need back to what was only shortened: breaks first."""
    for sort in ("break", "opening", "input"):
        for slot in left:
            if sort_of(slot) == sort and 0 < minutes[slot.id] < slot.minutes and spare > 0:
                back = min(spare, slot.minutes - minutes[slot.id])
                minutes[slot.id] += back
                spare -= back


def _half(slot: Slot) -> int:
    return min(slot.minutes, max(LEAST, (slot.planned + 1) // 2))


def _pause(slot: Slot) -> int:
    return min(slot.minutes, MEAL_BREAK if slot.planned >= MEAL else SHORT_BREAK)


_SHORTER: tuple[tuple[Sort, Callable[[Slot], int]], ...] = (
    ("input", _half),
    ("opening", _half),
    ("break", _pause),
)
"""What is shortened, in this order, and how few minutes it keeps."""
_CUT: frozenset[Sort] = frozenset({"input", "opening", "break"})


def _fewest(slot: Slot) -> int:
    sort = sort_of(slot)
    return {"input": 0, "opening": 0, "break": _pause(slot)}.get(sort, slot.minutes)
