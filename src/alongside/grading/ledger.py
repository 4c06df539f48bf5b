"""The ledger of marks: append-only, one for each course, and the truth that the gradebook is derived from.

It lies in `ledger.db` beside the gradebook, or where `ALONGSIDE_LEDGER` says: the address of a PostgreSQL
database of its own for each course. A correction is a new row that names the row it replaces.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import msgspec
from sqlalchemy import Connection
from sqlalchemy.engine import URL
from sqlalchemy.exc import IntegrityError, OperationalError

from alongside.errors import LedgerError, StaleMark
from alongside.grading.course import Course
from alongside.model.marks import BLIND, Entered, Mark, Marking
from alongside.responses.moments import moment
from alongside.store import marks as store
from alongside.store.connecting import Place, connect, reading, sqlite_url, writing
from alongside.store.migrating import prepare

LEDGER = "ledger.db"
ADDRESS = "ALONGSIDE_LEDGER"
_SLOT = ("session", "candidate", "task", "criterion", "marking", "sha256", "observed")
"""What a correction has in common with the row that it replaces."""
_PIECE = ("session", "candidate", "task")


class Ledger:
    """An open ledger: rows go in, and nothing is ever changed."""

    def __init__(self, place: Place) -> None:
        """Open the ledger that lies there, made if need be; NewerLedger where a newer kit made it."""
        prepare(place)
        self._place = place

    def append(self, marks: Sequence[Mark], now: datetime) -> list[Entered]:
        """Enter marks, all of them or none, and return them with their numbers; sent twice is kept once.

        LedgerError where one is not whole or its pass is taken; StaleMark where the row that it replaces has
        been replaced in between.
        """
        for mark in marks:
            check_whole(mark)
        try:
            with writing(self._place) as connection:
                store.hold(connection)
                return _enter(connection, marks, moment(now))
        except IntegrityError as err:
            raise LedgerError("the database refused the mark", do=f"It says: {err.orig}") from err
        except OperationalError as err:
            do = f"Nothing was entered; try again. The database says: {err.orig}"
            raise LedgerError("the ledger cannot be written now", do=do) from err

    def rows(
        self,
        session: str | None = None,
        candidate: str | None = None,
        since: int = 0,
        *,
        task: str | None = None,
        assessor: str | None = None,
        marking: Marking | None = None,
    ) -> list[Entered]:
        """Return the rows of a session, of a candidate, or all, in the order in which they were entered.

        `since` leaves out those with a smaller number: who has read up to one needs only what came later.
        """
        asked = {
            "session": session,
            "candidate": candidate,
            "task": task,
            "assessor": assessor,
            "marking": marking,
        }
        with reading(self._place) as connection:
            return store.find(
                connection, since=since, **{name: value for name, value in asked.items() if value}
            )

    def latest(self, session: str) -> dict[str, str]:
        """Return when something was last entered about each candidate of a session."""
        with reading(self._place) as connection:
            return store.latest(connection, session)

    def assessors(self) -> set[str]:
        """Return everybody who has ever entered a mark; points from outside are nobody's."""
        with reading(self._place) as connection:
            return store.assessors(connection)


@contextmanager
def opened(course: Course) -> Iterator[Ledger]:
    """Open the ledger of a course, made if need be; its connection is closed at the end."""
    with connected(course) as connection:
        yield Ledger(connection)


@contextmanager
def connected(course: Course) -> Iterator[Connection]:
    """Open one connection to the ledger's database for a few acts in a row; it is closed at the end."""
    engine = connect(address_of(course))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def address_of(course: Course) -> str | URL:
    """Return where the ledger of a course is."""
    return os.environ.get(ADDRESS) or sqlite_url(course.root / LEDGER)


def is_there(course: Course) -> bool:
    """Whether a course may have a ledger by now: who only reads need not make one."""
    return bool(os.environ.get(ADDRESS)) or (course.root / LEDGER).is_file()


def check_whole(mark: Mark) -> None:
    """Raise LedgerError where a mark lacks what its pass asks for: the evidence before all else."""
    where = f"{mark.candidate} {mark.criterion or mark.task}"
    outside = mark.marking == "outside"
    if not outside and not mark.evidence.strip():
        raise LedgerError("the evidence is missing", where=where, do="Write the sentence, then the level.")
    try:
        msgspec.convert(msgspec.to_builtins(mark), Mark)
    except msgspec.ValidationError as err:
        raise LedgerError(f"this is not a mark: {err}", where=where) from err
    if (mark.sha256 is None) == (mark.observed is None):
        what = "a mark is about one answer (its hash) or one dated observation"
        raise LedgerError(what, where=where)
    if outside != (mark.points is not None) or (outside and (mark.criterion or mark.level is not None)):
        raise LedgerError("points are for marks from outside, and those have no level", where=where)
    if not outside and (mark.criterion is None or (mark.level is None and mark.replaces is None)):
        raise LedgerError("the criterion or the level is missing", where=where)


def _enter(connection: Connection, marks: Sequence[Mark], at: str) -> list[Entered]:
    """Write marks one after the other, each checked against all that stands there by then."""
    there = store.named(connection, [mark.token for mark in marks])
    tasks: dict[tuple[str, str, str], list[Entered]] = {}
    for mark in marks:
        if mark.token in there:
            _once(there[mark.token], mark)
            continue
        piece = (mark.session, mark.candidate, mark.task)
        if piece not in tasks:
            tasks[piece] = store.find(connection, **dict(zip(_PIECE, piece, strict=True)))
        _check_place(mark, tasks[piece])
        there[mark.token] = store.add(connection, mark, at)
        tasks[piece].append(there[mark.token])
    return [there[mark.token] for mark in marks]


def _once(there: Entered, mark: Mark) -> None:
    if any(getattr(there, name) != getattr(mark, name) for name in Mark.__struct_fields__):
        raise LedgerError(f"row {there.id} has the token of this mark and says something else")


def _check_place(mark: Mark, rows: list[Entered]) -> None:
    """Raise where `mark` has no place among the rows of the same task."""
    if mark.replaces is not None:
        _check_correction(mark, rows)
        return
    same = [row for row in rows if row.criterion == mark.criterion and _about(row) == _about(mark)]
    taken = [row for row in same if row.marking == mark.marking]
    if mark.marking == "anchor":
        taken = [row for row in taken if row.assessor == mark.assessor]
    if taken:
        what = f"the {mark.marking} mark is there already, by {taken[-1].assessor} (row {taken[-1].id})"
        raise StaleMark(what, where=_where(mark), do="To correct it, name the row that is replaced.")
    other = [row for row in same if row.assessor == mark.assessor and row.marking in BLIND]
    if mark.marking in BLIND and other:
        what = f"{mark.assessor} has given the {other[0].marking} mark already"
        raise LedgerError(what, where=_where(mark), do="The next one is somebody else's.")


def _check_correction(mark: Mark, rows: list[Entered]) -> None:
    old = next((row for row in rows if row.id == mark.replaces), None)
    if old is None or any(getattr(old, name) != getattr(mark, name) for name in _SLOT):
        what = f"row {mark.replaces} is not the {mark.marking} mark of this answer"
        raise LedgerError(
            what, where=_where(mark), do="A correction is about the same text, in the same pass."
        )
    if old.marking in (*BLIND, "anchor") and old.assessor != mark.assessor:
        what = f"row {old.id} is {old.assessor}'s own mark"
        raise LedgerError(
            what, where=_where(mark), do="Agree on a level, or overrule it, in a row of that kind."
        )
    newer = next((row for row in rows if row.replaces == mark.replaces), None)
    if newer is not None:
        what = f"row {old.id} has been replaced by row {newer.id}, by {newer.assessor}"
        raise StaleMark(what, where=_where(mark), do="Read it, then correct that one.")


def _about(mark: Mark) -> tuple[str | None, str | None]:
    return mark.sha256, mark.observed


def _where(mark: Mark) -> str:
    return f"{mark.candidate} {mark.criterion or mark.task}"
