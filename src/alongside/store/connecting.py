"""Connecting to the database: how SQLite waits and lasts, and one writer at a time on either."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.engine import URL, make_url

from alongside.errors import LedgerError

PATIENCE = 30
"""Seconds that a writer waits for another one before it gives up."""
_READING = "alongside_reading"
Place = Engine | Connection
"""Where to read and write: an engine, which opens a connection for each act, or one that stays open."""


def sqlite_url(path: Path) -> URL:
    """Return the address of a SQLite file."""
    return URL.create("sqlite", database=str(path))


def connect(address: str | URL) -> Engine:
    """Return an engine for SQLite or PostgreSQL; nothing is opened yet.

    LedgerError where the address is neither, or its driver is not installed.
    """
    try:
        url = make_url(address)
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        if url.get_backend_name() == "postgresql":
            return create_engine(_with_driver(url), pool_pre_ping=True)
    except ModuleNotFoundError as err:
        do = "Install the kit with its extra: alongside[postgresql]."
        raise LedgerError(f"PostgreSQL needs the package {err.name}", do=do) from err
    raise LedgerError(f"{url.get_backend_name()} cannot hold the ledger", do="Use SQLite or PostgreSQL.")


@contextmanager
def reading(place: Place) -> Iterator[Connection]:
    """Give a connection that sees one state of the database and stops no writer."""
    with _connected(place, reads=True) as connection:
        yield connection


@contextmanager
def writing(place: Place) -> Iterator[Connection]:
    """Open a transaction in which nobody else writes; all of it is kept at the end, or none."""
    with _connected(place, reads=False) as connection:
        yield connection


@contextmanager
def _connected(place: Place, *, reads: bool) -> Iterator[Connection]:
    if isinstance(place, Engine):
        with place.connect() as connection, _connected(connection, reads=reads):
            yield connection
        return
    with place.execution_options(**{_READING: reads}).begin():
        yield place


def _with_driver(url: URL) -> URL:
    return url.set(drivername="postgresql+pg8000") if url.drivername == "postgresql" else url


@lru_cache(maxsize=16)
def _sqlite(url: URL) -> Engine:
    """Return one engine for one file, so that a statement is compiled once; it keeps no connection open."""
    engine = create_engine(url, connect_args={"timeout": PATIENCE}, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepared(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own transactions begin too late and skip DDL
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        reads = connection.get_execution_options().get(_READING, False)
        connection.execute(text("BEGIN" if reads else "BEGIN IMMEDIATE"))

    return engine
