"""Which marking files a course has given out, and reading the marks that come back from them."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from alongside.errors import LedgerError
from alongside.grading.course import Course
from alongside.model.base import as_file
from alongside.model.marking_file import SCHEMA, FileOfMarks, MarkingFile, Taken
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

PLACE = "marking-files"
"""The folder of a course in which it is kept, one file for each."""
LARGEST = 20_000_000
"""Bytes of a file of marks."""
_RECORD = 1_000_000
_MOST = 1000
"""So many returns, and so many saves of the past, a record keeps: the last."""


class _Kind(msgspec.Struct):
    """What a file of marks says first in every version."""

    kind: Literal["alongside-marks"]
    schema: int


def give_out(course: Course, made: MarkingFile) -> None:
    """Keep that a marking file is made; NotSaved where the disk refuses."""
    path = _path(course, made.id)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise not_changed(err, path.parent) from err
    rewrite(path, lambda: (as_file(made), None), not_changed)


def given_out(course: Course, session: str) -> list[MarkingFile]:
    """Return what was given out for a session, the newest first; a record that cannot be read is left out."""
    found = [_read(path) for path in (course.root / PLACE).glob("*.json")]
    return sorted(
        (one for one in found if one and one.session == session), key=lambda one: one.at, reverse=True
    )


def origin_of(course: Course, marks: FileOfMarks) -> MarkingFile:
    """Return the record of the marking file that marks came from; LedgerError where this course has none."""
    made = _read(_path(course, marks.file))
    if made is None or (made.session, made.assessor) != (marks.session, marks.assessor):
        do = _(
            "Take them in where the marking file was made. If the course was set up anew since, make a new "
            "marking file there and copy what was written into it."
        )
        raise LedgerError(_("These marks come from no marking file of this course."), do=do)
    return made


def note_taken(course: Course, made: MarkingFile, taken: Taken, past: Sequence[str] = ()) -> None:
    """Keep that marks came back from a marking file, and which earlier saves they replace."""
    path = _path(course, made.id)

    def changed() -> tuple[bytes, None]:
        there = _read(path) or made
        times = [*there.taken, taken][-_MOST:]
        known = list(dict.fromkeys([*there.past, *past]))[-_MOST:]
        return as_file(msgspec.structs.replace(there, taken=times, past=known)), None

    rewrite(path, changed, not_changed)


def read_marks(raw: bytes) -> FileOfMarks:
    """Return the marks in a file; LedgerError says what is wrong with it and what to do."""
    do = _("Choose the file that “Save my marks as a file” made; its name begins with “marks-”.")
    if len(raw) > LARGEST:
        raise LedgerError(_("The file is too large for marks."), do=do)
    raw = raw.removeprefix(BOM_UTF8).lstrip()
    if raw.startswith(b"<"):
        raise LedgerError(_("This is a page, perhaps the marking file itself, and no file of marks."), do=do)
    try:
        if msgspec.json.decode(raw, type=_Kind).schema != SCHEMA:
            newer = _("Bring this kit up to date, then take it in again.")
            raise LedgerError(_("Another version of the kit made this file."), do=newer)
        marks = msgspec.json.decode(raw, type=FileOfMarks)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
        anew = _("If somebody has changed it, save the marks anew in the marking file. ({why})")
        what = _("This is not a file of marks, or it was changed.")
        raise LedgerError(what, do=f"{do} {anew.format(why=err)}") from err
    if len({(one.task, one.code) for one in marks.answers}) != len(marks.answers):
        raise LedgerError(_("An answer stands in it twice, so it was changed."), do=do)
    return marks


def _path(course: Course, made: str) -> Path:
    return course.root / PLACE / f"{made}.json"


def _read(path: Path) -> MarkingFile | None:
    with suppress(msgspec.MsgspecError, UnicodeDecodeError):
        raw = contents(path, _RECORD)
        return msgspec.json.decode(raw, type=MarkingFile) if raw else None
    return None
