"""Whether an assessor tends to give more or less than the others on the same pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from alongside.stats.alpha import Decision


@dataclass(frozen=True)
class Leniency:
    """The mean difference to the others (levels, above 0 is milder), and how many decisions it rests on."""

    difference: float
    decisions: int


def leniency(decisions: Iterable[Decision]) -> dict[str, Leniency]:
    """Return for each assessor who judged something together with others how their levels differ from theirs.

    On each decision: one's own level less the mean of the others'; then the mean over decisions. It is
    relative to whoever else judged the same, so it says nothing about who is right.
    """
    gaps: dict[str, list[float]] = defaultdict(list)
    for decision in decisions:
        for who, level in decision.items():
            others = [other for name, other in decision.items() if name != who]
            if others:
                gaps[who].append(level - fmean(others))
    return {who: Leniency(fmean(found), len(found)) for who, found in sorted(gaps.items())}
