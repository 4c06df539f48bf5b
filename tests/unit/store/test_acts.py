"""What was decided beside marks: rows go in and come out whole, and the database lets nobody change them."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from alongside.model.acts import Allocated, Deferred
from alongside.store import acts
from alongside.store.connecting import reading, writing
from alongside.store.migrating import TABLE, prepare

AT = "2026-11-20T12:00:00.000Z"
GIVEN = Allocated(candidate="p01", session="a9", assessor="ann", seed="s – č", panel="a" * 64)
LATER = Deferred(
    candidate="p01", phase="1", missing=["c2"], sessions=["a9"], until="2027-03-20", reason="“Ça va ?”"
)


@pytest.fixture
def filled(engine):
    prepare(engine)
    with writing(engine) as connection:
        acts.hold(connection)
        acts.add(connection, GIVEN, "zoe", AT)
        acts.add(connection, LATER, "zoe", AT)
    return engine


def rows(engine, **where):
    with reading(engine) as connection:
        return acts.find(connection, **where)


def test_what_goes_in_comes_out(filled):
    assert [(row.by, row.at, row.act) for row in rows(filled)] == [("zoe", AT, GIVEN), ("zoe", AT, LATER)]
    assert [row.act for row in rows(filled, session="a9")] == [GIVEN]
    assert [row.act for row in rows(filled, since=2)] == [LATER]


@pytest.mark.parametrize("statement", ["UPDATE acts SET act = '{}'", "DELETE FROM acts WHERE id = 1"])
def test_no_row_can_be_changed_or_deleted(filled, statement):
    with pytest.raises(DBAPIError, match="the ledger is append-only"), writing(filled) as connection:
        connection.execute(text(statement))
    assert len(rows(filled)) == 2


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_the_whole_table_cannot_be_emptied(filled):
    with pytest.raises(DBAPIError, match="append-only"), writing(filled) as connection:
        connection.execute(text("TRUNCATE acts"))


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize("key", ["1, 'another-token'", "77, token"])
def test_nothing_is_replaced_by_an_insertion(filled, key):
    columns = "at, 'eve', kind, session, candidate, act"
    copied = f"INSERT OR REPLACE INTO acts SELECT {key}, {columns} FROM acts WHERE id = 1"
    with pytest.raises(IntegrityError, match="append-only"), writing(filled) as connection:
        connection.execute(text(copied))
    assert {row.by for row in rows(filled)} == {"zoe"}


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_ledger_of_the_version_before_is_brought_up_to_date_and_keeps_its_rows(engine, filled):
    with writing(engine) as connection:
        for statement in ("TABLE acts", "INDEX marks_of_candidate", "INDEX marks_of_assessor"):
            connection.execute(text(f"DROP {statement}"))
        connection.execute(text(f"UPDATE {TABLE} SET version_num = '0001'"))
    prepare(engine)
    assert rows(engine) == []
