"""Keeping one answer: an authenticated PUT from a widget, and GET for what is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.content.load import fresh_unit, response_of
from alongside.errors import AnswersError, ContentError, NotSaved
from alongside.model.base import Shape
from alongside.responses import files
from alongside.strings import _
from alongside.web.desk.places import unit_folder
from alongside.web.page import Access, Page

LARGEST = 2_000_000
"""Bytes of one answer as it travels; the text itself has its own limit with its own sentence."""


class Sent(Shape):
    """What a widget sends: the value, and the revision it was based on."""

    value: dict[str, Any]
    rev: int


class AnswerPage(Page):
    """One answer of the person whose server this is."""

    access: ClassVar[Access] = "owner"

    async def get(self, address: str, response_id: str) -> None:
        """Answer what is kept: `{"rev", "saved_at", "value"}`; rev 0 and value null when unanswered."""
        unit, folder = self._unit(address, response_id)
        kept = await self.work(files.read, folder, unit.id)
        entry = kept.entries.get(response_id)
        if entry is None:
            self.answer({"rev": 0, "saved_at": "", "value": None})
        else:
            self.answer({"rev": entry.rev, "saved_at": entry.saved_at, "value": entry.value})

    async def put(self, address: str, response_id: str) -> None:
        """Keep the value; the answer is sent only when the disk has it."""
        unit, folder = self._unit(address, response_id)
        sent = self._sent()
        try:
            saved = await self.work(files.save, folder, unit, response_id, sent.value, sent.rev, datetime.now(UTC))
        except AnswersError as err:
            self.set_status(507 if isinstance(err, NotSaved) else 422)
            self.answer({"problem": str(err)})
            return
        self.answer(files.acknowledgement(saved))

    def _unit(self, address: str, response_id: str) -> tuple[Any, Any]:
        folder = unit_folder(self.root, address)
        try:
            unit = fresh_unit(folder)
            response_of(unit, response_id)
        except ContentError as err:
            raise HTTPError(404, reason=_("There is no such place to answer.")) from err
        return unit, folder

    def _sent(self) -> Sent:
        if len(self.request.body) > LARGEST:
            raise HTTPError(413, reason=_("This answer is too long to keep."))
        try:
            return msgspec.json.decode(self.request.body, type=Sent)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
            raise HTTPError(400, reason=_("What arrived is not an answer.")) from err


