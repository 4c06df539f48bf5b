"""Concerns of a course: a file each, for the contact alone; no ledger, feedback or export reads them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from alongside.errors import AlongsideError, WorkspaceError
from alongside.grading.course import Course
from alongside.model.base import as_file
from alongside.model.concern import SCHEMA, Concern, ConcernFile, Handed
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

FOLDER = "concerns"
_LARGEST = 1_000_000


def record(course: Course, concern: Concern) -> None:
    """Write a new concern; it returns when the disk has it. NotSaved where the disk refuses."""
    folder = course.root / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as err:
        raise not_changed(err, course.root) from err
    path = _file(course, concern.id)

    def fresh() -> tuple[bytes, None]:
        if path.exists():
            raise WorkspaceError(_("this concern was written already"), where=path.name)
        return as_file(ConcernFile(concern=concern)), None

    rewrite(path, fresh, not_changed)


def add_step(course: Course, concern_id: str, step: Handed) -> ConcernFile:
    """Add a dated row to a concern; what stands there stays. WorkspaceError where there is none."""
    path = _file(course, concern_id)
    _read(path)  # where there is none, that is said, and not that the disk refused

    def added() -> tuple[bytes, ConcernFile]:
        there = _read(path)
        new = msgspec.structs.replace(there, steps=[*there.steps, step])
        return as_file(new), new

    return rewrite(path, added, not_changed)


def concern_of(course: Course, concern_id: str) -> ConcernFile:
    """Return one concern; WorkspaceError where there is none, or it cannot be read."""
    return _read(_file(course, concern_id))


def concerns_in(course: Course) -> tuple[list[ConcernFile], list[str]]:
    """Return the concerns of a course, newest first, and a sentence for each file that cannot be read."""
    found, problems = [], []
    for path in sorted((course.root / FOLDER).glob("[!.]*.json")):
        try:
            found.append(_read(path))
        except AlongsideError as err:
            problems.append(str(err))
    return sorted(found, key=lambda one: one.concern.at, reverse=True), problems


def _file(course: Course, concern_id: str) -> Path:
    if not (concern_id.isascii() and concern_id.isalnum()):
        raise WorkspaceError(_("there is no such concern"))
    return course.root / FOLDER / f"{concern_id}.json"


def _read(path: Path) -> ConcernFile:
    data = contents(path, _LARGEST)
    if data is None:
        raise WorkspaceError(_("there is no such concern"))
    do = _("Keep the file, and ring whoever wrote it: it may hold something urgent.")
    try:
        read = msgspec.json.decode(data, type=ConcernFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
        raise WorkspaceError(_("cannot be read: {why}").format(why=err), where=str(path), do=do) from err
    if read.schema != SCHEMA:
        raise WorkspaceError(_("A newer version of the kit wrote it."), where=str(path), do=do)
    return read
