"""Who was at a session: rows are only ever added, so two people at one door lose nothing of each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from alongside.errors import AlongsideError, NewerSchema, WorkspaceError
from alongside.model.attendance import SCHEMA, Absent, AttendanceFile, Granted, MadeUp, Row
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

FOLDER = ("cohort", "attendance")
LARGEST = 16 * 1024 * 1024
"""Bytes of a file that are read: thousands of people with all corrections."""


@dataclass(frozen=True)
class Attendance:
    """The rows of one session, of all groups and days, the oldest first."""

    session: str
    rows: list[Row] = field(default_factory=list)

    def at(self, group: str, day: date) -> dict[str, Row]:
        """Return person to the row that holds for one meeting, also where that row takes another back."""
        there = [row for row in self.rows if (row.group, row.day) == (group, day) and _of_a_meeting(row)]
        return {row.person: row for row in there}

    def meetings(self) -> list[tuple[str, date]]:
        """Return the group and day of each meeting of which something is recorded, the oldest first."""
        found = {(row.group, row.day) for row in self.rows if _of_a_meeting(row)}
        return sorted(found, key=lambda pair: (pair[1], pair[0]))

    def holding(self, person: str) -> list[Row]:
        """Return the rows that hold about a person: the last one of each meeting and each day."""
        held = {_place(row): row for row in self.rows if row.person == person}
        return sorted(held.values(), key=lambda row: (row.day, row.at))

    def history(self, person: str, group: str, day: date) -> list[Row]:
        """Return everything that was ever recorded of a person at one meeting, the oldest first."""
        mine = (row for row in self.rows if row.person == person and _of_a_meeting(row))
        return [row for row in mine if (row.group, row.day) == (group, day)]


def absent_from(workspace: Path, session: str, group: str, day: date) -> set[str]:
    """Return who was recorded as absent on a day, and has not made the session up; "" is every group."""
    there = read_attendance(workspace, session)
    groups = [one for one, on in there.meetings() if on == day and group in {"", one}]
    absent = {
        who for one in groups for who, row in there.at(one, day).items() if isinstance(row.what, Absent)
    }
    made = {row.person for row in there.rows if isinstance(row.what, MadeUp) and row.day >= day}
    return absent - made


def attendance_file(workspace: Path, session: str) -> Path:
    """Return where the attendance of a session lies."""
    return workspace.joinpath(*FOLDER, f"{session}.json")


def read_attendance(workspace: Path, session: str) -> Attendance:
    """Return the attendance of a session, empty without a file; AlongsideError where it is damaged."""
    path = attendance_file(workspace, session)
    try:
        data = contents(path, LARGEST)
        if data is None:
            return Attendance(session)
        read = msgspec.json.decode(data, type=AttendanceFile)
    except (OSError, UnicodeDecodeError, RecursionError, msgspec.MsgspecError) as err:
        raise _unreadable(path, str(err)) from err
    if read.schema > SCHEMA:
        raise NewerSchema(_("A newer version of the kit wrote it."), where=str(path))
    if read.session != session or any(row.at.tzinfo is None for row in read.rows):
        raise _unreadable(path, _("it is of another session, or a time has no offset from UTC"))
    return Attendance(session, read.rows)


def record(workspace: Path, session: str, rows: Sequence[Row]) -> Attendance:
    """Add rows, all or none, and return what is there now; NotSaved where the disk refuses.

    Of people who write at the same moment, everybody's rows are kept. A row whose token is there was sent
    before: it is not written again.
    """
    return record_after(workspace, session, lambda _there: rows)


def record_after(workspace: Path, session: str, make: Callable[[Attendance], Sequence[Row]]) -> Attendance:
    """Add the rows that `make` gives for what is there, alone among all writers; else as `record`."""
    path = attendance_file(workspace, session)

    def grown() -> tuple[bytes | None, Attendance]:
        there = read_attendance(workspace, session)
        known = {row.token for row in there.rows if row.token}
        new = [_checked(row) for row in make(there) if row.token not in known]
        more = Attendance(session, [*there.rows, *new])
        return (_encoded(more) if new else None), more

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as err:
        raise not_changed(err, workspace) from err
    return rewrite(path, grown, not_changed)


def _of_a_meeting(row: Row) -> bool:
    return not isinstance(row.what, MadeUp | Granted)


def _place(row: Row) -> tuple[object, ...]:
    """Return what a later row has to share with this one in order to correct it."""
    if isinstance(row.what, Granted):
        return (Granted,)
    return (MadeUp, row.day) if isinstance(row.what, MadeUp) else (row.group, row.day)


def _checked(row: Row) -> Row:
    """Return the row; WorkspaceError names the field that is not as it has to be."""
    try:
        return msgspec.convert(msgspec.to_builtins(row), Row)
    except msgspec.ValidationError as err:
        raise WorkspaceError(f"{row.person}: {err}", do=_("Put that right first.")) from err


def _encoded(there: Attendance) -> bytes:
    whole = AttendanceFile(schema=SCHEMA, session=there.session, rows=there.rows)
    return msgspec.json.format(msgspec.json.encode(whole)) + b"\n"


def _unreadable(path: Path, why: str) -> AlongsideError:
    return AlongsideError(
        _("cannot be read ({why})").format(why=why),
        where=str(path),
        do=_("Nothing is written over it. Put a good copy back, or move it aside to begin anew."),
    )
