"""A signed sheet typed in quickly: numbers, initials and a letter; nothing is guessed."""

from __future__ import annotations

from datetime import time

import pytest

from alongside.model.attendance import Absent, Here
from alongside.model.people import Person
from alongside.records.signed import Clock, initials, read_sheet

NAMES = ("Ana Novak", "Bo Kint", "Boris Kovač", "Gráinne Mhic Oisín", "Žiga Zore")
PEOPLE = [Person(id=name.split()[0].lower(), name=name, organisation="Net") for name in NAMES]
CLOCK = Clock(time(9, 0), 195)


def read(text, **more):
    return read_sheet(text, PEOPLE, CLOCK, **more)


def test_numbers_ranges_and_initials_say_who_was_there():
    found = read("1 3-4\nzz")
    assert found.problems == []
    assert set(found.read) == {"ana", "boris", "gráinne", "žiga"}
    assert set(found.read.values()) == {Here()}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("1 l20", Here(late=20)),
        ("1 l 20", Here(late=20)),
        ("AN L 9:20", Here(late=20)),
        ("an l9.20 e 12:00", Here(late=20, early=15)),
        ("1 e30", Here(early=30)),
        ("1 h", Here()),
        ("1 a", Absent()),
        ("1 W", Absent(word=True)),
    ],
)
def test_a_letter_says_what_was(text, what):
    assert read(text).read == {"ana": what}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("6", "from 1 to 5"),
        ("4-2", "from 1 to 5"),
        ("BK", "could be Bo Kint, Boris Kovač"),
        ("XY", "nobody has the initials XY"),
        ("1, AN a", "Ana Novak stands there twice"),
        ("1 a l20", "neither late"),
        ("1 l", "how many minutes"),
        ("1 l 8:30", "not within the session"),
        ("1 l 25:00", "no time"),
        ("1 e 400", "not within the session"),
        ("1 q", "initials q"),
        ("1 l20 maybe", "maybe is no letter"),
    ],
)
def test_what_cannot_be_read_is_named_and_never_guessed(text, said):
    found = read(text)
    assert len(found.problems) == 1
    assert said in found.problems[0]


def test_everybody_who_is_not_named_was_there_where_that_is_said():
    found = read("2 a, 3 w", rest=True)
    assert found.read["bo"] == Absent()
    assert [who for who, what in found.read.items() if what == Here()] == ["ana", "gráinne", "žiga"]


def test_a_session_over_midnight_has_times_of_the_next_day():
    clock = Clock(time(23, 0), 120)
    assert (clock.late("0:10"), clock.early("0:40")) == (70, 20)


def test_initials_are_the_first_letters_of_all_names():
    assert [initials(name) for name in (*NAMES, "Mary-Jane O'Hara", "Cher")] == [
        *("AN", "BK", "BK", "GMO", "ŽZ"),
        *("MJO", "C"),
    ]
