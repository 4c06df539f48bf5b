"""A file that was read is read again when it has changed, and only then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from alongside import paths
from alongside.content.load import fresh_yaml, unit_folders
from alongside.errors import ContentError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "numbers.yaml"
    path.write_text("[1, 2]", "utf-8")
    return path


def test_what_has_not_changed_is_the_same_object(file):
    assert fresh_yaml(file, list[int]) is fresh_yaml(file, list[int])


def test_what_was_written_anew_is_read_anew_though_it_is_as_long(file):
    assert fresh_yaml(file, list[int]) == [1, 2]
    seen = file.stat()
    file.write_text("[3, 4]", "utf-8")
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns + 1))
    assert fresh_yaml(file, list[int]) == [3, 4]


def test_another_file_in_its_place_is_read_though_its_time_and_length_are_the_same(file, tmp_path):
    assert fresh_yaml(file, list[int]) == [1, 2]
    seen, other = file.stat(), tmp_path / "other"
    other.write_text("[5, 6]", "utf-8")
    os.utime(other, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    other.replace(file)
    assert fresh_yaml(file, list[int]) == [5, 6]


def test_what_is_not_there_has_no_stamp_and_is_named(tmp_path):
    missing = tmp_path / "missing.yaml"
    assert paths.stamp(missing) is None
    with pytest.raises(ContentError, match=r"missing\.yaml"):
        fresh_yaml(missing, list[int])


def test_a_unit_that_comes_or_goes_is_seen(tmp_path):
    one, other = (tmp_path / "modules" / name for name in ("m01-listening", "m02-asking"))
    for folder in (one, other, tmp_path / "modules" / "drafts"):
        folder.mkdir(parents=True)
    (one / "module.yaml").touch()
    assert unit_folders(tmp_path) == {"m01": one}
    (other / "module.yaml").touch()
    assert unit_folders(tmp_path) == {"m01": one, "m02": other}
    (one / "module.yaml").unlink()
    unit_folders(tmp_path).clear()
    assert unit_folders(tmp_path) == {"m02": other}
