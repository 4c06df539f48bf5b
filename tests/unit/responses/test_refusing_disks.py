"""A disk that refuses gives one plain sentence, leaves the earlier file whole and nothing behind."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from answering import NOW, a_unit, whole_tree

from alongside.errors import NotSaved
from alongside.responses.files import read, save
from alongside.responses.refusals import not_saved

PROGRAM = Path(__file__).with_name("disks.py")
UNIT = a_unit()
POSIX = pytest.mark.skipif(os.name == "nt", reason="limits and accounts of POSIX")
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def saving_elsewhere(folder, *options) -> str:
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(folder), *map(str, options)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )
    return done.stdout


@pytest.fixture
def answered(tmp_path):
    folder = tmp_path / "unit"
    folder.mkdir()
    save(folder, UNIT, "m03-r1", {"text": "already here"}, 0, NOW)
    return folder


@POSIX
def test_a_limit_of_the_system_leaves_the_earlier_file_whole(answered):
    """RLIMIT_FSIZE makes the write itself fail half way, for any account."""
    before = whole_tree(answered)
    told = saving_elsewhere(answered, "--limit", 4096, "--characters", 100_000)
    assert told.startswith("not saved: The disk did not take it (")
    assert whole_tree(answered) == before


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is of Linux")
def test_a_really_full_disk_leaves_the_earlier_file_whole_and_saves_again_once_there_is_room(tmp_path):
    """A file system of 64 kB, where this account may mount one; others try a failing write above."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=0777", "tmpfs", str(disk)]
    if not ROOT or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this account cannot mount; RLIMIT_FSIZE above covers the failing write")
    try:
        save(disk, UNIT, "m03-r1", {"text": "already here"}, 0, NOW)
        (disk / "other").write_bytes(b"x" * 40_000)
        before = whole_tree(disk)
        assert saving_elsewhere(disk, "--characters", 30_000) == (
            "not saved: The disk is full: nothing was changed on it, your text is still on the screen. "
            "Free some space and it will be saved by itself."
        )
        assert whole_tree(disk) == before
        (disk / "other").unlink()
        assert saving_elsewhere(disk, "--characters", 30_000) == "saved"
        assert set(read(disk, "m03").entries) == {"m03-r1", "m03-r2"}
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@POSIX
def test_a_folder_without_permission_leaves_the_earlier_file_whole(answered):
    """Tried by an account that has no special rights."""
    for place in (answered, *list(answered.parents)[:3]):
        place.chmod(0o755)
    (answered / "m03.responses.json").chmod(0o644)
    before = whole_tree(answered)
    answered.chmod(0o555)
    try:
        told = saving_elsewhere(answered, *(["--uid", 65534] if ROOT else []))
        assert told.startswith(f"not saved: The folder {answered} does not let this program write")
    finally:
        answered.chmod(0o755)
    assert whole_tree(answered) == before


def test_a_folder_that_is_gone_is_named(tmp_path):
    with pytest.raises(NotSaved, match="no longer there"):
        save(tmp_path / "gone", UNIT, "m03-r1", {"text": "x"}, 0, NOW)
    assert whole_tree(tmp_path) == {}


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (errno.ENOSPC, "The disk is full"),
        (getattr(errno, "EDQUOT", errno.ENOSPC), "The disk is full"),
        (errno.EACCES, "does not let this program write"),
        (errno.EROFS, "can only be read"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_each_refusal_has_its_sentence_and_says_that_the_text_is_still_there(tmp_path, number, named):
    told = str(not_saved(OSError(number, os.strerror(number)), tmp_path))
    assert named in told
    assert "your text is still on the screen" in told


@POSIX
@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_disk_that_fails_at_the_last_step_leaves_the_earlier_file_whole(answered, monkeypatch, failing):
    before = whole_tree(answered)

    def refuse(*_args):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(*((os, "fsync") if failing == "fsync" else (Path, "replace")), refuse)
    with pytest.raises(NotSaved):
        save(answered, UNIT, "m03-r1", {"text": "x"}, 1, NOW)
    assert whole_tree(answered) == before


@POSIX
def test_damage_in_a_folder_that_cannot_be_written_is_named_and_the_rest_is_read(answered, monkeypatch):
    path = answered / "m03.responses.json"
    damaged = path.read_bytes().replace(b'"entries": [', b'"entries": [7,')
    path.write_bytes(damaged)
    monkeypatch.setattr("builtins.open", _refusing_open(open))
    found = read(answered, "m03")
    assert list(found.entries) == ["m03-r1"]
    assert "could not be set aside" in found.set_aside[0]
    assert path.read_bytes() == damaged


def _refusing_open(real):
    def refuse(file, mode="r", *args, **options):
        if "x" in mode:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(file, mode, *args, **options)

    return refuse
