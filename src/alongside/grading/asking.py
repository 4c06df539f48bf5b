"""What attendance an award asks for: dated rows in the course. A course without them asks for none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from alongside.errors import WorkspaceError
from alongside.grading.course import Course
from alongside.model.attendance import SCHEMA, Asked, AskedFile
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

LARGEST = 1024 * 1024
"""Bytes of the file that are read: thousands of changes."""


def asked_file(course: Course) -> Path:
    """Return where it lies what attendance the awards of a course ask for."""
    return course.root / "attendance.json"


def asked_of(course: Course, phase: str) -> Asked | None:
    """Return what the award of a phase asks of attendance, None for nothing.

    WorkspaceError for a damaged file: it is never taken for a course that asks nothing.
    """
    last = next((row for row in reversed(asked_rows(course)) if row.phase == phase), None)
    return last if last and last.sessions else None


def asked_rows(course: Course) -> list[Asked]:
    """Return everything that was ever asked, the oldest first."""
    path = asked_file(course)
    try:
        data = contents(path, LARGEST)
        read = AskedFile(schema=SCHEMA) if data is None else msgspec.json.decode(data, type=AskedFile)
        if read.schema > SCHEMA:
            raise ValueError(_("a newer version of the kit wrote it"))
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError) as err:
        raise WorkspaceError(
            _("cannot be read ({why})").format(why=err),
            where=str(path),
            do=_("Put a good copy back: until then no award of this course goes out."),
        ) from err
    return read.rows


def ask(course: Course, phase: str, sessions: Sequence[str], least: int, *, by: str, now: datetime) -> None:
    """Let the award of a phase ask for `least` percent of each of these sessions from now on, or of none.

    What was asked before stays in the file. NotSaved where the disk refuses.
    """
    row = Asked(at=now, by=by, phase=phase, sessions=list(sessions), least=least)
    try:
        msgspec.convert(msgspec.to_builtins(row), Asked)
    except msgspec.ValidationError as err:
        raise WorkspaceError(str(err), do=_("Put that right first.")) from err

    def grown() -> tuple[bytes, None]:
        whole = AskedFile(schema=SCHEMA, rows=[*asked_rows(course), row])
        return msgspec.json.format(msgspec.json.encode(whole)) + b"\n", None

    rewrite(asked_file(course), grown, not_changed)
