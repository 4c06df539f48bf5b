"""The one rule that turns an answered check into points."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.grading.score import score_item
from alongside.model.key import KeyItem
from alongside.model.kinds import CheckValue

SINGLE = KeyItem(id="a9-q1", points=2, right=["b"])
MULTIPLE = KeyItem(id="a9-q2", points=3, right=["a", "c", "e"])
MATCH = KeyItem(id="a9-q3", points=2, pairs={"a": "t2", "b": "t1", "c": "t3", "d": "t1"})
ORDER = KeyItem(id="a9-q4", points=3, order=["c", "a", "d", "b"])


def chosen(*options: str) -> CheckValue:
    return CheckValue(chosen=list(options))


def ordered(*options: str) -> CheckValue:
    return CheckValue(order=list(options))


def test_the_one_right_option_earns_all_points_and_any_other_none():
    assert score_item(SINGLE, "single", chosen("b")) == 2
    assert score_item(SINGLE, "single", chosen("a")) == 0


def test_two_options_where_one_was_asked_for_earn_nothing():
    assert score_item(SINGLE, "single", chosen("a", "b")) == 0


def test_all_right_options_and_no_other_earn_all_points():
    assert score_item(MULTIPLE, "multiple", chosen("e", "a", "c")) == 3


def test_a_false_alarm_cancels_a_hit():
    assert score_item(MULTIPLE, "multiple", chosen("a", "c", "f")) == pytest.approx(1)


def test_more_false_alarms_than_hits_never_cost_points():
    assert score_item(MULTIPLE, "multiple", chosen("a", "b", "d")) == 0


def test_ticking_everything_earns_nothing_when_half_of_it_is_wrong():
    assert score_item(MULTIPLE, "multiple", chosen(*"abcdef")) == 0


def test_an_option_named_twice_counts_once():
    assert score_item(MULTIPLE, "multiple", chosen("a", "a", "a")) == pytest.approx(1)


def test_each_right_pair_earns_its_share():
    value = CheckValue(pairs={"a": "t2", "b": "t3", "c": "t3"})
    assert score_item(MATCH, "match", value) == pytest.approx(1)


def test_the_right_order_earns_all_points():
    assert score_item(ORDER, "order", ordered(*"cadb")) == 3


def test_two_neighbours_exchanged_cost_one_pair_of_six():
    assert score_item(ORDER, "order", ordered(*"acdb")) == pytest.approx(3 * 5 / 6)


def test_the_order_reversed_earns_nothing():
    assert score_item(ORDER, "order", ordered(*"bdac")) == 0


def test_an_option_wrongly_laid_aside_spoils_its_pairs():
    value = CheckValue(order=["c", "a", "d"], spare=["b"])
    assert score_item(ORDER, "order", value) == pytest.approx(3 * 3 / 6)


def test_an_option_that_does_not_belong_adds_wrong_pairs():
    """Six pairs are right out of ten: the intruder makes one with each of the four that belong."""
    assert score_item(ORDER, "order", ordered(*"cadb", "x")) == pytest.approx(3 * 6 / 10)


def test_laying_everything_aside_earns_nothing():
    assert score_item(ORDER, "order", CheckValue(spare=[*"abcd", "x"])) == 0


def test_an_option_placed_twice_counts_where_it_first_lies():
    assert score_item(ORDER, "order", ordered(*"cadbc")) == 3


@pytest.mark.parametrize(
    ("item", "form"), [(SINGLE, "single"), (MULTIPLE, "multiple"), (MATCH, "match"), (ORDER, "order")]
)
def test_what_is_unanswered_earns_nothing(item, form):
    assert score_item(item, form, None) == 0
    assert score_item(item, form, CheckValue()) == 0


def test_confidence_and_opened_reasons_never_count():
    sure = CheckValue(chosen=["b"], confidence=3, looked=True)
    assert score_item(SINGLE, "single", sure) == score_item(SINGLE, "single", chosen("b"))


def test_a_key_without_an_answer_of_the_form_is_refused_by_name():
    with pytest.raises(ValueError, match="a9-q1"):
        score_item(SINGLE, "match", CheckValue(pairs={"a": "t1"}))


def test_an_order_of_one_has_no_pairs_and_is_refused():
    with pytest.raises(ValueError, match="a9-q5"):
        score_item(KeyItem(id="a9-q5", points=1, order=["a"]), "order", ordered("a"))


OPTION = st.sampled_from([*"abcdef", "x", "", "t1"])
ANY_VALUE = st.builds(
    CheckValue,
    chosen=st.lists(OPTION, max_size=12),
    pairs=st.dictionaries(OPTION, st.sampled_from(["t1", "t2", "t3", "t9"])),
    order=st.lists(OPTION, max_size=12),
    spare=st.lists(OPTION, max_size=12),
)


@given(value=ANY_VALUE)
def test_points_stay_between_nothing_and_all_whatever_was_sent(value):
    for item, form in ((SINGLE, "single"), (MULTIPLE, "multiple"), (MATCH, "match"), (ORDER, "order")):
        assert 0 <= score_item(item, form, value) <= item.points


@given(value=ANY_VALUE)
def test_full_points_of_an_order_mean_exactly_the_right_order(value):
    full = score_item(ORDER, "order", value) == ORDER.points
    assert full == (list(dict.fromkeys(value.order)) == ORDER.order)


def test_a_kernel_can_load_the_rule_without_anything_heavy():
    """Under nbgrader every trainee's kernel loads it."""
    script = "import sys, alongside.grading.score; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"nbgrader", "sqlalchemy", "pandas", "tornado", "yaml", "nbformat"}
