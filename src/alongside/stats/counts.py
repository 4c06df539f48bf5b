"""How often two assessors gave the same level, adjacent ones, or levels two or more apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.stats.shares import Share, share

Pair = tuple[int, int]
"""Two levels for the same decision: one criterion of one piece of work."""


@dataclass(frozen=True)
class Counts:
    """The three counts of a set of decisions; together they are all of them."""

    exact: Share
    adjacent: Share
    apart: Share

    @property
    def decisions(self) -> int:
        """How many decisions the counts rest on."""
        return self.exact.of


def counts(pairs: Iterable[Pair]) -> Counts:
    """Return the decisions with equal levels, with levels one apart, and two or more apart."""
    gaps = [abs(first - second) for first, second in pairs]
    exact, adjacent, every = gaps.count(0), gaps.count(1), len(gaps)
    return Counts(share(exact, every), share(adjacent, every), share(every - exact - adjacent, every))
