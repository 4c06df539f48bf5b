"""A live room on a Hub: the trainer's desk tells how it stands, and takes in what people drop for it.

Nobody but the trainers reads what lies in the box, and whose a message is, is who owns its file: another name
can be put into nothing. What is told is for everybody and says of each message only how it stands, under the
id that the sender's own browser made. Each look touches what is told, so that its time says whether anybody
still takes messages in. Several desks may look at once: a message counts once, and of two run sheets the one
that was tapped on last tells what is under way.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

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
from alongside.responses.whose import workspace_id

LIVE, BOX = "live", "in"
"""The folder of the exchange in which rooms are told, and the one in it in which messages are dropped."""
SCHEMA = 1
TODAY = timedelta(hours=12)
"""A tap of the trainer counts for what is under way for so long."""
AWAY = timedelta(minutes=1)
"""Where no desk of a trainer has looked for so long, none is open."""
_NEVER = datetime.min.replace(tzinfo=UTC)


class Posted(Shape, kw_only=True):
    """One message on its way to the room with the id `room`."""

    format: Literal["alongside-live"]
    schema: int
    room: RoomId
    message: Message


class Running(Shape, kw_only=True):
    """What is under way, empty before the first activity; since when, by the run sheet of which workspace."""

    id: str = ""
    title: str = ""
    since: Aware | None = None
    by: str = ""


class Left(Shape, kw_only=True):
    """A timer: when it ends, or, while it stands still, the seconds that are left."""

    ends: Aware | None = None
    left: int | None = None


class Told(Shape, kw_only=True):
    """How a room stands, and when it ends at the latest. `states`: each message that was taken in, by id."""

    schema: int
    room: RoomId
    code: str
    session_id: str
    session: str
    until: Aware
    running: Running
    timer: Left | None = None
    states: dict[str, str] = {}


def place_of(exchange: Path) -> Path | None:
    """Return where live rooms are told in an exchange; None where no Hub made such a place."""
    place = exchange / LIVE
    return place if (place / BOX).is_dir() else None


def told_in(place: Path, typed: str, now: datetime) -> Told | None:
    """Return the open room with a code, however it was typed, as its trainer told it last; None for none."""
    code = read_code(typed)
    told = _told(place / f"{code}.json") if code else None
    return told if told and now < told.until else None


def _told(path: Path) -> Told | None:
    try:
        return read_foreign(path, Told)
    except Unreadable:
        return None


def post(place: Path, room: Told, message: Message) -> None:
    """Drop a message for a room; AnswersError where it does not fit, NotSaved where the disk refuses."""
    fit = fitting(message, items_in(room.session_id))
    posted = Posted(format="alongside-live", schema=SCHEMA, room=room.room, message=fit)
    drop(place / BOX, posted)


def is_idle(place: Path) -> bool:
    """Whether no room is told and nothing was dropped, so that there is nothing to do for anybody."""
    return not files_of(place, ".json") and not files_of(place / BOX, ".json")


def sync(workspace: Path, exchange: Path, now: datetime) -> list[RoomRecord]:
    """Take in what was dropped, tell how every room stands, and return those that are open.

    A room that is over is told no more.
    """
    place = place_of(exchange)
    if place is None:
        return []
    _take_in(workspace, place, now)
    open_now = [room for room in liveroom.rooms(workspace) if liveroom.is_open(room, now)]
    for path in files_of(place, ".json"):
        if path.stem not in {room.code for room in open_now}:
            take_away(path)
    for room in open_now:
        _tell(workspace, place, room, now)
    return open_now


def _take_in(workspace: Path, place: Path, now: datetime) -> None:
    for path in files_of(place / BOX, ".json"):
        try:
            posted, about = read_foreign(path, Posted), path.lstat()
            room = liveroom.read_room(workspace, posted.room)
            fit = fitting(posted.message, items_in(room.session))
            # It counts from when it was dropped, by the one time of a file that its owner cannot set.
            dropped = datetime.fromtimestamp(about.st_ctime, now.tzinfo)
            sharing.share(workspace, room.id, f"account-{about.st_uid}", fit, min(dropped, now))
        except (Unreadable, RoomOver, AnswersError, FileNotFoundError):
            pass  # nothing that a room takes: whoever sent it sees that it is not shared
        take_away(path)


def _tell(workspace: Path, place: Path, room: RoomRecord, now: datetime) -> None:
    path = place / f"{room.code}.json"
    before = _told(path)
    timer = timer_of(room.rows)
    told = Told(
        schema=SCHEMA,
        room=room.id,
        code=room.code,
        session_id=room.session,
        session=session_title(room.session),
        until=room.rows[0].at + liveroom.LASTS,
        running=_latest(_running(workspace, room, now), before, room),
        timer=Left(ends=timer.ends, left=timer.left) if timer else None,
        states={voice.id: voice.state for voice in sharing.read_shared(workspace, room.id).voices},
    )
    if before != told:
        put(path, told)
    else:
        with suppress(OSError):  # another desk has just ended it
            os.utime(path)


def _running(workspace: Path, room: RoomRecord, now: datetime) -> Running:
    """Return what is under way by the run sheet of this workspace."""
    items, log = items_in(room.session), runlog.read_log(workspace, room.session)
    slot = items.running(log, now - TODAY, now)
    since = log.began(now - TODAY, now).get(slot)
    return Running(id=slot, title=items.activities.get(slot, ""), since=since, by=workspace_id(workspace))


def _latest(mine: Running, before: Told | None, room: RoomRecord) -> Running:
    """Return what this desk tells, or what another one told of a later tap."""
    other = before.running if before and before.room == room.id and before.running.by != mine.by else mine
    return max(mine, other, key=lambda one: one.since or _NEVER)


def standing_of(workspace: Path, room: RoomRecord, now: datetime) -> dict[str, Any]:
    """Return code, session, what is under way and the timer of a room, as pages tell them."""
    timer, running = timer_of(room.rows), _running(workspace, room, now)
    return {
        "code": room.code,
        "session": session_title(room.session),
        "running": {"id": running.id, "title": running.title},
        "timer": {"ends": timer.ends, "left": timer.left} if timer else None,
    }


def heard_in(place: Path, typed: str, now: datetime) -> dict[str, Any] | None:
    """Return what a page shows of a room with a code; None where no such room is open.

    `away` says that no desk of a trainer is open, so that nobody takes in what is shared just now.
    """
    told = told_in(place, typed, now)
    if told is None:
        return None
    return {
        "code": told.code,
        "session": told.session,
        "running": {"id": told.running.id, "title": told.running.title},
        "timer": {"ends": told.timer.ends, "left": told.timer.left} if told.timer else None,
        "mine": [{"id": one, "state": state} for one, state in told.states.items()],
        "away": _looked_at(place / f"{told.code}.json") < now - AWAY,
    }


def _looked_at(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:  # closed just now
        return _NEVER
