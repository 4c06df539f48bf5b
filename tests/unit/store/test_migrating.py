"""A database is made, brought up to date, or refused; never changed by a kit that does not know it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from house.tree import SOURCES
from marking import a_mark
from sqlalchemy import inspect, text

from alongside.errors import LedgerError, NewerLedger
from alongside.store import marks
from alongside.store.connecting import connect, reading, writing
from alongside.store.migrating import MIGRATIONS, TABLE, prepare
from alongside.store.schema import VERSION, VERSIONS, metadata


def test_the_migrations_make_the_tables_that_the_code_knows(engine):
    prepare(engine)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": TABLE})
        differences = compare_metadata(context, metadata)
    assert [one for one in differences if one[0] != "remove_index"] == []


def test_the_versions_of_the_code_are_those_of_the_migrations():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == VERSION
    assert {one.revision for one in scripts.walk_revisions()} == set(VERSIONS)


def test_preparing_again_changes_nothing(engine):
    prepare(engine)
    prepare(engine)
    assert set(inspect(engine).get_table_names()) == {"acts", "marks", TABLE}


def test_a_ledger_of_an_earlier_kit_keeps_its_rows(engine):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        marks.add(connection, a_mark(), "2026-11-20T12:00:00.000Z")
    prepare(engine)
    with reading(engine) as connection:
        assert [row.id for row in marks.find(connection)] == [1]
        assert connection.execute(text(f"SELECT version_num FROM {TABLE}")).scalar() == VERSION


def test_a_ledger_of_a_newer_kit_is_refused_and_left_as_it_is(engine):
    prepare(engine)
    with writing(engine) as connection:
        connection.execute(text(f"UPDATE {TABLE} SET version_num = '9999'"))
    with pytest.raises(NewerLedger, match=r"has version 9999.*newer kit: update this one"):
        prepare(engine)
    with reading(engine) as connection:
        assert connection.execute(text(f"SELECT version_num FROM {TABLE}")).scalar() == "9999"


def test_a_database_of_something_else_is_not_taken_for_a_ledger(engine):
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE grade (id INTEGER)"))
    with pytest.raises(LedgerError, match="not a ledger"):
        prepare(engine)
    assert inspect(engine).get_table_names() == ["grade"]


def test_several_processes_may_make_it_at_once(address, engine):
    code = (
        f"import sys; sys.path[:0] = {[str(folder.parent) for folder in SOURCES.values()]!r};"
        "from alongside.store.connecting import connect; from alongside.store.migrating import prepare;"
        f"prepare(connect({address!r}))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    said = [one.communicate()[1] for one in started]
    assert [one.returncode for one in started] == [0, 0, 0], said
    assert "marks" in inspect(engine).get_table_names()


def test_another_sort_of_database_is_refused_by_name():
    with pytest.raises(LedgerError, match="mysql cannot hold the ledger"):
        connect("mysql://somewhere/ledger")


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pg8000", None)
    with pytest.raises(LedgerError, match=r"alongside\[postgresql\]"):
        connect("postgresql://somewhere/ledger")
