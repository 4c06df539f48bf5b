"""Handing in over the network, under the id of the badge and no other; and what was released about it."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from tornado.web import HTTPError

from alongside.content.load import fresh_unit
from alongside.errors import AnswersError, HandInError
from alongside.grading.delivering import deliver
from alongside.grading.folders import letter_name
from alongside.model.attachment import Attachment
from alongside.model.handin import HANDED_OF, Receipt
from alongside.model.kinds import kind_of
from alongside.model.unit import AnyUnit, Assessment
from alongside.publish.declared import helper_names
from alongside.publish.released import FEEDBACK_POLICY
from alongside.responses.attached import tasks_in
from alongside.responses.attaching import delete_due, gathered, own_files
from alongside.responses.html import safe
from alongside.responses.sent import built
from alongside.strings import _
from alongside.web.room.house import House
from alongside.web.room.page import LARGEST, Access, RoomPage
from alongside.web.room.standing import released
from alongside.web.room.taking_part import check_takes_part
from alongside.web.room.units import assessments, find, given, published


class HandInPage(RoomPage):
    """What will be handed in, as this browser has it, and the button that does it."""

    access: ClassVar[Access] = "person"
    largest = LARGEST

    async def get(self, session: str) -> None:
        """Draw what is asked and what may go along; the browser fills in what was written."""
        shelved = await self.work(find, self.house.exchange, session)
        if not isinstance(shelved.unit, Assessment):
            raise HTTPError(404)
        shared = [one for one in shelved.unit.responses if set(one.sees) != {"me"}]
        shared = [one for one in shared if kind_of(one) in HANDED_OF]
        place = self.house.waiting.place_of(self.person)
        await self.work(delete_due, place, self.now())
        along = await self.work(own_files, place, session)
        self.draw(
            "room/handin.html",
            along=along,
            takes_files=bool(tasks_in(shelved.unit)),
            unit=shelved.unit,
            place=shelved.place,
            shared=shared,
            helpers=helper_names(),
            given=given(self)
            | {
                "shared": [one.id for one in shared],
                "offers": _offers(),
                "along": [one.attachment.sha256 for one in along],
            },
        )

    async def post(self, session: str) -> None:
        """Check what came and put it into the exchange; answer the receipt."""
        sent = self.body_json()
        carries = isinstance(sent, dict) and bool(sent.get("along"))
        paces = [self.house.handing_in, *([self.house.carrying] if carries else [])]
        if any(one.too_often(self.person, self.now()) for one in paces):
            raise HTTPError(
                429, reason=_("You handed in many times just now. Wait some minutes, then try again.")
            )
        async with self.house.reading if carries else nullcontext():
            receipt = await self.work(_hand_in, self.house, self.person, session, sent, self.now())
        self.answer({"receipt": receipt})


class FeedbackPage(RoomPage):
    """The feedback that was released to this person on a session."""

    access: ClassVar[Access] = "person"

    async def get(self, session: str) -> None:
        """Answer the page as the assessors made it, with a way back; it carries nothing that runs."""
        await self.hand_out(session, session, _("There is no feedback on this session for you yet."))

    async def hand_out(self, session: str, name: str, none: str) -> None:
        """Answer the newest page under this name; 404, saying `none`, where there is not any."""
        page = await self.work(_page, self.house, self.person, session, name)
        if page is None:
            raise HTTPError(404, reason=none)
        self.set_header("Content-Security-Policy", FEEDBACK_POLICY)
        home = safe(_("All modules"))
        back = f'<main>\n<p><a href="/">{home}</a></p>'
        self.finish(page.replace("<main>", back, 1))


class LetterPage(FeedbackPage):
    """The result letter that went out to this person."""

    async def get(self, session: str) -> None:
        """Answer the letter as it was released, with a way back."""
        none = _("No result letter has been released to you yet.")
        await self.hand_out(session, letter_name(session), none)


def _offers() -> dict[str, str]:
    """Return place and id of every answer that may go along, with the title of its unit."""
    return {
        f"{one.place}/{response.id}": one.unit.title
        for one in published()
        for response in one.unit.responses
        if set(response.sees) != {"me"} and kind_of(response) in HANDED_OF
    }


def _hand_in(house: House, person: str, session: str, sent: Any, now: datetime) -> Receipt:
    check_takes_part(house, person, now)
    units: dict[str, AnyUnit] = {one.unit.id: one.unit for one in published()}
    asked = _session(house.exchange, session)
    listed, files = _files(house, person, session, sent, now)
    return deliver(house.exchange, built(asked, sent, person, now, units.get, listed), files)


def _files(
    house: House, person: str, session: str, sent: Any, now: datetime
) -> tuple[list[Attachment], dict[str, bytes]]:
    """Return what goes along, and take out of `sent` what the page showed; HandInError where that differs."""
    again = _("Nothing was handed in: load this page again, look, and hand in then.")
    shown = sent.pop("along", []) if isinstance(sent, dict) else []
    place = house.waiting.place_of(person)
    try:
        listed = [one.attachment for one in own_files(place, session)]
        if shown != [one.sha256 for one in listed]:
            raise HandInError(_("Other files go along now than this page shows."), do=again)
        files = gathered(place, session, listed, now.date())
    except AnswersError as err:
        raise HandInError(err.what, do=again) from err
    if files and not house.waiting.fits(sum(len(raw) for raw in files.values())):
        told = _("The trainer’s computer has no room for these files now, so nothing was handed in.")
        raise HandInError(told, do=_("Tell your trainer."))
    return listed, files


def _session(exchange: Path, session: str) -> AnyUnit:
    for one in assessments(exchange):
        if one.unit.id == session:
            return fresh_unit(one.folder)
    raise HTTPError(404)


def _page(house: House, person: str, session: str, name: str) -> str | None:
    _session(house.exchange, session)
    page = released(house, person, session, name)
    return page.read_text(encoding="utf-8") if page else None
