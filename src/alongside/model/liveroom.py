"""A live room: who opened it and when; in a file of its own, which does not outlive it, what was shared."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from alongside.model.base import Shape

SCHEMA = 1
TAKEAWAY_LIMIT = 200
"""Characters of a takeaway: it has to be read across a room."""
CALLED_LIMIT = 40
"""Characters of what somebody wants to be called."""

Aware = Annotated[datetime, Meta(tz=True)]
"""A time with its offset from UTC."""
RoomId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=60)]
Kind = Literal["rating", "sort", "takeaway", "stuck", "done"]
"""What can be shared: an answer of two kinds, a short text, and where somebody stands."""
Act = Literal["opened", "started", "paused", "went-on", "added", "stopped", "closed"]
"""What happens to a room; all but the first and the last are of its timer."""
Count = Annotated[int, Meta(ge=0, le=10_000)]


class RoomRow(Shape, kw_only=True):
    """One act of a trainer. `seconds` is for a timer.

    `agreed` says how the group agreed to keep what was shared; "" where it did not.
    """

    at: Aware
    by: str
    act: Act
    seconds: Annotated[int, Meta(ge=-86_400, le=86_400)] = 0
    agreed: Annotated[str, Meta(max_length=500)] = ""


class RoomRecord(Shape, kw_only=True):
    """One live room, its rows oldest first. Nothing that anybody shared stands here."""

    schema: int
    id: RoomId
    session: str
    code: str
    rows: list[RoomRow]

    @property
    def closed(self) -> RoomRow | None:
        """The row that closed it; None while it is open."""
        return next((row for row in self.rows if row.act == "closed"), None)


MESSAGE_LIMIT = 16 * 1024
"""Bytes of one message: the largest pile of cards is a few thousand."""


class Message(Shape, kw_only=True):
    """What a trainee's browser sends: one thing that is shared, or, with `back`, taken back.

    The browser makes `id`, so that the same message may arrive twice, and counts `n` up, so that an old one
    that arrives late changes nothing. `item` is the response or the activity, or the kind itself.
    """

    id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{8,40}\Z")]
    n: Annotated[int, Meta(ge=1, le=2**53)]
    kind: Kind
    item: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=80)]
    back: bool = False
    votes: Annotated[dict[str, str], Meta(max_length=100)] = {}
    text: Annotated[str, Meta(max_length=TAKEAWAY_LIMIT)] = ""
    called: Annotated[str, Meta(max_length=CALLED_LIMIT)] = ""


class Voice(Shape, kw_only=True):
    """The last that one person shared of one thing. `seat` stands for the person in this room only.

    `state`: a takeaway waits, was let through or left out; somebody stuck waits or was helped; `back` when it
    was taken back, and then it has no words.
    """

    seat: str
    id: str
    n: int
    kind: Kind
    item: str
    at: Aware
    state: Literal["waits", "through", "out", "helped", "back"] = "waits"
    votes: dict[str, str] = {}
    text: str = ""
    called: str = ""


class Picture(Shape, kw_only=True):
    """What was last shown of one line: option to how many, and whose choice it rests on.

    Who took back what they had shared stands in `left` only, without what it was.
    """

    at: Aware
    counts: dict[str, Count]
    seats: dict[str, str]
    left: list[str] = []


class SharedFile(Shape, kw_only=True):
    """What was shared in one room: `pictures` by `item/line`, `screen` the item on the projector."""

    schema: int
    room: RoomId
    secret: str
    voices: list[Voice] = []
    pictures: dict[str, Picture] = {}
    screen: str = ""


class KeptFile(Shape, kw_only=True):
    """What a group agreed to keep: distributions of five or more, takeaways that were shown, and no names."""

    schema: int
    room: RoomId
    session: str
    closed_at: Aware
    agreed: str
    distributions: dict[str, dict[str, Count]] = {}
    takeaways: list[str] = []
