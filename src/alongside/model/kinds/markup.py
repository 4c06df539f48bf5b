"""Lines of a transcript, or of notes, to be marked; and judging words to be struck and written anew."""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated

from msgspec import Meta

from alongside.model.base import Shape
from alongside.model.response import Response

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
"""What stands before and after a word without being part of it: commas, quotation marks, brackets."""


class Mark(Shape, kw_only=True):
    """Something that a line can be marked as. `strikes` offers to strike words and to write the line anew."""

    id: str
    label: str
    hint: str = ""
    strikes: bool = False


class MarkedLine(Shape, kw_only=True):
    """A line to mark. `best` names the marks that fit; two where opinions may differ.

    `judging` lists the words of it that judge, one by one, as `words_of` names them; `rewritten` is one way
    to say it without them.
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
    """Line id to mark ids, to the words struck as `words_of` names them, and to the line written anew."""

    marks: dict[str, list[str]] = {}
    struck: dict[str, list[str]] = {}
    rewritten: dict[str, str] = {}
    looked: bool = False


def words_of(text: str) -> dict[str, str]:
    """Return the words of a line in order, by the names that answers keep them under; front ends do the same.

    A word goes without what surrounds it. One that comes more than once is named `word`, `word/2`, `word/3`.
    """
    seen: Counter[str] = Counter()
    words = {}
    for word in filter(None, (_EDGES.sub("", part) for part in text.split())):
        seen[word] += 1
        words[word if seen[word] == 1 else f"{word}/{seen[word]}"] = word
    return words
