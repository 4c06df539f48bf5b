"""Pieces that several printed forms share: lines to write on, named fields, legends, letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alongside.publish.session.look import Look
from alongside.publish.session.text import Block, plain

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def one_line(text: str) -> str:
    """Return a text of the curriculum without the line ends of its file."""
    return plain(text)[0]["text"]


def lines(count: int) -> Block:
    """Return so many ruled lines."""
    return {"kind": "lines", "count": count}


def writing(look: Look, words: int | None) -> Block:
    """Return the ruled lines for a text of so many words."""
    return lines(look.lines(words))


def field(label: str, hint: str = "", *, count: int = 1) -> Block:
    """Return a named place to write in; with one line it stands beside the name."""
    return {"kind": "field", "label": one_line(label), "hint": one_line(hint), "count": count}


def note(text: str) -> Block:
    """Return a sentence that says how a form is used."""
    return {"kind": "note", "text": one_line(text)}


def label(text: str) -> Block:
    """Return a line that names what stands below it, and is no heading."""
    return {"kind": "label", "text": one_line(text)}


def listed(texts: Iterable[str]) -> Block:
    """Return a list of plain texts."""
    items = [[{"kind": "text", "runs": plain(text)}] for text in texts]
    return {"kind": "list", "ordered": False, "start": 1, "items": items}


def legend(entries: Iterable[tuple[str, str, str]]) -> Block:
    """Return what letters mean: letter, name and explanation of each."""
    items = [{"mark": mark, "label": one_line(name), "hint": one_line(hint)} for mark, name, hint in entries]
    return {"kind": "legend", "items": items}


def lettered(texts: Sequence[str]) -> list[dict[str, str]]:
    """Return texts under letters, as the page on a screen has them."""
    return [{"mark": LETTERS[n % len(LETTERS)], "text": one_line(text)} for n, text in enumerate(texts)]


def numbered(texts: Sequence[str]) -> list[dict[str, str]]:
    """Return texts under numbers."""
    return [{"mark": str(n), "text": one_line(text)} for n, text in enumerate(texts, 1)]


def form(
    columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]] | int, *, circled: Sequence[int] = ()
) -> Block:
    """Return a table to write in: columns with their share of the width, and rows that may begin filled.

    A column without a share is as wide as its words.

    In the columns `circled` the letters of a cell stand apart, to draw a ring around one.
    """
    given = [[""] * len(columns)] * rows if isinstance(rows, int) else rows
    return {
        "kind": "form",
        "columns": [{"label": one_line(name), "share": share} for name, share in columns],
        "rows": [[one_line(cell) for cell in row] for row in given],
        "circled": list(circled),
    }
