"""The handbook at a desk: chapters and cases, the route map, the glossary, country sheets and sources."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from tornado.web import HTTPError

from alongside import paths
from alongside.content import shelf
from alongside.content.load import fresh_unit, unit_folders
from alongside.publish.handbook.pages import drawn_sheet, sheets
from alongside.publish.handbook.places import Places, Taught
from alongside.web.page import Access, Page


class HandbookPage(Page):
    """Any page of the handbook; what everybody with a desk may read, and nothing that anybody wrote."""

    access: ClassVar[Access] = "owner"

    async def get(self, place: str = "") -> None:
        """Draw the page at `place` below the handbook; 404 where the handbook is without it."""
        self.finish(await self.work(self._drawn, place.rstrip("/")))

    def _drawn(self, place: str) -> str:
        sheet = sheets().get(place)
        if sheet is None:
            raise HTTPError(404)
        shared = self.shared_names()
        here = shared["here"]
        places = Places(lambda inside: f"{here}handbook/{inside}".rstrip("/"), taught(self.root, here))
        looks = {"frame": "base.html", "part": "handbook", "file": lambda name: here + self.asset(name)}
        return drawn_sheet(self.settings["alongside_templates"], sheet, places, shared | looks)


def taught(root: Path, here: str) -> dict[str, Taught]:
    """Return the units of the kit by id; those that lie in the workspace `root` with their light page."""
    titles = {name: Taught(fresh_unit(at).title) for name, at in unit_folders(paths.content_root()).items()}
    found, _problems = shelf.readable(root)
    lying = {
        unit.id: Taught(unit.title, f"{here}unit/{quote(folder.relative_to(root).as_posix())}")
        for unit, folder in found
    }
    return titles | lying
