"""The plain blocks that an answer is told in, for a page or a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A text as it was written."""

    text: str


@dataclass(frozen=True)
class Listing:
    """A label and what stands under it."""

    label: str
    items: list[str]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """A head and rows of the same length; the first cell of a row names it."""

    head: list[str]
    rows: list[list[str]]


AnyBlock = Passage | Listing | Table
