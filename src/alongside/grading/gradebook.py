"""The gradebook: the rows that nbgrader and formgrader read and write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from alongside.errors import WorkspaceError
from alongside.grading.course import Course, put_alembic_on_path
from alongside.grading.late import penalty_of

NO_RESPONSE = "No response."


@dataclass(frozen=True)
class Sheet:
    """What the lane found in one submission.

    `scores` holds the points of each checked question by cell name; `changed` the cells whose answer is not
    the one that was graded before.
    """

    candidate: str
    timestamp: datetime
    scores: dict[str, float]
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class OldMark:
    """A mark that stood on a text which has since been replaced."""

    candidate: str
    cell: str
    score: float | None
    comment: str | None


@dataclass(frozen=True)
class CellGrade:
    """How one cell of one submission stands; `score` is what counts, `auto` what the machine gave."""

    score: float
    points: float
    auto: float | None
    manual: float | None
    needs_marking: bool
    comment: str | None


@dataclass(frozen=True)
class Standing:
    """How one candidate stands in a session; late is in seconds, after any extension.

    `timestamp` is when it was handed in, in UTC without saying so, as nbgrader keeps it.
    """

    score: float
    points: float
    penalty: float
    seconds_late: float
    cells: dict[str, CellGrade] = field(default_factory=dict)
    timestamp: datetime | None = None

    @property
    def needs_marking(self) -> bool:
        """Whether any cell still waits for an assessor."""
        return any(cell.needs_marking for cell in self.cells.values())


@contextmanager
def opened(course: Course) -> Iterator[Gradebook]:
    """Open the gradebook, made if need be, never without a version; the engine is closed at the end."""
    put_alembic_on_path()
    _refuse_unversioned(course)
    book = Gradebook(f"sqlite:///{course.gradebook}", course.id)
    try:
        yield book
    except BaseException:
        book.db.rollback()
        raise
    finally:
        book.close()


def _refuse_unversioned(course: Course) -> None:
    """Nbgrader leaves such a file when it could not run alembic, and silently accepts it afterwards."""
    if not course.gradebook.is_file():
        return
    with closing(sqlite3.connect(course.gradebook)) as db:
        tables = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
        rows = "select count(*) from alembic_version"
        versions = db.execute(rows).fetchone()[0] if "alembic_version" in tables else 0
    if tables and not versions:
        raise WorkspaceError(
            "the gradebook has no version: it was made while alembic could not be run",
            where=str(course.gradebook),
            do="Set it aside under another name; the submissions make a new one.",
        )


def due_of(book: Gradebook, session: str) -> datetime | None:
    """Return when the session is due (UTC); None where that was not set, or the session is not known."""
    due = book.db.scalar(select(Assignment.duedate).where(Assignment.name == session))
    return due.replace(tzinfo=UTC) if due else None


def set_due(book: Gradebook, session: str, due: datetime) -> None:
    """Set when the session is due."""
    _assignment(book, session).duedate = _naive(due)
    book.db.commit()


def record(book: Gradebook, course: Course, session: str, sheets: Iterable[Sheet]) -> list[OldMark]:
    """Write the rows that nbgrader's autograding would write, all of them or none.

    Marks and comments of unchanged answers stay. Those of changed answers are cleared and returned.
    """
    assignment = _assignment(book, session)
    there = _submissions(book, assignment)
    cleared: list[OldMark] = []
    with book.db.no_autoflush:
        for sheet in sheets:
            submission = there.get(sheet.candidate) or _new_submission(book, assignment, sheet.candidate)
            submission.timestamp = _naive(sheet.timestamp)
            for notebook in submission.notebooks:
                cleared += _fill(notebook, sheet)
                notebook.late_submission_penalty = _penalty(course, submission, notebook)
    book.db.flush()
    return cleared


def standings(book: Gradebook, session: str, only: str | None = None) -> dict[str, Standing]:
    """Return how every candidate with rows in the gradebook stands, by id; `only` names one."""
    try:
        assignment = book.find_assignment(session)
    except MissingEntry:
        return {}
    return {who: _standing(one) for who, one in _submissions(book, assignment, only).items()}


def mark(book: Gradebook, session: str, where: tuple[str, str], score: float, comment: str | None) -> None:
    """Give a cell its manual score and, where given, a comment; `where` is a candidate and a cell."""
    candidate, cell = where
    grade, remark = _find(book, session, candidate, cell)
    points = float(grade.max_score)
    if not 0 <= score <= points:
        raise WorkspaceError(f"{score:g} is not between 0 and {points:g}", where=f"{candidate} {cell}")
    grade.manual_score, grade.needs_manual_grade = float(score), False
    if comment is not None and remark is None:
        raise WorkspaceError(f"{cell} takes no comment: it is scored by the key", where=candidate)
    if comment is not None:
        remark.manual_comment = comment.strip() or None
    book.db.commit()


def show(
    book: Gradebook, session: str, results: Mapping[tuple[str, str], int | None], only: str | None = None
) -> list[tuple[str, str]]:
    """Give tasks the points that the ledger decided, None where it decides no longer; return what changed.

    `results` is by candidate and task; what the gradebook has no row for is left out, as before its
    autograding, and so is everybody but `only`, where that names a candidate.
    """
    changed = []
    for candidate, submission in _submissions(book, _assignment(book, session), only).items():
        for grade in (one for notebook in submission.notebooks for one in notebook.grades):
            where = (candidate, grade.cell.name)
            if where in results and grade.manual_score != results[where]:
                grade.manual_score, grade.needs_manual_grade = results[where], results[where] is None
                changed.append(where)
    book.db.commit()
    return sorted(changed)


def _assignment(book: Gradebook, session: str) -> Assignment:
    try:
        return book.find_assignment(session)
    except MissingEntry as err:
        raise WorkspaceError(
            f"the gradebook has no session {session}", do=f"alongside assess release {session}"
        ) from err


def _submissions(
    book: Gradebook, assignment: Assignment, only: str | None = None
) -> dict[str, SubmittedAssignment]:
    notebooks = selectinload(SubmittedAssignment.notebooks)
    query = (
        select(SubmittedAssignment)
        .where(SubmittedAssignment.assignment_id == assignment.id)
        .options(
            notebooks.selectinload(SubmittedNotebook.grades).selectinload(Grade.cell),
            notebooks.selectinload(SubmittedNotebook.comments).selectinload(Comment.cell),
        )
    )
    if only is not None:
        query = query.where(SubmittedAssignment.student_id == only)
    return {one.student_id: one for one in book.db.scalars(query)}


def _new_submission(book: Gradebook, assignment: Assignment, candidate: str) -> SubmittedAssignment:
    """Mirror the structure of the assignment, as nbgrader does, without its commits in between."""
    student = book.db.get(Student, candidate) or Student(id=candidate)
    submission = SubmittedAssignment(assignment=assignment, student=student)
    for notebook in assignment.notebooks:
        copy = SubmittedNotebook(notebook=notebook, assignment=submission)
        for cell in [*notebook.grade_cells, *notebook.task_cells]:
            Grade(cell=cell, notebook=copy, needs_manual_grade=True)
        for cell in [*notebook.solution_cells, *notebook.task_cells]:
            Comment(cell=cell, notebook=copy)
    book.db.add(submission)
    return submission


def _fill(notebook: SubmittedNotebook, sheet: Sheet) -> list[OldMark]:
    comments = {comment.cell.name: comment for comment in notebook.comments}
    cleared = []
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


def _penalty(course: Course, submission: SubmittedAssignment, notebook: SubmittedNotebook) -> float | None:
    late = submission.total_seconds_late
    if late <= 0:
        return None
    return penalty_of(course, str(submission.student.id), sum(map(_counts, notebook.grades)), late)


def _counts(grade: Grade) -> float:
    base = grade.auto_score if grade.manual_score is None else grade.manual_score
    return (base or 0.0) + (grade.extra_credit or 0.0 if base is not None else 0.0)


def _standing(submission: SubmittedAssignment) -> Standing:
    cells: dict[str, CellGrade] = {}
    for notebook in submission.notebooks:
        comments = {one.cell.name: one.manual_comment or one.auto_comment for one in notebook.comments}
        for grade in notebook.grades:
            cells[grade.cell.name] = CellGrade(
                score=_counts(grade),
                points=grade.cell.max_score,
                auto=grade.auto_score,
                manual=grade.manual_score,
                needs_marking=grade.needs_manual_grade,
                comment=comments.get(grade.cell.name),
            )
    penalty = sum(one.late_submission_penalty or 0.0 for one in submission.notebooks)
    total = sum(cell.score for cell in cells.values())
    return Standing(
        score=total - penalty,
        points=sum(cell.points for cell in cells.values()),
        penalty=penalty,
        seconds_late=submission.total_seconds_late,
        cells=cells,
        timestamp=submission.timestamp,
    )


def _find(book: Gradebook, session: str, candidate: str, cell: str) -> tuple[Grade, Comment | None]:
    submission = _submissions(book, _assignment(book, session)).get(candidate)
    for notebook in submission.notebooks if submission else []:
        grade = next((one for one in notebook.grades if one.cell.name == cell), None)
        if grade is not None:
            return grade, next((one for one in notebook.comments if one.cell.name == cell), None)
    raise WorkspaceError(
        f"the gradebook has no {cell} of {candidate}", do=f"Run first: alongside assess autograde {session}"
    )


def _naive(moment: datetime) -> datetime:
    """Nbgrader keeps times in UTC without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)
