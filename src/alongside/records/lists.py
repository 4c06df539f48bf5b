"""A list of people as it came: who can join, what is wrong in which row, who is there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import msgspec

from alongside.model.people import Person
from alongside.records.cells import Assumed, Trouble, by_heads, by_place, person_of
from alongside.records.columns import fields_of, heads_of
from alongside.records.naming import folded
from alongside.records.people import People, enrol_chosen
from alongside.records.tables import is_blank, table_of
from alongside.strings import _

_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Reading:
    """A list that was read. `good` and `already` have the number of the row; the good ones have no id yet."""

    good: list[tuple[int, Person]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    already: list[tuple[int, Person]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_list(text: str, there: People, assumed: Assumed) -> Reading:
    """Return what a list says. Nothing is written."""
    table, delimiter = table_of(text)
    first = next((number for number, row in enumerate(table) if not is_blank(row)), None)
    if first is None:
        return Reading()
    heads = heads_of(table[first])
    reading = Reading(
        notes=_unused(table[first], heads) if heads else _perhaps_heads(first + 1, table[first])
    )
    begin, sorting = (first + 1 if heads else first), _Sorting(reading, there)
    for number, row in enumerate(table[begin:], begin + 1):
        if is_blank(row):
            continue
        cells = by_heads(row, heads) if heads else by_place(row, delimiter)
        person, troubles = person_of(number, cells, assumed)
        reading.troubles.extend(troubles)
        if person is not None:
            sorting.take(number, person, cells)
    return reading


def take_in(
    workspace: Path, text: str, assumed: Assumed, *, by: str, now: datetime, day: date, despite: bool = False
) -> tuple[Reading, list[Person]]:
    """Let everybody of a list join who can; return how it was read, and the new people with their ids.

    Nobody joins where a row is bad, except with `despite`. Who is there already does not join again, even
    where two windows send the same list at the same moment.
    """
    readings: list[Reading] = []

    def chosen(there: People) -> list[Person]:
        readings.append(read_list(text, there, assumed))
        good = [person for _row, person in readings[-1].good]
        return good if despite or not readings[-1].troubles else []

    joined = enrol_chosen(workspace, chosen, by, now, day)
    return readings[-1], joined


def _unused(row: Sequence[str], heads: Sequence[str]) -> list[str]:
    unknown = [cell for cell, head in zip(row, heads, strict=True) if cell and not head]
    doubled = [cell for at, cell in enumerate(row) if heads[at] and heads[at] in heads[:at]]
    told = [
        _("The column “{name}” is not used: nobody knows what it means here.").format(name=one)
        for one in unknown
    ]
    return told + [
        _("The column “{name}” is not used: there is another one for the same.").format(name=one)
        for one in doubled
    ]


def _perhaps_heads(number: int, row: Sequence[str]) -> list[str]:
    """Say that a row was read as a person though a word in it names a column."""
    said = _("Row {n} was read as a person. If it holds the headings, write “name” above the names.")
    return [said.format(n=number)] if any(fields_of(row)) else []


class _Sorting:
    """Puts one row after the other where it belongs; names and addresses are looked up, not searched."""

    def __init__(self, reading: Reading, there: People) -> None:
        self._reading = reading
        self._names: dict[str, list[tuple[int, Person]]] = {}
        self._mails: set[str] = set()
        self._groups: dict[str, str] = {}
        for one in there.everybody.values():
            self._remember(0, one)

    def take(self, row: int, person: Person, cells: Mapping[str, str]) -> None:
        """Sort in a person without fault: somebody new, somebody known, or the double of another row.

        A group is spelt as it was the first time: who types `b` means B.
        """
        person = msgspec.structs.replace(
            person, group=self._groups.setdefault(folded(person.group), person.group)
        )
        namesakes = self._names.get(folded(person.name), [])
        said = person if cells.get("organisation") else msgspec.structs.replace(person, organisation="")
        twin = next((pair for pair in namesakes if same_person(pair[1], said)), None)
        if twin is None:
            self._reading.good.append((row, person))
            self._reading.notes.extend(self._strange(row, person, cells))
            self._remember(row, person)
        elif twin[0]:
            what = _("{name} stands in row {n} already").format(name=person.name, n=twin[0])
            do = _("Take one out, or tell the two apart by school or e-mail.")
            self._reading.troubles.append(Trouble(row, "name", what, do))
        else:
            self._reading.already.append((row, twin[1]))

    def _remember(self, row: int, person: Person) -> None:
        self._names.setdefault(folded(person.name), []).append((row, person))
        self._groups.setdefault(folded(person.group), person.group)
        self._mails |= {person.mail.lower()} - {""}

    def _strange(self, row: int, person: Person, cells: Mapping[str, str]) -> Iterator[str]:
        """Give what is possible and yet worth a look."""
        if folded(person.name) in self._names:
            said = _("Row {n}: there is another {name}. The two are kept apart.")
            yield said.format(n=row, name=person.name)
        if person.mail.lower() in self._mails:
            yield _("Row {n}: {mail} is the address of somebody else too.").format(n=row, mail=person.mail)
        formula = next((one for one in cells.values() if one.startswith(_FORMULA) and len(one) > 1), "")
        if formula:
            said = _("Row {n}: “{cell}” looks like a formula. It is kept as the text that it is.")
            yield said.format(n=row, cell=formula[:60])


def same_person(one: Person, other: Person) -> bool:
    """Whether two are taken for one: the same name, and nothing that tells them apart."""
    if folded(one.name) != folded(other.name):
        return False
    pairs = ((one.mail, other.mail), (one.organisation, other.organisation), (one.school, other.school))
    given = [(folded(mine), folded(theirs)) for mine, theirs in pairs if mine and theirs]
    mails = one.mail and other.mail
    return given[0][0] == given[0][1] if mails else all(mine == theirs for mine, theirs in given)
