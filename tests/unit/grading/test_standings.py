"""What is read of the gradebook as columns says what nbgrader's own objects say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOON, PARTIAL, WRONG, a_handin, put

from alongside.grading import gradebook, sessions
from alongside.grading.course import Course
from alongside.grading.extending import extend
from alongside.grading.lane import autograde
from alongside.grading.marks import give_mark


@pytest.fixture
def graded(course: Course) -> Course:
    """One in time and marked by hand, one late, one late with more time, one who answered nothing."""
    late = NOON + timedelta(hours=2)
    extend(course, ("a9", "p03"), "2026-11-20T13:00:00+00:00", "A strike.", by="lead", now=NOON)
    put(course, a_handin("p01", checks=PARTIAL), "p01")
    put(course, a_handin("p02", at=late), "p02", at=late)
    put(course, a_handin("p03", checks=WRONG, at=late), "p03", at=late)
    put(course, a_handin("p04", checks={}, text=None), "p04")
    sessions.collect(course, "a9", late)
    autograde(course, "a9")
    give_mark(course, "a9", ("p01", "a9-t1"), 5, "Open.")
    return course


def by_nbgrader(course: Course) -> dict[str, tuple[float, float, float, bool]]:
    with gradebook.opened(course) as book:
        return {
            one.student_id: (
                one.score - (one.late_submission_penalty or 0.0),
                one.max_score,
                one.total_seconds_late,
                one.needs_manual_grade,
            )
            for one in book.assignment_submissions("a9")
        }


def test_sums_lateness_and_what_waits_are_those_of_nbgrader(graded):
    found, due = gradebook.outlines_now(graded, "a9")
    outlines = {
        who: (one.score, one.points, one.seconds_late, one.needs_marking) for who, one in found.items()
    }
    assert outlines == by_nbgrader(graded)
    assert [one[2] for _who, one in sorted(outlines.items())] == [0.0, 7200.0, 3600.0, 0.0]
    assert due == NOON


def test_whole_standings_say_the_same_and_name_the_cells(graded):
    standings = gradebook.standings_now(graded, "a9")
    found = {
        who: (one.score, one.points, one.seconds_late, one.needs_marking) for who, one in standings.items()
    }
    assert found == by_nbgrader(graded)
    cell = standings["p01"].cells["a9-t1"]
    assert (cell.manual, cell.points, cell.comment, cell.needs_marking) == (5.0, 6.0, "Open.", False)
    assert set(gradebook.standings_now(graded, "a9", "p02")) == {"p02"}


def test_the_points_of_tasks_are_those_of_the_whole_standings_and_comments_too(graded):
    standings = gradebook.standings_now(graded, "a9")
    given = gradebook.given_now(graded, "a9", ["a9-t1"])
    assert {who: one.points for (who, _task), one in given.items()} == {
        who: one.cells["a9-t1"].manual for who, one in standings.items()
    }
    assert set(gradebook.given_now(graded, "a9", ["a9-t1"], "p02")) == {("p02", "a9-t1")}
    assert gradebook.comments_now(graded, "a9", "p01") == {("p01", "a9-t1"): "Open."}
    assert gradebook.comments_now(graded, "a9", "p02") == {}


def test_where_there_is_no_gradebook_nobody_stands(course):
    course.gradebook.unlink()
    assert gradebook.standings_now(course, "a9") == {}
    assert gradebook.outlines_now(course, "a9") == ({}, None)
    assert gradebook.given_now(course, "a9", ["a9-t1"]) == {}
