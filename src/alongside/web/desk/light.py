"""A unit as a light page: text at once, the same front ends, the same file of answers, no kernel."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from alongside import paths
from alongside.content.load import fresh_unit, read_yaml
from alongside.content.shelf import notebook_name
from alongside.model.evidence import Source
from alongside.publish.light import LightPage, light_page, read_notebook
from alongside.responses import files
from alongside.web.desk.places import unit_folder
from alongside.web.page import Access, Page

FORM = "alongside-form"
"""The cookie that remembers in which form a person opened a unit last: `light` or `notebook`."""


class UnitPage(Page):
    """A module, an exercise or an assessment session to read and answer."""

    access: ClassVar[Access] = "owner"

    async def get(self, address: str) -> None:
        """Draw the page with what this person has answered so far."""
        folder = unit_folder(self.root, address)
        unit = fresh_unit(folder)
        self.set_cookie(FORM, "light", path=self.base_url, samesite="Lax")
        page, set_aside = await self.work(_page, self.root, folder)
        self.draw(
            "unit.html",
            unit=unit,
            page=page,
            fronts={kind: f"{self.base_url}alongside/{self.asset(kind + '.js')}" for kind in page.kinds},
            set_aside=set_aside,
            notebook=f"{self.base_url}notebooks/{address}/{notebook_name(unit)}",
            presenting=self.get_query_argument("view", "") == "present",
        )


def _page(root: Path, folder: Path) -> tuple[LightPage, list[str]]:
    unit = fresh_unit(folder)
    kept = files.read(folder, unit.id)
    address = folder.relative_to(root.resolve()).as_posix()

    def saving(response_id: str) -> dict[str, Any]:
        place = f"{address}/{response_id}"
        url, store = f"alongside/api/answers/{place}", f"alongside:{place}"
        return {"way": "desk", "url": url, "store": store, "fresh": True}  # what it shows was read just now

    notebook = read_notebook(folder / notebook_name(unit))
    page = light_page(unit, notebook, entries=kept.entries, saving=saving, sources=sources(), lang=unit.lang)
    return page, kept.set_aside


@lru_cache(maxsize=1)
def sources() -> dict[str, Source]:
    """Return the evidence by key; installed content does not change while the kit runs."""
    rows: list[Any] = read_yaml(paths.content_root() / "handbook" / "evidence.yaml", list[Source])
    return {row.key: row for row in rows}
