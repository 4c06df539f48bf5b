"""Closing a session on a computer that others use too: the browser forgets, and the kit stops."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from tornado.ioloop import IOLoop

from alongside.responses.choosing import portfolio_file
from alongside.responses.gather import gather
from alongside.responses.receipts import receipts_file
from alongside.responses.whose import workspace_id
from alongside.web.desk.light import FORM
from alongside.web.page import POLICY, Access, Page


@dataclass(frozen=True)
class Staying:
    """What stays in the folder when a session is closed: counts and names, no words."""

    folder: str
    answers: int
    units: int
    damaged: int
    staged: int
    receipts: bool
    portfolio: bool


class ClosePage(Page):
    """Asks, with what stays where; then signs out, lets the browser forget, and stops the kit."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Say what closing does and what it cannot do; unsent text in this browser is looked for there."""
        left, whose = await self.work(staying, self.root), await self.work(workspace_id, self.root)
        self.draw("close.html", closed=False, staying=left, whose=whose, css="")

    async def post(self) -> None:
        """Sign out, then stop: the address in the browser's history opens nothing after that."""
        left = await self.work(staying, self.root)
        self.identity_provider.clear_login_cookie(self)
        self.shared_names()  # asks for the token of forms, which sets its cookie: before that cookie goes
        for name in ("_xsrf", FORM):
            self.clear_cookie(name, path=self.base_url)
        self.set_header("Clear-Site-Data", '"cache"')
        # Whoever is signed out gets no file any more, so this page carries its style itself.
        css = self.settings["alongside_assets"].plain("page.css").body.decode()
        digest = b64encode(sha256(css.encode()).digest()).decode()
        self.set_header(
            "Content-Security-Policy", POLICY.replace("style-src 'self'", f"style-src 'sha256-{digest}'")
        )
        self.draw("close.html", closed=True, staying=left, whose="", css=css)
        if self.serverapp is not None:
            IOLoop.current().call_later(1, self.serverapp.stop)


def staying(root: Path) -> Staying:
    """Return what stays in workspace `root`."""
    found = gather(root)
    return Staying(
        folder=str(root),
        answers=sum(len(one.entries) for one in found),
        units=sum(bool(one.entries) for one in found),
        damaged=sum(len(one.problems) for one in found),
        staged=len([*(root / "staging").glob("*/responses.json")]),
        receipts=receipts_file(root).is_file(),
        portfolio=portfolio_file(root).is_file(),
    )
