"""The rule of an award, case by case, and the dates that follow from a result."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.grading.awarding import Block, Judgement, Verdict, level_of, verdict_of
from alongside.grading.dates import months_after
from alongside.model.workdays import working_days_after

EIGHT = [f"c{n}" for n in range(1, 9)]


def judged(**levels):
    """One criterion for each competence, at 2 unless it is named."""
    return [Judgement("a2", f"a2-t1-{one}", one, level=levels.get(one, 2)) for one in EIGHT]


def verdict(**levels):
    return verdict_of(judged(**levels), EIGHT)


def test_every_competence_at_two_is_an_award():
    assert verdict() == Verdict("award", dict.fromkeys(EIGHT, 2), [])


@pytest.mark.parametrize("one", ["c2", "c3", "c5", "c6", "c8"])
def test_one_other_competence_may_stand_at_one(one):
    assert verdict(**{one: 1}).result == "award"


@pytest.mark.parametrize("one", ["c1", "c4", "c7"])
@pytest.mark.parametrize("level", [0, 1])
def test_ethics_challenge_and_care_may_not(one, level):
    assert verdict(**{one: level}).blocks == [Block("core below", one, level=level)]


@pytest.mark.parametrize(
    ("levels", "names"),
    [({"c2": 0}, ["c2"]), ({"c2": 1, "c3": 1}, ["c2", "c3"]), ({"c1": 1, "c2": 1}, ["c1", "c2"])],
    ids=str,
)
def test_what_is_too_low_is_named(levels, names):
    found = verdict(**levels)
    assert found.result == "deferred"
    assert [one.competence for one in found.blocks] == names


def test_a_must_line_below_two_blocks_whatever_else_is_strong():
    line = Judgement("a3", "a3-b1-c1", "c2", must=True, level=1)
    high = [Judgement("a3", f"a3-t{n}-c1", "c2", level=3) for n in (1, 2, 3)]
    found = verdict_of([*judged(), line, *high], EIGHT)
    assert found.levels["c2"] == 3
    assert found.blocks == [Block("must not met", "c2", "a3-b1-c1", "a3", 1)]


def test_while_a_criterion_has_no_result_it_stays_open_and_says_which():
    found = verdict(c5=None)
    assert (found.result, found.levels["c5"]) == ("open", None)
    assert found.blocks == [Block("not decided", "c5", "a2-t1-c5", "a2")]


def test_a_competence_that_nothing_is_about_defers_nobody():
    found = verdict_of(judged()[:-1], EIGHT)
    assert (found.result, found.blocks) == ("open", [Block("not shown", "c8")])


@pytest.mark.parametrize(
    ("levels", "level"),
    [
        ([2], 2),
        ([1, 2], 1),
        ([1, 3], 1),
        ([1, 2, 3], 2),
        ([0, 2, 2], 2),
        ([1, 1, 2, 2], 1),
        ([0, 3, 3, 3], 3),
    ],
    ids=str,
)
def test_a_competence_stands_where_more_than_half_of_its_criteria_stand(levels, level):
    given_ = [Judgement("a2", f"a2-t{n}-c1", "c1", level=one) for n, one in enumerate(levels)]
    assert level_of(given_, "c1") == level


@given(st.lists(st.integers(0, 3), min_size=1, max_size=9))
def test_the_level_is_the_highest_that_more_than_half_reach(levels):
    given_ = [Judgement("a2", f"a2-t{n}-c1", "c1", level=one) for n, one in enumerate(levels)]
    reached = [one for one in range(4) if sum(level >= one for level in levels) * 2 > len(levels)]
    assert level_of(given_, "c1") == max(reached)


@given(st.lists(st.integers(0, 3), min_size=8, max_size=8), st.integers(0, 7))
def test_no_better_mark_ever_takes_an_award_away(levels, which):
    before = verdict(**dict(zip(EIGHT, levels, strict=True)))
    better = [min(3, one + (n == which)) for n, one in enumerate(levels)]
    after = verdict(**dict(zip(EIGHT, better, strict=True)))
    assert before.result != "award" or after.result == "award"
    assert bool(after.blocks) == (after.result != "award")


@pytest.mark.parametrize(
    ("day", "closed", "last"),
    [
        ("2026-11-20", (), "2026-12-18"),
        ("2026-11-21", (), "2026-12-18"),
        ("2026-12-18", ("2026-12-25", "2027-01-01"), "2027-01-19"),
        ("2026-12-18", ("2026-12-26",), "2027-01-15"),
    ],
)
def test_an_appeal_comes_within_twenty_working_days(day, closed, last):
    assert working_days_after(date.fromisoformat(day), 20, closed).isoformat() == last


@pytest.mark.parametrize(
    ("day", "last"),
    [("2026-11-20", "2027-03-20"), ("2026-10-31", "2027-02-28"), ("2027-10-31", "2028-02-29")],
)
def test_a_resit_comes_within_four_months(day, last):
    assert months_after(date.fromisoformat(day), 4).isoformat() == last


def test_a_session_that_was_not_attended_keeps_an_award_open_and_defers_nobody():
    found = verdict_of(judged(), EIGHT, ["h2"])
    assert (found.result, [(one.why, one.session) for one in found.blocks]) == (
        "open",
        [("not attended", "h2")],
    )
    low = verdict_of(judged(c1=1), EIGHT, ["h2"])
    assert (low.result, low.blocks[-1].why) == ("deferred", "not attended")
