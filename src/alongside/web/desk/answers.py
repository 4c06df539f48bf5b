"""Keeping one answer: an authenticated PUT from a widget, and GET for what is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.content.load import fresh_unit, response_of
from alongside.errors import AnswersError, ContentError, NewerSchema, NotSaved
from alongside.model.answers import Entry
from alongside.model.base import Shape
from alongside.model.unit import AnyUnit
from alongside.responses import files
from alongside.strings import _
from alongside.web.desk.places import unit_folder
from alongside.web.page import Access, Page, status_of

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
        entry = await self.work(_kept, self.root, address, response_id)
        if entry is None:
            self.answer({"rev": 0, "saved_at": "", "value": None})
        else:
            self.answer({"rev": entry.rev, "saved_at": entry.saved_at, "value": entry.value})

    async def put(self, address: str, response_id: str) -> None:
        """Keep the value; the answer is sent only when the disk has it.

        A value that does not fit is 422, a file that a newer kit wrote 409, a disk that refuses 507.
        """
        sent = self._sent()
        try:
            saved = await self.work(_keep, self.root, address, response_id, sent)
        except AnswersError as err:
            self.set_status(status_of(err) if isinstance(err, (NotSaved, NewerSchema)) else 422)
            self.answer({"problem": str(err)})
            return
        self.answer(files.acknowledgement(saved))

    def _sent(self) -> Sent:
        if len(self.request.body) > LARGEST:
            raise HTTPError(413, reason=_("This answer is too long to keep."))
        try:
            return msgspec.json.decode(self.request.body, type=Sent)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
            raise HTTPError(400, reason=_("What arrived is not an answer.")) from err


def _kept(root: Path, address: str, response_id: str) -> Entry | None:
    unit, folder = _place(root, address, response_id)
    return files.read(folder, unit.id).entries.get(response_id)


def _keep(root: Path, address: str, response_id: str, sent: Sent) -> files.Saved:
    unit, folder = _place(root, address, response_id)
    return files.save(folder, unit, response_id, sent.value, sent.rev, datetime.now(UTC))


def _place(root: Path, address: str, response_id: str) -> tuple[AnyUnit, Path]:
    folder = unit_folder(root, address)
    unit = fresh_unit(folder)
    try:
        response_of(unit, response_id)
    except ContentError as err:
        raise HTTPError(404, reason=_("There is no such place to answer.")) from err
    return unit, folder
