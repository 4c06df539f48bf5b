"""Databases to test with: a SQLite file, and a throw-away PostgreSQL where its programs are installed.

Without them the tests on PostgreSQL are skipped, and named at the end of every run. With
`ALONGSIDE_POSTGRESQL=required` they fail instead, so that a machine that should have it cannot lose it
unseen.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from alongside.store.connecting import connect, sqlite_url

NOBODY = 65534
"""PostgreSQL refuses to run as root; this user owns nothing."""


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a running throw-away PostgreSQL, on a socket of its own."""
    programs = _programs()
    if programs is None:
        _missing()
    home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path has to be short
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    if who:
        os.chown(home, NOBODY, NOBODY)
    made = [str(programs / "initdb"), "-D", str(home / "data"), "-U", "kit", "--auth=trust", "-E", "UTF8"]
    subprocess.run([*made, "--no-sync"], check=True, capture_output=True, cwd=home, **who)
    serve = [str(programs / "postgres"), "-D", str(home / "data"), "-k", str(home), "-c", "listen_addresses="]
    server = subprocess.Popen(
        [*serve, "-c", "fsync=off"], cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who
    )
    address = f"postgresql+pg8000://kit@/postgres?unix_sock={home}/.s.PGSQL.5432"
    try:
        _wait(address, server)
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
        shutil.rmtree(home)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each sort."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "ledger.db").render_as_string()
    return a_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    """An engine over an empty database, once of each sort."""
    made = connect(address)
    yield made
    made.dispose()


def a_database(server: str) -> str:
    """Make an empty database on a server and return its address."""
    name = f"t{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


def _programs() -> Path | None:
    if os.name == "nt":
        return None
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((place for place in reversed(places) if (place / "postgres").exists()), None)


def _missing() -> None:
    sentence = "PostgreSQL's programs (initdb, postgres) are not here: the ledger was tried on SQLite only."
    if os.environ.get("ALONGSIDE_POSTGRESQL") == "required":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def _wait(address: str, server: subprocess.Popen, seconds: float = 60) -> None:
    engine, patience = create_engine(address), time.monotonic() + seconds
    ready: Callable[[], object] = lambda: engine.connect().close()  # noqa: E731 (it reads better below)
    while server.poll() is None and time.monotonic() < patience:
        try:
            ready()
        except (DBAPIError, OSError):
            time.sleep(0.1)
        else:
            engine.dispose()
            return
    pytest.fail("PostgreSQL did not start", pytrace=False)
