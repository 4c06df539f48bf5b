"""A signed sheet typed in: row numbers or initials, and a letter for whoever was not simply there.

`1 2 5-9` were there; `3 l20` came 20 minutes late, `3 l 9:20` at that time; `4 e30` left 30 minutes early;
`7 a` was absent, `8 w` with word. Pieces stand on lines of their own, or after commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from alongside.model.attendance import Absent, Here
from alongside.model.people import Person
from alongside.records.naming import folded
from alongside.strings import _

_CODE = re.compile(r"([hlewa])(\d{1,3}|\d{1,2}[:.]\d\d)?\Z")
_AMOUNT = re.compile(r"(\d{1,3}|\d{1,2}[:.]\d\d)\Z")
_RANGE = re.compile(r"(\d{1,3})(?:[-–](\d{1,3}))?\Z")


@dataclass(frozen=True)
class Clock:
    """When a session began by the clock, and how long it is in minutes, with its breaks."""

    start: time
    minutes: int

    def late(self, text: str) -> int:
        """Return how late `20` or `9:20` is, in minutes; ValueError where it is not within the session."""
        return self._within(int(text) if text.isdigit() else self.after_start(_a_time(text)))

    def early(self, text: str) -> int:
        """Return how early somebody left, from minutes or a time."""
        return self._within(int(text) if text.isdigit() else self.minutes - self.after_start(_a_time(text)))

    def after_start(self, at: time) -> int:
        """Return the minutes from the beginning to a time, of the next day where it is past midnight."""
        day = datetime(2000, 1, 1)
        passed = datetime.combine(day, at) - datetime.combine(day, self.start)
        minutes = passed // timedelta(minutes=1)
        over = minutes + 24 * 60
        return over if minutes < 0 and over <= self.minutes else minutes

    def _within(self, minutes: int) -> int:
        if not 0 <= minutes <= self.minutes:
            raise ValueError(_("that is not within the session"))
        return minutes


@dataclass(frozen=True)
class Typed:
    """What was read of a sheet: person to what was typed, and what could not be read, in sentences."""

    read: dict[str, Here | Absent] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def initials(name: str) -> str:
    """Return the first letters of a name: `GMO` for Gráinne Mhic Oisín."""
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isalpha()).upper()


def read_sheet(text: str, people: Sequence[Person], clock: Clock, *, rest: bool = False) -> Typed:
    """Return what `text` says of `people`, numbered from 1 in their order; with `rest` all others were there.

    Nobody is taken twice, and nothing that can mean two people is guessed.
    """
    typed = Typed()
    for piece in re.split(r"[\n,;]", text):
        if not piece.strip():
            continue
        try:
            _read_piece(piece.split(), people, clock, typed)
        except ValueError as err:
            typed.problems.append(_("“{piece}”: {why}.").format(piece=piece.strip(), why=err))
    if rest:
        typed.read.update({one.id: Here() for one in people if one.id not in typed.read})
    return typed


def _read_piece(words: list[str], people: Sequence[Person], clock: Clock, typed: Typed) -> None:
    found: list[Person] = []
    while words and not (found and _CODE.match(words[0].casefold())):
        found += _named(words.pop(0), people)
    what = _what(words, clock)
    for one in found:
        if one.id in typed.read:
            raise ValueError(_("{name} stands there twice").format(name=one.name))
    typed.read.update({one.id: what for one in found})


def _named(word: str, people: Sequence[Person]) -> list[Person]:
    numbers = _RANGE.match(word)
    if numbers is None:
        return [_with_initials(word, people)]
    first, last = int(numbers[1]), int(numbers[2] or numbers[1])
    if not 1 <= first <= last <= len(people):
        raise ValueError(_("the numbers go from 1 to {n}").format(n=len(people)))
    return list(people[first - 1 : last])


def _with_initials(word: str, people: Sequence[Person]) -> Person:
    found = [one for one in people if folded(initials(one.name)) == folded(word.replace(".", ""))]
    if len(found) > 1:
        names = ", ".join(one.name for one in found)
        raise ValueError(_("this could be {names}: give the number").format(names=names))
    if not found:
        raise ValueError(_("nobody has the initials {word}").format(word=word))
    return found[0]


def _what(words: list[str], clock: Clock) -> Here | Absent:
    codes = dict(_codes(words))
    if "a" in codes or "w" in codes:
        if len(codes) > 1:
            raise ValueError(_("somebody absent is neither late nor gone early"))
        return Absent(word="w" in codes)
    late = clock.late(codes["l"]) if "l" in codes else 0
    return Here(late=late, early=clock.early(codes["e"]) if "e" in codes else 0)


def _codes(words: list[str]) -> Iterator[tuple[str, str]]:
    """Give each letter with its amount, which may stand apart from it."""
    left = [word.casefold() for word in words]
    while left:
        word = left.pop(0)
        code = _CODE.match(word)
        if code is None:
            raise ValueError(_("{word} is no letter of the list").format(word=word))
        letter, amount = code[1], code[2] or ""
        if letter in "le" and not amount and left and _AMOUNT.match(left[0]):
            amount = left.pop(0)
        if (letter in "le") != bool(amount):
            raise ValueError(_("after l and e comes how many minutes, or the time; after others nothing"))
        yield letter, amount


def _a_time(text: str) -> time:
    hours, minutes = text.replace(".", ":").split(":")
    try:
        return time(int(hours), int(minutes))
    except ValueError as err:
        raise ValueError(_("{text} is no time").format(text=text)) from err
