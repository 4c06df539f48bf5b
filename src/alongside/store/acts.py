"""Rows of what was decided beside marks, written and read; nothing here can change or delete one."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, insert, select, text

from alongside.model.acts import AnyAct, Recorded, kind_of, session_of
from alongside.model.marks import a_token
from alongside.store.schema import acts


def hold(connection: Connection) -> None:
    """Keep other writers out until the transaction ends, readers not; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE acts IN SHARE ROW EXCLUSIVE MODE"))


def add(connection: Connection, act: AnyAct, by: str, at: str) -> Recorded:
    """Write one row and return it with its number; IntegrityError where the database refuses it."""
    token = a_token()
    about = {"kind": kind_of(act), "session": session_of(act), "candidate": act.candidate}
    row = {"token": token, "at": at, "by": by, **about, "act": msgspec.json.encode(act).decode()}
    number = connection.execute(insert(acts).values(row)).inserted_primary_key
    return Recorded(id=number[0], at=at, by=by, act=act, token=token)


def find(connection: Connection, *, since: int = 0, **where: str) -> list[Recorded]:
    """Return the rows whose columns have these values, from number `since` on, in the order of numbers."""
    query = select(acts).filter_by(**where).order_by(acts.c.id)
    query = query.where(acts.c.id >= since) if since else query
    return [
        Recorded(
            id=row["id"],
            at=row["at"],
            by=row["by"],
            token=row["token"],
            act=msgspec.json.decode(row["act"], type=AnyAct),
        )
        for row in connection.execute(query).mappings()
    ]
