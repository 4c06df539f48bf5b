"""The live room: the trainer opens it, shows its code, and decides what stands on the projector."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside.model.liveroom import KeptFile, RoomRecord
from alongside.model.programme import Session
from alongside.records import livebox, liveroom, roomclosing, sharing
from alongside.records.roomitems import Items, items_of
from alongside.strings import _
from alongside.web.page import Access, Page
from alongside.web.programme.roomview import TAKEAWAY, RoomView, view_of
from alongside.web.programme.sessions import all_units, session_called

LONGEST = 240
"""Minutes that a timer may be started with."""
ADDED = {"-60", "60", "300"}
"""Seconds that the buttons add to the timer."""


class _RoomPage(Page):
    """What the four pages of a room share: the open room of a session, and a mark of its state."""

    access: ClassVar[Access] = "trainer"
    _state = ""

    @property
    def exchange(self) -> Path:
        """Where desks of a Hub meet."""
        return self.root / self.workspace.exchange

    async def seen(self, session_id: str) -> tuple[Session, RoomView | None]:
        """Return the session and its open room, or None; what was forgotten is closed on the way."""
        session = await self.work(session_called, session_id)
        view = await self.work(_open_view, self.root, self.exchange, session)
        self._state = view.state if view else ""
        return session, view

    def compute_etag(self) -> str | None:
        """Two answers are the same while nothing in the room has changed, whatever the clock says."""
        return f'"{self._state}"' if self._state else None


class LiveRoomPage(_RoomPage):
    """The trainer's page of the live room."""

    async def get(self, session_id: str) -> None:
        """Draw the room, or how to open one and what became of the last."""
        session, view = await self.seen(session_id)
        self._state = ""
        if view is None:
            last, kept, titles = await self.work(_last, self.root, session)
            self.draw("live-closed.html", part="lead", session=session, last=last, kept=kept, titles=titles)
        else:
            self.draw("live.html", part="lead", session=session, view=view)

    async def post(self, session_id: str) -> None:
        """Do what the trainer pressed, then show the room again."""
        session = await self.work(session_called, session_id)
        pressed = self.get_body_argument("act", "")
        given = self.get_body_argument("given", "")
        agreed = self.get_body_argument("agreed", "") if self.get_body_argument("keep", "") == "yes" else None
        by = self.workspace.person.id
        # What was dropped before the trainer pressed belongs to the room as it was then.
        await self.work(livebox.sync, self.root, self.exchange, datetime.now().astimezone())
        part = await self.work(_do, self.root, session, by, (pressed, given, agreed))
        await self.work(livebox.sync, self.root, self.exchange, datetime.now().astimezone())
        self.redirect(f"{self.base_url}alongside/trainer/{session.id}/room{part}")


class LiveRoomNow(_RoomPage):
    """The parts of the trainer's page that change while it is open."""

    async def get(self, session_id: str) -> None:
        """Draw them; 404 once the room is closed, and 304 while nothing has changed."""
        session, view = await self.seen(session_id)
        self.draw("live-now.html", session=session, view=_still(view))


class ScreenPage(_RoomPage):
    """What the projector shows."""

    async def get(self, session_id: str) -> None:
        """Draw the code, the timer, how many wait for help, and what the trainer chose to show."""
        session, view = await self.seen(session_id)
        self._state = ""
        self.draw("live-screen.html", part="lead", session=session, view=view)


class ScreenNow(_RoomPage):
    """The parts of the projector's page that change while it is open."""

    async def get(self, session_id: str) -> None:
        """Draw them; 404 once the room is closed, and 304 while nothing has changed."""
        session, view = await self.seen(session_id)
        self.draw("live-screen-now.html", session=session, view=_still(view))


def _still(view: RoomView | None) -> RoomView:
    if view is None:
        raise HTTPError(404, reason=_("This room is closed."))
    return view


def _open_view(root: Path, exchange: Path, session: Session) -> RoomView | None:
    now = datetime.now().astimezone()
    livebox.sync(root, exchange, now)
    roomclosing.tidy(root, now)
    room = liveroom.open_for(root, session.id, now)
    return view_of(root, session, room, now) if room else None


def _last(root: Path, session: Session) -> tuple[RoomRecord | None, KeptFile | None, Items]:
    last = liveroom.last_of(root, session.id)
    kept = roomclosing.read_kept(root, last.id) if last else None
    return last, kept, items_of(session, all_units())


def _do(root: Path, session: Session, by: str, pressed: tuple[str, str, str | None]) -> str:
    """Do what was pressed, and return the part of the page to come back to."""
    act, given, agreed = pressed
    now = datetime.now().astimezone()
    if act == "open":
        liveroom.open_room(root, session.id, by, now)
        return ""
    room = liveroom.open_for(root, session.id, now)
    if room is None:
        raise HTTPError(409, reason=_("This room is closed."))
    if act == "close":
        _close(root, room, by, agreed)
        return ""
    if act in {"start", "pause", "go", "add", "stop"}:
        _time(root, room, by, (act, given))
        return "#timer"
    if act in {"through", "out", "helped"}:
        if not sharing.judge(root, room.id, given, act, now):
            raise HTTPError(409, reason=_("This was changed or taken back meanwhile. Look at it again."))
        return "#help" if act == "helped" else "#takeaways"
    if act == "show" and (not given or given == TAKEAWAY or given in items_of(session, all_units()).answers):
        sharing.show(root, room.id, given, now)
        return "#shared"
    raise HTTPError(400)


def _close(root: Path, room: RoomRecord, by: str, agreed: str | None) -> None:
    if agreed is not None and not agreed.strip():
        raise HTTPError(400, reason=_("Say how the group agreed to keep it; nothing was closed or deleted."))
    roomclosing.close(root, room.id, by, datetime.now().astimezone(), (agreed or "").strip()[:500])


def _time(root: Path, room: RoomRecord, by: str, pressed: tuple[str, str]) -> None:
    act, given = pressed
    now = datetime.now().astimezone()
    if act == "start":
        minutes = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 0
        if not 1 <= minutes <= LONGEST:
            told = _("Give the timer from 1 to {most} minutes.").format(most=LONGEST)
            raise HTTPError(400, reason=told)
        liveroom.act(root, room.id, "started", by, now, seconds=60 * minutes)
    elif act == "add":
        if given not in ADDED:
            raise HTTPError(400)
        liveroom.act(root, room.id, "added", by, now, seconds=int(given))
    else:
        done = {"pause": "paused", "go": "went-on", "stop": "stopped"}[act]
        liveroom.act(root, room.id, done, by, now)
