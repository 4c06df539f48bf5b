"""The kit's style and mark for the Hub's own pages: whoever has not signed in yet needs them too."""

from __future__ import annotations

from functools import cache

from tornado.web import HTTPError, RequestHandler

from alongside.web.assets import Assets
from alongside.web.page import HERE

SHOWN = (".css", ".svg", ".js")


@cache
def _assets() -> Assets:
    return Assets(HERE / "static")


class LookPage(RequestHandler):
    """One style, picture or script, to be kept for a year: a changed file has another name."""

    def get(self, name: str) -> None:
        """Answer the file."""
        asset = _assets().get(name)
        if asset is None or not name.endswith(SHOWN):
            raise HTTPError(404)
        self.set_header("Content-Type", asset.type)
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.finish(asset.body)
