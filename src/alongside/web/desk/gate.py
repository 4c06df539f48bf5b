"""The gate: may this notebook start by itself? Decided here by a grammar, whatever the page believes."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.content.grammar import refusals
from alongside.model.base import Shape
from alongside.strings import _, speaking, translations
from alongside.web.page import Access, Page


class OnScreen(Shape):
    """A notebook as it stands on screen: the name of its kernel, and its code cells in order."""

    kernel: str
    cells: list[str]


class GatePage(Page):
    """Answers `{"ok", "why", "say"}` for a notebook on screen."""

    access: ClassVar[Access] = "owner"

    def post(self) -> None:
        """Read the cells as text; nothing of them runs here."""
        try:
            seen = msgspec.json.decode(self.request.body, type=OnScreen)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
            raise HTTPError(400) from err
        why = refusals(seen.kernel, seen.cells)
        with speaking(translations(self.workspace.lang)):
            self.answer({"ok": not why, "why": why, "say": sayings()})


def sayings() -> dict[str, str]:
    """Return what a live document says about itself, in the reader's language."""
    return {
        "desk": _("My desk"),
        "saves": _("Everything you write is saved by itself."),
        "waiting": _("Getting the exercises ready…"),
        "changed": _("This notebook was not started by itself, because it is not one of the kit's forms:"),
        "anyway": _("Start it all the same"),
        "dead": _("The exercises have stopped. What you wrote is kept; start them again to go on."),
        "again": _("Start again"),
    }
