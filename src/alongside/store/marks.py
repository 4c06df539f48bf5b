"""Rows of the ledger, written and read; nothing here can change or delete one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, insert, select, text

from alongside.model.marks import Entered, Mark
from alongside.store.schema import marks

_EMPTY = ("criterion", "sha256", "observed")
"""The columns in which nothing is '' instead of NULL."""


def hold(connection: Connection) -> None:
    """Keep other writers out until the transaction ends, readers not; SQLite does so by itself.

    So what was looked at in the transaction is still true when the row is written, and numbers grow in the
    order in which rows become visible.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE marks IN SHARE ROW EXCLUSIVE MODE"))


def add(connection: Connection, mark: Mark, at: str) -> Entered:
    """Write one row and return it with its number; IntegrityError where the database refuses it."""
    given = {name: getattr(mark, name) for name in Mark.__struct_fields__}
    row = {**given, "at": at, **{name: given[name] or "" for name in _EMPTY}}
    number = connection.execute(insert(marks).values(row)).inserted_primary_key
    return Entered(**given, id=number[0], at=at)


def find(connection: Connection, *, since: int = 0, **where: str) -> list[Entered]:
    """Return the rows whose columns have these values, from number `since` on, in the order of numbers."""
    query = select(marks).filter_by(**where).order_by(marks.c.id)
    query = query.where(marks.c.id >= since) if since else query
    return _rows(connection, query)


def named(connection: Connection, tokens: Collection[str]) -> dict[str, Entered]:
    """Return the rows that have one of these tokens, by token."""
    query = select(marks).where(marks.c.token.in_(tokens))
    return {row.token: row for row in _rows(connection, query)}


def latest(connection: Connection, session: str) -> dict[str, str]:
    """Return when the latest row about each candidate of a session was written."""
    query = select(marks.c.candidate, func.max(marks.c.at)).filter_by(session=session)
    return {row[0]: row[1] for row in connection.execute(query.group_by(marks.c.candidate))}


def assessors(connection: Connection) -> set[str]:
    """Return who stands as the assessor of a row that is not from outside."""
    query = select(marks.c.assessor).where(marks.c.marking != "outside").distinct()
    return set(connection.execute(query).scalars())


def _rows(connection: Connection, query: Select[Any]) -> list[Entered]:
    found = connection.execute(query)
    names = list(map(str, found.keys()))  # of SQLAlchemy's own kind, which msgspec does not take for text
    return [_entered(dict(zip(names, row, strict=True))) for row in found]


def _entered(row: dict[str, Any]) -> Entered:
    return msgspec.convert({**row, **{name: row[name] or None for name in _EMPTY}}, Entered)
