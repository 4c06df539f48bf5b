"""The phrases of an assessor: kept, changed and removed here, put in at the marking desk."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.grading.course import course_of
from alongside.grading.drafts import change_phrases, phrases_of
from alongside.model.marking import Phrase
from alongside.strings import _
from alongside.web.page import Access
from alongside.web.programme.marking import Marking

Change = Callable[[list[Phrase]], list[Phrase]]


class PhrasesPage(Marking):
    """One's own phrases, each with a box to change it."""

    access: ClassVar[Access] = "assessor"

    async def get(self) -> None:
        """Draw the phrases."""
        phrases = await self.work(_phrases, self.root, self.assessor)
        self.draw("phrases.html", part="assess", phrases=phrases)

    async def post(self) -> None:
        """Add, change or remove one phrase."""
        await self.work(_change, self.root, self.assessor, self.change())
        self.redirect(self.request.path, status=303)

    def change(self) -> Change:
        """Return what the form asks for."""
        act, _colon, named = self.get_body_argument("act", "").partition(":")
        if act == "remove":
            return lambda there: [one for one in there if one.id != named]
        text = self.get_body_argument(f"text-{named}" if named else "text", "")
        try:
            phrase = msgspec.convert({"id": named or secrets.token_hex(6), "text": text.strip()}, Phrase)
        except msgspec.ValidationError as err:
            raise HTTPError(400, reason=_("A phrase has between 1 and 1000 characters.")) from err
        if act == "add":
            return lambda there: [*there, phrase]
        if act == "change":
            return lambda there: [phrase if one.id == named else one for one in there]
        raise HTTPError(400, reason=_("This page has no such step."))


def _phrases(root: Path, assessor: str) -> list[Phrase]:
    return phrases_of(course_of(root), assessor)


def _change(root: Path, assessor: str, change: Change) -> None:
    change_phrases(course_of(root), assessor, change)
