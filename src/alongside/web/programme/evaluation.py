"""Session-evaluation slips to print: the instrument, with this session's own outcomes."""

from __future__ import annotations

from typing import ClassVar

from alongside import paths
from alongside.content import shelf
from alongside.content.load import read_yaml
from alongside.content.schedule import find_session
from alongside.model.framework import Instrument
from alongside.web.page import Access, Page
from alongside.web.programme.sessions import all_units


class SlipsPage(Page):
    """The slips of one session, to print or to show."""

    access: ClassVar[Access] = "trainer"

    async def get(self, session_id: str) -> None:
        """Draw one slip; the browser prints as many as are needed."""
        session = find_session(shelf.programme(), session_id)
        units = await self.work(all_units)
        taught = [units[part.unit] for part in session.parts if part.unit in units]
        path = paths.content_root() / "assessments" / "instruments" / "session-evaluation.yaml"
        self.draw(
            "slips.html",
            part="lead",
            session=session,
            instrument=read_yaml(path, Instrument),
            outcomes=[outcome for unit in taught for outcome in unit.outcomes],
        )
