"""What the pages of a live room draw: read once from its files, with nothing that may not be seen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from alongside.model.liveroom import RoomRecord, SharedFile, Voice
from alongside.model.programme import Session
from alongside.records import runlog, sharing
from alongside.records.pictures import FIVE, in_fives
from alongside.records.roomitems import Item, Items, items_of
from alongside.records.roomtimer import Timer, timer_of
from alongside.web.programme.sessions import TODAY, all_units

TAKEAWAY = "takeaway"


@dataclass(frozen=True)
class Line:
    """One statement or card on the screen: its words, and option id to how many and to a share in percent.

    `counts` is None where fewer than five chose, or where no picture was taken yet.
    """

    text: str
    counts: dict[str, int] | None

    def percent(self, option: str) -> int:
        """Return how much of the line's bar an option fills."""
        counts = self.counts or {}
        return round(100 * counts.get(option, 0) / max(sum(counts.values()), 1))


@dataclass(frozen=True)
class Shared:
    """A rating or a sort: how many shared it (None for fewer than five), and what of it may be seen.

    `newer` says whether showing it again would change the screen.
    """

    item: Item
    count: int | None
    on_screen: bool
    newer: bool
    lines: list[Line]


@dataclass(frozen=True)
class RoomView:
    """One room as it is now. `state` changes with everything that can be seen."""

    room: RoomRecord
    timer: Timer | None
    now: datetime
    running: str
    minutes: int
    waiting: list[Voice]
    done: int
    takeaways: list[Voice]
    shared: list[Shared]
    screen: str
    state: str

    @property
    def through(self) -> list[Voice]:
        """The takeaways that were let through."""
        return [voice for voice in self.takeaways if voice.state == "through"]

    @property
    def on_screen(self) -> Shared | None:
        """What the projector shows; None where it shows takeaways or nothing."""
        return next((one for one in self.shared if one.on_screen), None)

    @property
    def done_in_fives(self) -> int:
        """How many are done, as the projector says it."""
        return in_fives(self.done)

    @property
    def seconds(self) -> int:
        """The seconds that are left on the timer now."""
        return self.timer.left_at(self.now) if self.timer else 0


def view_of(root: Path, session: Session, room: RoomRecord, now: datetime) -> RoomView:
    """Return a room as it is now."""
    shared, items = sharing.read_shared(root, room.id), items_of(session, all_units())
    log = runlog.read_log(root, session.id)
    running = items.running(log, now - TODAY, now)
    given = log.given(now - TODAY, now)
    done = [voice for voice in sharing.standing(shared, "done") if voice.item == running]
    return RoomView(
        room=room,
        timer=timer_of(room.rows),
        now=now,
        running=items.activities.get(running, ""),
        minutes=given.get(running, items.minutes.get(running, 5)),
        waiting=sharing.waiting(shared),
        done=len(done),
        takeaways=sharing.standing(shared, TAKEAWAY),
        shared=_shared(shared, items),
        screen=shared.screen,
        state=_state(room, shared, running, given),
    )


def _shared(shared: SharedFile, items: Items) -> list[Shared]:
    return [_one(shared, item) for item in items.answers.values()]


def _one(shared: SharedFile, item: Item) -> Shared:
    people = {voice.seat for voice in shared.voices if voice.item == item.id and voice.state != "back"}
    seen = sharing.visible(shared, item.id)
    return Shared(
        item=item,
        count=len(people) if len(people) >= FIVE else None,
        on_screen=shared.screen == item.id,
        newer=sharing.newer(shared, item.id),
        lines=[Line(text, seen.get(line)) for line, text in item.lines.items()],
    )


def _state(room: RoomRecord, shared: SharedFile, running: str, given: dict[str, int]) -> str:
    seen = msgspec.json.encode([room, shared.voices, shared.pictures, shared.screen, running, given])
    return hashlib.sha256(seen).hexdigest()[:32]
