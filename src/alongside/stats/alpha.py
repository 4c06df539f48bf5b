"""Krippendorff's alpha: any number of assessors, and not everybody judged everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Literal

from alongside.stats.estimate import Estimate, NoValue, estimate
from alongside.strings import _

Decision = Mapping[str, int]
"""The levels of one decision by assessor; whoever did not judge it is not in it."""
Metric = Literal["nominal", "ordinal"]
Levels = tuple[int, ...]


def alpha(decisions: Iterable[Decision], metric: Metric = "ordinal", seed: int = 0) -> Estimate:
    """Return Krippendorff's alpha; decisions that fewer than two people judged are left out.

    1 - (n - 1) Σ o(c,k) δ(c,k) / Σ n(c) n(k) δ(c,k) over pairs of levels c < k: o are the coincidences within
    decisions, each decision of m levels weighted by 1/(m - 1); n(c) counts level c among the n levels that
    can be paired. δ is 1 where levels are names; for ordered ones it is (n(c) + … + n(k) - (n(c) + n(k))/2)²
    (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; 2019, Content Analysis, chapter 12).
    The interval draws decisions again, which is not Krippendorff's own way: his draws disagreements.
    No value where nothing was judged twice, or everybody gave one and the same level throughout.
    """
    judged = (tuple(sorted(decision.values())) for decision in decisions)
    return estimate(Counter(one for one in judged if len(one) > 1), partial(_alpha, metric=metric), seed)


def _alpha(tally: Counter[Levels], metric: Metric) -> float | NoValue:
    if not tally:
        return NoValue(_("Nothing was judged twice."))
    given = Counter[int]()
    for levels, often in tally.items():
        for level in levels:
            given[level] += often
    if len(given) == 1:
        return NoValue(_("Everybody gave one and the same level throughout, so chance alone would agree."))
    gravity = _gravity(given, metric)
    together = _coincidences(tally)
    observed = sum(together[pair] * grave for pair, grave in gravity.items())
    by_chance = sum(given[c] * given[k] * grave for (c, k), grave in gravity.items())
    return 1 - (given.total() - 1) * observed / by_chance


def _coincidences(tally: Counter[Levels]) -> Counter[tuple[int, int]]:
    """Return how often two different levels, the lower first, met in one decision."""
    found: dict[tuple[int, int], float] = Counter()
    for levels, often in tally.items():
        here = Counter(levels)
        for c in here:
            for k in here:
                if c < k:
                    found[c, k] += often * here[c] * here[k] / (len(levels) - 1)
    return found


def _gravity(given: Counter[int], metric: Metric) -> dict[tuple[int, int], float]:
    """Return δ for each pair of levels that were given, the lower first."""
    ordered = sorted(given)
    pairs = [(c, k) for c in ordered for k in ordered if c < k]
    if metric == "nominal":
        return dict.fromkeys(pairs, 1.0)
    return {
        (c, k): (sum(given[g] for g in ordered if c <= g <= k) - (given[c] + given[k]) / 2) ** 2
        for c, k in pairs
    }
