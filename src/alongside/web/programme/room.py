"""Opening a room for phones and laptops from the trainer's page: a server of its own, ended with this one."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside.records import badges
from alongside.records.people import read_people
from alongside.records.waiting import sweep
from alongside.strings import _
from alongside.web.page import Access, Page
from alongside.web.programme.starting import Running, started


class OpenRoomPage(Page):
    """Says whether a room is open, opens it and closes it."""

    access: ClassVar[Access] = "trainer"
    _starting: ClassVar[asyncio.Lock] = asyncio.Lock()

    async def get(self) -> None:
        """Say what a room is, whether one is open, and how many badges would be let in now."""
        people, codes = await self.work(_counted, self.root)
        shown = {"running": self.running, "people": people, "codes": codes}
        self.draw("openroom.html", part="lead", elsewhere=self.on_hub, **shown)

    async def post(self) -> None:
        """Open or close the room, then show what is now; the trainer's screen opens by its own link.

        409 on a Hub: that screen opens on the computer itself alone, and nobody sits at a server.
        """
        if self.on_hub:
            raise HTTPError(409, reason=_("A room opens on a laptop, not on a Hub."))
        async with self._starting:
            if self.get_body_argument("act", "open") == "close":
                await self._close()
            elif self.running is None:
                log = self.root / ".alongside" / "room.log"
                self.settings["alongside_room"] = await self.work(start, self.root, log)
        self.redirect(f"{self.base_url}alongside/room")

    @property
    def running(self) -> Running | None:
        """The room that was opened here and is still open."""
        running: Running | None = self.settings.get("alongside_room")
        return running if running and running.alive else None

    async def _close(self) -> None:
        if running := self.running:
            await self.work(running.end)
            await self.work(sweep, self.root)  # where a process is ended at once it cleans nothing up
        self.settings["alongside_room"] = None


def start(root: Path, log: Path) -> Running:
    """Open a room over workspace `root`, which ends when this process does; StartError where it cannot."""
    return started(["room", str(root)], log, _("The room could not be opened."))


def _counted(root: Path) -> tuple[int, int]:
    """Return how many people take part, and how many of them have a code that is valid now."""
    people = read_people(root).present()
    return len(people), len(badges.standing(root, "room", datetime.now(UTC)))
