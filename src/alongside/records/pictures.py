"""What a projector may show of what was shared: nothing of fewer than five, and no one person's part.

Two pictures of one line, one after the other, give away by their difference what changed between them. So a
picture that was shown is replaced only when at least five people have joined, changed or gone since; and it
is taken only when the trainer asks for it, so that it can wait until everybody has shared. Each line of a
rating and each card of a pile has a picture of its own, because people may leave lines out.

What this does not do: five people who all tell each other what they chose can work out a sixth. And whoever
takes an answer back and shares it again is not counted as changed, although they may have changed it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from alongside.model.liveroom import Picture

FIVE = 5
"""The fewest people that a picture rests on, and the fewest that a new one differs by."""


def changed(picture: Picture, current: Mapping[str, str]) -> int:
    """Return how many have joined, changed or gone since `picture`, counted carefully: never too many."""
    left = set(picture.left)
    seats = {
        seat for seat in {*picture.seats, *current} - left if picture.seats.get(seat) != current.get(seat)
    }
    return len(seats | (left - set(current)))


def may_be_taken(picture: Picture | None, current: Mapping[str, str]) -> bool:
    """Whether a new picture of `current`, seat to option, gives away nothing about one person."""
    return len(current) >= FIVE and (picture is None or changed(picture, current) >= FIVE)


def taken(picture: Picture | None, current: Mapping[str, str], now: datetime) -> Picture | None:
    """Return the picture to show from now on: a new one where that is allowed, else the one before."""
    if not may_be_taken(picture, current):
        return picture
    return Picture(at=now, counts=dict(Counter(current.values())), seats=dict(current))


def without(picture: Picture, seat: str) -> Picture:
    """Return `picture` without what it knew of one person; its counts stay until a new one may be taken."""
    if seat not in picture.seats:
        return picture
    seats = {other: option for other, option in picture.seats.items() if other != seat}
    return Picture(at=picture.at, counts=picture.counts, seats=seats, left=[*picture.left, seat])


def visible(picture: Picture | None, current: Mapping[str, str]) -> dict[str, int] | None:
    """Return option to how many, or None where there is no picture or fewer than five still share."""
    return dict(picture.counts) if picture is not None and len(current) >= FIVE else None


def in_fives(count: int) -> int:
    """Return a count as a projector says it, `5 or more`: the number does not tell who joined last."""
    return count - count % FIVE
