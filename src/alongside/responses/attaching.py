"""The files on a person's own desk that go along with a session: attached, taken back, frozen, deleted.

They lie in `evidence/<session>/` under names made of their hashes, beside the list `files.json`. In a course
the files of observers lie in the same way in `evidence/<session>/<candidate>/`: `root` is then the course,
and the place both names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath

import msgspec

from alongside.errors import AnswersError
from alongside.model.attachment import (
    MAX_TOTAL,
    MOST_FILES,
    SCHEMA,
    SOUNDS,
    Attachment,
    Own,
    OwnFiles,
)
from alongside.responses.atomic import contents, rewrite, write_new
from alongside.responses.attached import FOLDER, MEGA, due, prepared, recording_of
from alongside.responses.html import printable
from alongside.responses.moments import moment
from alongside.responses.own import read_own
from alongside.responses.receipts import staged_file
from alongside.responses.refusals import not_changed
from alongside.strings import _

HOME = "evidence"


class GoesAlongAlready(AnswersError):
    """The same file is there already, as `here`: it is kept once."""

    def __init__(self, here: Own) -> None:
        self.here = here
        super().__init__(_("This file goes along already."))


@dataclass(frozen=True)
class Brought:
    """A file as a form brought it, with what was said about it; `consent` and `until` are for recordings.

    `by` and `observed` say which observer brought it, and of which day it is.
    """

    raw: bytes
    name: str
    task: str
    what: str
    consent: str = ""
    until: str = ""
    by: str = ""
    observed: str | None = None


def own_files(root: Path, place: str) -> list[Own]:
    """Return what goes along with a session, in order; AnswersError where the list cannot be read."""
    do = _("Delete the folder and attach the files once more.")
    found = read_own(_list(root, place), OwnFiles, do=do)
    return found.files if found else []


def attach(root: Path, place: str, brought: Brought, now: datetime) -> Own:
    """Keep a file that goes along with a session, and return how it is named.

    AnswersError says why it cannot go along, NotSaved that the disk refuses; nothing is kept then.
    """
    what = printable(brought.what).strip()[:200]
    if not what:
        raise AnswersError(_("Say in some words what the file shows."))
    found, raw = prepared(brought.raw)
    sound = found in SOUNDS
    recording = recording_of(brought.consent, brought.until, now.date()) if sound else None
    one = Own(
        attachment=Attachment(
            sha256=hashlib.sha256(raw).hexdigest(),
            type=found,
            size=len(raw),
            task=brought.task,
            what=what,
            at=moment(now),
            recording=recording,
        ),
        name=_last_part(brought.name),
        by=brought.by,
        observed=brought.observed,
    )
    return _added(root, place, one, raw)


def take_back(root: Path, place: str, sha256: str) -> None:
    """Leave a file out and delete it here; what was handed in before stays with the assessors."""

    def without(files: list[Own]) -> list[Own]:
        return [one for one in files if one.attachment.sha256 != sha256]

    for one in _change(root, place, without):
        if one.attachment.sha256 == sha256:
            _unlink(_folder(root, place) / one.attachment.file)


def withdraw(root: Path, place: str, sha256: str, now: datetime) -> None:
    """Delete a file, and keep its line with the time."""

    def marked(files: list[Own]) -> list[Own]:
        gone = moment(now)
        return [
            msgspec.structs.replace(one, deleted_at=one.deleted_at or gone)
            if one.attachment.sha256 == sha256
            else one
            for one in files
        ]

    for one in _change(root, place, marked):
        if one.attachment.sha256 == sha256:
            _unlink(_folder(root, place) / one.attachment.file)


def bytes_of(root: Path, place: str, file: str) -> tuple[Attachment, bytes] | None:
    """Return a file of one's own by the name that the kit gave it; None where there is none."""
    listed = [one.attachment for one in own_files(root, place) if one.attachment.file == file]
    raw = contents(_folder(root, place) / listed[0].file, listed[0].size) if listed else None
    return None if raw is None else (listed[0], raw)


def gathered(root: Path, place: str, listed: list[Attachment], today: date) -> dict[str, bytes]:
    """Return the files that go along by their names beside a hand-in.

    A recording whose day has come is not among them. AnswersError where another file is gone.
    """
    there = [one for one in listed if not due(one.recording, today)]
    return {f"{FOLDER}/{one.file}": _whole(root, place, one) for one in there}


def freeze(root: Path, place: str, listed: list[Attachment], today: date) -> dict[str, bytes]:
    """Copy what goes along beside the staged hand-in; return it by its name there.

    A recording whose day has come stays named and is not there. AnswersError where another file is gone.
    """
    target = staged_file(root, place).parent / FOLDER
    frozen = gathered(root, place, listed, today)
    try:
        if target.is_dir():
            for old in target.iterdir():
                old.unlink()
        if frozen:
            target.mkdir(parents=True, exist_ok=True)
        for name, raw in frozen.items():
            write_new(target.parent / name, raw)
    except OSError as err:
        raise not_changed(err, target) from err
    return frozen


def frozen_files(root: Path, place: str) -> dict[str, bytes]:
    """Return the files beside the staged hand-in by their names there."""
    home = staged_file(root, place).parent
    return {f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted((home / FOLDER).glob("*.*"))}


def delete_due(root: Path, now: datetime) -> list[str]:
    """Delete every recording of one's own whose day has come; its line stays. Return what was deleted."""
    gone = []
    for listed in sorted((root / HOME).rglob("files.json")):
        place = listed.parent.relative_to(root / HOME).as_posix()
        with suppress(AnswersError):  # the page of the session says what is wrong with the list
            ended = [one for one in own_files(root, place) if _ended(one, now)]
            for one in ended:
                _unlink(listed.parent / one.attachment.file)
                gone.append(f"{HOME}/{place}/{one.attachment.file}")
            if ended:
                _change(root, place, lambda files: [_marked(one, now) for one in files])
    return gone


def _ended(one: Own, now: datetime) -> bool:
    return one.deleted_at is None and due(one.attachment.recording, now.date())


def _marked(one: Own, now: datetime) -> Own:
    return msgspec.structs.replace(one, deleted_at=moment(now)) if _ended(one, now) else one


def _whole(root: Path, place: str, one: Attachment) -> bytes:
    raw = contents(_folder(root, place) / one.file, one.size)
    if raw is None or hashlib.sha256(raw).hexdigest() != one.sha256:
        do = _("Take it back on the page of your files, and attach it once more.")
        raise AnswersError(_("the file “{what}” is not there any more").format(what=one.what), do=do)
    return raw


def _added(root: Path, place: str, one: Own, raw: bytes) -> Own:
    path = _folder(root, place) / one.attachment.file

    def with_it(files: list[Own]) -> list[Own]:
        for other in files:
            if other.attachment.sha256 == one.attachment.sha256:
                raise GoesAlongAlready(other)
        if len(files) >= MOST_FILES:
            raise AnswersError(_("At most {most} files go along.").format(most=MOST_FILES))
        if sum(other.attachment.size for other in files) + len(raw) > MAX_TOTAL:
            told = _("Together the files would be larger than {most} MB.")
            raise AnswersError(told.format(most=MAX_TOTAL // MEGA), do=_("Take one of them back first."))
        _unlink(path)
        write_new(path, raw)
        return [*files, one]

    _change(root, place, with_it)
    return one


def _change(root: Path, place: str, change: Callable[[list[Own]], list[Own]]) -> list[Own]:
    """Change the list, alone among all writers; return what it was before."""
    path = _list(root, place)

    def changed() -> tuple[bytes, list[Own]]:
        before = own_files(root, place)
        whole = OwnFiles(schema=SCHEMA, files=change(before))
        return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n", before

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise not_changed(err, path.parent) from err
    return rewrite(path, changed, not_changed)


def _folder(root: Path, place: str) -> Path:
    return root / HOME / place


def _list(root: Path, place: str) -> Path:
    return _folder(root, place) / "files.json"


def _unlink(path: Path) -> None:
    path.unlink(missing_ok=True)


def _last_part(name: str) -> str:
    """Return the name that a file had, to be shown as text and never as a path."""
    return printable(PurePosixPath(name.replace("\\", "/")).name)[:200]
