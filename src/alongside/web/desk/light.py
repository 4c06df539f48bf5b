"""A unit as a light page: text at once, the same front ends, the same file of answers, no kernel."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

from alongside_widgets import front_name

from alongside.content.citing import kit_sources as sources
from alongside.content.load import find_unit, fresh_unit
from alongside.content.shelf import notebook_name
from alongside.model.answers import AnswerFile
from alongside.model.kinds import AnyResponse
from alongside.model.unit import Activity, AnyUnit, Assessment
from alongside.publish.light import LightPage, light_page, read_notebook
from alongside.responses import files
from alongside.responses.beside import beside
from alongside.responses.whose import browser_keys, workspace_id
from alongside.web.desk.live import sharing_of
from alongside.web.desk.places import unit_folder
from alongside.web.page import Access, Page

__all__ = ["FORM", "UnitPage", "sources"]

FORM = "alongside-form"
"""The cookie that remembers in which form a person opened a unit last: `light` or `notebook`."""


class UnitPage(Page):
    """A module, an exercise or an assessment session to read and answer."""

    access: ClassVar[Access] = "owner"

    async def get(self, address: str) -> None:
        """Draw the page with what this person has answered so far; on a projector, without any of it."""
        presenting = self.get_query_argument("view", "") == "present"
        unit, page, set_aside = await self.work(_page, self.root, address, self.workspace.lang, presenting)
        if not presenting:
            self.set_cookie(FORM, "light", path=self.base_url, samesite="Lax")
        self.draw(
            "unit.html",
            part="lead" if presenting else "learn",
            unit=unit,
            page=page,
            fronts=f"{self.base_url}alongside/{self.asset('fronts.js')}",
            names={kind: front_name(kind) for kind in page.kinds},
            set_aside=set_aside,
            notebook=f"{self.base_url}notebooks/{quote(address)}/{notebook_name(unit)}",
            presenting=presenting,
            to_hand_in=isinstance(unit, Assessment),
            address=address,
            plan=await self.plan(),
            sharing=None if presenting else sharing_of(self, page.states, quote(address)),
            endings={} if presenting else endings(unit, page),
        )


def endings(unit: AnyUnit, page: LightPage) -> dict[str, Activity]:
    """Return the id of the last block of each activity on the page, with the activity."""
    activities = {activity.id: activity for activity in unit.activities}
    last: dict[str, str] = {}
    now = ""
    for block in page.blocks:
        if block.id in activities:
            now = block.id
        elif not block.kind and not block.id.startswith(f"{now}-"):
            now = ""  # words of the unit between or after its activities
        if now:
            last[now] = block.id
    return {block_id: activities[activity_id] for activity_id, block_id in last.items()}


def _page(root: Path, address: str, lang: str, presenting: bool) -> tuple[AnyUnit, LightPage, list[str]]:
    folder = unit_folder(root, address)
    unit = fresh_unit(folder)
    kept = AnswerFile(unit=unit.id) if presenting else files.read(folder, unit.id)
    shelved = folder.relative_to(root.resolve()).as_posix()
    whose = workspace_id(root)

    def saving(response_id: str) -> dict[str, Any]:
        if presenting:
            return {"way": "none", "url": "", "store": ""}
        place = f"{shelved}/{response_id}"
        url = f"alongside/api/answers/{quote(place)}"
        return {"way": "desk", "url": url, **browser_keys(whose, place), "fresh": True}  # was read just now

    def besides(response: AnyResponse) -> dict[str, Any]:
        return {} if presenting else beside(response, root, lambda any_id: find_unit(any_id, folder)[0])

    page = light_page(
        unit,
        read_notebook(folder / notebook_name(unit)),
        entries=kept.entries,
        saving=saving,
        sources=sources(),
        lang=lang,
        besides=besides,
    )
    return unit, page, kept.set_aside
