"""The database itself refuses what would change or delete a mark, and rows that no ledger may hold."""

from __future__ import annotations

import re

import pytest
from marking import a_mark
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from alongside.store import marks
from alongside.store.connecting import reading, writing
from alongside.store.migrating import prepare

AT = "2026-11-20T12:00:00.000Z"


@pytest.fixture
def filled(engine):
    prepare(engine)
    with writing(engine) as connection:
        marks.add(connection, a_mark(), AT)
    return engine


def enter(engine, **changed):
    with writing(engine) as connection:
        return marks.add(connection, a_mark(**changed), AT)


def rows(engine):
    with reading(engine) as connection:
        return marks.find(connection)


def test_what_goes_in_comes_out(filled):
    enter(filled, criterion="a9-t1-c2", sha256=None, observed="2026-11-20", evidence="“Ça va ?” — čaka.")
    first, second = rows(filled)
    assert (first.criterion, first.level, first.observed, first.at) == ("a9-t1-c1", 2, None, AT)
    assert (second.sha256, second.observed, second.evidence) == (None, "2026-11-20", "“Ça va ?” — čaka.")
    assert second.id > first.id


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE marks SET level = 3",
        "UPDATE marks SET level = 2",
        "DELETE FROM marks",
        "DELETE FROM marks WHERE id = 1",
    ],
)
def test_no_row_can_be_changed_or_deleted(filled, statement):
    with pytest.raises(DBAPIError, match="the ledger is append-only"), writing(filled) as connection:
        connection.execute(text(statement))
    assert [row.level for row in rows(filled)] == [2]


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_the_whole_table_cannot_be_emptied(filled):
    with pytest.raises(DBAPIError, match="append-only"), writing(filled) as connection:
        connection.execute(text("TRUNCATE marks"))


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize("key", ["id = 1", "token", "piece"])
def test_nothing_is_replaced_by_an_insertion(filled, key):
    """SQLite's INSERT OR REPLACE would delete the row in its way without a word."""
    number = "1" if key.startswith("id") else "77"
    token = "token" if key == "token" else "'another-token'"
    candidate = "candidate" if key == "piece" else "'p77'"
    copied = (
        f"INSERT OR REPLACE INTO marks SELECT {number}, {token}, at, 'eve', marking, session, {candidate}, "
        "task, criterion, evidence, 3, points, sha256, observed, replaces FROM marks"
    )
    columns = "id, token, at, assessor, marking, session, candidate, task, criterion, evidence, level, points"
    copied = copied.replace("INTO marks", f"INTO marks ({columns}, sha256, observed, replaces)")
    with pytest.raises(IntegrityError, match="append-only"), writing(filled) as connection:
        connection.execute(text(copied))
    assert [row.assessor for row in rows(filled)] == ["ann"]


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_what_is_in_the_way_of_a_new_mark_is_found_among_one_candidates_rows(filled):
    """Nearly no row has `replaces`: a plan that looks for those reads the whole ledger for a mark."""
    with reading(filled) as connection:
        named = "SELECT sql FROM sqlite_master WHERE name = 'marks_no_replace'"
        trigger = connection.execute(text(named)).scalar()
        asked = trigger.partition("WHEN EXISTS (")[2].rpartition(") BEGIN")[0]
        values = dict.fromkeys(re.findall(r"NEW\.(\w+)", asked), "p01")
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {asked.replace('NEW.', ':')}"), values)
        steps = [row[3] for row in plan if row[3].startswith(("SEARCH", "SCAN"))]
    assert [one.rpartition("(")[2] for one in steps] == [
        "rowid=?)",
        "token=?)",
        "replaces=?)",
        "candidate=? AND session=?)",
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"evidence": "  "},
        {"level": 4},
        {"level": -1},
        {"level": None},
        {"marking": "guess"},
        {"criterion": None},
        {"points": 3.0},
        {"marking": "outside"},
        {"observed": "2026-11-20"},
        {"sha256": None},
        {"sha256": "abc"},
        {"replaces": 77},
    ],
    ids=str,
)
def test_a_row_that_is_no_mark_is_refused(filled, changed):
    with pytest.raises(DBAPIError):
        enter(filled, **{"candidate": "p02", **changed})
    assert len(rows(filled)) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"assessor": "ben"},
        {"marking": "second"},
        {"marking": "agreed", "token": "the-same-token"},
    ],
    ids=["a second first mark", "both blind marks by one", "a token twice"],
)
def test_what_may_stand_once_stands_once(engine, changed):
    prepare(engine)
    enter(engine, token="the-same-token")
    with pytest.raises(DBAPIError):
        enter(engine, **changed)
    assert len(rows(engine)) == 1


def test_an_example_is_marked_by_everybody_once(filled):
    for who in ("ann", "ben"):
        enter(filled, marking="anchor", candidate="anchor-1", assessor=who)
    with pytest.raises(DBAPIError):
        enter(filled, marking="anchor", candidate="anchor-1", assessor="ben")
    assert len(rows(filled)) == 3


def test_a_row_is_replaced_once(filled):
    enter(filled, replaces=1)
    with pytest.raises(DBAPIError):
        enter(filled, replaces=1)
    assert len(rows(filled)) == 2
