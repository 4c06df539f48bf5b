"""Live rooms of a workspace: opened and closed by a trainer, with a timer, in dated rows.

`cohort/rooms/<room>.json` is the record of a room and never holds what was shared. That lies beside it in
`<room>.shared.json` while the room is open (`alongside.records.sharing`), and closing deletes it
(`alongside.records.roomclosing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

from alongside.errors import AlongsideError
from alongside.model.liveroom import SCHEMA, Act, RoomRecord, RoomRow
from alongside.records.roomcodes import new_code, read_code
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

LARGEST = 4 * 1024 * 1024
"""Bytes of a file of a room that is read; forty people who share everything come to a fraction of it."""
LASTS = timedelta(hours=18)
"""A room that was opened longer ago is over, and is closed when somebody looks."""
T = TypeVar("T")
SHARED, KEPT = ".shared.json", ".kept.json"


class RoomOver(AlongsideError):
    """The room is closed, or there is none: what was sent is not taken."""


def folder_of(workspace: Path) -> Path:
    """Return where the rooms of a workspace lie."""
    return workspace / "cohort" / "rooms"


def room_file(workspace: Path, room: str) -> Path:
    """Return the record of a room."""
    return folder_of(workspace) / f"{room}.json"


def read_room(workspace: Path, room: str) -> RoomRecord:
    """Return the record of a room; RoomOver where there is none, an error that names a damaged one."""
    found = read_as(room_file(workspace, room), RoomRecord)
    if found is None:
        raise RoomOver(_("There is no such room any more."))
    return found


def rooms(workspace: Path, named: str = "*") -> Iterator[RoomRecord]:
    """Every room that was ever opened; `named` is a pattern of ids."""
    for path in sorted(folder_of(workspace).glob(f"{named}.json")):
        if not path.name.endswith((SHARED, KEPT)) and (room := read_as(path, RoomRecord)):
            yield room


def is_open(room: RoomRecord, now: datetime) -> bool:
    """Whether people may share in a room: nobody closed it, and it was opened today."""
    return room.closed is None and now - room.rows[0].at < LASTS


def open_for(workspace: Path, session: str, now: datetime) -> RoomRecord | None:
    """Return the open room of a session, or None."""
    found = [room for room in rooms(workspace, f"*-{session}-*") if is_open(room, now)]
    return next((room for room in found if room.session == session), None)


def with_code(workspace: Path, typed: str, now: datetime) -> RoomRecord | None:
    """Return the open room with a code, however it was typed, or None."""
    code = read_code(typed)
    found = rooms(workspace, f"*-{code.lower()}") if code else ()
    return next((room for room in found if code == room.code and is_open(room, now)), None)


def last_of(workspace: Path, session: str) -> RoomRecord | None:
    """Return the room of a session that was opened last, or None."""
    found = [room for room in rooms(workspace, f"*-{session}-*") if room.session == session]
    return max(found, key=lambda room: room.rows[0].at, default=None)


def open_room(workspace: Path, session: str, by: str, now: datetime) -> RoomRecord:
    """Open a room for a session and return it; the one that is open already where there is one."""
    before = open_for(workspace, session, now)
    if before:
        return before
    today = f"{now:%Y-%m-%d}-{session}-"
    code = new_code({r.code for r in rooms(workspace) if is_open(r, now) or r.id.startswith(today)})
    room = today + code.lower()
    record = RoomRecord(
        schema=SCHEMA, id=room, session=session, code=code, rows=[RoomRow(at=now, by=by, act="opened")]
    )
    return change(room_file(workspace, room), lambda: (record, record))


def act(workspace: Path, room: str, what: Act, by: str, now: datetime, *, seconds: int = 0) -> RoomRecord:
    """Append an act of the timer to a room that is open, and return the room."""
    return add_row(workspace, room, RoomRow(at=now, by=by, act=what, seconds=seconds))


def add_row(workspace: Path, room: str, row: RoomRow) -> RoomRecord:
    """Append a row; RoomOver where the room is closed."""

    def grown() -> tuple[RoomRecord, RoomRecord]:
        now = read_room(workspace, room)
        if now.closed:
            raise RoomOver(_("This room is closed."))
        more = msgspec.structs.replace(now, rows=[*now.rows, row])
        return more, more

    return change(room_file(workspace, room), grown)


def read_as(path: Path, shape: type[T]) -> T | None:
    """Return what a file holds, None where there is none; AlongsideError names one that cannot be read."""
    try:
        data = contents(path, LARGEST)
        return None if data is None else msgspec.json.decode(data, type=shape)
    except (OSError, UnicodeDecodeError, RecursionError, msgspec.MsgspecError) as err:
        raise AlongsideError(
            _("cannot be read ({why})").format(why=err),
            where=str(path),
            do=_("Move it aside; nothing in it was changed."),
        ) from err


def change(path: Path, grow: Callable[[], tuple[msgspec.Struct | None, T]]) -> T:
    """Give a file the shape that `grow` returns, None to leave it, alone among all who write."""

    def written() -> tuple[bytes | None, T]:
        shape, result = grow()
        data = None if shape is None else msgspec.json.format(msgspec.json.encode(shape)) + b"\n"
        return data, result

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise not_changed(err, path.parent) from err
    return rewrite(path, written, not_changed)
