"""The handbook in a room: the same pages as at a desk, and nothing that anybody wrote."""

from __future__ import annotations

from typing import ClassVar

from tornado.web import HTTPError

from alongside.publish.handbook.pages import drawn_sheet, sheets
from alongside.publish.handbook.places import Places, Taught
from alongside.web.room.page import Access, RoomPage
from alongside.web.room.units import published


class HandbookPage(RoomPage):
    """Any page of the handbook."""

    access: ClassVar[Access] = "person"

    async def get(self, place: str | None) -> None:
        """Draw the page at `place`, which is compared with what there is and never used as a path; 404."""
        self.finish(await self.work(self._drawn, place or "", self.shared_names()))

    def _drawn(self, place: str, shared: dict[str, object]) -> str:
        sheet = sheets().get(place)
        if sheet is None:
            raise HTTPError(404)
        taught = {one.unit.id: Taught(one.unit.title, f"/unit/{one.unit.id}") for one in published()}
        places = Places(lambda inside: f"/handbook/{inside}".rstrip("/"), taught)
        looks = {"frame": "room/frame.html", "file": self.asset}
        return drawn_sheet(self.house.templates, sheet, places, shared | looks)
