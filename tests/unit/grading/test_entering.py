"""The gradebook shows what the ledger decided, and points from elsewhere come in flagged."""

from __future__ import annotations

import csv
import io

import pytest
from builders import NOON, a_handin, put
from marking import a_mark
from typer.testing import CliRunner

from alongside.cli.assess import app
from alongside.errors import HandInError, LedgerError
from alongside.grading import gradebook, sessions
from alongside.grading.entering import enter, settle
from alongside.grading.lane import autograde
from alongside.grading.ledger import opened
from alongside.grading.ledger_tables import csv_of, marks_of, trail_of
from alongside.grading.marks import give_mark
from alongside.grading.texts import NOTHING, texts_in

WHERE = ("p01", "a9-t1")


@pytest.fixture
def graded(course):
    hand_in(course, "Old.")
    return course


def hand_in(course, text, hour=12):
    at = NOON.replace(hour=hour)
    put(course, a_handin(text=text, at=at), at=at)
    sessions.collect(course, "a9", at)
    autograde(course, "a9")


def judge(course, *levels, **changed):
    sha256 = texts_in(course, "a9")[WHERE]
    marks = [
        a_mark(
            **{"criterion": f"a9-t1-c{n}", "level": level, "sha256": sha256, "marking": "agreed", **changed}
        )
        for n, level in enumerate(levels, 1)
    ]
    return enter(course, "a9", marks, NOON)


def shown(course):
    with gradebook.opened(course) as book:
        cell = gradebook.standings(book, "a9")["p01"].cells["a9-t1"]
    return cell.manual, cell.needs_marking


def settled(course):
    with opened(course) as ledger:
        return settle(course, "a9", ledger, NOON)


def test_the_sum_of_the_agreed_levels_is_shown_in_the_gradebook(graded):
    judge(graded, 2, 3)
    assert shown(graded) == (5.0, False)


def test_a_task_that_is_half_decided_still_waits(graded):
    judge(graded, 2)
    assert shown(graded) == (None, True)


def test_keeping_in_step_again_changes_nothing(graded):
    judge(graded, 2, 3)
    again = settled(graded)
    assert (again.outside, again.shown) == ([], [])


def test_a_result_that_is_taken_back_leaves_the_gradebook_too(graded):
    first, _second = judge(graded, 2, 3)
    judge(graded, None, evidence="Not agreed yet.", replaces=first.id)
    assert shown(graded) == (None, True)


def test_points_given_in_the_gradebook_come_in_as_outside_and_stay_there_until_something_is_decided(graded):
    give_mark(graded, "a9", WHERE, 4, "Fine.")
    (row,) = settled(graded).outside
    assert (row.marking, row.points, row.evidence, row.assessor) == ("outside", 4, "Fine.", "gradebook")
    assert settled(graded).outside == []
    assert shown(graded) == (4.0, False)
    judge(graded, 1, 1)
    assert shown(graded) == (2.0, False)


def test_points_that_overwrote_a_result_are_kept_as_a_row_and_give_way_to_it(graded):
    judge(graded, 2, 3)
    give_mark(graded, "a9", WHERE, 0)
    assert settled(graded).shown == [WHERE]
    assert shown(graded) == (5.0, False)
    give_mark(graded, "a9", WHERE, 1)
    (newer,) = settled(graded).outside
    assert newer.replaces == 3


def test_points_that_somebody_gives_in_the_very_moment_are_not_written_over(graded):
    before = gradebook.given_now(graded, "a9", ["a9-t1"])
    give_mark(graded, "a9", WHERE, 4)
    assert gradebook.show(graded, {WHERE: 5}, before) == []
    assert shown(graded) == (4.0, False)
    assert [row.points for row in settled(graded).outside] == [4]


def test_a_resubmission_archives_the_marks_and_the_task_waits_again(graded):
    judge(graded, 2, 3)
    hand_in(graded, "New.", hour=13)
    listed = marks_of(graded, "a9", NOON)
    assert shown(graded) == (None, True)
    assert listed.notes == [
        "2 marks are archived: they are about texts that were replaced, or earlier observations."
    ]
    assert [row["state"] for row in listed.rows] == ["not marked", "not marked"]
    judge(graded, 1, 1)
    assert shown(graded) == (2.0, False)
    assert [row["state"] for row in trail_of(graded, "p01")] == ["archived", "archived", "counts", "counts"]


def test_before_autograding_a_mark_is_entered_and_shown_later(course):
    put(course, a_handin())
    sessions.collect(course, "a9", NOON)
    judge(course, 3, 3)
    autograde(course, "a9")
    assert settled(course).shown == [WHERE]
    assert shown(course) == (6.0, False)


def test_a_task_that_was_left_out_has_the_hash_of_nothing(course):
    hand_in(course, None)
    assert texts_in(course, "a9")[WHERE] == NOTHING
    judge(course, 0, 0, evidence="Nothing was written.")
    assert shown(course) == (0.0, False)


def test_a_hand_in_that_cannot_be_read_is_named_and_archives_nothing(graded):
    (graded.place("submitted", "a9", "p01") / "responses.json").write_text("{")
    with pytest.raises(HandInError, match=r"responses\.json"):
        marks_of(graded, "a9", NOON)


@pytest.mark.parametrize("changed", [{"criterion": "a9-t1-c9"}, {"task": "a9-t7"}, {"session": "a8"}])
def test_a_criterion_that_the_session_does_not_have_is_refused(graded, changed):
    with pytest.raises(LedgerError, match=r"session a9 has no such criterion\. It has: a9-t1-c1, a9-t1-c2"):
        judge(graded, 2, **changed)
    assert trail_of(graded, "p01") == []


def test_evidence_that_looks_like_a_formula_is_disarmed_in_the_csv(graded):
    judge(graded, 2, evidence="=HYPERLINK(1)")
    (row,) = csv.DictReader(io.StringIO(csv_of(trail_of(graded, "p01"))))
    assert row["evidence"] == "'=HYPERLINK(1)"


def say(course, *words):
    done = CliRunner().invoke(app, [*words, "--in", str(course.root)], catch_exceptions=False, env=WIDE)
    assert done.exit_code == 0, done.output
    return done.output


WIDE = {"COLUMNS": "160"}


def test_the_commands_list_marks_and_the_trail(graded):
    judge(graded, 2, marking="first")
    judge(graded, 3, marking="second", assessor="ben")
    give_mark(graded, "a9", WHERE, 4)
    said = say(graded, "marks", "a9")
    for words in ("2 (ann)", "3 (ben)", "to agree", "not marked", "p01 a9-t1: 4 points came from outside"):
        assert words in said
    told = say(graded, "trail", "p01")
    for words in ("2026-11-20 12:00", "ann", "second", "outside", "1: “What would you like?” is open."):
        assert words in told


def test_the_commands_print_csv(graded):
    judge(graded, 2, 3)
    marks = list(csv.DictReader(io.StringIO(say(graded, "marks", "a9", "--csv"))))
    assert [(row["criterion"], row["agreed"], row["state"]) for row in marks] == [
        ("a9-t1-c1", "2", "decided"),
        ("a9-t1-c2", "3", "decided"),
    ]
    trail = list(csv.DictReader(io.StringIO(say(graded, "trail", "p01", "--csv"))))
    assert [row["level"] for row in trail] == ["2", "3"]
