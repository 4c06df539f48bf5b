"""Session-evaluation slips to print: the instrument, with this session's own outcomes."""

from __future__ import annotations

from typing import ClassVar

from alongside import paths
from alongside.content.load import read_yaml
from alongside.model.framework import Instrument
from alongside.model.programme import Session
from alongside.model.unit import Outcome
from alongside.web.page import Access, Page
from alongside.web.programme.sessions import all_units, session_called

INSTRUMENT = ("assessments", "instruments", "session-evaluation.yaml")


class SlipsPage(Page):
    """The slips of one session, to print or to show."""

    access: ClassVar[Access] = "trainer"

    async def get(self, session_id: str) -> None:
        """Draw one slip; the browser prints as many as are needed."""
        session = await self.work(session_called, session_id)
        instrument, outcomes = await self.work(_slip, session)
        self.draw("slips.html", part="lead", session=session, instrument=instrument, outcomes=outcomes)


def _slip(session: Session) -> tuple[Instrument, list[Outcome]]:
    units = all_units()
    taught = [units[part.unit] for part in session.parts if part.unit in units]
    instrument = read_yaml(paths.content_root().joinpath(*INSTRUMENT), Instrument)
    return instrument, [outcome for unit in taught for outcome in unit.outcomes]
