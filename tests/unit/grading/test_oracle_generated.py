"""The oracle on generated submissions of a1: stock nbgrader and the lane write the same rows for each.

Twelve, one of each sort, because stock needs a kernel for every one. `ALONGSIDE_ORACLE=204` makes 204 of
them; that takes some ten minutes on a quiet computer.
"""

from __future__ import annotations

import os
import shutil
import warnings
from datetime import timedelta

import pytest
from builders import NOON
from generated import SORTS, Generated, handins, sorts_of
from nbgrader.api import SubmittedAssignment
from sqlalchemy import select
from stock import kernel_environment, nbgrader

from alongside.grading import gradebook, intake, lane, sessions
from alongside.grading.course import Course, assessment_of, key_of, open_course, set_up_course
from alongside.grading.folders import put_inbound, stamp_of
from alongside.paths import content_root

COUNT = int(os.environ.get("ALONGSIDE_ORACLE", "12"))
pytestmark = pytest.mark.timeout(600 + 30 * COUNT)
_PENALTY = '''

from nbgrader.plugins import LateSubmissionPlugin


class TwoForEachHour(LateSubmissionPlugin):
    """Takes two points off for each hour; nbgrader takes no more than there are."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 2 * total_seconds_late / 3600


c.AssignLatePenalties.plugin_class = TwoForEachHour
'''
Rows = dict[tuple[str, ...], tuple[object, ...]]


@pytest.fixture(scope="module")
def submitted(tmp_path_factory) -> tuple[Course, list[Generated]]:
    """A course of a1 with penalties and extensions, everything collected, nothing graded."""
    root = tmp_path_factory.mktemp("oracle")
    course = set_up_course(content_root(), root / "course", root / "exchange")
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(_PENALTY)
    sessions.release(course, "a1", due=NOON)
    made = handins(assessment_of(course, "a1"), key_of(course, "a1"), NOON, COUNT)
    for one in made:
        name = f"{one.candidate}+a1+{stamp_of(one.at)}"
        put_inbound(course.exchange, course.id, name, {"responses.json": one.raw})
    taken = intake.collect(course, "a1", NOON + timedelta(days=2))
    assert [one.problems for one in taken if one.verdict != "accepted"] == []
    _extend(course, made)
    return course, made


def _extend(course: Course, made: list[Generated]) -> None:
    with gradebook.opened(course) as book, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader adds rows in an order that SQLAlchemy warns of
        for one in made:
            if one.extension:
                book.add_student(one.candidate)
                book.add_submission("a1", one.candidate)
                book.grant_extension("a1", one.candidate, minutes=one.extension.total_seconds() / 60)


@pytest.fixture(scope="module")
def both(submitted, tmp_path_factory) -> tuple[Rows, Rows]:
    """The rows of the lane and those of stock nbgrader, about the same submissions."""
    root = tmp_path_factory.mktemp("lane")
    shutil.copytree(submitted[0].root, root / "course")
    course = open_course(root / "course")
    assert lane.autograde(course, "a1").problems == {}
    nbgrader(submitted[0], kernel_environment(tmp_path_factory.mktemp("jupyter")), "autograde", "a1")
    return rows_of(course), rows_of(submitted[0])


def rows_of(course: Course) -> Rows:
    """Every score, comment, flag, penalty and time that stands in a gradebook."""
    rows: Rows = {}
    with gradebook.opened(course) as book:
        for one in book.db.scalars(select(SubmittedAssignment)):
            who = str(one.student_id)
            rows[who,] = (one.timestamp, one.extension, one.total_seconds_late, one.score)
            for notebook in one.notebooks:
                rows[who, notebook.name] = (
                    notebook.late_submission_penalty,
                    notebook.flagged,
                    notebook.needs_manual_grade,
                    notebook.score,
                    notebook.failed_tests,
                )
                for grade in notebook.grades:
                    scores = (grade.auto_score, grade.manual_score, grade.extra_credit, grade.score)
                    rows[who, "grade", grade.cell.name] = (*scores, grade.needs_manual_grade)
                for comment in notebook.comments:
                    said = (comment.auto_comment, comment.manual_comment, comment.comment)
                    rows[who, "comment", comment.cell.name] = said
    return rows


def test_one_of_each_sort_was_made(submitted):
    assert sorts_of(submitted[1]) == set(SORTS)
    assert len({one.raw for one in submitted[1]}) == COUNT


def test_every_row_is_the_same(both):
    ours, stock = both
    assert {where: (ours.get(where), row) for where, row in stock.items() if ours.get(where) != row} == {}
    assert ours.keys() == stock.keys()


def test_the_rows_say_something(both, submitted):
    """Points from none to all, penalties, and extensions."""
    stock = both[1]
    scores = {row[3] for where, row in stock.items() if len(where) == 1}
    assert 0.0 in scores
    assert max(scores) == sum(one.points for one in key_of(submitted[0], "a1").items)
    assert any(row[0] for where, row in stock.items() if where[1:] == ("a1",))
    assert any(row[1] for where, row in stock.items() if len(where) == 1)
    assert len(stock) > 12 * COUNT
