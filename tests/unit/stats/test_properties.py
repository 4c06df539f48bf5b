"""What holds of every coefficient, whatever the levels."""

from __future__ import annotations

from math import isclose
from statistics import correlation

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alongside.stats import estimate
from alongside.stats.alpha import alpha
from alongside.stats.counts import counts
from alongside.stats.kappa import fleiss_kappa, weighted_kappa
from alongside.stats.leniency import leniency
from alongside.stats.shares import share

LEVEL = st.integers(0, 3)
PAIRS = st.lists(st.tuples(LEVEL, LEVEL), min_size=1, max_size=30)
DECISIONS = st.lists(st.dictionaries(st.sampled_from("abcd"), LEVEL), max_size=20)
PANEL = st.lists(st.tuples(LEVEL, LEVEL, LEVEL), min_size=1, max_size=20)
METRICS = pytest.mark.parametrize("metric", ["nominal", "ordinal"])
QUICK = settings(max_examples=40, deadline=None)


@pytest.fixture(autouse=True, scope="module")
def few_draws():
    """Properties are about values and the order of ends; thirty draws show them as well as a thousand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(estimate, "DRAWS", 30)
        yield


def same(ours, theirs):
    """The same value, or none for the same reason; with thirty draws, an interval may just be missing."""
    assert (ours.value is None) == (theirs.value is None)
    if ours.value is None:
        assert ours.why == theirs.why
    else:
        assert isclose(ours.value, theirs.value, abs_tol=1e-12)


@QUICK
@given(PAIRS)
def test_weighted_kappa_lies_between_minus_one_and_one(pairs):
    found = weighted_kappa(pairs)
    assume(found.value is not None)
    assert -1 - 1e-12 <= found.value <= 1
    assert found.low is None or -1 - 1e-12 <= found.low <= found.high <= 1


@QUICK
@given(PANEL)
def test_fleiss_kappa_lies_between_its_least_value_and_one(pieces):
    found = fleiss_kappa(pieces)
    assume(found.value is not None)
    assert -1 / 2 - 1e-12 <= found.value <= 1 + 1e-12


@METRICS
@QUICK
@given(decisions=DECISIONS)
def test_alpha_is_never_above_one_and_says_why_when_it_has_no_value(metric, decisions):
    found = alpha(decisions, metric)
    assert (found.value is None and found.why) or found.value <= 1


@METRICS
@QUICK
@given(decisions=DECISIONS, names=st.permutations("abcd"))
def test_alpha_does_not_depend_on_who_is_who_nor_on_the_order(metric, decisions, names):
    renamed = [{names["abcd".index(who)]: level for who, level in decision.items()} for decision in decisions]
    ours, theirs = alpha(decisions, metric), alpha(renamed[::-1], metric)
    same(ours, theirs)


@QUICK
@given(PAIRS)
def test_weighted_kappa_does_not_depend_on_who_is_first(pairs):
    ours, theirs = weighted_kappa(pairs), weighted_kappa([(b, a) for a, b in pairs])
    same(ours, theirs)


@QUICK
@given(st.lists(LEVEL, min_size=2, max_size=20))
def test_perfect_agreement_is_one(levels):
    assume(len(set(levels)) > 1)
    assert weighted_kappa([(level, level) for level in levels]).value == 1
    assert fleiss_kappa([(level, level, level) for level in levels]).value == pytest.approx(1)
    assert alpha([{"a": level, "b": level} for level in levels]).value == 1


@QUICK
@given(st.lists(LEVEL, min_size=2, max_size=20), st.randoms())
def test_with_equal_use_of_the_levels_quadratic_kappa_is_the_correlation(levels, random):
    """Cohen 1968: under equal margins weighted kappa is the product-moment correlation."""
    assume(len(set(levels)) > 1)
    others = random.sample(levels, len(levels))
    found = weighted_kappa(zip(levels, others, strict=True)).value
    assert isclose(found, correlation(levels, others), abs_tol=1e-9)


@QUICK
@given(PAIRS)
def test_the_three_counts_are_all_decisions(pairs):
    found = counts(pairs)
    assert found.exact.count + found.adjacent.count + found.apart.count == found.decisions == len(pairs)


@given(st.integers(0, 400), st.integers(1, 400))
def test_an_interval_holds_its_share_and_stays_within_0_and_1(count, of):
    assume(count <= of)
    found = share(count, of)
    assert 0 <= found.low <= found.value <= found.high <= 1


@QUICK
@given(DECISIONS)
def test_two_assessors_differ_by_equal_amounts_in_opposite_directions(decisions):
    both = [{who: one[who] for who in "ab"} for one in decisions if {"a", "b"} <= set(one)]
    assume(both)
    found = leniency(both)
    assert found["a"].difference == pytest.approx(-found["b"].difference)
    assert found["a"].decisions == len(both)
