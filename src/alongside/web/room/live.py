"""The live part of a room: what people choose to share while a session runs, from the page they work on.

A browser joins with the four letters of a live room, asks every few seconds how things stand, and sends what
the person pressed. What it could not send it keeps, and sends again; the same message may come many times.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.errors import AnswersError
from alongside.model.liveroom import MESSAGE_LIMIT, Message, RoomRecord
from alongside.records import liveroom, sharing
from alongside.records.livebox import standing_of
from alongside.records.liveroom import RoomOver
from alongside.records.roomitems import fitting, items_in
from alongside.strings import _
from alongside.web.room.door import Door
from alongside.web.room.page import Access, RoomPage


class LivePage(RoomPage):
    """One live room as one person sees it; it answers programs only."""

    access: ClassVar[Access] = "person"
    largest: ClassVar[int] = MESSAGE_LIMIT

    def initialize(self, door: Door) -> None:
        """Take the door that counts wrong codes, by person."""
        self._door = door

    @property
    def wants_json(self) -> bool:
        """Scripts ask here, and nobody else."""
        return True

    async def get(self, typed: str) -> None:
        """Answer what is under way, the timer, and how what this person shared stands."""
        room = await self._room(typed)
        self.answer(await self.work(state, self.root, room, self.person, self.now()))

    async def put(self, typed: str) -> None:
        """Keep one thing that this person shares or takes back, and answer how it stands."""
        room = await self._room(typed)
        try:
            message = msgspec.convert(self.body_json(), Message)
        except msgspec.ValidationError as err:
            raise HTTPError(400) from err
        try:
            self.answer(await self.work(heard, self.root, room, self.person, message))
        except (RoomOver, AnswersError) as err:
            # The browser gives up on a refusal (4xx) and tries again after anything else.
            self.set_status(410 if isinstance(err, RoomOver) else 400)
            self.answer({"problem": str(err)})

    async def _room(self, typed: str) -> RoomRecord:
        """Return the open room with this code; 404 for none, 429 where too many were tried."""
        now = self.now()
        if seconds := self._door.seconds_to_wait(self.person, now):
            self.set_header("Retry-After", str(seconds))
            raise HTTPError(429, reason=_("That were too many wrong codes. Wait a little, then try again."))
        room = await self.work(liveroom.with_code, self.root, typed, now)
        if room is None:
            self._door.wrong(self.person, now)
            raise HTTPError(404, reason=_("No room that is open has this code."))
        self._door.right(self.person)
        return room


def state(root: Path, room: RoomRecord, person: str, now: datetime) -> dict[str, Any]:
    """Return what one person's page shows of a room; the same as long as nothing has changed."""
    return {
        **standing_of(root, room, now),
        "mine": [_told(voice) for voice in sharing.mine(sharing.read_shared(root, room.id), person)],
    }


def heard(root: Path, room: RoomRecord, person: str, message: Message) -> dict[str, Any]:
    """Keep a message of a person, and return how it stands now."""
    fit = fitting(message, items_in(room.session))
    return _told(sharing.share(root, room.id, person, fit, datetime.now().astimezone()))


def _told(voice: sharing.Voice) -> dict[str, Any]:
    """Return one's own voice, without the seat: a browser has no use for it."""
    return {"kind": voice.kind, "item": voice.item, "id": voice.id, "n": voice.n, "state": voice.state}


HANDLERS: list[tuple[Any, ...]] = [(r"room/([A-Za-z%\- ]{1,20})", LivePage, {"door": Door()})]
"""Routes below `/live/`, as Tornado takes them; each handler is a `RoomPage` with access `person`."""
