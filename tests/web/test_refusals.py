"""A disk or a database that takes nothing in is named, and nobody is told that their words are kept."""

from __future__ import annotations

import errno
import sqlite3

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from alongside.web.page import _sentence, refusal_of


def a_full_database(path):
    """The error of a database that may not grow."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection, pytest.raises(OperationalError) as raised:
        connection.execute(text("PRAGMA max_page_count = 2"))
        connection.execute(text("CREATE TABLE words (word TEXT)"))
        connection.execute(text("INSERT INTO words VALUES (:word)"), {"word": "x" * 100_000})
    engine.dispose()
    return raised.value


def test_a_full_disk_is_named_and_the_words_are_in_the_boxes(tmp_path):
    for error in (a_full_database(tmp_path / "ledger.db"), OSError(errno.ENOSPC, "No space left on device")):
        said = _sentence(500, error)
        assert "full" in said or "No space left" in said
        assert "your words are still in the boxes" in said
        assert "What you wrote is kept" not in said


@pytest.mark.parametrize(
    "error", [None, ValueError("x"), OSError(errno.ENOENT, "x"), sqlite3.Error("x")], ids=str
)
def test_other_errors_are_no_refusal_of_the_disk(error):
    assert refusal_of(error) == ""
