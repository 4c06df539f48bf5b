"""Which rows count follows from the rows and the current texts, and from nothing else."""

from __future__ import annotations

import pytest
from marking import TEXT, a_row

from alongside.grading.counting import (
    anchor_levels,
    counting,
    double_marked,
    outside_marks,
    overview,
    points_ever,
    points_of,
    states_of,
)
from alongside.model.kinds.reflection import Criterion

TEXTS = {("p01", "a9-t1"): TEXT}
NEW_TEXTS = {("p01", "a9-t1"): "b" * 64}
C1, C2 = "a9-t1-c1", "a9-t1-c2"


def criteria(must=False):
    return {"a9-t1": [Criterion(id=one, text="It is open.", competence="c1", must=must) for one in (C1, C2)]}


def marked(first, second, must=False):
    rows = [a_row(1, level=first), a_row(2, level=second, marking="second", assessor="ben")]
    return overview(rows, TEXTS, criteria(must))[0].progress


def test_a_row_counts_until_a_later_one_names_it():
    rows = [a_row(1, level=1), a_row(2, level=3, replaces=1)]
    assert states_of(rows, TEXTS) == {1: "replaced", 2: "counts"}
    assert [row.level for row in counting(rows, TEXTS)] == [3]


def test_a_mark_that_was_taken_back_does_not_count_and_neither_does_what_it_took_back():
    rows = [a_row(1), a_row(2, level=None, replaces=1)]
    assert states_of(rows, TEXTS) == {1: "replaced", 2: "withdrawn"}


def test_a_resubmission_archives_the_marks_of_the_old_text():
    rows = [a_row(1), a_row(2, sha256="b" * 64)]
    assert states_of(rows, NEW_TEXTS) == {1: "archived", 2: "counts"}


def test_the_marks_of_a_text_that_comes_back_count_again():
    rows = [a_row(1)]
    assert states_of(rows, NEW_TEXTS) == {1: "archived"}
    assert states_of(rows, TEXTS) == {1: "counts"}


def test_a_text_that_was_withdrawn_archives_its_marks():
    assert states_of([a_row(1)], {}) == {1: "archived"}


def test_an_observation_and_an_example_are_no_text_that_could_be_replaced():
    rows = [
        a_row(1, sha256=None, observed="2026-11-20"),
        a_row(2, marking="anchor", candidate="anchor-1"),
    ]
    assert set(states_of(rows, NEW_TEXTS).values()) == {"counts"}


def test_points_from_outside_never_count():
    row = a_row(1, marking="outside", criterion=None, level=None, points=4.0, evidence="")
    assert states_of([row], TEXTS) == {1: "outside"}
    assert counting([row], TEXTS) == []
    assert outside_marks([row], TEXTS) == {("p01", "a9-t1"): row}
    assert outside_marks([row], NEW_TEXTS) == {}


@pytest.mark.parametrize(
    ("first", "second", "must", "progress"),
    [
        (2, 2, False, "to agree"),
        (2, 3, False, "to agree"),
        (1, 3, False, "to a third marker"),
        (0, 3, False, "to a third marker"),
        (2, 2, True, "to agree"),
        (2, 3, True, "to a third marker"),
    ],
)
def test_equal_or_adjacent_levels_are_agreed_on_and_others_go_to_a_third(first, second, must, progress):
    assert marked(first, second, must) == progress


def test_every_criterion_is_listed_marked_or_not():
    found = overview([a_row(1)], {**TEXTS, ("p02", "a9-t1"): TEXT}, criteria())
    assert [(one.candidate, one.criterion.id, one.progress) for one in found] == [
        ("p01", C1, "marked once"),
        ("p01", C2, "not marked"),
        ("p02", C1, "not marked"),
        ("p02", C2, "not marked"),
    ]


@pytest.mark.parametrize(
    ("passes", "level"),
    [
        (["first", "second"], None),
        (["third"], 2),
        (["third", "agreed"], 1),
        (["third", "agreed", "override"], 0),
    ],
)
def test_an_override_decides_before_what_was_agreed_and_that_before_a_third(passes, level):
    levels = {"first": 3, "second": 3, "third": 2, "agreed": 1, "override": 0}
    rows = [a_row(n, marking=one, level=levels[one]) for n, one in enumerate(passes, 1)]
    result = overview(rows, TEXTS, criteria())[0].result
    assert (result.level if result else None) == level


def test_a_task_has_points_once_every_criterion_is_decided():
    rows = [a_row(1, marking="agreed", level=2), a_row(2, marking="agreed", criterion=C2, level=0)]
    assert points_of(rows[:1], TEXTS, criteria()) == {}
    assert points_of(rows, TEXTS, criteria()) == {("p01", "a9-t1"): 2}
    assert points_of(rows, NEW_TEXTS, criteria()) == {}


def test_every_sum_that_was_a_result_at_some_time_is_known():
    rows = [
        a_row(1, marking="agreed", level=2),
        a_row(2, marking="agreed", criterion=C2, level=1),
        a_row(3, marking="agreed", level=3, replaces=1),
        a_row(4, marking="override", criterion=C2, level=3),
        a_row(5, marking="agreed", level=None, replaces=3),
    ]
    assert points_ever(rows, TEXTS, criteria()) == {
        ("p01", "a9-t1", 3),
        ("p01", "a9-t1", 4),
        ("p01", "a9-t1", 6),
    }


def test_agreement_is_measured_on_first_and_second_marks_that_count():
    rows = [
        a_row(1, level=1),
        a_row(2, marking="second", assessor="ben", level=3),
        a_row(3, level=2, replaces=1),
        a_row(4, criterion=C2),
    ]
    assert [(a.level, b.level) for a, b in double_marked(rows, TEXTS)] == [(2, 3)]


def test_levels_on_examples_are_gathered_by_assessor_and_give_nobody_a_result():
    rows = [
        a_row(1, marking="anchor", candidate="anchor-1", level=1),
        a_row(2, marking="anchor", candidate="anchor-1", assessor="ben", level=2),
    ]
    assert anchor_levels(rows, {}) == [{"ann": 1, "ben": 2}]
    assert overview(rows, {}, criteria()) == []
