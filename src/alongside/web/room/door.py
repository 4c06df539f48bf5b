"""The door: how often codes may be tried. Whoever guesses waits longer and longer, and is told so."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

FREE = 5
"""Wrong codes that one address may type before it waits."""
FIRST = timedelta(seconds=10)
LONGEST = timedelta(minutes=15)
FORGOTTEN = timedelta(hours=1)
"""After so long without a wrong code an address begins anew."""
IN_ALL = 200
"""Wrong codes from all addresses in `WINDOW`, after which everybody waits `PAUSE` after each wrong one."""
WINDOW = timedelta(minutes=10)
PAUSE = timedelta(seconds=10)
_REMEMBERED = 2000
"""Addresses; with more than these, the one seen longest ago is forgotten."""


@dataclass
class Knocks:
    """What one address did: wrong codes in a row, and when the last one came."""

    wrong: int = 0
    last: datetime | None = None


class Door:
    """Counts wrong codes by address and in all. Tries of one address come one after the other (`turn`)."""

    def __init__(self) -> None:
        self._known: dict[str, Knocks] = {}
        self._all: deque[datetime] = deque()
        self._turns: dict[str, asyncio.Lock] = {}

    def turn(self, address: str) -> asyncio.Lock:
        """Return the lock that a try from `address` holds until it is known to be right or wrong."""
        return self._turns.setdefault(address, asyncio.Lock())

    def seconds_to_wait(self, address: str, now: datetime) -> int:
        """Return for how long nothing is taken from `address`; 0 where a code may be tried."""
        until = max(self._until(self._known.get(address)), self._until_for_all(now), key=_when)
        return max(0, ceil((until - now).total_seconds())) if until else 0

    def wrong(self, address: str, now: datetime) -> None:
        """Remember a wrong code."""
        knocks = self._known.pop(address, Knocks())
        if knocks.last and now - knocks.last > FORGOTTEN:
            knocks = Knocks()
        self._known[address] = Knocks(knocks.wrong + 1, now)
        self._all.append(now)
        while len(self._known) > _REMEMBERED:
            gone = next(iter(self._known))
            del self._known[gone]
            self._turns.pop(gone, None)

    def right(self, address: str) -> None:
        """Forget the wrong codes of an address from which a right one came."""
        self._known.pop(address, None)

    def wrong_lately(self, now: datetime) -> int:
        """Return how many wrong codes came from all addresses in the last ten minutes."""
        while self._all and now - self._all[0] > WINDOW:
            self._all.popleft()
        return len(self._all)

    def _until(self, knocks: Knocks | None) -> datetime | None:
        if knocks is None or knocks.last is None or knocks.wrong < FREE:
            return None
        return knocks.last + min(LONGEST, FIRST * 2 ** min(knocks.wrong - FREE, 20))

    def _until_for_all(self, now: datetime) -> datetime | None:
        return self._all[-1] + PAUSE if self.wrong_lately(now) >= IN_ALL else None


def _when(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
