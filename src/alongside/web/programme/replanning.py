"""When time was lost: what could be cut, with reasons; the trainer chooses, and the run log keeps it."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import ClassVar

from tornado.httputil import url_concat
from tornado.web import HTTPError

from alongside.content.replan import Offer, Proposal, fits, replan
from alongside.model.programme import Session
from alongside.records import runlog
from alongside.strings import _
from alongside.web.page import Access, Page
from alongside.web.programme.sessions import session_called, slots_of, start_asked, start_given


class ReplanPage(Page):
    """What could be cut so that a session ends on time."""

    access: ClassVar[Access] = "trainer"

    async def get(self, session_id: str) -> None:
        """Draw what is still to come, with what is suggested for each; nothing is changed."""
        session = await self.work(session_called, session_id)
        at = await self.work(start_asked, self.root, session, self.get_query_argument("start", ""))
        proposal = await self.work(_proposal, self.root, session, at)
        told = {offer.slot.id: reason(offer) for offer in proposal.offers}
        start = at.strftime("%H:%M")
        self.draw("replan.html", part="lead", session=session, start=start, proposal=proposal, told=told)

    async def post(self, session_id: str) -> None:
        """Keep what the trainer chose in the run log, then show the run sheet."""
        session = await self.work(session_called, session_id)
        at = start_given(self.get_body_argument("start", ""))
        given = {
            name.removeprefix("minutes-"): values[-1] for name, values in self.request.body_arguments.items()
        }
        await self.work(_choose, self.root, session, at, given)
        sheet = f"{self.base_url}alongside/trainer/{session.id}"
        self.redirect(url_concat(sheet, {"start": at.strftime("%H:%M")}))


def reason(offer: Offer) -> str:
    """Return why a slot is or is not offered, as one sentence."""
    return {
        "practice": _("Practice: it stays whole. People come for it, and it is what they cannot do alone."),
        "input": _("Input: its text stays on everybody's page and can be read afterwards."),
        "opening": _("An opening: one sentence can say what it is for."),
        "break": _("A break can be shorter, but people need one."),
        "unknown": _("Still being written: the kit does not know what can be cut here."),
    }[offer.sort]


def _proposal(root: Path, session: Session, at: time) -> Proposal:
    now = datetime.now().astimezone()
    return replan(slots_of(root, session, at, now), now)


def _choose(root: Path, session: Session, at: time, given: dict[str, bytes]) -> None:
    now = datetime.now().astimezone()
    chosen = {}
    for offer in replan(slots_of(root, session, at, now), now).offers:
        if offer.slot.id in given:
            minutes = _minutes(given[offer.slot.id])
            if not fits(offer, minutes):
                raise HTTPError(400, reason=_unfit(offer))
            if minutes != offer.minutes:
                chosen[offer.slot.id] = minutes
    if chosen:
        runlog.choose(root, session.id, chosen, now)


def _minutes(given: bytes) -> int:
    try:
        return int(given)
    except ValueError:
        return -1


def _unfit(offer: Offer) -> str:
    if offer.sort in {"practice", "unknown"}:
        return _("This activity keeps its minutes; nothing was changed.")
    return _("Give it from {fewest} to {most} minutes; nothing was changed.").format(
        fewest=offer.fewest, most=offer.slot.planned
    )
