"""Counts come first; a coefficient comes from twenty decisions on; what has no value says why."""

from __future__ import annotations

import pytest

from alongside.stats.alpha import alpha
from alongside.stats.counts import counts
from alongside.stats.kappa import fleiss_kappa, weighted_kappa
from alongside.stats.leniency import leniency
from alongside.stats.pooled import ENOUGH, agreement, panel_agreement
from alongside.stats.shares import share

MIXED = [(0, 1), (1, 1), (2, 2), (3, 1), (2, 3), (1, 1), (0, 0), (3, 3), (2, 2), (1, 2)]


def test_exact_adjacent_and_apart_are_counted():
    found = counts(MIXED)
    assert (found.exact.count, found.adjacent.count, found.apart.count) == (6, 3, 1)
    assert found.exact.low < 0.6 < found.exact.high


def test_below_twenty_decisions_there_are_counts_and_a_warning_and_no_coefficient():
    found = agreement((MIXED * 2)[: ENOUGH - 1])
    assert found.coefficients == {}
    assert found.warning.startswith("19 decisions were judged twice.")
    assert found.counts.decisions == 19


def test_from_twenty_decisions_on_the_coefficients_come_with_intervals():
    found = agreement(MIXED * 2)
    assert found.warning == ""
    assert set(found.coefficients) == {"quadratic-weighted kappa", "Krippendorff's alpha, ordinal"}
    for one in found.coefficients.values():
        assert one.low < one.value < one.high
        assert one.units == 20


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    assert agreement(MIXED * 2, seed=7) == agreement(MIXED * 2, seed=7)
    assert agreement(MIXED * 2, seed=7) != agreement(MIXED * 2, seed=8)


def test_a_panel_counts_only_what_more_than_one_judged():
    decisions = [{"ann": a, "ben": b} for a, b in MIXED] * 2
    assert panel_agreement([*decisions, {"ann": 2}]).decisions == 20
    assert panel_agreement(decisions[:5]).warning.startswith("5 decisions")
    assert len(panel_agreement(decisions).coefficients) == 2


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (weighted_kappa([]), "Nothing was judged twice."),
        (fleiss_kappa([]), "Nothing was judged twice."),
        (alpha([{"ann": 2}, {}]), "Nothing was judged twice."),
        (weighted_kappa([(2, 2)] * 30), "Both gave one and the same level"),
        (fleiss_kappa([(2, 2, 2)] * 30), "Everybody gave one and the same level"),
        (alpha([{"ann": 2, "ben": 2}] * 30), "Everybody gave one and the same level"),
    ],
)
def test_what_has_no_value_says_why(found, why):
    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.why.startswith(why)


def test_where_most_draws_have_no_value_there_is_a_value_and_no_interval():
    found = weighted_kappa([(2, 2)] * 29 + [(1, 1)])
    assert (found.value, found.low) == (1, None)
    assert "too little variety" in found.why


def test_a_panel_of_changing_size_has_no_fleiss_kappa():
    with pytest.raises(ValueError, match="same number of judges"):
        fleiss_kappa([(1, 2), (1, 2, 3)])


def test_a_share_of_nothing_has_no_interval_and_too_large_a_count_is_refused():
    assert (share(0, 0).value, share(0, 0).low) == (None, None)
    with pytest.raises(ValueError, match="3 is not a count out of 2"):
        share(3, 2)


def test_leniency_is_measured_against_the_others_on_the_same_decisions():
    found = leniency([{"ann": 3, "ben": 2, "cat": 1}, {"ann": 3, "ben": 2}, {"cat": 0}])
    assert (found["ann"].difference, found["ann"].decisions) == (1.25, 2)
    assert (found["ben"].difference, found["ben"].decisions) == (-0.5, 2)
    assert (found["cat"].difference, found["cat"].decisions) == (-1.5, 1)
