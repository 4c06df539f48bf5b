"""The rows that nbgrader's autograding would write, for many submissions at once.

What is new goes in by one statement for each table; rows that are there are changed in place, so that what
an assessor gave to an unchanged answer stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import insert, select

from alongside.grading.course import Course
from alongside.grading.gradebook import assignment_in, naive, submissions_of
from alongside.grading.late import more_time, penalty_of
from alongside.grading.standings import counts

Row = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """What the lane found in one submission.

    `scores` holds the points of each checked question by cell name; `changed` the cells whose answer is not
    the one that was graded before; `until` when it is due for a candidate with more time than others.
    """

    candidate: str
    timestamp: datetime
    scores: dict[str, float]
    changed: frozenset[str] = frozenset()
    until: datetime | None = None


@dataclass(frozen=True)
class OldMark:
    """A mark that stood on a text which has since been replaced."""

    candidate: str
    cell: str
    score: float | None
    comment: str | None


@dataclass(frozen=True)
class _Notebook:
    """A notebook of the session: its marked cells as (id, name), and the ids of those with a comment."""

    id: str
    graded: list[tuple[str, str]]
    commented: list[str]


class Recorder:
    """Writes sheets of one session into an open gradebook; the caller commits."""

    def __init__(self, book: Gradebook, course: Course, session: str) -> None:
        """Read what a submission consists of; WorkspaceError where the session was never released."""
        assignment = assignment_in(book, session)
        self._book, self._course, self._session = book, course, session
        self._assignment_id, self._due = str(assignment.id), assignment.duedate
        self._notebooks = _structure_of(assignment)

    def record(self, sheets: Sequence[Sheet]) -> list[OldMark]:
        """Write the rows of these submissions, all or none.

        Marks and comments of unchanged answers stay. Those of changed answers are cleared and returned.
        """
        self._book.db.expunge_all()
        assignment = assignment_in(self._book, self._session)
        there = submissions_of(self._book, assignment, [sheet.candidate for sheet in sheets])
        self._add([sheet for sheet in sheets if sheet.candidate not in there])
        cleared: list[OldMark] = []
        with self._book.db.no_autoflush:
            for sheet in sheets:
                if sheet.candidate in there:
                    cleared += self._change(there[sheet.candidate], sheet)
        self._book.db.flush()
        return cleared

    def _add(self, sheets: list[Sheet]) -> None:
        """Mirror the structure of the session for everybody who is new, as nbgrader does, scores included."""
        rows: dict[type, list[Row]] = {SubmittedAssignment: [], SubmittedNotebook: [], Grade: [], Comment: []}
        for sheet in sheets:
            self._rows_of(sheet, rows)
        self._add_students({sheet.candidate for sheet in sheets})
        for table, new in rows.items():
            if new:
                self._book.db.execute(insert(table.__table__), new)

    def _add_students(self, names: set[str]) -> None:
        known = set(self._book.db.scalars(select(Student.id).where(Student.id.in_(names))))
        if new := [{"id": name} for name in sorted(names - known)]:
            self._book.db.execute(insert(Student.__table__), new)

    def _rows_of(self, sheet: Sheet, rows: dict[type, list[Row]]) -> None:
        submission, at = uuid4().hex, naive(sheet.timestamp)
        more = more_time(self._due, sheet.until, None)
        late = max(0.0, (at - self._due - (more or timedelta(0))).total_seconds()) if self._due else 0.0
        rows[SubmittedAssignment].append(
            {
                "id": submission,
                "assignment_id": self._assignment_id,
                "student_id": sheet.candidate,
                "timestamp": at,
                "extension": more,
            }
        )
        for notebook in self._notebooks:
            copy, scores = uuid4().hex, [sheet.scores.get(name) for _cell, name in notebook.graded]
            rows[SubmittedNotebook].append(
                {
                    "id": copy,
                    "assignment_id": submission,
                    "notebook_id": notebook.id,
                    "late_submission_penalty": self._penalty(
                        sheet.candidate, sum(filter(None, scores)), late
                    ),
                }
            )
            rows[Grade] += [
                _grade(copy, cell, score) for (cell, _), score in zip(notebook.graded, scores, strict=True)
            ]
            rows[Comment] += [
                {"id": uuid4().hex, "notebook_id": copy, "cell_id": cell} for cell in notebook.commented
            ]

    def _change(self, submission: SubmittedAssignment, sheet: Sheet) -> list[OldMark]:
        submission.timestamp = naive(sheet.timestamp)
        submission.extension = more_time(self._due, sheet.until, submission.extension)
        cleared: list[OldMark] = []
        for notebook in submission.notebooks:
            cleared += _fill(notebook, sheet)
            notebook.late_submission_penalty = self._penalty(
                sheet.candidate, sum(map(counts, notebook.grades)), submission.total_seconds_late
            )
        return cleared

    def _penalty(self, candidate: str, score: float, late: float) -> float | None:
        return penalty_of(self._course, candidate, score, late) if late > 0 else None


def _structure_of(assignment: Assignment) -> list[_Notebook]:
    return [
        _Notebook(
            str(one.id),
            [(str(cell.id), str(cell.name)) for cell in (*one.grade_cells, *one.task_cells)],
            [str(cell.id) for cell in (*one.solution_cells, *one.task_cells)],
        )
        for one in assignment.notebooks
    ]


def _grade(notebook: str, cell: str, score: float | None) -> Row:
    return {
        "id": uuid4().hex,
        "notebook_id": notebook,
        "cell_id": cell,
        "auto_score": score,
        "needs_manual_grade": score is None,
    }


def _fill(notebook: SubmittedNotebook, sheet: Sheet) -> Iterable[OldMark]:
    comments = {comment.cell.name: comment for comment in notebook.comments}
    cleared: list[OldMark] = []
    for grade in notebook.grades:
        comment = comments.get(grade.cell.name)
        if grade.cell.name in sheet.changed:
            cleared += _clear(sheet.candidate, grade, comment)
        if grade.cell.name in sheet.scores:
            grade.auto_score = sheet.scores[grade.cell.name]
            grade.needs_manual_grade = False
    return cleared


def _clear(candidate: str, grade: Grade, comment: Comment | None) -> list[OldMark]:
    text = comment.manual_comment if comment else None
    had = grade.manual_score is not None or grade.extra_credit is not None or text is not None
    old = OldMark(candidate, grade.cell.name, grade.manual_score, text)
    grade.manual_score, grade.extra_credit, grade.needs_manual_grade = None, None, True
    if comment is not None:
        comment.manual_comment = None
    return [old] if had else []
