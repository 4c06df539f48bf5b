"""The gate: may this notebook start by itself? Decided here by a grammar, whatever the page believes."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.content.grammar import refusals
from alongside.model.base import Shape
from alongside.strings import _, speaking, translations
from alongside.web.desk.saving import shows_answers
from alongside.web.page import Access, Page


class OnScreen(Shape):
    """A notebook as it stands on screen: the name of its kernel, and its code cells in order."""

    kernel: str
    cells: list[str]


class GatePage(Page):
    """Answers `ok` (may it start by itself), `why` not, `ours` (can it show answers) and words to say."""

    access: ClassVar[Access] = "owner"

    def post(self) -> None:
        """Read the cells as text; nothing of them runs here."""
        try:
            seen = msgspec.json.decode(self.request.body, type=OnScreen)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
            raise HTTPError(400) from err
        lang = self.workspace.lang
        with speaking(translations(lang)):
            self.answer({**verdict(seen), "say": sayings(), "lang": lang, "mark": self.asset("mark.svg")})


def verdict(seen: OnScreen) -> dict[str, Any]:
    """Return what the grammar says of a notebook on screen."""
    why = refusals(seen.kernel, seen.cells)
    return {"ok": not why, "why": why, "ours": shows_answers(seen.kernel, seen.cells)}


def sayings() -> dict[str, str]:
    """Return what a live document says about itself, in the reader's language."""
    return {
        "name": "Alongside",
        "desk": _("My desk"),
        "page": _("Open as a page"),
        "handbook": _("Handbook"),
        "comment": _("Comment on this activity"),
        "saves": _("Everything you write is saved by itself."),
        "waiting": _("Getting the exercises ready…"),
        "changed": _("This notebook was not started by itself, because it is not one of the kit's forms:"),
        "anyway": _("Start it all the same"),
        "dead": _("The exercises have stopped. What you wrote is kept; start them again to go on."),
        "failed": _("Part of this page could not be started. What you wrote is kept."),
        "again": _("Start again"),
    }
