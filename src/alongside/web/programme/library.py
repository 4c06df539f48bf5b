"""Opening the read-only edition from the trainer's page: a server of its own, ended with this one."""

from __future__ import annotations

import asyncio
import atexit
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from alongside.errors import StartError
from alongside.strings import _
from alongside.web.page import Access, Page


@dataclass(frozen=True)
class Running:
    """A read-only edition that answers at `address`."""

    process: subprocess.Popen[str]
    address: str

    @property
    def alive(self) -> bool:
        """Whether its process is still there."""
        return self.process.poll() is None


class LibraryPage(Page):
    """Starts the read-only edition where it is not running, then leads the browser to it."""

    access: ClassVar[Access] = "trainer"
    _starting: ClassVar[asyncio.Lock] = asyncio.Lock()

    async def post(self) -> None:
        """Answer with a page that goes on to the edition by itself.

        A form may only lead to this server (`form-action 'self'`), so the page is left in a second step.
        """
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
    words = ("library", "--no-browser", "--port", "0", "--parent", str(os.getpid()))
    log.parent.mkdir(exist_ok=True)
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "alongside", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
            start_new_session=True,
        )
    atexit.register(process.terminate)
    found = re.search(r"https?://\S+", process.stdout.readline()) if process.stdout else None
    if found is None:
        raise StartError(
            _("The read-only edition could not be started."),
            do=_("The reason is in {file}.").format(file=log),
        )
    return Running(process, found[0])
