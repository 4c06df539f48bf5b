"""Opening the read-only edition from the trainer's page: a server of its own, ended with this one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside.strings import _
from alongside.web.page import Access, Page
from alongside.web.programme.starting import Running, started


class LibraryPage(Page):
    """Starts the read-only edition where it is not running, then leads the browser to it."""

    access: ClassVar[Access] = "trainer"
    _starting: ClassVar[asyncio.Lock] = asyncio.Lock()

    async def post(self) -> None:
        """Answer with a page that goes on to the edition by itself.

        A form may only lead to this server (`form-action 'self'`), so the page is left in a second step.
        409 on a Hub: the edition answers on the computer itself alone.
        """
        if self.on_hub:
            raise HTTPError(409, reason=_("The read-only edition opens on your own computer, not on a Hub."))
        async with self._starting:
            running: Running | None = self.settings.get("alongside_library")
            if running is None or not running.alive:
                running = await self.work(start, self.root / ".alongside" / "library.log")
                self.settings["alongside_library"] = running
        self.set_header("Refresh", f"0; url={running.address}")
        self.draw("library.html", part="lead", address=running.address)


def start(log: Path) -> Running:
    """Start the edition on a free port and return it once it answers; it ends when this process does.

    StartError where it ends at once; `log` then says why.
    """
    return started(["library", "--port", "0"], log, _("The read-only edition could not be started."))
