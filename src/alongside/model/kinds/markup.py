"""Lines of a transcript, or of notes, to be marked; and judging words to be struck and written anew."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from alongside.model.base import Shape
from alongside.model.response import Response


class Mark(Shape, kw_only=True):
    """Something that a line can be marked as. `strikes` offers to strike words and to write the line anew."""

    id: str
    label: str
    hint: str = ""
    strikes: bool = False


class MarkedLine(Shape, kw_only=True):
    """A line to mark. `best` names the marks that fit; two where opinions may differ.

    `judging` lists the words of it that judge, as they stand in `text`; `rewritten` is one way to say it
    without them.
    """

    id: str
    text: str
    who: str = ""
    best: list[str] = []
    reason: str = ""
    judging: list[str] = []
    rewritten: str = ""


class Markup(Response, tag="markup", kw_only=True):
    """A transcript or notes, and the marks to choose from. `several` allows more than one mark on a line."""

    marks: Annotated[list[Mark], Meta(min_length=2)]
    lines: Annotated[list[MarkedLine], Meta(min_length=1)]
    several: bool = False


class MarkupValue(Shape, kw_only=True):
    """Line id to mark ids, to the words struck, and to the line written anew.

    A word that stands in its line more than once is kept as `word/2`, `word/3`.
    """

    marks: dict[str, list[str]] = {}
    struck: dict[str, list[str]] = {}
    rewritten: dict[str, str] = {}
    looked: bool = False
