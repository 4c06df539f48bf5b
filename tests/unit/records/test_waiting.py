"""What a room leaves that was killed is deleted by whoever starts next, and nothing of one that runs."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from files_along import PDF, SOUNDS

from alongside.records.waiting import WAITING, delete_due, new_home, sweep
from alongside.responses.attaching import Brought, attach, own_files

NOW = datetime.now(UTC)


def a_file_in(home: Path, raw: bytes = PDF, **said: str) -> Path:
    one = attach(home / "aoife-byrne", "a1", Brought(raw, "", "a1-t1", "The page", **said), NOW)
    return home / "aoife-byrne" / "evidence" / "a1" / one.attachment.file


def ended() -> int:
    """The number of a process that there was."""
    process = subprocess.Popen([sys.executable, "-S", "-c", ""])
    process.wait()
    return process.pid


def test_what_waits_in_a_room_that_was_killed_goes_and_what_waits_in_an_open_one_stays(tmp_path: Path):
    open_one, killed = a_file_in(new_home(tmp_path)), a_file_in(tmp_path / WAITING / f"{ended()}-0a")
    assert sweep(tmp_path) == []
    assert (open_one.is_file(), killed.exists()) == (True, False)
    assert not (tmp_path / WAITING / killed.parts[-5]).exists()


def test_a_later_process_with_the_same_number_does_not_keep_it(tmp_path: Path):
    home = tmp_path / WAITING / f"{os.getpid()}-0b"
    kept = a_file_in(home)
    before = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    os.utime(home, (before, before))
    sweep(tmp_path)
    assert not kept.exists()


def test_a_recording_whose_day_comes_while_it_waits_is_deleted_and_its_line_stays(tmp_path: Path):
    until = (NOW + timedelta(days=1)).date().isoformat()
    home = new_home(tmp_path)
    kept = a_file_in(home, SOUNDS["m4a"], consent="Both of us", until=until)
    delete_due(tmp_path, NOW)
    assert kept.is_file()
    delete_due(tmp_path, NOW + timedelta(days=1))
    (line,) = own_files(home / "aoife-byrne", "a1")
    assert (kept.exists(), bool(line.deleted_at)) == (False, True)
