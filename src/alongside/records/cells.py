"""One row of a list: from cells to a person, or to what is wrong in which field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from alongside.model.people import FIRST_GROUP, Person
from alongside.records.columns import PLAIN_ORDER, language_of, roles_of
from alongside.strings import _

_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+\Z")
_BEGINS = "de du van von der den di da del della le la o ó ní ni nic mac mc mhic uí al el dos dal"
_PARTICLES = frozenset(_BEGINS.split())
"""Words with which surnames of several words begin."""


@dataclass(frozen=True)
class Assumed:
    """What holds for everybody for whom a list does not say it."""

    organisation: str = ""
    group: str = FIRST_GROUP
    lang: str = "en"


@dataclass(frozen=True)
class Trouble:
    """What is wrong in a row, in which field (may be empty), and what to do about it."""

    row: int
    field: str
    what: str
    do: str


def field_names() -> dict[str, str]:
    """Return what people call each field."""
    return {
        "name": _("name"),
        "organisation": _("organisation"),
        "school": _("school"),
        "lang": _("language"),
        "roles": _("role"),
        "line_manager": _("line manager"),
        "mentor": _("mentor"),
        "mail": _("e-mail"),
        "group": _("group"),
    }


def by_heads(row: Sequence[str], heads: Sequence[str]) -> dict[str, str]:
    """Return field to cell; `more` has what stands beyond the last column."""
    cells: dict[str, str] = {}
    for head, cell in zip(heads, row, strict=False):
        if head and head not in cells:
            cells[head] = cell
    cells["more"] = " ".join(row[len(heads) :]).strip()
    return _named(cells)


def _named(cells: dict[str, str]) -> dict[str, str]:
    """Return the cells with the name as one, given name first: `Novak, Ana` is Ana Novak."""
    first, last = cells.pop("first", ""), cells.pop("last", "")
    name = cells.get("name", "") or f"{first} {last}".strip()
    before, comma, after = (part.strip() for part in name.partition(","))
    return {**cells, "name": f"{after} {before}" if comma and after and "," not in after else name}


def by_place(row: Sequence[str], delimiter: str) -> dict[str, str]:
    """Return field to cell by the usual order; a cell with an e-mail address is that, wherever it stands."""
    mails = [cell for cell in row if _MAIL.match(cell)]
    cells = [cell for cell in row if cell not in mails[:1]]
    if delimiter == "," and len(cells) > 1 and cells[1] and _is_surname(cells[0]):
        cells = [f"{cells[1]} {cells[0]}", *cells[2:]]
    order = [one for one in PLAIN_ORDER if not (mails and one == "mail")]
    found = dict(zip(order, cells, strict=False))
    found["more"] = " ".join(cells[len(order) :]).strip()
    return _named({**found, **({"mail": mails[0]} if mails else {})})


def _is_surname(cell: str) -> bool:
    """Whether what stands before a comma is a surname: one word, or words that surnames begin with."""
    *before, _last = cell.lower().split() or [""]
    return all(word in _PARTICLES for word in before)


def person_of(row: int, cells: Mapping[str, str], assumed: Assumed) -> tuple[Person | None, list[Trouble]]:
    """Return the person of a row, without an id; or None and everything that is wrong in it."""
    troubles = [Trouble(row, *fault) for fault in _faults(cells, assumed)]
    if troubles:
        return None, troubles
    given = {name: cells[name] for name in PLAIN_ORDER if cells.get(name)}
    person = {
        "organisation": assumed.organisation,
        "group": assumed.group,
        **given,
        "lang": language_of(given.get("lang") or assumed.lang) or assumed.lang,
        "roles": roles_of(given.get("roles", "")) or ["trainee"],
    }
    try:
        msgspec.convert({**person, "id": "new"}, Person)
    except msgspec.ValidationError as err:
        name = next((one for one in PLAIN_ORDER if f"$.{one}" in str(err)), "")
        what = _("this is too long, or has a slash or backslash in it")
        return None, [Trouble(row, name, what, _("Make it shorter, and leave slashes out of groups."))]
    return Person(id="", **person), []


def _faults(cells: Mapping[str, str], assumed: Assumed) -> Iterator[tuple[str, str, str]]:
    """Give field, what is wrong and what to do for each fault of a row."""
    if not any(letter.isalpha() for letter in cells.get("name", "")):
        yield "name", _("there is no name"), _("Write one, or take the row out.")
    if not cells.get("organisation") and not assumed.organisation:
        do = _("Write it into the row, or into the box that holds for all.")
        yield "organisation", _("there is no organisation"), do
    if more := cells.get("more"):
        what = _("“{text}” stands beyond the last column").format(text=more[:60])
        yield "", what, _("Put a text that has a comma or semicolon in it into quotation marks.")
    for name, known, what, do in _closed():
        if (word := cells.get(name)) and not known(word):
            yield name, what.format(word=word[:60]), do


def _closed() -> list[tuple[str, Callable[[str], object], str, str]]:
    """Return the fields that take only what is known: field, the test, what is wrong, what to do."""
    return [
        (
            "lang",
            language_of,
            _("“{word}” is no language that is known here"),
            _("Write a code such as en, sl or ga."),
        ),
        (
            "roles",
            roles_of,
            _("“{word}” is no role"),
            _("Write trainee, trainer, assessor or coordinator, or nothing: that is a trainee."),
        ),
        (
            "mail",
            _MAIL.match,
            _("“{word}” is no e-mail address"),
            _("Write it like name@school.example, or leave it empty."),
        ),
    ]
