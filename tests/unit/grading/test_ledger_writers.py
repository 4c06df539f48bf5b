"""Two writers at once lose no row, and a killed one leaves a ledger that is whole."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from alongside.grading.ledger import Ledger
from alongside.store.connecting import connect, sqlite_url

WRITER = Path(__file__).with_name("ledger_writer.py")


def a_writer(address: str, name: str, times: int = 0) -> subprocess.Popen:
    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(
        [sys.executable, str(WRITER), address, name, str(times)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def test_two_writers_at_once_lose_no_row(address, engine):
    writers = [a_writer(address, name, times=25) for name in ("ann", "ben")]
    said = [writer.communicate()[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    rows = Ledger(engine).rows()
    assert sorted(row.candidate for row in rows) == sorted([*said[0], *said[1]] * 2)
    assert len(rows) == 100


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_killed_writer_loses_nothing_that_was_acknowledged_and_leaves_no_half_of_a_batch(tmp_path):
    """Five writers are killed, each at a random instant; a batch of two rows is there whole or not at all."""
    file, dice, told = tmp_path / "ledger.db", random.Random(7), []
    address = sqlite_url(file).render_as_string()
    for number in range(5):
        writer = a_writer(address, f"w{number}")
        told.append(writer.stdout.readline().strip())
        time.sleep(dice.random() / 10)
        writer.send_signal(signal.SIGKILL)
        told += writer.communicate()[0].split()
    engine = connect(address)
    batches = Counter(row.candidate for row in Ledger(engine).rows())
    engine.dispose()
    assert set(told) <= set(batches)
    assert set(batches.values()) == {2}
    assert len(batches) - len(told) <= 5
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
