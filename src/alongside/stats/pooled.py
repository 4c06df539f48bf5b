"""What may be said about agreement: the counts always, a coefficient only from enough decisions on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alongside.stats.alpha import Decision, alpha
from alongside.stats.counts import Counts, Pair, counts
from alongside.stats.estimate import Estimate
from alongside.stats.kappa import weighted_kappa
from alongside.strings import ngettext

ENOUGH = 20
"""From this many pooled decisions on a coefficient is shown; with fewer it alone would mislead."""


@dataclass(frozen=True)
class Agreement:
    """Counts, and coefficients by name; `warning` stands in place of the coefficients below `ENOUGH`."""

    counts: Counts
    coefficients: dict[str, Estimate]
    warning: str = ""


@dataclass(frozen=True)
class PanelAgreement:
    """Coefficients of pieces that a whole panel judged, such as anchors; `warning` as in `Agreement`."""

    decisions: int
    coefficients: dict[str, Estimate]
    warning: str = ""


def agreement(pairs: Sequence[Pair], seed: int = 0) -> Agreement:
    """Return what double marking shows: `pairs` holds the first and the second level of each decision."""
    decisions: list[Decision] = [{"first": first, "second": second} for first, second in pairs]
    found, warning = _from_enough(
        len(pairs),
        {
            "quadratic-weighted kappa": lambda: weighted_kappa(pairs, seed=seed),
            "Krippendorff's alpha, ordinal": lambda: alpha(decisions, "ordinal", seed),
        },
    )
    return Agreement(counts(pairs), found, warning)


def panel_agreement(decisions: Sequence[Decision], seed: int = 0) -> PanelAgreement:
    """Return what a panel shows that judged the same pieces, where not everybody judged everything."""
    judged = [decision for decision in decisions if len(decision) > 1]
    found, warning = _from_enough(
        len(judged),
        {
            "Krippendorff's alpha, ordinal": lambda: alpha(judged, "ordinal", seed),
            "Krippendorff's alpha, nominal": lambda: alpha(judged, "nominal", seed),
        },
    )
    return PanelAgreement(len(judged), found, warning)


def _from_enough(decisions: int, asked: dict[str, Callable[[], Estimate]]) -> tuple[dict[str, Estimate], str]:
    if decisions >= ENOUGH:
        return {name: compute() for name, compute in asked.items()}, ""
    said = ngettext(
        "{n} decision was judged twice. A coefficient is shown from {enough} on; until then, read counts.",
        "{n} decisions were judged twice. A coefficient is shown from {enough} on; until then, read counts.",
        decisions,
    )
    return {}, said.format(n=decisions, enough=ENOUGH)
