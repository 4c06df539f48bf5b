"""A table out of whatever came: text that was pasted, or a file that a spreadsheet wrote."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence

from alongside.errors import AlongsideError
from alongside.strings import _

LARGEST = 2_000_000
"""Bytes of a list: many thousands of people."""
MOST_ROWS = 5000
_DELIMITERS = "\t;,"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LETTERS = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257")
"""How older spreadsheets on Windows write: western, central European, Cyrillic, Greek, Turkish, Baltic."""


class ListError(AlongsideError):
    """What came is no list that can be read: nothing of it is taken."""


def text_of(data: bytes, letters: str = "") -> tuple[str, str]:
    """Return the text of a file, and how its letters were read: one of `LETTERS` where it was a guess.

    `letters` replaces the guess. ListError for a workbook, or for what is no text.
    """
    if data.startswith(_WORKBOOKS):
        raise ListError(
            _("This is a workbook of a spreadsheet program, and not a list as text."),
            do=_("Save it as CSV UTF-8 there, or copy the cells and paste them into the box."),
        )
    try:
        name = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _without_mark(data)
        text = data.decode(name or letters or LETTERS[0], "strict" if name else "replace")
    except (UnicodeDecodeError, LookupError) as err:
        raise ListError(
            _("The letters of this file cannot be read ({why}).").format(why=err),
            do=_("Save it as CSV UTF-8, or copy the cells and paste them into the box."),
        ) from err
    return text, "" if name else letters or LETTERS[0]


def _without_mark(data: bytes) -> str:
    """Return the encoding of a file that does not say it, or nothing where one has to guess."""
    odd, even = data[1:400:2].count(0), data[:400:2].count(0)
    if max(odd, even) * 4 > len(data[:400]):
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "utf-8"


def table_of(text: str) -> tuple[list[list[str]], str]:
    """Return the rows of a list as a spreadsheet counts them, blank ones too, and what parts the cells.

    Every cell is text: nothing is worked out, and a formula stays the signs that it is.
    """
    first, _newline, rest = text.lstrip("\ufeff").partition("\n")
    declared = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    body = f"\n{rest}" if declared else text.lstrip("\ufeff")
    delimiter = declared[:1] if declared else _delimiter(body)
    cleaned = "".join(one for one in body if one in "\t\n\r" or one.isprintable())
    try:
        rows = [
            [" ".join(cell.split()) for cell in row]
            for row in csv.reader(io.StringIO(cleaned, newline=""), delimiter=delimiter)
        ]
    except csv.Error as err:
        raise ListError(_("The list cannot be read as a table ({why}).").format(why=err)) from err
    if len(rows) > MOST_ROWS:
        told = _("The list has {n} rows, and {most} at most are taken at a time.")
        raise ListError(told.format(n=len(rows), most=MOST_ROWS), do=_("Divide it."))
    return rows, delimiter


def _delimiter(text: str) -> str:
    """Return the sign that stands in most of the first lines, outside quotes; a tab before others."""
    lines = [_unquoted(line) for line in text.splitlines() if line.strip()][:20]
    return max(_DELIMITERS, key=lambda sign: (sum(sign in line for line in lines), _rank(sign)))


def _rank(sign: str) -> int:
    return -_DELIMITERS.index(sign)


def _unquoted(line: str) -> str:
    return "".join(line.split('"')[::2])


def is_blank(row: Sequence[str]) -> bool:
    """Say whether a row has no text at all."""
    return not any(row)
