"""Scripts and styles as pages ask for them."""

from __future__ import annotations

from typing import ClassVar

from tornado.web import HTTPError

from alongside.web.room.page import Access, RoomPage


class AssetPage(RoomPage):
    """One script or style: the same for everybody, and found in the kit's public code."""

    access: ClassVar[Access] = "anybody"

    def get(self, name: str) -> None:
        """Answer the file, to be kept for a year: a changed file has another name."""
        asset = self.house.assets.get(name)
        if asset is None:
            raise HTTPError(404)
        self.set_header("Content-Type", asset.type)
        self.set_header("Cache-Control", "private, max-age=31536000, immutable")
        self.finish(asset.body)
