"""A folder of generated files: all of it or nothing, and never over anything else."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.errors import WorkspaceError
from alongside.publish import placing
from alongside.publish.placing import MARKER, place

FIRST = {"index.html": b"first", "files/page.css": b"a {}"}
SECOND = {"index.html": b"second", "more.html": b"more"}
POSIX = pytest.mark.skipif(os.name == "nt", reason="links, limits and rights of POSIX")


def held(folder: Path) -> dict[str, bytes]:
    """Every file below, without the marker."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    return {name: path.read_bytes() for name, path in found.items() if name != MARKER}


def beside(folder: Path) -> list[str]:
    return [path.name for path in folder.parent.iterdir() if path != folder]


def test_a_new_folder_holds_what_was_placed(tmp_path: Path):
    place(tmp_path / "deep" / "site", FIRST)
    assert held(tmp_path / "deep" / "site") == FIRST
    assert beside(tmp_path / "deep" / "site") == []


def test_an_empty_folder_is_used(tmp_path: Path):
    (tmp_path / "site").mkdir()
    place(tmp_path / "site", FIRST)
    assert held(tmp_path / "site") == FIRST


def test_what_was_placed_before_is_replaced_as_a_whole(tmp_path: Path):
    place(tmp_path / "site", FIRST)
    place(tmp_path / "site", SECOND)
    assert held(tmp_path / "site") == SECOND
    assert beside(tmp_path / "site") == []


@pytest.mark.parametrize(
    "name", ["notes.txt", "files/answers.json", "deep/answers.json", ".hidden", "index.html/notes.txt"]
)
def test_a_folder_with_something_else_in_it_is_refused_and_left_alone(tmp_path: Path, name: str):
    site = tmp_path / "site"
    (site / name).parent.mkdir(parents=True)
    (site / name).write_bytes(b"mine")
    before = held(site)
    with pytest.raises(WorkspaceError, match=r"did not make.*Choose a new folder\.$"):
        place(site, FIRST)
    assert held(site) == before


@pytest.mark.parametrize("name", ["my answers.json", "files/my answers.json"])
def test_a_file_that_somebody_put_into_an_earlier_edition_is_named_and_kept(tmp_path: Path, name: str):
    site = tmp_path / "site"
    place(site, FIRST)
    (site / name).write_bytes(b"mine")
    with pytest.raises(WorkspaceError, match=r"\((files/)?my answers\.json\)"):
        place(site, SECOND)
    assert held(site) == {**FIRST, name: b"mine"}


def test_a_page_that_somebody_changed_is_not_overwritten(tmp_path: Path):
    place(tmp_path / "site", FIRST)
    (tmp_path / "site" / "index.html").write_bytes(b"my own words")
    with pytest.raises(WorkspaceError, match=r"index\.html"):
        place(tmp_path / "site", SECOND)
    assert (tmp_path / "site" / "index.html").read_bytes() == b"my own words"


def test_an_empty_folder_that_somebody_made_in_it_is_named(tmp_path: Path):
    place(tmp_path / "site", FIRST)
    (tmp_path / "site" / "photos").mkdir()
    with pytest.raises(WorkspaceError, match="photos"):
        place(tmp_path / "site", SECOND)


def test_what_file_managers_leave_behind_is_in_nobodys_way(tmp_path: Path):
    place(tmp_path / "site", FIRST)
    for name in (".DS_Store", "Thumbs.db", "files/desktop.ini"):
        (tmp_path / "site" / name).write_bytes(b"")
    place(tmp_path / "site", SECOND)
    assert held(tmp_path / "site") == SECOND


def test_a_page_that_is_missing_is_put_there_again(tmp_path: Path):
    place(tmp_path / "site", FIRST)
    (tmp_path / "site" / "index.html").unlink()
    place(tmp_path / "site", FIRST)
    assert held(tmp_path / "site") == FIRST


@pytest.mark.parametrize("marker", [b"{", b"[]", b'{"index.html": 1}', b"[" * 100_000])
def test_a_damaged_marker_is_no_leave_to_overwrite(tmp_path: Path, marker: bytes):
    place(tmp_path / "site", FIRST)
    (tmp_path / "site" / MARKER).write_bytes(marker)
    with pytest.raises(WorkspaceError, match="did not make"):
        place(tmp_path / "site", SECOND)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path):
    (tmp_path / "site").write_bytes(b"mine")
    with pytest.raises(WorkspaceError):
        place(tmp_path / "site", FIRST)
    assert (tmp_path / "site").read_bytes() == b"mine"


@POSIX
def test_a_link_among_the_pages_is_not_followed(tmp_path: Path):
    place(tmp_path / "site", FIRST)
    (tmp_path / "elsewhere").write_bytes(b"first")
    (tmp_path / "site" / "index.html").unlink()
    (tmp_path / "site" / "index.html").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WorkspaceError, match=r"index\.html"):
        place(tmp_path / "site", SECOND)
    assert (tmp_path / "elsewhere").read_bytes() == b"first"


@POSIX
def test_a_link_to_the_folder_stays_and_what_it_leads_to_is_renewed(tmp_path: Path):
    place(tmp_path / "site", FIRST)
    (tmp_path / "link").symlink_to(tmp_path / "site")
    place(tmp_path / "link", SECOND)
    assert (tmp_path / "link").is_symlink()
    assert held(tmp_path / "site") == SECOND


@POSIX
def test_everybody_may_read_what_was_placed(tmp_path: Path):
    """A web server runs under another account; temporary folders are for one account alone."""
    old = os.umask(0o022)
    try:
        place(tmp_path / "site", FIRST)
    finally:
        os.umask(old)
    assert [(tmp_path / "site" / name).stat().st_mode & 0o777 for name in ("", "files")] == [0o755, 0o755]
    assert (tmp_path / "site" / "index.html").stat().st_mode & 0o777 == 0o644


PROGRAM = """
import os, resource, sys
from pathlib import Path
from alongside.errors import WorkspaceError
from alongside.publish.placing import place
limit, account = int(sys.argv[2]), int(sys.argv[3])
if limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
if account: os.setuid(account)
try:
    place(Path(sys.argv[1]), {"index.html": b"x" * 100_000})
except WorkspaceError as err:
    sys.stdout.write(str(err))
"""


def placing_elsewhere(folder: Path, limit: int = 0, account: int = 0) -> str:
    path = os.pathsep.join(filter(None, sys.path))
    words = [sys.executable, "-c", PROGRAM, str(folder), str(limit), str(account)]
    env = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(words, capture_output=True, text=True, env=env, check=True).stdout


@POSIX
def test_a_disk_that_takes_only_half_leaves_the_earlier_edition_whole(tmp_path: Path):
    """RLIMIT_FSIZE makes the write itself fail half way, for any account."""
    place(tmp_path / "site", FIRST)
    told = placing_elsewhere(tmp_path / "site", limit=4096)
    assert "cannot be written (" in told
    assert "nothing was changed. Choose a new folder" in told
    assert "\n" not in told
    assert held(tmp_path / "site") == FIRST
    assert beside(tmp_path / "site") == []


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() != 0, reason="only root can become somebody else")
def test_a_folder_of_somebody_else_gives_one_sentence(tmp_path: Path):
    place(tmp_path / "site", FIRST)
    for folder in (tmp_path, *list(tmp_path.parents)[:-2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    told = placing_elsewhere(tmp_path / "site", account=65534)
    assert "cannot be written (Permission denied); nothing was changed." in told
    assert held(tmp_path / "site") == FIRST


def test_when_the_last_step_fails_the_earlier_edition_is_put_back(tmp_path: Path, monkeypatch):
    place(tmp_path / "site", FIRST)
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(errno.EIO, "The stick was pulled out")
        return rename(path, target)

    monkeypatch.setattr(placing.Path, "rename", refused)
    with pytest.raises(WorkspaceError, match="The stick was pulled out"):
        place(tmp_path / "site", SECOND)
    assert held(tmp_path / "site") == FIRST
    assert beside(tmp_path / "site") == []


def test_when_even_putting_back_fails_the_earlier_edition_is_not_thrown_away(tmp_path: Path, monkeypatch):
    place(tmp_path / "site", FIRST)
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path.name in {"new", "before"}:
            raise OSError(errno.EIO, "The stick was pulled out")
        return rename(path, target)

    monkeypatch.setattr(placing.Path, "rename", refused)
    with pytest.raises(WorkspaceError):
        place(tmp_path / "site", SECOND)
    (left,) = tmp_path.iterdir()
    assert held(left / "before") == FIRST
