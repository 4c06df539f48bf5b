"""What was shown to somebody, as pages tell it: to whom, and the reply as safe HTML."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.model.showing import Showing
from alongside.responses.html import passage_html, printable
from alongside.responses.showing import called


@dataclass(frozen=True)
class Told:
    """One line of the record, ready to be drawn: `reply` is safe HTML, `by` plain text."""

    one: Showing
    whom: str
    by: str
    reply: str


def told(one: Showing) -> Told:
    """Return a showing as pages tell it."""
    by = " ".join(printable(one.reply.by).split()) if one.reply else ""
    return Told(one, called(one.role, one.to), by, passage_html(one.reply.text) if one.reply else "")
