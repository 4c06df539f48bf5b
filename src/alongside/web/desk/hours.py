"""Hours this asks of me: one sheet to print for whoever has to give a person the time."""

from __future__ import annotations

from typing import ClassVar

from tornado.web import HTTPError

from alongside import paths
from alongside.content.hours import Hours, hours_of, strand_called
from alongside.content.load import fresh_unit, unit_folders
from alongside.content.shelf import programme
from alongside.errors import ContentError
from alongside.model.programme import Strand
from alongside.records.hours import spent
from alongside.strings import _
from alongside.web.page import Access, Page


class HoursPage(Page):
    """What the programme asks of anybody who takes this path; nothing that this person did is in it."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Draw the sheet of the chosen path."""
        hours, strands = await self.work(_hours, self.get_query_argument("path", ""))
        phases = {phase.id: phase.title for phase in programme().phases}
        self.draw("hours.html", part="learn", hours=hours, strands=strands, phases=phases, spent=spent)


def _hours(strand_id: str) -> tuple[Hours, list[Strand]]:
    plan = programme()
    units = {name: fresh_unit(folder) for name, folder in unit_folders(paths.content_root()).items()}
    try:
        strand = strand_called(plan, strand_id)
    except ContentError as err:
        raise HTTPError(404, reason=_("The programme has no such path.")) from err
    return hours_of(plan, strand, units), plan.strands
