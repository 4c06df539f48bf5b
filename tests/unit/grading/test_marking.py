"""What an assessor may do at the marking desk, criterion by criterion, and what saving does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from builders import NOON, a_handin, put
from marking import a_row

from alongside.errors import StaleMark
from alongside.grading import gradebook, marking, sessions
from alongside.grading.course import assessment_of
from alongside.grading.lane import autograde
from alongside.grading.ledger import opened
from alongside.grading.ledger_tables import marks_of, trail_of
from alongside.grading.marking import Answer, Seat, slot_of, slots_of
from alongside.grading.progress import progress_of
from alongside.grading.texts import criteria_of, texts_in
from alongside.model.kinds.reflection import Criterion
from alongside.model.marking import Begun

LINE = Criterion(id="a9-t1-c1", text="The question is open.", competence="c1")
MUST = Criterion(id="a9-t1-c1", text="The question is open.", competence="c1", must=True)


def heads(**levels):
    """Rows by pass, such as first=("ann", 2)."""
    return {
        name: a_row(n, assessor=who, level=level, marking=name)
        for n, (name, (who, level)) in enumerate(levels.items(), 1)
    }


@pytest.mark.parametrize(
    ("there", "criterion", "stage", "marking_"),
    [
        ({}, LINE, "mark", "first"),
        ({"first": ("ben", 2)}, LINE, "mark", "second"),
        ({"first": ("ann", 2)}, LINE, "correct", "first"),
        ({"first": ("ann", None)}, LINE, "mark", "first"),
        ({"first": ("ben", None)}, LINE, "mark", "second"),
        ({"first": ("ann", 2), "second": ("ben", 3)}, LINE, "agree", "agreed"),
        ({"first": ("ann", 2), "second": ("ben", 3)}, MUST, "wait", None),
        ({"first": ("ann", 0), "second": ("ben", 2)}, LINE, "wait", None),
        ({"first": ("ben", 0), "second": ("cat", 2)}, LINE, "mark", "third"),
        ({"first": ("ben", 1), "second": ("cat", 2)}, LINE, "closed", None),
        ({"first": ("ann", 1), "second": ("cat", 2), "agreed": ("cat", 2)}, LINE, "decided", "agreed"),
        ({"first": ("ann", 0), "second": ("cat", 2), "third": ("ben", 2)}, LINE, "decided", None),
        ({"first": ("ben", 0), "second": ("cat", 2), "third": ("ann", 2)}, LINE, "decided", "third"),
        ({"first": ("ben", 1), "override": ("ben", 1)}, LINE, "mark", "second"),
        ({"first": ("ann", 1), "override": ("ann", 1)}, LINE, "decided", "override"),
        ({"first": ("ann", 1), "override": ("ann", None)}, LINE, "correct", "first"),
        ({"first": ("ann", 1), "second": ("ben", 2), "override": ("cho", 2)}, LINE, "decided", None),
    ],
)
def test_what_there_is_to_do_follows_from_the_rows(there, criterion, stage, marking_):
    slot = slot_of(criterion, heads(**there), "ann")
    assert (slot.stage, slot.marking) == (stage, marking_)


def test_what_two_settle_on_is_one_of_their_levels():
    there = {"first": ("ann", 2), "second": ("ben", 3)}
    assert slot_of(LINE, heads(**there), "ann").levels == {2, 3}
    assert slot_of(LINE, heads(**there, agreed=("ben", 3)), "ann").levels == {2, 3}
    assert slot_of(LINE, heads(first=("ann", 1), second=("ben", 1)), "ann").levels == {1}
    assert slot_of(LINE, heads(first=("ben", 1)), "ann").levels == {0, 1, 2, 3}


@pytest.mark.parametrize("there", [{"first": ("ben", 2)}, {"first": ("ben", 2), "second": ("cat", 0)}])
def test_nobody_sees_another_mark_before_their_own_is_in(there):
    slot = slot_of(LINE, heads(**there), "ann")
    assert slot.stage == "mark"
    assert slot.shown == []


def test_both_see_both_when_both_are_in():
    there = heads(first=("ann", 2), second=("ben", 3))
    assert [row.assessor for row in slot_of(LINE, there, "ben").shown] == ["ann", "ben"]


# Saving


@pytest.fixture
def graded(course):
    put(course, a_handin(text="What would help?"))
    sessions.collect(course, "a9", NOON)
    autograde(course, "a9")
    return course


def seat(course, assessor="ann"):
    sha256 = texts_in(course, "a9")["p01", "a9-t1"]
    criteria = criteria_of(assessment_of(course, "a9"))["a9-t1"]
    return Seat(course, Answer("a9", "p01", "a9-t1", sha256), criteria, assessor)


def begun(level=2, evidence="“What would help?” is open.", seen=None):
    return Begun(evidence=evidence, level=level, seen=seen)


def both(level=2, **more):
    return {f"a9-t1-c{n}": begun(level, **more) for n in (1, 2)}


def shown(course):
    with gradebook.opened(course) as book:
        return gradebook.standings(book, "a9")["p01"].cells["a9-t1"].manual


def test_two_do_not_settle_on_a_level_that_neither_has_given(graded):
    for who, level in (("ann", 2), ("ben", 2)):
        marking.save(seat(graded, who), both(level), NOON)
    outcome = marking.save(seat(graded), {"a9-t1-c1": begun(0), "a9-t1-c2": begun(2)}, NOON)
    assert (outcome.beyond, outcome.done) == ({"a9-t1-c1"}, {"a9-t1-c2"})
    assert shown(graded) is None


def test_only_what_has_words_and_a_level_is_entered(graded):
    outcome = marking.save(seat(graded), {"a9-t1-c1": begun(), "a9-t1-c2": begun(evidence="  ")}, NOON)
    assert ([row.criterion for row in outcome.entered], outcome.no_evidence) == (["a9-t1-c1"], {"a9-t1-c2"})
    again = marking.save(seat(graded), {"a9-t1-c2": begun(level=None)}, NOON)
    assert (again.entered, again.no_level) == ([], {"a9-t1-c2"})


def test_saving_twice_enters_once(graded):
    first = marking.save(seat(graded), both(), NOON)
    second = marking.save(seat(graded), both(), NOON)
    assert (len(first.entered), second.entered, second.done) == (2, [], {"a9-t1-c1", "a9-t1-c2"})
    assert len(trail_of(graded, "p01")) == 2


def test_a_correction_replaces_the_row_that_the_page_showed_and_no_other(graded):
    row, _other = marking.save(seat(graded), both(), NOON).entered
    stale = marking.save(seat(graded), {"a9-t1-c1": begun(3)}, NOON)
    assert (stale.entered, stale.stale) == ([], {"a9-t1-c1"})
    (newer,) = marking.save(seat(graded), {"a9-t1-c1": begun(3, seen=row.id)}, NOON).entered
    assert (newer.replaces, newer.marking) == (row.id, "first")


def test_the_second_assessor_who_began_first_gets_the_second_pass_and_loses_nothing(graded):
    """Both pages were loaded when nothing stood there."""
    marking.save(seat(graded, "ben"), both(1), NOON)
    mine = marking.save(seat(graded), both(2), NOON)
    assert {row.marking for row in mine.entered} == {"second"}


def test_two_assessors_who_save_at_once_lose_nothing(graded):
    seats = [seat(graded, who) for who in ("ann", "ben")]
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda one: marking.save(one, both(), NOON), seats))
    assert [len(outcome.entered) for outcome in done] == [2, 2]
    rows = trail_of(graded, "p01")
    assert {(row["assessor"], row["criterion"]) for row in rows} == {
        (who, f"a9-t1-c{n}") for who in ("ann", "ben") for n in (1, 2)
    }
    assert {row["state"] for row in rows} == {"counts"}


def test_what_two_settle_on_is_the_result_in_the_gradebook(graded):
    marking.save(seat(graded), both(2), NOON)
    marking.save(seat(graded, "ben"), both(3), NOON)
    assert shown(graded) is None
    marking.save(seat(graded, "ben"), both(3, evidence="Both lines settled on."), NOON)
    assert shown(graded) == 6.0
    assert {row["state"] for row in marks_of(graded, "a9", NOON).rows} == {"decided"}


def test_one_who_settled_in_between_is_shown_to_the_other(graded):
    marking.save(seat(graded), both(2), NOON)
    marking.save(seat(graded, "ben"), both(3), NOON)
    marking.save(seat(graded, "ben"), both(3, evidence="Settled."), NOON)
    late = marking.save(seat(graded), both(2, evidence="I wrote two."), NOON)
    assert (late.entered, late.stale) == ([], {"a9-t1-c1", "a9-t1-c2"})
    assert [row.evidence for row in slots_of(seat(graded))[0].shown][-1] == "Settled."


def test_a_mark_that_is_taken_back_can_be_given_anew(graded):
    row, _other = marking.save(seat(graded), both(), NOON).entered
    with pytest.raises(StaleMark):
        marking.withdraw(seat(graded), "a9-t1-c1", begun(seen=None), NOON)
    (gone,) = marking.withdraw(seat(graded), "a9-t1-c1", begun(evidence="Misread.", seen=row.id), NOON)
    slot = slots_of(seat(graded))[0]
    assert (slot.stage, slot.standing, slot.seen) == ("mark", None, gone.id)
    (anew,) = marking.save(seat(graded), {"a9-t1-c1": begun(1, seen=gone.id)}, NOON).entered
    assert anew.replaces == gone.id


def test_one_person_alone_can_decide_and_the_trail_says_so(graded):
    marking.save(seat(graded), both(3), NOON)
    assert shown(graded) is None
    marking.stand_alone(seat(graded), NOON)
    assert shown(graded) == 6.0
    assert [row["marking"] for row in trail_of(graded, "p01")] == ["first", "first", "override", "override"]
    assert marking.stand_alone(seat(graded), NOON) == []


# Progress


def waits(course, who="p01", assessor="ann"):
    return progress_of(course, "a9", ["p01", "p02"], {"a9-t1": 2}).waits(who, "a9-t1", assessor)


def test_what_an_answer_waits_for_follows_every_row(graded):
    assert (waits(graded), waits(graded, "p02")) == ("open", "unreadable")
    marking.save(seat(graded), {"a9-t1-c1": begun()}, NOON)
    assert waits(graded) == "open"
    marking.save(seat(graded), {"a9-t1-c2": begun()}, NOON)
    assert (waits(graded), waits(graded, assessor="ben")) == ("second", "open")
    marking.save(seat(graded, "ben"), both(3), NOON)
    assert (waits(graded), waits(graded, assessor="cat")) == ("settle", "taken")
    done = marking.save(seat(graded), both(3, evidence="Settled."), NOON).entered
    assert waits(graded) == "decided"
    marking.withdraw(seat(graded), "a9-t1-c1", begun(evidence="No.", seen=done[0].id), NOON)
    assert waits(graded) == "settle"


def test_a_new_text_waits_for_a_mark_again(graded):
    marking.save(seat(graded), both(), NOON)
    assert waits(graded) == "second"
    later = NOON + timedelta(hours=1)
    put(graded, a_handin(text="A new text.", at=later), at=later)
    sessions.collect(graded, "a9", later)
    assert waits(graded) == "open"


def test_another_ledger_in_the_same_place_is_read_from_its_beginning(graded):
    marking.save(seat(graded), both(), NOON)
    assert waits(graded) == "second"
    for path in graded.root.glob("ledger.db*"):
        path.unlink()
    with opened(graded):
        assert waits(graded) == "open"
