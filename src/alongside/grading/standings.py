"""How candidates stand in the gradebook, read as columns: a list of hundreds is drawn at every look."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, scoped_session

_IS_WRITTEN = or_(Comment.manual_comment.is_not(None), Comment.auto_comment.is_not(None))
Book = Connection | scoped_session[Session]
"""What answers a query: a connection, or the session of an open gradebook, with what it has not yet kept."""


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


@dataclass(frozen=True)
class Outline:
    """The same without the cells, as a list of candidates needs it."""

    score: float
    points: float
    seconds_late: float
    needs_marking: bool


@dataclass(frozen=True)
class Given:
    """The points that stand in a row of the gradebook for an answer, a person's or the ledger's."""

    row: str
    points: float | None


def counts(grade: Any) -> float:
    """Return the points that a row of grades counts for: a person's before the machine's, and extra ones."""
    base = grade.auto_score if grade.manual_score is None else grade.manual_score
    return (base or 0.0) + (grade.extra_credit or 0.0 if base is not None else 0.0)


def standings_in(book: Book, session: str, only: str | None) -> dict[str, Standing]:
    """Return how every candidate of a session stands, by id; `only` names one."""
    whose = _whose(session, only)
    cells, penalties = _cells(book, whose), _penalties(book, whose)
    found = {}
    for who, timestamp, late in _handed_in(book, whose):
        own = cells.get(who, {})
        found[who] = Standing(
            score=sum(cell.score for cell in own.values()) - penalties[who],
            points=sum(cell.points for cell in own.values()),
            penalty=penalties[who],
            seconds_late=late,
            cells=own,
            timestamp=timestamp,
        )
    return found


def outlines_in(book: Book, session: str) -> dict[str, Outline]:
    """Return in outline how every candidate of a session stands, by id; the database adds up."""
    notebooks: dict[str, list[tuple[float, float, bool]]] = defaultdict(list)
    for who, penalty, score, points, waits in book.execute(_outlines(), {"session": session}):
        notebooks[who].append((score - (penalty or 0.0), points, bool(waits)))
    found = {}
    for who, _timestamp, late in _handed_in(book, _whose(session, None)):
        own = notebooks[who]
        score, points = (float(sum(one[n] for one in own)) for n in (0, 1))
        found[who] = Outline(score, points, late, any(one[2] for one in own))
    return found


@cache
def _outlines() -> Select[Any]:
    """Ask for a candidate, the points taken off, and the sums of every submitted notebook of a session.

    Added up before anything is joined: a row of grades is looked at once, and found by the session's cells.
    """
    kinds = [one.__table__ for one in (GradeCell, TaskCell)]
    cell, named = BaseCell.__table__, Assignment.name == bindparam("session")
    cells = select(cell.c.id).join(Notebook, cell.c.notebook_id == Notebook.id)
    cells = cells.join(Assignment, Notebook.assignment_id == Assignment.id).where(named)
    adding = select(
        Grade.notebook_id,
        func.sum(Grade.score).label("score"),
        func.sum(func.coalesce(*(one.c.max_score for one in kinds), 0.0)).label("points"),
        func.max(Grade.needs_manual_grade).label("waits"),
    )
    for one in kinds:
        adding = adding.outerjoin(one, one.c.id == Grade.cell_id)
    sums = adding.where(Grade.cell_id.in_(cells)).group_by(Grade.notebook_id).subquery()
    shown = [func.coalesce(one, 0) for one in (sums.c.score, sums.c.points, sums.c.waits)]
    return (
        select(SubmittedAssignment.student_id, SubmittedNotebook.late_submission_penalty, *shown)
        .join_from(SubmittedNotebook, SubmittedAssignment)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .outerjoin(sums, sums.c.notebook_id == SubmittedNotebook.id)
        .where(named)
    )


def given_in(
    book: Book, session: str, tasks: Collection[str], only: str | None
) -> dict[tuple[str, str], Given]:
    """Return what stands for each (candidate, task) that has a row; `only` names one candidate."""
    asked = {"session": session, "tasks": list(tasks)} | ({"only": only} if only else {})
    rows = book.execute(_given(one=only is not None), asked)
    return {(who, task): Given(row, points) for who, task, row, points in rows}


@cache
def _given(*, one: bool) -> Select[Any]:
    """Ask for candidate, task, row and points, of everybody or of one.

    By the names of the tasks, so that the keys of nbgrader's tables lead to the rows of one candidate.
    """
    asked = (
        select(SubmittedAssignment.student_id, BaseCell.name, Grade.id, Grade.manual_score)
        .join_from(SubmittedAssignment, Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(BaseCell.__table__, BaseCell.notebook_id == SubmittedNotebook.notebook_id)
        .join(Grade, and_(Grade.cell_id == BaseCell.id, Grade.notebook_id == SubmittedNotebook.id))
        .where(Assignment.name == bindparam("session"), BaseCell.name.in_(bindparam("tasks", expanding=True)))
    )
    return asked.where(SubmittedAssignment.student_id == bindparam("only")) if one else asked


def comments_in(book: Book, session: str, only: str | None) -> dict[tuple[str, str], str]:
    """Return the comment on each (candidate, cell) that has one; `only` names one candidate."""
    asked = select(
        SubmittedAssignment.student_id, BaseCell.name, Comment.manual_comment, Comment.auto_comment
    )
    written = _joined(asked, Comment, _whose(session, only)).where(_IS_WRITTEN)
    return {(who, name): manual or auto for who, name, manual, auto in book.execute(written)}


def _whose(session: str, only: str | None) -> list[Any]:
    one = [SubmittedAssignment.student_id == only] if only else []
    return [Assignment.name == session, *one]


def _handed_in(book: Book, whose: list[Any]) -> Iterator[tuple[str, datetime | None, float]]:
    """Give each candidate, when it was handed in, and how many seconds late, after any extension."""
    there = select(
        SubmittedAssignment.student_id,
        SubmittedAssignment.timestamp,
        SubmittedAssignment.extension,
        Assignment.duedate,
    ).join_from(SubmittedAssignment, Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    for who, timestamp, extension, due in book.execute(there.where(*whose)):
        late = (timestamp - due - (extension or timedelta())).total_seconds() if timestamp and due else 0.0
        yield who, timestamp, max(0.0, late)


def _cells(book: Book, whose: list[Any]) -> dict[str, dict[str, CellGrade]]:
    """Return candidate to cell to how it stands."""
    kinds = [one.__table__ for one in (GradeCell, TaskCell)]
    points = {cell: most for one in kinds for cell, most in book.execute(select(one.c.id, one.c.max_score))}
    said = _said(book, whose)
    asked = select(
        SubmittedAssignment.student_id,
        Grade.notebook_id,
        Grade.cell_id,
        BaseCell.name,
        Grade.auto_score,
        Grade.manual_score,
        Grade.extra_credit,
        Grade.needs_manual_grade,
    )
    cells: dict[str, dict[str, CellGrade]] = {}
    for row in book.execute(_joined(asked, Grade, whose)):
        cells.setdefault(row.student_id, {})[row.name] = CellGrade(
            score=counts(row),
            points=points[row.cell_id],
            auto=row.auto_score,
            manual=row.manual_score,
            needs_marking=row.needs_manual_grade,
            comment=said.get((row.notebook_id, row.name)),
        )
    return cells


def _said(book: Book, whose: list[Any]) -> dict[tuple[str, str], str]:
    """Return (submitted notebook, cell) to its comment, where there is one."""
    asked = select(Comment.notebook_id, BaseCell.name, Comment.manual_comment, Comment.auto_comment)
    written = _joined(asked, Comment, whose).where(_IS_WRITTEN)
    return {(notebook, name): manual or auto for notebook, name, manual, auto in book.execute(written)}


def _joined(asked: Any, what: type[Grade | Comment], whose: list[Any]) -> Any:
    return (
        asked.join_from(what, SubmittedNotebook, what.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(BaseCell.__table__, what.cell_id == BaseCell.id)
        .where(*whose)
    )


def _penalties(book: Book, whose: list[Any]) -> Counter[str]:
    """Return candidate to the points taken off for lateness, over all notebooks."""
    asked = select(SubmittedAssignment.student_id, SubmittedNotebook.late_submission_penalty)
    rows = asked.join_from(
        SubmittedNotebook, SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id
    ).join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    found: Counter[str] = Counter()
    for who, penalty in book.execute(rows.where(*whose)):
        found[who] += penalty or 0.0
    return found
