"""Sharing with a live room from a desk of a Hub: what a person pressed goes into the room's box."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.errors import AnswersError
from alongside.model.liveroom import MESSAGE_LIMIT, Message
from alongside.records.livebox import heard_in, place_of, post, told_in
from alongside.responses.untrusted import Unreadable, parse
from alongside.responses.whose import workspace_id
from alongside.strings import _
from alongside.web.page import Access, Page


class LivePage(Page):
    """One live room of this Hub; it answers programs only."""

    access: ClassVar[Access] = "owner"

    @property
    def place(self) -> Path:
        """Where this Hub tells its live rooms; 404 on a desk that belongs to none."""
        place = place_of(self.root / self.workspace.exchange)
        if place is None:
            raise HTTPError(404, reason=_("This desk has no connection to a trainer's room."))
        return place

    async def get(self, typed: str) -> None:
        """Answer what is under way, the timer, and how messages stand; 404 for no open room."""
        told = await self.work(heard_in, self.place, typed, datetime.now(UTC))
        if told is None:
            raise HTTPError(404, reason=_("No room that is open has this code."))
        self.answer(told)

    async def put(self, typed: str) -> None:
        """Drop one thing that this person shares or takes back."""
        room = await self.work(told_in, self.place, typed, datetime.now(UTC))
        if room is None:
            raise HTTPError(404, reason=_("No room that is open has this code."))
        try:
            message = msgspec.convert(parse(self.request.body, max_bytes=MESSAGE_LIMIT), Message)
            await self.work(post, self.place, room, message)
        except (msgspec.ValidationError, Unreadable, AnswersError) as err:
            self.set_status(400)
            self.answer({"problem": str(err)})
            return
        self.answer({"id": message.id})


def sharing_of(page: Page, states: list[dict[str, Any]], address: str = "") -> dict[str, Any] | None:
    """Return what the panel for sharing is given on a page of a desk; None where there is no live room."""
    if place_of(page.root / page.workspace.exchange) is None:
        return None
    return {
        "prefix": f"alongside:{workspace_id(page.root)}:",
        "xsrf": page.xsrf_token.decode(),
        "live": f"{page.base_url}alongside/api/live/",
        "answers": f"{page.base_url}alongside/api/answers/{address}/",
        "states": [one for one in states if one["kind"] in {"rating", "sort"}],
    }
