"""Files that came along with hand-ins: found for a page that shows them, deleted on their day, erased.

They lie where the hand-in is kept, `received/<session>/<id>/raw/attachments/`. What was deleted leaves a line
in `deleted.json` beside the record: the hash and when.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from alongside import paths
from alongside.content.load import read_yaml
from alongside.errors import AlongsideError
from alongside.grading.course import Course, open_course
from alongside.grading.folders import receipt_of, remove, replace
from alongside.grading.intake import RAW, answers_of, kept
from alongside.grading.parcel import ANSWERS
from alongside.model.attachment import KEPT_DAYS, Attachment
from alongside.model.handin import HandIn
from alongside.model.workspace import Workspace
from alongside.responses import attaching
from alongside.responses.attached import FOLDER, due, flaw_in
from alongside.responses.handin import read_handin
from alongside.responses.moments import moment
from alongside.responses.pictures import written_anew

TRACE = "deleted.json"
State = Literal["here", "deleted", "missing"]


@dataclass(frozen=True)
class Along:
    """One file that came along with an answer, and whether it is still there."""

    attachment: Attachment
    state: State = "missing"
    deleted_at: str = ""


@dataclass
class Gone:
    """What was deleted, and what could not be, by paths below the course and its exchange."""

    removed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def files_with(course: Course, handed: HandIn, task: str, now: datetime) -> list[Along]:
    """Return what came along with one candidate's answer to a task, in order, with what became of it."""
    mine = [one for one in handed.attachments if one.task == task]
    home = _home(course, handed.session, handed.candidate) if mine else None
    return [_along(home, one, now.date()) for one in mine]


def served(
    course: Course, session: str, who: str, file: str, now: datetime
) -> tuple[Attachment, bytes] | None:
    """Return a file that came along with the hand-in that counts; None where there is none to be shown.

    A picture is written anew: what an assessor's browser opens was made by the kit. All else is byte for byte
    what was handed in. HandInError where the hand-in cannot be read.
    """
    handed = answers_of(course.place("submitted", session, who))
    one = next((one for one in handed.attachments if one.file == file), None)
    home = _home(course, session, who)
    if one is None or home is None or _along(home, one, now.date()).state != "here":
        return None
    raw = (home / RAW / FOLDER / one.file).read_bytes()
    if flaw_in(one, raw):
        return None
    return one, written_anew(raw) if one.type == "jpg" else raw


def delete_due(root: Path, now: datetime) -> Gone:
    """Delete every recording in a workspace whose day has come: on the desk, in the exchange, in the course.

    Nothing is raised: what cannot be read or deleted now is tried again the next time.
    """
    gone = Gone()
    with suppress(OSError):
        gone.removed += attaching.delete_due(root, now)
    for staged in sorted((root / "staging").glob("*/")):
        _delete_due_in(staged, now, gone)
    with suppress(AlongsideError):
        settings = read_yaml(root / paths.MARKER, Workspace)
        _in_exchange(root / settings.exchange, now, gone)
        if (root / settings.course).is_dir():
            delete_due_in(open_course(root / settings.course), now, gone)
    return gone


def delete_due_in(course: Course, now: datetime, gone: Gone | None = None) -> Gone:
    """Delete every recording in a course and its exchange whose day has come; a line of each remains."""
    gone = Gone() if gone is None else gone
    for home in sorted((course.root / "received").glob("*/[!.]*/")):
        for path in _delete_due_in(home / RAW, now, gone):
            _trace(home, path.stem, now)
    with suppress(OSError):
        gone.removed += attaching.delete_due(course.root, now)
    _in_exchange(course.exchange, now, gone)
    return gone


def erase(course: Course, who: str) -> Gone:
    """Delete every file that came along with anything one candidate handed in, and what tells of them.

    Files that observers attached to what they watched of this candidate go too. Nothing is raised: `left`
    names what could not be deleted.
    """
    gone = Gone()
    for place in sorted((course.root / "received").glob("*/")):
        for name, record in kept(course, place.name).items():
            if who in {record.candidate, record.claimed}:
                _remove(place / name / RAW / FOLDER, gone)
                _remove(place / name / TRACE, gone)
    for folder in sorted((course.exchange / course.id / "inbound").glob(f"{who}+*/")):
        _remove(folder / FOLDER, gone)
    for folder in sorted((course.root / attaching.HOME).glob(f"*/{who}/")):
        _remove(folder, gone)
    return gone


def _home(course: Course, session: str, who: str) -> Path | None:
    """Return where the hand-in that counts is kept."""
    counts = receipt_of((course.place("submitted", session, who) / ANSWERS).read_bytes())
    homes = kept(course, session).items()
    same = (name for name, one in homes if (one.candidate, one.receipt) == (who, counts))
    found = next(same, None)
    return course.place("received", session) / found if found else None


def _along(home: Path | None, one: Attachment, today: date) -> Along:
    if home is None:
        return Along(one)
    gone = _traces(home).get(one.sha256, "")
    if gone or due(one.recording, today):
        return Along(one, "deleted", gone)
    return Along(one, "here" if (home / RAW / FOLDER / one.file).is_file() else "missing")


def _in_exchange(exchange: Path, now: datetime, gone: Gone) -> None:
    for folder in sorted(exchange.glob("*/inbound/[!.]*/")):
        _delete_due_in(folder, now, gone)


def _delete_due_in(folder: Path, now: datetime, gone: Gone) -> list[Path]:
    """Delete the recordings of one hand-in whose day has come, and return them."""
    deleted = []
    for path in _due_in(folder, now):
        if _attempt(path.unlink, path, gone):
            deleted.append(path)
    return deleted


def _due_in(folder: Path, now: datetime) -> Iterator[Path]:
    """Yield what has to go: recordings by what the hand-in says, what it does not name after sixty days."""
    there = _files_in(folder / FOLDER)
    listed = _listed(folder / ANSWERS) if there else {}
    for path in there:
        one = listed.get(path.name)
        if due(one.recording, now.date()) if one else _older_than(path, now - timedelta(days=KEPT_DAYS)):
            yield path


def _files_in(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(path for path in folder.iterdir() if path.is_file() and not path.is_symlink())
    return []


def _listed(answers: Path) -> dict[str, Attachment]:
    try:
        return {one.file: one for one in read_handin(answers.read_bytes()).attachments}
    except (OSError, AlongsideError):
        return {}


def _older_than(path: Path, moment_ago: datetime) -> bool:
    with suppress(OSError):
        return path.lstat().st_mtime < moment_ago.timestamp()
    return False


def _trace(home: Path, sha256: str, now: datetime) -> None:
    with suppress(OSError):
        replace(home / TRACE, msgspec.json.encode({**_traces(home), sha256: moment(now)}))


def _traces(home: Path) -> dict[str, str]:
    try:
        return msgspec.json.decode((home / TRACE).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError):
        return {}


def _remove(path: Path, gone: Gone) -> None:
    if os.path.lexists(path):
        act = path.unlink if path.is_symlink() or not path.is_dir() else lambda: remove(path)
        _attempt(act, path, gone)


def _attempt(act: Callable[[], object], path: Path, gone: Gone) -> bool:
    name = "/".join(path.parts[-4:])
    try:
        act()
    except FileNotFoundError:
        return False
    except OSError:
        gone.left += [] if name in gone.left else [name]
        return False
    gone.removed.append(name)
    return True
