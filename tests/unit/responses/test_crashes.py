"""An acknowledged save survives the death of its writer at any instant, and the next writer goes on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from answering import NOW, a_unit, whole_tree

from alongside.errors import NotSaved
from alongside.responses import atomic, turn
from alongside.responses.files import read, save

WRITER = Path(__file__).with_name("writer.py")
UNIT = a_unit()


def a_writer(folder, response_id, name, times=0):
    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(folder), response_id, name, str(times)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def everything_kept(entry):
    return {entry.value.text, *(one.value.text for one in entry.earlier)}


def leave_mark(folder, text: str) -> Path:
    mark = folder / ".m03.responses.json.saving"
    mark.write_text(text)
    return mark


def a_dead_pid():
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    return gone.pid


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_killed_writer_loses_nothing_that_was_acknowledged(tmp_path):
    """Eight writers are killed, each at a random instant of its loop; the file parses after each."""
    dice = random.Random(7)
    total = 0
    for round_number in range(8):
        writer = a_writer(tmp_path, "m03-r1", f"w{round_number}")
        told = [writer.stdout.readline().strip()]
        time.sleep(dice.random() / 20)
        writer.kill()
        told += writer.stdout.read().split("\n")
        writer.wait()
        writer.stdout.close()
        acknowledged = [line for line in told if line.count("-") == 1 and line.split("-")[1]]
        json.loads((tmp_path / "m03.responses.json").read_bytes())
        newest = read(tmp_path, "m03").entries["m03-r1"].value.text
        number, last = int(newest.split("-")[1]), int(acknowledged[-1].split("-")[1])
        assert newest.split("-")[0] == f"w{round_number}"
        assert number in (last, last + 1), "the last save may have been written but not yet told"
        total += len(acknowledged)
    assert total >= 8
    save(tmp_path, UNIT, "m03-r1", {"text": "after all"}, 0, NOW)
    assert list(whole_tree(tmp_path)) == ["m03.responses.json"]


def test_two_programs_that_save_different_answers_lose_none(tmp_path):
    writers = [a_writer(tmp_path, name, name, 60) for name in ("m03-r1", "m03-r2")]
    for writer in writers:
        assert len(writer.communicate()[0].split()) == 60
    entries = read(tmp_path, "m03").entries
    assert {name: (entry.value.text, entry.rev, entry.earlier) for name, entry in entries.items()} == {
        "m03-r1": ("m03-r1-59", 60, []),
        "m03-r2": ("m03-r2-59", 60, []),
    }


def test_two_programs_that_save_the_same_answer_keep_every_version_the_other_did_not_see(tmp_path):
    """Each replaces only what it wrote itself: the last text of both can be read in the end."""
    writers = [a_writer(tmp_path, "m03-r1", name, 30) for name in ("left", "right")]
    told = [writer.communicate()[0].split() for writer in writers]
    assert [len(lines) for lines in told] == [30, 30]
    entry = read(tmp_path, "m03").entries["m03-r1"]
    assert {"left-29", "right-29"} <= everything_kept(entry)
    assert entry.rev == 60


def test_many_threads_of_one_program_lose_nothing(tmp_path):
    def loop(name):
        for n in range(15):
            save(tmp_path, UNIT, "m03-r1", {"text": f"{name}-{n}"}, 0, NOW)

    threads = [threading.Thread(target=loop, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = everything_kept(read(tmp_path, "m03").entries["m03-r1"])
    assert kept == {f"t{thread}-{n}" for thread in range(4) for n in range(15)}


def test_a_reader_never_sees_a_torn_file(tmp_path):
    save(tmp_path, UNIT, "m03-r1", {"text": "start"}, 0, NOW)
    writer = a_writer(tmp_path, "m03-r1", "w" * 500, 60)
    finished = threading.Thread(target=writer.communicate)
    finished.start()
    while finished.is_alive():
        assert read(tmp_path, "m03").entries["m03-r1"].value.text
    assert writer.returncode == 0
    assert read(tmp_path, "m03").set_aside == []


def test_what_a_dead_writer_left_is_cleared_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(turn, "UNKNOWN_OWNER", 60.0)
    monkeypatch.setattr(turn, "LIVING_OWNER", 60.0)
    leave_mark(tmp_path, f"{turn.platform.node()}\n{a_dead_pid()}\nabc\n")
    (tmp_path / ".m03.responses.json.saving.abc").write_text('{"half": ')
    save(tmp_path, UNIT, "m03-r1", {"text": "on"}, 0, NOW)
    assert list(whole_tree(tmp_path)) == ["m03.responses.json"]


def test_a_mark_of_this_very_process_number_from_before_a_restart_is_cleared_at_once(tmp_path, monkeypatch):
    """In a container the same program gets the same number again."""
    monkeypatch.setattr(turn, "LIVING_OWNER", 60.0)
    leave_mark(tmp_path, f"{turn.platform.node()}\n{os.getpid()}\nabc\n")
    save(tmp_path, UNIT, "m03-r1", {"text": "on"}, 0, NOW)
    assert list(whole_tree(tmp_path)) == ["m03.responses.json"]


@pytest.mark.parametrize("text", ["", "another-machine\n1\nabc\n", "garbage", "a\n²\nb\n", "\x00"])
def test_a_mark_of_unknown_origin_is_watched_and_then_cleared(tmp_path, monkeypatch, text):
    monkeypatch.setattr(turn, "UNKNOWN_OWNER", 0.05)
    leave_mark(tmp_path, text)
    save(tmp_path, UNIT, "m03-r1", {"text": "on"}, 0, NOW)
    assert list(whole_tree(tmp_path)) == ["m03.responses.json"]


def test_a_living_writer_is_not_disturbed_and_whoever_waits_too_long_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(turn, "PATIENCE", 0.05)
    mark = leave_mark(tmp_path, f"{turn.platform.node()}\n{os.getppid()}\nabc\n")
    with pytest.raises(NotSaved, match="for too long"):
        save(tmp_path, UNIT, "m03-r1", {"text": "on"}, 0, NOW)
    assert list(whole_tree(tmp_path)) == [mark.name]


def test_a_writer_whose_turn_was_ended_starts_again_from_reading(tmp_path):
    """Somebody else ends the turn and saves while this writer is between reading and writing."""
    path = tmp_path / "m03.responses.json"
    runs = []

    def change():
        seen = path.read_bytes() if path.exists() else b""
        runs.append(seen)
        if len(runs) == 1:
            (tmp_path / f".{path.name}.saving").unlink()
            atomic.rewrite(path, lambda: (b"other;", None))
        return seen + b"mine;", None

    atomic.rewrite(path, change)
    assert runs == [b"", b"other;"]
    assert path.read_bytes() == b"other;mine;"
    assert list(whole_tree(tmp_path)) == [path.name]


def test_a_writer_whose_turn_is_ended_after_its_last_look_cannot_overwrite(tmp_path, monkeypatch):
    """The next one removes the working file before it reads, so that the late rename finds nothing."""
    path = tmp_path / "m03.responses.json"
    real, robbed = turn.Turn.holds, []

    def holds(self):
        answer = real(self)
        if answer and not robbed:
            robbed.append(True)
            (tmp_path / f".{path.name}.saving").unlink()
            atomic.rewrite(path, lambda: (b"other;", None))
        return answer

    monkeypatch.setattr(turn.Turn, "holds", holds)
    atomic.rewrite(path, lambda: ((path.read_bytes() if path.exists() else b"") + b"mine;", None))
    assert path.read_bytes() == b"other;mine;"


def test_a_rename_that_windows_refuses_for_a_moment_is_tried_again(tmp_path, monkeypatch):
    real, refusals = Path.replace, [PermissionError(13, "in use")] * 3

    def replace(self, target):
        if refusals:
            raise refusals.pop()
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    save(tmp_path, UNIT, "m03-r1", {"text": "on"}, 0, NOW)
    assert read(tmp_path, "m03").entries["m03-r1"].value.text == "on"


def test_a_save_is_on_the_disk_before_it_takes_the_place_of_the_file(tmp_path, monkeypatch):
    """File, then rename, then folder: the order on which a power cut depends."""
    steps = []
    real_sync, real_replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append("sync"), real_sync(handle))[1])
    monkeypatch.setattr(
        Path, "replace", lambda self, target: (steps.append("rename"), real_replace(self, target))[1]
    )
    save(tmp_path, UNIT, "m03-r1", {"text": "on"}, 0, NOW)
    assert steps == (["sync", "rename"] if os.name == "nt" else ["sync", "rename", "sync"])
