"""What is shared in a live room while it is open: one file, in which a person is a seat without a name.

The seat is made from the person's id with a secret that lies in the same file and is deleted with it. So the
same person has one voice, and no page shows whose it is; somebody who has both this file and the list of
people could find out while the room is open. This file is no history: what is taken back goes out of it at
once.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from alongside.model.liveroom import SCHEMA, Message, SharedFile, Voice
from alongside.records import pictures
from alongside.records.liveroom import SHARED, RoomOver, change, folder_of, is_open, read_as, read_room
from alongside.strings import _

MOST_OF_ONE = 60
"""Things that one person can share in one room: more than the longest day has answers and activities."""


_AT_NO_TIME = datetime.min.replace(tzinfo=UTC)


def shared_file(workspace: Path, room: str) -> Path:
    """Return where lies what was shared in a room."""
    return folder_of(workspace) / f"{room}{SHARED}"


def read_shared(workspace: Path, room: str) -> SharedFile:
    """Return what was shared in a room so far; nothing where nobody shared, or it is closed."""
    empty = SharedFile(schema=SCHEMA, room=room, secret=secrets.token_hex(16))
    return read_as(shared_file(workspace, room), SharedFile) or empty


def seat_of(shared: SharedFile, person: str) -> str:
    """Return what stands for a person in this room."""
    return hmac.digest(shared.secret.encode(), person.encode(), hashlib.sha256).hex()[:20]


def share(workspace: Path, room: str, person: str, message: Message, now: datetime) -> Voice:
    """Keep what a person shares or takes back, and return how it stands; RoomOver where the room is closed.

    The same message may come any number of times, and one that is older than what stands changes nothing.
    `message` fits (`alongside.records.roomitems.fitting`).
    """

    def heard(shared: SharedFile) -> tuple[SharedFile | None, Voice]:
        seat = seat_of(shared, person)
        mine = [voice for voice in shared.voices if voice.seat == seat]
        before = next((v for v in mine if (v.kind, v.item) == (message.kind, message.item)), None)
        if before and (before.id == message.id or before.n >= message.n):
            return None, before
        if before is None and len(mine) >= MOST_OF_ONE:
            raise RoomOver(_("You have shared more things than this room takes."))
        voice = _voice(seat, message, now)
        rest = [one for one in shared.voices if one is not before]
        shown = shared.pictures if not message.back else _without(shared, seat, message.item)
        return replace(shared, voices=[*rest, voice], pictures=shown), voice

    return _rewritten(workspace, room, now, heard)


def forget_seat(workspace: Path, room: str, person: str) -> None:
    """Take everything that a person shared out of a room, open or not; nothing where nothing was shared."""

    def without() -> tuple[SharedFile | None, None]:
        shared = read_as(shared_file(workspace, room), SharedFile)
        if shared is None:
            return None, None
        seat = seat_of(shared, person)
        shown = {key: pictures.without(one, seat) for key, one in shared.pictures.items()}
        left = [voice for voice in shared.voices if voice.seat != seat]
        return (
            replace(shared, voices=left, pictures=shown) if len(left) < len(shared.voices) else None
        ), None

    change(shared_file(workspace, room), without)


def mine(shared: SharedFile, person: str) -> list[Voice]:
    """Return what one person shared, as it stands."""
    seat = seat_of(shared, person)
    return [voice for voice in shared.voices if voice.seat == seat]


def standing(shared: SharedFile, kind: str) -> list[Voice]:
    """Return what was shared of a kind and not taken back, the oldest first."""
    return sorted((v for v in shared.voices if v.kind == kind and v.state != "back"), key=lambda v: v.at)


def waiting(shared: SharedFile) -> list[Voice]:
    """Return who is stuck and was not helped yet, the longest first."""
    return [voice for voice in standing(shared, "stuck") if voice.state == "waits"]


def lines(shared: SharedFile, item: str) -> dict[str, dict[str, str]]:
    """Return line id to seat to option of everything that is shared of a rating or a sort."""
    found: dict[str, dict[str, str]] = {}
    for voice in shared.voices:
        if voice.item == item and voice.state != "back":
            for line, option in voice.votes.items():
                found.setdefault(line, {})[voice.seat] = option
    return found


def show(workspace: Path, room: str, item: str, now: datetime) -> None:
    """Put an item on the projector, "" for none, with the newest picture that gives nobody away."""

    def shown(shared: SharedFile) -> tuple[SharedFile, None]:
        return replace(shared, screen=item, pictures=_taken(shared, item, now)), None

    _rewritten(workspace, room, now, shown)


def judge(workspace: Path, room: str, voice_id: str, state: str, now: datetime) -> bool:
    """Let a takeaway through or leave it out, or say that somebody was helped; False where it has changed."""

    def judged(shared: SharedFile) -> tuple[SharedFile | None, bool]:
        fits = {"takeaway": {"through", "out"}, "stuck": {"helped"}}
        found = [v for v in shared.voices if v.id == voice_id and state in fits.get(v.kind, ())]
        if not found or found[0].state == "back":
            return None, False
        voices = [replace(v, state=state) if v is found[0] else v for v in shared.voices]
        return replace(shared, voices=voices), True

    return _rewritten(workspace, room, now, judged)


def visible(shared: SharedFile, item: str) -> dict[str, dict[str, int]]:
    """Return line id to option to how many, for every line of which a picture may be seen."""
    current = lines(shared, item)
    seen = {line: pictures.visible(shared.pictures.get(f"{item}/{line}"), current[line]) for line in current}
    return {line: counts for line, counts in seen.items() if counts is not None}


def newer(shared: SharedFile, item: str) -> bool:
    """Whether showing an item again would change what is seen."""
    return _taken(shared, item, _AT_NO_TIME) != shared.pictures


def _taken(shared: SharedFile, item: str, now: datetime) -> dict:
    fresh = dict(shared.pictures)
    for line, current in lines(shared, item).items():
        picture = pictures.taken(fresh.get(f"{item}/{line}"), current, now)
        if picture is not None:
            fresh[f"{item}/{line}"] = picture
    return fresh


def _without(shared: SharedFile, seat: str, item: str) -> dict:
    return {
        key: pictures.without(one, seat) if key.startswith(f"{item}/") else one
        for key, one in shared.pictures.items()
    }


def _voice(seat: str, message: Message, now: datetime) -> Voice:
    return Voice(
        seat=seat,
        id=message.id,
        n=message.n,
        kind=message.kind,
        item=message.item,
        at=now,
        state="back" if message.back else "waits",
        votes=message.votes,
        text=message.text,
        called=message.called,
    )


def _rewritten(workspace: Path, room: str, now: datetime, alter: Callable) -> object:
    """Alter the file in turn; whether the room is open is asked in the same turn, so closing comes after."""

    def grown() -> tuple:
        if not is_open(read_room(workspace, room), now):
            raise RoomOver(_("This room is closed."))
        return alter(read_shared(workspace, room))

    return change(shared_file(workspace, room), grown)
