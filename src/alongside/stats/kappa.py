"""Kappa: agreement beyond what the assessors' own habits would give by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from alongside.stats.counts import Pair
from alongside.stats.estimate import Estimate, NoValue, estimate
from alongside.strings import _

Weight = Callable[[int, int], float]
"""How grave it is that one gave the first level and the other the second; 0 where they are equal."""


def squared(first: int, second: int) -> float:
    """Return the square of the distance: two levels apart is four times as grave as one."""
    return (first - second) ** 2


def weighted_kappa(pairs: Iterable[Pair], weight: Weight = squared, seed: int = 0) -> Estimate:
    """Return Cohen's weighted kappa of pairs of levels, quadratic unless another weight is given.

    1 - Σ w(i,j) o(i,j) / Σ w(i,j) e(i,j): o are the observed shares of the pairs (i, j), e the products of
    how often the first gave i and the second gave j (Cohen 1968, Psychological Bulletin 70, 213-220;
    quadratic weights: Fleiss & Cohen 1973, Educational and Psychological Measurement 33, 613-619).
    No value where each of the two gave one and the same level throughout.
    """
    return estimate(Counter(pairs), partial(_weighted, weight=weight), seed)


def fleiss_kappa(pieces: Iterable[Sequence[int]], seed: int = 0) -> Estimate:
    """Return Fleiss' kappa of pieces that were each judged by the same number of people, not always the same.

    (P - Pe) / (1 - Pe): P is the mean share of agreeing pairs of judges, Pe the sum of the squared shares of
    the levels (Fleiss 1971, Psychological Bulletin 76, 378-382). The levels count as mere names: two apart is
    no worse than one. ValueError where the numbers of judges differ or are below two.
    """
    tally = Counter(tuple(sorted(piece)) for piece in pieces)
    sizes = {len(piece) for piece in tally}
    if len(sizes) > 1 or min(sizes, default=2) < 2:
        raise ValueError(f"each piece needs the same number of judges, at least two, not {sorted(sizes)}")
    return estimate(tally, _fleiss, seed)


def _weighted(tally: Counter[Pair], weight: Weight) -> float | NoValue:
    total = tally.total()
    if not total:
        return NoValue(_("Nothing was judged twice."))
    firsts, seconds = Counter[int](), Counter[int]()
    for (first, second), often in tally.items():
        firsts[first] += often
        seconds[second] += often
    observed = sum(weight(*pair) * often for pair, often in tally.items())
    by_chance = sum(weight(i, j) * a * b for i, a in firsts.items() for j, b in seconds.items()) / total
    if not by_chance:
        return NoValue(_("Both gave one and the same level throughout, so chance alone would agree."))
    return 1 - observed / by_chance


def _fleiss(tally: Counter[tuple[int, ...]]) -> float | NoValue:
    pieces = tally.total()
    if not pieces:
        return NoValue(_("Nothing was judged twice."))
    judges = len(next(iter(tally)))
    agreeing = sum(often * _agreeing(piece) for piece, often in tally.items()) / pieces
    levels = Counter[int]()
    for piece, often in tally.items():
        for level in piece:
            levels[level] += often
    if len(levels) == 1:
        return NoValue(_("Everybody gave one and the same level throughout, so chance alone would agree."))
    by_chance = sum((often / (pieces * judges)) ** 2 for often in levels.values())
    return (agreeing - by_chance) / (1 - by_chance)


def _agreeing(piece: tuple[int, ...]) -> float:
    judges = len(piece)
    return sum(n * (n - 1) for n in Counter(piece).values()) / (judges * (judges - 1))
