"""Stopping the kit from its own page."""

from __future__ import annotations

from typing import ClassVar

from tornado.ioloop import IOLoop

from alongside.web.page import Access, Page


class StopPage(Page):
    """Ends the server and every kernel it started."""

    access: ClassVar[Access] = "owner"

    def get(self) -> None:
        """Ask before stopping."""
        self.draw("stop.html", stopped=False)

    def post(self) -> None:
        """Say goodbye, then stop."""
        self.draw("stop.html", stopped=True)
        if self.serverapp is not None:
            IOLoop.current().call_later(0.5, self.serverapp.stop)
