"""A statistic with the interval it may lie in, or the reason why it has no value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from alongside.stats.shares import CONFIDENCE
from alongside.strings import _

DRAWS = 1000
"""How many times the units are drawn again."""
TOLERATED = 0.05
"""The share of draws that may have no value; beyond it an interval would leave out what matters."""

Unit = TypeVar("Unit", bound=tuple[float, ...])


@dataclass(frozen=True)
class NoValue:
    """Why a coefficient cannot be computed from what there is."""

    why: str


@dataclass(frozen=True)
class Estimate:
    """A statistic (agreement is at most 1, and 1 is perfect), its 95 % interval, and the units it rests on.

    `why` says why the value, or only the interval, is None.
    """

    value: float | None
    low: float | None
    high: float | None
    units: int
    why: str = ""


def estimate(
    tally: Counter[Unit], statistic: Callable[[Counter[Unit]], float | NoValue], seed: int
) -> Estimate:
    """Return `statistic` of the units in `tally` (unit to how often it occurs) with a bootstrap interval.

    The interval is the percentile one: as many units as there are, drawn with replacement, `DRAWS` times
    (Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13). The same seed gives the same
    ends, in whatever order the units come. It treats them as independent: several criteria of one piece are
    not quite, so it is a little narrow.
    """
    units, found = tally.total(), statistic(tally)
    if isinstance(found, NoValue):
        return Estimate(None, None, None, units, found.why)
    drawn = _draws(tally, statistic, Random(seed))  # noqa: S311 (nothing secret: it has to be repeatable)
    if len(drawn) < DRAWS * (1 - TOLERATED):
        why = _("There is too little variety in the levels for an interval.")
        return Estimate(found, None, None, units, why)
    return Estimate(found, *_middle(drawn), units)


def _draws(
    tally: Counter[Unit], statistic: Callable[[Counter[Unit]], float | NoValue], random: Random
) -> list[float]:
    kinds = sorted(tally)
    often = [tally[kind] for kind in kinds]
    size = tally.total()
    drawn = (statistic(Counter(random.choices(kinds, often, k=size))) for _draw in range(DRAWS))
    return sorted(value for value in drawn if not isinstance(value, NoValue))


def _middle(ordered: list[float]) -> tuple[float, float]:
    tail = (1 - CONFIDENCE) / 2
    last = len(ordered) - 1
    return ordered[round(tail * last)], ordered[round((1 - tail) * last)]
