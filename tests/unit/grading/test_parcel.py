"""Whatever is handed in is read as capped bytes: never followed, never unpacked onto the disk."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.errors import HandInError
from alongside.grading import parcel


def a_zip(files, **info):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            for field, value in info.items():
                setattr(member, field, value)
            archive.writestr(member, content)
    return raw.getvalue()


def test_a_folder_is_read_file_by_file(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "responses.json").write_bytes(b"{}")
    (tmp_path / "in" / "deep" / "photo.jpg").write_bytes(b"\xff\xd8")
    assert parcel.gather(tmp_path / "in") == {"responses.json": b"{}", "deep/photo.jpg": b"\xff\xd8"}


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_is_refused_and_what_it_points_to_is_not_read(tmp_path):
    (tmp_path / "secret").write_text("x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "responses.json").symlink_to(tmp_path / "secret")
    with pytest.raises(HandInError, match=r"responses\.json: is a link"):
        parcel.gather(tmp_path / "in")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_linked_folder_is_refused(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "in").symlink_to(tmp_path / "real")
    with pytest.raises(HandInError, match="neither a file nor a folder"):
        parcel.gather(tmp_path / "in")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_does_not_hang_the_intake(tmp_path):
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "responses.json")
    with pytest.raises(HandInError, match="not a file"):
        parcel.gather(tmp_path / "in")


def test_too_large_a_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(parcel, "MAX_FILE", 10)
    (tmp_path / "responses.json").write_bytes(b"x" * 11)
    with pytest.raises(HandInError, match="larger"):
        parcel.gather(tmp_path / "responses.json")


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(parcel, "MAX_FILES", 3)
    for n in range(4):
        (tmp_path / f"{n}").write_bytes(b"")
    with pytest.raises(HandInError, match="more than 3 files"):
        parcel.gather(tmp_path)


def test_endless_folders_are_refused(tmp_path):
    tmp_path.joinpath(*("d" for _ in range(12))).mkdir(parents=True)
    with pytest.raises(HandInError, match="deep"):
        parcel.gather(tmp_path)


def test_a_zip_of_a_folder_is_looked_into():
    raw = a_zip({"p01/responses.json": b"{}", "p01/a9.ipynb": b"nb"})
    assert parcel.members({"p01.zip": raw}) == {"responses.json": b"{}", "a9.ipynb": b"nb"}


def test_a_lone_json_is_the_answers_whatever_it_is_called():
    assert parcel.members({"Maud's answers.JSON": b"{}"}) == {"responses.json": b"{}"}


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "C:\\x", "..\\x"])
def test_a_zip_that_points_outside_is_refused(name):
    with pytest.raises(HandInError, match="outside"):
        parcel.members({"in.zip": a_zip({name: b"x"})})


def test_a_zip_bomb_is_not_unpacked():
    bomb = a_zip({"responses.json": b"\0" * (7 * 2**20)})
    assert len(bomb) < 20_000
    with pytest.raises(HandInError, match="unpacks to"):
        parcel.members({"in.zip": bomb})


def test_a_link_in_a_zip_is_refused():
    raw = a_zip(
        {"responses.json": b"/etc/passwd"}, create_system=3, external_attr=(stat.S_IFLNK | 0o777) << 16
    )
    with pytest.raises(HandInError, match="link"):
        parcel.members({"in.zip": raw})


def test_a_locked_zip_is_refused():
    raw = bytearray(a_zip({"responses.json": b"{}"}))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(HandInError, match="password"):
        parcel.members({"in.zip": bytes(raw)})


@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_bytes_called_a_zip_end_in_anything_but_a_sentence(noise, cut):
    whole = a_zip({"responses.json": b"{}", "a9.ipynb": b"x" * 50})
    for raw in (noise, whole[:cut] + noise):
        with suppress(HandInError):
            parcel.members({"in.zip": raw})
