"""Markdown as the rules need it: where sections, headings, links, blocks and sentences begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.M | re.S)
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t#]*$", re.M)
_SECTION = re.compile(r"^## +(?:([a-z][0-9]{1,2}-a[0-9]+)\b)?.*$", re.M)
_BLOCK = re.compile(r"(?:\A|\n)(?=[ \t>]*(?:[-*] |\d+\. |\|))|\n[ \t>]*\n")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)*_]*\s+(?=[\"'“‘(*_\[]*[A-ZÀ-Þ0-9])")


@dataclass(frozen=True)
class Span:
    """A stretch of a text: where it begins, and its words."""

    start: int
    text: str


@dataclass(frozen=True)
class Section:
    """A section of trainer notes from its `##` heading to the next, and its activity."""

    activity: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Heading:
    """A heading: where it stands, how deep (1 to 6), and its words."""

    start: int
    depth: int
    text: str


def sections(text: str) -> list[Section]:
    """Return the sections of a file of trainer notes in order."""
    found = list(_SECTION.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return [Section(match[1], match.start(), end) for match, end in zip(found, ends, strict=False)]


def without_code(text: str) -> str:
    """Return `text` with code blocks blanked out, every other character in its place."""
    return _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def headings(text: str) -> list[Heading]:
    """Return the headings of a markdown text in order."""
    return [
        Heading(match.start(), len(match[1]), match[2]) for match in _HEADING.finditer(without_code(text))
    ]


def blocks(text: str) -> Iterator[Span]:
    """Yield paragraphs, list items and table rows."""
    yield from _between(text, _BLOCK)


def sentences(block: Span) -> Iterator[Span]:
    """Yield the sentences of a block: after a full stop and a space, something that begins one."""
    for part in _between(block.text, _SENTENCE_END):
        yield Span(block.start + part.start, part.text)


def _between(text: str, border: re.Pattern[str]) -> Iterator[Span]:
    at = 0
    for begin, end in [*(match.span() for match in border.finditer(text)), (len(text), len(text))]:
        piece = text[at:begin]
        if piece.strip():
            yield Span(at + len(piece) - len(piece.lstrip()), piece.strip())
        at = end
