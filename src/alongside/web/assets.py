"""The kit's own scripts and styles, by content hash: cached for ever, fresh after every change."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from alongside_widgets import WIDGETS, front_name
from alongside_widgets.base import front_ends, styles, tokens
from tornado.web import HTTPError

from alongside.publish.hashed import TYPES, Hashed
from alongside.publish.shipped import mounting
from alongside.web.page import Access, Page


class Assets(Hashed):
    """Every script and style the pages use, found by plain name or by hashed name."""

    def __init__(self, folder: Path) -> None:
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in TYPES}
        names = [front_name(kind) for kind in WIDGETS]
        # One file each for all widgets: a dozen small requests cost a page more than what it does not use.
        files["fronts.js"], files["fronts.css"] = front_ends(names).encode(), styles(names).encode()
        files["mount.js"] = mounting().encode() + files["mount.js"]
        for name in ("marking.js", "marking-file.js", "observing.js"):
            files[name] = files["judging.js"] + files[name]
        files["page.css"] = tokens().encode() + files["page.css"] + files["sharing.css"]
        super().__init__(files)

    def address(self, plain: str) -> str:
        """Return the address of a file relative to the kit's pages, such as `static/page.3f2a….css`."""
        return f"static/{self.plain(plain).name}"


class AssetPage(Page):
    """One script or style."""

    access: ClassVar[Access] = "owner"

    def check_xsrf_cookie(self) -> None:
        """Let pages load what is the same for everybody: a Hub would want the token for each script."""

    def get(self, name: str) -> None:
        """Answer the file, to be kept for a year: a changed file has another name."""
        asset = self.settings["alongside_assets"].get(name)
        if asset is None:
            raise HTTPError(404)
        self.set_header("Content-Type", asset.type)
        self.set_header("Cache-Control", "private, max-age=31536000, immutable")
        self.finish(asset.body)
