"""What is done with an answer of each kind."""

from __future__ import annotations

from alongside.responses.handling import Handling
from alongside.responses.kinds import (
    agreement,
    check,
    comparison,
    grid,
    log,
    markup,
    plan,
    rating,
    reflection,
    rehearsal,
    sort,
    supportmap,
    timeline,
    triad,
)

HANDLING_OF: dict[str, Handling] = {
    "reflection": reflection.HANDLING,
    "rating": rating.HANDLING,
    "check": check.HANDLING,
    "sort": sort.HANDLING,
    "agreement": agreement.HANDLING,
    "log": log.HANDLING,
    "rehearsal": rehearsal.HANDLING,
    "triad": triad.HANDLING,
    "markup": markup.HANDLING,
    "plan": plan.HANDLING,
    "comparison": comparison.HANDLING,
    "timeline": timeline.HANDLING,
    "supportmap": supportmap.HANDLING,
    "grid": grid.HANDLING,
}
"""Kind to what is done with its answers."""
