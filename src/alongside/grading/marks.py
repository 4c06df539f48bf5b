"""Marking by hand, through the gradebook: formgrader shows the same score and comment."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from alongside.errors import WorkspaceError
from alongside.grading import gradebook
from alongside.grading.course import Course, assessment_of
from alongside.grading.entering import in_step
from alongside.grading.folders import replace
from alongside.grading.standings import CellGrade, Standing
from alongside.grading.states import state_of
from alongside.model.kinds import points_of
from alongside.model.unit import Assessment
from alongside.responses.spreadsheet import plain


def give_mark(
    course: Course, session: str, where: tuple[str, str], score: float, comment: str | None = None
) -> None:
    """Give one answer its score and comment; `where` is a candidate and the id of a task or checked question.

    WorkspaceError where the session has no such answer, the candidate none yet, or the score does not fit.
    """
    known = [one.id for one in assessment_of(course, session).responses if points_of(one)]
    if where[1] not in known:
        raise WorkspaceError(f"session {session} marks no {where[1]}", do=f"It marks: {', '.join(known)}.")
    with gradebook.opened(course) as book:
        gradebook.mark(book, session, where, score, comment)


def grades_csv(course: Course, session: str) -> str:
    """Return the grades of a session as CSV: one row for each candidate, one column for each marked answer.

    What has not been marked stays empty: it is not a zero. Cells that a spreadsheet would take for a
    formula start with an apostrophe.
    """
    assessment = assessment_of(course, session)
    cells = [one.id for one in assessment.responses if points_of(one)]
    in_step(course, session)
    with gradebook.opened(course) as book:
        standings = gradebook.standings(book, session)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        ["candidate", "name", "state", "handed_in_at", *cells, "penalty", "score", "points", "marked"]
    )
    for one in state_of(course, session):
        standing = standings.get(one.candidate)
        row = [one.candidate, one.name, one.state, one.handed_in_at or ""]
        writer.writerow([plain(value) for value in [*row, *_numbers(assessment, standing)]])
    return text.getvalue()


def export(course: Course, session: str, target: Path) -> Path:
    """Write the grades of a session as a CSV file (UTF-8, with the mark that spreadsheets look for)."""
    replace(target, grades_csv(course, session).encode("utf-8-sig"))
    return target


def _numbers(assessment: Assessment, standing: Standing | None) -> list[object]:
    cells = [one.id for one in assessment.responses if points_of(one)]
    if standing is None:
        return [*("" for _ in cells), "", "", "", "no"]
    scores = [_score(standing.cells.get(cell)) for cell in cells]
    marked = "no" if standing.needs_marking else "yes"
    return [*scores, standing.penalty, round(standing.score, 4), standing.points, marked]


def _score(cell: CellGrade | None) -> object:
    return "" if cell is None or (cell.needs_marking and cell.manual is None) else round(cell.score, 4)
