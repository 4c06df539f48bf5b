"""Bringing a database to the version of this kit; a newer one is refused and left as it is."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from alongside.errors import LedgerError, NewerLedger
from alongside.store.connecting import Place, reading, writing
from alongside.store.schema import VERSION, VERSIONS

MIGRATIONS = Path(__file__).parent / "migrations"
TABLE = "ledger_version"
_ASKED = text(f"SELECT version_num FROM {TABLE}")  # noqa: S608 (our constant)
_ONE_AT_A_TIME = 461_020_061
"""The number of the advisory lock under which PostgreSQL migrates; any number that nobody else uses."""


def prepare(place: Place) -> None:
    """Make the tables, or bring them up to date; two processes may do so at once.

    NewerLedger where the schema is one that this kit does not know; LedgerError where the database holds
    other things than a ledger.
    """
    if _is_ready(place):
        return
    with reading(place) as connection:
        found = _version(connection)
    if found == VERSION:
        return
    with writing(place) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
        if _version(connection) != VERSION:
            _upgrade(connection)


def _is_ready(place: Place) -> bool:
    """Whether this is a ledger of this version: one statement, since every page asks for it."""
    try:
        with reading(place) as connection:
            return connection.execute(_ASKED).scalar() == VERSION
    except DBAPIError:
        return False  # there is no such table; `_version` says why


def _version(connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if TABLE not in tables:
        if tables:
            raise LedgerError(
                "this database is not a ledger",
                where=_where(connection.engine),
                do="Name another one, or none for the ledger of the course.",
            )
        return None
    found = connection.execute(_ASKED).scalar()
    if found is not None and found not in VERSIONS:
        raise NewerLedger(
            f"the ledger has version {found}, and this kit knows {VERSION}",
            where=_where(connection.engine),
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


def _where(engine: Engine) -> str:
    return engine.url.database or "" if engine.dialect.name == "sqlite" else engine.url.render_as_string()
