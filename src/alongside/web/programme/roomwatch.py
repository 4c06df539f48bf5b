"""A live room on a Hub goes on when no page of it is open: its trainer's own server looks again and again."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from logging import Logger
from pathlib import Path

from tornado.ioloop import PeriodicCallback

from alongside import paths
from alongside.content.load import fresh_yaml
from alongside.errors import AlongsideError
from alongside.model.workspace import Workspace
from alongside.records import livebox, roomclosing

EVERY = timedelta(seconds=3)
"""As often as the pages of a room ask."""


class RoomWatch:
    """Looks at the live rooms of a Hub from one trainer's server; `own` of those open are this person's."""

    def __init__(self, root: Path, log: Logger) -> None:
        """Watch from workspace `root`; what goes wrong is told to `log` once."""
        self._root, self._log = root, log
        self._trouble = ""
        self.own = 0

    def start(self) -> None:
        """Look now and while the server runs; each look waits for the one before."""
        PeriodicCallback(self.look, EVERY).start()

    async def look(self) -> None:
        """Look once; what cannot be read or written now is tried again by the next look."""
        try:
            self.own = await asyncio.to_thread(keep_up, self._root, datetime.now().astimezone())
            trouble = ""
        except (AlongsideError, OSError) as err:
            trouble = str(err)
        if trouble and trouble != self._trouble:
            self._log.warning("The live rooms of this Hub could not be looked at: %s", trouble)
        self._trouble = trouble


def keep_up(root: Path, now: datetime) -> int:
    """Take in what was dropped for live rooms and tell how they stand; close what was left open too long.

    Return how many open rooms the person of workspace `root` opened.
    """
    settings = fresh_yaml(root / paths.MARKER, Workspace)
    exchange = root / settings.exchange
    place = livebox.place_of(exchange)
    if place is None or livebox.is_idle(place):
        return 0
    open_now = livebox.sync(root, exchange, now)
    roomclosing.tidy(root, now)
    return sum(room.rows[0].by == settings.person.id for room in open_now)
