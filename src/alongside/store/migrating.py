"""Bringing a database to the version of this kit; a newer one is refused and left as it is."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from alongside.errors import LedgerError, NewerLedger
from alongside.store.connecting import reading, writing
from alongside.store.schema import VERSION, VERSIONS

MIGRATIONS = Path(__file__).parent / "migrations"
TABLE = "ledger_version"
_ONE_AT_A_TIME = 461_020_061
"""The number of the advisory lock under which PostgreSQL migrates; any number that nobody else uses."""


def prepare(engine: Engine) -> None:
    """Make the tables, or bring them up to date; two processes may do so at once.

    NewerLedger where the schema is one that this kit does not know; LedgerError where the database holds
    other things than a ledger.
    """
    with reading(engine) as connection:
        found = _version(engine, connection)
    if found == VERSION:
        return
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
        if _version(engine, connection) != VERSION:
            _upgrade(connection)


def _version(engine: Engine, connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if TABLE not in tables:
        if tables:
            raise LedgerError(
                "this database is not a ledger",
                where=_place(engine),
                do="Name another one, or none for the ledger of the course.",
            )
        return None
    found = connection.execute(text(f"SELECT version_num FROM {TABLE}")).scalar()  # noqa: S608 (our constant)
    if found is not None and found not in VERSIONS:
        raise NewerLedger(
            f"the ledger has version {found}, and this kit knows {VERSION}",
            where=_place(engine),
            do="It was made by a newer kit: update this one. Nothing was changed.",
        )
    return found


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, VERSION)


def _place(engine: Engine) -> str:
    return engine.url.database or "" if engine.dialect.name == "sqlite" else engine.url.render_as_string()
