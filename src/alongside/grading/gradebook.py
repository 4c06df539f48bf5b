"""The gradebook: the rows that nbgrader and formgrader read and write."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import lru_cache

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Connection, Engine, NullPool, create_engine, select, text, update
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import selectinload

from alongside.errors import WorkspaceError
from alongside.grading.course import Course, put_alembic_on_path
from alongside.grading.standings import (
    Book,
    Given,
    Outline,
    Standing,
    comments_in,
    given_in,
    outlines_in,
    standings_in,
)
from alongside.store.connecting import PATIENCE

Points = Mapping[tuple[str, str], Given]
"""(candidate, task) to what stands in the gradebook."""


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
    return _due(book.db, session)


def _due(book: Book, session: str) -> datetime | None:
    due = book.execute(select(Assignment.duedate).where(Assignment.name == session)).scalar()
    return due.replace(tzinfo=UTC) if due else None


def set_due(book: Gradebook, session: str, due: datetime) -> None:
    """Set when the session is due."""
    assignment_in(book, session).duedate = naive(due)
    book.db.commit()


def standings(book: Gradebook, session: str, only: str | None = None) -> dict[str, Standing]:
    """Return how every candidate with rows in the gradebook stands, by id; `only` names one."""
    return standings_in(book.db, session, only or None)


def standings_now(course: Course, session: str, only: str | None = None) -> dict[str, Standing]:
    """Return the same without opening the gradebook for writing; nobody where there is no gradebook yet.

    Pages ask for it at every look, and a statement is compiled once for each engine: this one stays.
    """
    with _looking(course) as connection:
        return standings_in(connection, session, only or None) if connection else {}


def outlines_now(course: Course, session: str) -> tuple[dict[str, Outline], datetime | None]:
    """Return in outline how every candidate stands, in the same way, and when the session is due (UTC)."""
    with _looking(course) as connection:
        if connection is None:
            return {}, None
        return outlines_in(connection, session), _due(connection, session)


def given_now(course: Course, session: str, tasks: Collection[str], only: str | None = None) -> Points:
    """Return the points that stand for each (candidate, task) with a row, in the same way."""
    with _looking(course) as connection:
        return given_in(connection, session, tasks, only) if connection else {}


def comments_now(course: Course, session: str, only: str | None = None) -> dict[tuple[str, str], str]:
    """Return the comment on each (candidate, cell) that has one, in the same way."""
    with _looking(course) as connection:
        return comments_in(connection, session, only) if connection else {}


@contextmanager
def _looking(course: Course) -> Iterator[Connection | None]:
    if not course.gradebook.is_file():
        yield None
        return
    with _engine(str(course.gradebook)).connect() as connection:
        if not _has_version(connection):
            _refuse_unversioned(course)
        yield connection


def _has_version(connection: Connection) -> bool:
    try:
        return connection.execute(text("select 1 from alembic_version")).scalar() is not None
    except DBAPIError:
        return False


@lru_cache(maxsize=16)
def _engine(path: str) -> Engine:
    waiting = {"timeout": PATIENCE}
    return create_engine(URL.create("sqlite", database=path), connect_args=waiting, poolclass=NullPool)


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
    course: Course, results: Mapping[tuple[str, str], int | None], there: Points
) -> list[tuple[str, str]]:
    """Give tasks the points that the ledger decided, None where it decides no longer; return what changed.

    `results` is by candidate and task, `there` what stood in the gradebook a moment ago. What it has no row
    for is left out, as before its autograding; so is what somebody changed in that moment, which is taken in
    the next time. Only these cells are written, as nbgrader's own objects would, and not read before.
    """
    with _engine(str(course.gradebook)).begin() as connection:
        return sorted(
            where
            for where, points in results.items()
            if where in there and there[where].points != points and _written(connection, there[where], points)
        )


def _written(connection: Connection, given: Given, points: int | None) -> bool:
    still = (Grade.id == given.row, Grade.manual_score.is_not_distinct_from(given.points))
    new = {"manual_score": points, "needs_manual_grade": points is None}
    return connection.execute(update(Grade.__table__).where(*still).values(new)).rowcount == 1


def assignment_in(book: Gradebook, session: str) -> Assignment:
    """Return what the gradebook knows of a session; WorkspaceError where it was never released."""
    try:
        return book.find_assignment(session)
    except MissingEntry as err:
        raise WorkspaceError(
            f"the gradebook has no session {session}", do=f"alongside assess release {session}"
        ) from err


def submissions_of(
    book: Gradebook, assignment: Assignment, only: Collection[str] | None = None
) -> dict[str, SubmittedAssignment]:
    """Return the rows of everybody's submission, or of those whom `only` names, with all that is in them."""
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
        query = query.where(SubmittedAssignment.student_id.in_(only))
    return {one.student_id: one for one in book.db.scalars(query)}


def _find(book: Gradebook, session: str, candidate: str, cell: str) -> tuple[Grade, Comment | None]:
    submission = submissions_of(book, assignment_in(book, session), {candidate}).get(candidate)
    for notebook in submission.notebooks if submission else []:
        grade = next((one for one in notebook.grades if one.cell.name == cell), None)
        if grade is not None:
            return grade, next((one for one in notebook.comments if one.cell.name == cell), None)
    raise WorkspaceError(
        f"the gradebook has no {cell} of {candidate}", do=f"Run first: alongside assess autograde {session}"
    )


def naive(moment: datetime) -> datetime:
    """Nbgrader keeps times in UTC without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)
