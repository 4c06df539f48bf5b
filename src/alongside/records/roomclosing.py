"""Closing a live room: what was shared is deleted, or kept without names where the group agreed to it."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from alongside.errors import AlongsideError, NotSaved
from alongside.model.liveroom import SCHEMA, KeptFile, RoomRecord, RoomRow
from alongside.records.liveroom import (
    KEPT,
    RoomOver,
    add_row,
    change,
    folder_of,
    is_open,
    read_as,
    read_room,
    rooms,
)
from alongside.records.sharing import read_shared, shared_file, standing, visible
from alongside.responses import turn
from alongside.responses.atomic import sync_folder
from alongside.responses.refusals import not_changed
from alongside.responses.turn import Busy, Turn
from alongside.strings import _

UNATTENDED = "alongside"
"""Who closed a room that nobody closed."""


def kept_file(workspace: Path, room: str) -> Path:
    """Return where lies what a group agreed to keep."""
    return folder_of(workspace) / f"{room}{KEPT}"


def read_kept(workspace: Path, room: str) -> KeptFile | None:
    """Return what a group agreed to keep, or None."""
    return read_as(kept_file(workspace, room), KeptFile)


def close(workspace: Path, room: str, by: str, now: datetime, agreed: str = "") -> RoomRecord:
    """Close a room and delete what was shared; `agreed` says how the group agreed to keep it.

    From the row on nobody can share. Whatever ends this half way, closing again or looking at the rooms
    (`tidy`) ends it.
    """
    try:
        record = add_row(workspace, room, RoomRow(at=now, by=by, act="closed", agreed=agreed.strip()))
    except RoomOver:
        record = read_room(workspace, room)
    _end(workspace, record)
    return record


def tidy(workspace: Path, now: datetime) -> None:
    """Delete what was shared in rooms that are closed, and close those that were opened too long ago."""
    for room in list(rooms(workspace)):
        if not is_open(room, now) and (room.closed is None or shared_file(workspace, room.id).exists()):
            close(workspace, room.id, UNATTENDED, now)


def _end(workspace: Path, record: RoomRecord) -> None:
    closed = record.closed
    if closed is None:
        raise AssertionError("only a room that was closed is ended")
    path = shared_file(workspace, record.id)
    if closed.agreed and path.exists():
        kept = _kept(workspace, record, closed)
        change(kept_file(workspace, record.id), lambda: (kept, None))
    try:
        # In turn: a share that was on its way is finished, and what it left half written is cleared.
        with Turn(path, time.monotonic() + turn.PATIENCE):
            path.unlink(missing_ok=True)
            sync_folder(path.parent)
    except Busy as err:
        raise NotSaved(
            _("Another window is saving in this room just now."), do=_("Close it once more.")
        ) from err
    except OSError as err:
        raise not_changed(err, path.parent) from err


def _kept(workspace: Path, record: RoomRecord, closed: RoomRow) -> KeptFile:
    try:
        shared = read_shared(workspace, record.id)
    except AlongsideError:  # what cannot be read cannot be kept, and is deleted as everybody was told
        return _blank(record, closed)
    seen = {key.split("/")[0] for key in shared.pictures}
    shown = [voice for voice in standing(shared, "takeaway") if voice.state == "through"]
    return KeptFile(
        schema=SCHEMA,
        room=record.id,
        session=record.session,
        closed_at=closed.at,
        agreed=closed.agreed,
        distributions={
            f"{item}/{line}": counts
            for item in sorted(seen)
            for line, counts in visible(shared, item).items()
        },
        takeaways=sorted(voice.text for voice in shown),
    )


def _blank(record: RoomRecord, closed: RoomRow) -> KeptFile:
    return KeptFile(
        schema=SCHEMA, room=record.id, session=record.session, closed_at=closed.at, agreed=closed.agreed
    )
