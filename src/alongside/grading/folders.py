"""The folder exchange, as plain folders: nbgrader's `outbound/`, `inbound/` and `feedback/`, on any system.

Names hold no colon, so that they are valid on Windows, and no permission bit is relied on.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alongside.errors import WorkspaceError

STAMP = "%Y%m%dT%H%M%S.%fZ"
"""The form of a time in a folder name; dateutil, and so nbgrader, reads it as UTC."""
DATA = "assessment.yaml"
"""What a session asks, beside its notebooks."""
_LEFT_BEHIND = re.compile(r"\..+\.[0-9a-f]{8}\.(new|old)")
_LEFT_ALONE = 3600
"""Seconds for which a half-made folder may still be somebody's who is writing."""
RECEIPT_FILE = "submission_secret.txt"
"""Where nbgrader looks for what names a feedback file; the kit writes the receipt there."""


@dataclass(frozen=True)
class Submission:
    """A folder in `inbound/`: whose it says it is, of which session, when (UTC), and where it lies."""

    candidate: str
    session: str
    stamp: str
    path: Path


def stamp_of(moment: datetime) -> str:
    """Return a time as it stands in the name of a hand-in."""
    return moment.astimezone(UTC).strftime(STAMP)


def handed_in_folder(workspace: Path) -> Path:
    """Return where a workspace keeps a copy of everything that was handed in from it (nbgrader's cache)."""
    return workspace / "assessments" / "handed-in"


def released_in(exchange: Path, session: str) -> str:
    """Return the id of the course that has released `session` in this exchange."""
    courses = [place.parent.parent.name for place in sorted(exchange.glob(f"*/outbound/{session}"))]
    if len(courses) == 1:
        return courses[0]
    if not courses:
        raise WorkspaceError(
            f"session {session} has not been released",
            where=str(exchange),
            do="Ask your assessor to release it.",
        )
    raise WorkspaceError(
        f"more than one course has released {session}: {', '.join(courses)}", where=str(exchange)
    )


def inbound(exchange: Path, course_id: str, session: str) -> list[Submission]:
    """Return what lies in `inbound/` for `session`, oldest first; half-written folders are left out."""
    found = []
    for path in sorted((exchange / course_id / "inbound").glob(f"*+{session}+*")):
        candidate, named, rest = path.name.split("+", 2) if path.name.count("+") >= 2 else ("", "", "")
        if candidate and not candidate.startswith(".") and named == session:
            found.append(Submission(candidate, session, rest.split("+", 1)[0], path))
    return sorted(found, key=lambda one: one.stamp)


def put_inbound(exchange: Path, course_id: str, name: str, files: dict[str, bytes]) -> Path:
    """Write a hand-in into `inbound/` as a folder that appears whole or not at all; return it."""
    target = exchange / course_id / "inbound" / f"{name}+{secrets.token_hex(6)}"
    appear(target, lambda folder: write_all(folder, files))
    return target


def appear(target: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new folder beside `target`, then put it in its place in one step, in place of an older one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.parent / f".{target.name}.{secrets.token_hex(4)}.new"
    fresh.mkdir()
    try:
        fill(fresh)
        if target.exists():
            old = fresh.with_suffix(".old")
            target.rename(old)
            fresh.rename(target)
            remove(old)
        else:
            fresh.rename(target)
    except BaseException:
        remove(fresh)
        raise


def sweep(places: Iterable[Path]) -> None:
    """Mend what `appear` left in these folders when it was killed: put back, or delete after an hour."""
    old = time.time() - _LEFT_ALONE
    there = (one for place in places if place.is_dir() for one in place.iterdir())
    for left in [one for one in there if _LEFT_BEHIND.fullmatch(one.name)]:
        target = left.with_name(left.name[1:].rsplit(".", 2)[0])
        if left.suffix == ".old" and not target.exists():
            left.rename(target)
        elif left.lstat().st_mtime < old:
            remove(left)


def issued_in(folder: Path, session: str) -> dict[str, bytes]:
    """Return the files of a session as they were released: its notebooks and its data file, by name.

    WorkspaceError where the session has not been released.
    """
    if not (folder / f"{session}.ipynb").is_file() or not (folder / DATA).is_file():
        do = f"alongside assess release {session}"
        raise WorkspaceError(f"session {session} has not been released", where=str(folder), do=do)
    return {path.name: path.read_bytes() for path in (*sorted(folder.glob("*.ipynb")), folder / DATA)}


def write_all(folder: Path, files: dict[str, bytes]) -> None:
    """Write files by relative name into a folder, and wait until they are on the disk."""
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write(folder / name, raw)


def write(path: Path, raw: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as handle:
        handle.write(raw)
        handle.flush()
        os.fsync(handle.fileno())


def replace(path: Path, raw: bytes) -> None:
    """Put `raw` in the place of `path` in one step: a reader sees the old file or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        write(fresh, raw)
        if path.exists():
            _free(path)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Delete a folder with all that is in it, read-only files too (Windows refuses those otherwise)."""
    if not folder.exists():
        return
    for path in folder.rglob("*"):
        if not path.is_symlink():
            _free(path)
    shutil.rmtree(folder)


def _free(path: Path) -> None:
    """Let a read-only file or folder be replaced; what belongs to another account of a Hub stays as it is."""
    with suppress(PermissionError):
        shared = path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        path.chmod(shared | stat.S_IREAD | stat.S_IWRITE | (stat.S_IEXEC if path.is_dir() else 0))


def receipt_of(raw: bytes) -> str:
    """Return the receipt of a hand-in: the SHA-256 of its `responses.json`."""
    return hashlib.sha256(raw).hexdigest()


def feedback_file(exchange: Path, course_id: str, receipt: str, notebook: str) -> Path:
    """Return where feedback on one hand-in lies in the exchange: nbgrader's own naming, from the receipt."""
    return feedback_folder(exchange, course_id) / feedback_name(receipt, notebook)


def feedback_folder(exchange: Path, course_id: str) -> Path:
    """Return where all feedback of a course lies in the exchange."""
    return exchange / course_id / "feedback"


def feedback_name(receipt: str, notebook: str) -> str:
    """Return what nbgrader calls the file of feedback on one hand-in."""
    return hashlib.md5(f"{receipt}{notebook}".encode(), usedforsecurity=False).hexdigest() + ".html"


def returned_file(course_root: Path, session: str, who: str) -> Path:
    """Return where released feedback lies for somebody who handed in nothing and was watched.

    No receipt names a file of theirs in the exchange, so it is given to them as a file.
    """
    return returned_folder(course_root, session) / f"{who}.html"


def returned_folder(course_root: Path, session: str) -> Path:
    """Return where all released feedback of a session lies that is given as files."""
    return course_root / "returned" / session


def letter_name(session: str) -> str:
    """Return the name under which a result letter is filed beside the feedback on a session."""
    return f"{session}-result"


def copy_all(origin: Path, target: Path) -> None:
    """Copy the files of one folder (no folders in it) into another."""
    for path in sorted(origin.iterdir()):
        if path.is_file():
            write(target / path.name, path.read_bytes())
