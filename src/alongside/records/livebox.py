"""A live room on a Hub: the trainer's desk tells how it stands, and takes in what people drop for it.

Nobody but the trainers reads what lies in the box, and whose a message is, is who owns its file: another name
can be put into nothing. What is told is for everybody and says of each message only how it stands, under the
id that the sender's own browser made.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec

from alongside.errors import AnswersError
from alongside.model.base import Shape
from alongside.model.liveroom import Aware, Message, RoomId, RoomRecord
from alongside.records import liveroom, runlog, sharing
from alongside.records.liveroom import RoomOver
from alongside.records.roomcodes import read_code
from alongside.records.roomitems import fitting, items_in, session_title
from alongside.records.roomtimer import timer_of
from alongside.responses.foreign import drop, files_of, put, read_foreign, take_away
from alongside.responses.untrusted import Unreadable

LIVE, BOX = "live", "in"
"""The folder of the exchange in which rooms are told, and the one in it in which messages are dropped."""
SCHEMA = 1
TODAY = timedelta(hours=12)
"""A tap of the trainer counts for what is under way for so long."""


class Posted(Shape, kw_only=True):
    """One message on its way to the room with the id `room`."""

    format: Literal["alongside-live"]
    schema: int
    room: RoomId
    message: Message


class Running(Shape, kw_only=True):
    """What is under way; both are empty before the first activity."""

    id: str = ""
    title: str = ""


class Left(Shape, kw_only=True):
    """A timer: when it ends, or, while it stands still, the seconds that are left."""

    ends: Aware | None = None
    left: int | None = None


class Told(Shape, kw_only=True):
    """How a room stands. `states` has the id of each message that was taken in."""

    schema: int
    room: RoomId
    code: str
    session_id: str
    session: str
    running: Running
    timer: Left | None = None
    states: dict[str, str] = {}


def place_of(exchange: Path) -> Path | None:
    """Return where live rooms are told in an exchange; None where no Hub made such a place."""
    place = exchange / LIVE
    return place if (place / BOX).is_dir() else None


def told_in(place: Path, typed: str) -> Told | None:
    """Return the open room with a code, however it was typed, as its trainer told it last; None for none."""
    code = read_code(typed)
    if not code:
        return None
    try:
        return read_foreign(place / f"{code}.json", Told)
    except Unreadable:
        return None


def post(place: Path, room: Told, message: Message) -> None:
    """Drop a message for a room; AnswersError where it does not fit, NotSaved where the disk refuses."""
    fit = fitting(message, items_in(room.session_id))
    posted = Posted(format="alongside-live", schema=SCHEMA, room=room.room, message=fit)
    drop(place / BOX, posted)


def sync(workspace: Path, exchange: Path, now: datetime) -> None:
    """Take in what was dropped, and tell how every room stands; a room that is over is told no more."""
    place = place_of(exchange)
    if place is None:
        return
    _take_in(workspace, place, now)
    open_now = [room for room in liveroom.rooms(workspace) if liveroom.is_open(room, now)]
    for path in files_of(place, ".json"):
        if path.stem not in {room.code for room in open_now}:
            take_away(path)
    for room in open_now:
        _tell(workspace, place, room, now)


def _take_in(workspace: Path, place: Path, now: datetime) -> None:
    for path in files_of(place / BOX, ".json"):
        try:
            posted, owner = read_foreign(path, Posted), path.lstat().st_uid
            room = liveroom.read_room(workspace, posted.room)
            fit = fitting(posted.message, items_in(room.session))
            sharing.share(workspace, room.id, f"account-{owner}", fit, now)
        except (Unreadable, RoomOver, AnswersError, FileNotFoundError):
            pass  # nothing that a room takes: whoever sent it sees that it is not shared
        take_away(path)


def _tell(workspace: Path, place: Path, room: RoomRecord, now: datetime) -> None:
    shared = sharing.read_shared(workspace, room.id)
    known = standing_of(workspace, room, now)
    states = {voice.id: voice.state for voice in shared.voices}
    told = {"schema": SCHEMA, "room": room.id, "session_id": room.session, **known, "states": states}
    path = place / f"{room.code}.json"
    try:
        as_before = msgspec.to_builtins(read_foreign(path, Told)) == msgspec.to_builtins(
            msgspec.convert(told, Told)
        )
    except Unreadable:
        as_before = False
    if not as_before:
        put(path, told)


def standing_of(workspace: Path, room: RoomRecord, now: datetime) -> dict[str, Any]:
    """Return code, session, what is under way and the timer of a room, as pages tell them."""
    items = items_in(room.session)
    running = items.running(runlog.read_log(workspace, room.session), now - TODAY, now)
    timer = timer_of(room.rows)
    return {
        "code": room.code,
        "session": session_title(room.session),
        "running": {"id": running, "title": items.activities.get(running, "")},
        "timer": {"ends": timer.ends, "left": timer.left} if timer else None,
    }


def heard_in(place: Path, typed: str) -> dict[str, Any] | None:
    """Return what a page shows of a room with a code; None where no such room is open."""
    told = told_in(place, typed)
    if told is None:
        return None
    mine = [{"id": one, "state": state} for one, state in told.states.items()]
    return {
        "code": told.code,
        "session": told.session,
        "running": {"id": told.running.id, "title": told.running.title},
        "timer": {"ends": told.timer.ends, "left": told.timer.left} if told.timer else None,
        "mine": mine,
    }
