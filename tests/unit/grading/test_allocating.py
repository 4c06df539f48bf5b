"""Drawing pairs: no conflicts, languages that are read, numbers as even as can be, the same from a seed."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.grading.allocating import draw, eligible
from alongside.grading.panel import conflicts_of
from alongside.model.panel import Assessor, Conflict, Entrant, Panel


def an_assessor(who, languages=("en",), **more):
    return Assessor(id=who, name=who.title(), languages=list(languages), **more)


def a_panel(*assessors, **more):
    return Panel(schema=1, session="a9", assessors=list(assessors), **more)


def people(n, language="en"):
    return {f"p{k:02}": language for k in range(1, n + 1)}


FOUR = [an_assessor(who) for who in ("ann", "ben", "cat", "dan")]


def loads(drawn):
    return Counter(one for pair in drawn.pairs.values() for one in pair)


def test_everybody_gets_two_different_assessors_and_the_numbers_are_even():
    drawn = draw(a_panel(*FOUR), people(30), {}, "seed")
    assert all(len(set(pair)) == 2 for pair in drawn.pairs.values())
    assert loads(drawn) == {"ann": 15, "ben": 15, "cat": 15, "dan": 15}


def test_the_same_seed_gives_the_same_pairs_whatever_the_order():
    first = draw(a_panel(*FOUR), people(9), {}, "seed")
    other = draw(a_panel(*FOUR[::-1]), dict(reversed(people(9).items())), {}, "seed")
    assert first == other
    assert draw(a_panel(*FOUR), people(9), {}, "another") != first


@pytest.mark.parametrize(
    ("assessor", "entrant", "why"),
    [
        ({}, {"line_manager": "ann"}, "line manager"),
        ({}, {"mentor": "ann"}, "own mentor"),
        ({"organisation": "Hill  School"}, {"organisation": "hill school"}, "same school"),
        ({"conflicts": [Conflict(candidate="p01", why="sister")]}, {}, "sister"),
    ],
)
def test_a_conflict_keeps_an_assessor_away(assessor, entrant, why):
    panel = a_panel(an_assessor("ann", **assessor), *FOUR[1:], candidates=[Entrant(id="p01", **entrant)])
    assert conflicts_of(panel, panel.assessors[0], "p01") == [why]
    assert "ann" not in [one.id for one in eligible(panel, "p01", "en")]
    assert all("ann" not in draw(panel, people(1), {}, str(n)).pairs["p01"] for n in range(9))


def test_an_organisation_that_nobody_named_is_no_school_in_common():
    panel = a_panel(an_assessor("ann"), candidates=[Entrant(id="p01")])
    assert conflicts_of(panel, panel.assessors[0], "p01") == []


def test_nobody_marks_themselves():
    assert conflicts_of(a_panel(*FOUR), FOUR[0], "ann") == ["the candidate"]


def test_a_hand_in_goes_to_those_who_read_its_language():
    both = [an_assessor(who, ("sl", "en")) for who in ("eva", "fia", "gal")]
    drawn = draw(a_panel(*FOUR, *both), {**people(6), "s01": "sl", "s02": "sl-SI"}, {}, "seed")
    assert set(drawn.pairs["s01"] + drawn.pairs["s02"]) <= {"eva", "fia", "gal"}
    assert max(loads(drawn).values()) - min(loads(drawn).values()) <= 1


def test_who_is_away_gets_nothing():
    drawn = draw(a_panel(an_assessor("ann", away=True), *FOUR[1:]), people(9), {}, "seed")
    assert "ann" not in loads(drawn)


def test_what_somebody_has_already_counts():
    drawn = draw(a_panel(*FOUR), people(4), {"ann": 6}, "seed")
    assert "ann" not in loads(drawn)


def test_an_impossible_one_is_named_with_what_stands_in_the_way_and_what_to_do():
    panel = a_panel(
        an_assessor("ann"),
        an_assessor("ben", away=True),
        an_assessor("cat", ("sl",)),
        candidates=[Entrant(id="p01", line_manager="ann")],
    )
    drawn = draw(panel, {"p01": "en", "p02": "sl"}, {}, "seed")
    assert drawn.pairs == {}
    assert drawn.impossible["p01"] == (
        "Two assessors are needed for p01, and only these may mark: nobody. Left out: Ann (line manager); "
        "Ben (away); Cat (does not read en). Add an assessor who reads en and is not close "
        "to the candidate, then allocate again."
    )


def test_who_reads_what_nobody_else_reads_gets_less_of_the_rest():
    panel = a_panel(
        an_assessor("ann"),
        an_assessor("ben", ("en", "sl")),
        an_assessor("cat", ("sl", "nl")),
        an_assessor("dan", ("nl", "en")),
    )
    languages = {**people(4), **{f"s{n}": "sl" for n in range(4)}, **{f"n{n}": "nl" for n in range(4)}}
    found = loads(draw(panel, languages, {}, "seed"))
    assert found == {"ann": 4, "ben": 6, "cat": 8, "dan": 6}


def test_a_pair_comes_from_two_organisations_where_that_costs_nothing():
    panel = a_panel(
        *(an_assessor(who, organisation="Hill") for who in ("ann", "ben")),
        *(an_assessor(who, organisation="Vale") for who in ("cat", "dan")),
    )
    for seed in map(str, range(20)):
        drawn = draw(panel, people(6), {}, seed)
        assert set(loads(drawn).values()) == {3}
        assert all(len({*pair} & {"ann", "ben"}) == 1 for pair in drawn.pairs.values())


def _best(panel, languages):
    """The smallest sum of squares that any choice of pairs has: every choice is tried."""
    choices = [
        [
            pair
            for pair in permutations([one.id for one in eligible(panel, who, lang)], 2)
            if pair[0] < pair[1]
        ]
        for who, lang in languages.items()
    ]
    sums = {(0,) * len(panel.assessors)}
    names = [one.id for one in panel.assessors]
    for some in choices:
        sums = {
            tuple(n + (name in pair) for name, n in zip(names, there, strict=True))
            for there in sums
            for pair in some
        }
    return min(sum(n * n for n in one) for one in sums)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_other_allocation_is_more_even(data):
    reads = st.lists(st.sampled_from(["en", "sl", "nl"]), min_size=1, max_size=3, unique=True)
    panel = a_panel(*(an_assessor(who, data.draw(reads)) for who in "abcd"))
    asked = st.lists(st.sampled_from(["en", "sl", "nl"]), max_size=5)
    languages = {f"p{n}": one for n, one in enumerate(data.draw(asked))}
    drawn = draw(panel, languages, {}, data.draw(st.text(max_size=3)))
    assert set(drawn.pairs) | set(drawn.impossible) == set(languages)
    possible = {who: languages[who] for who in drawn.pairs}
    assert sum(n * n for n in loads(drawn).values()) == _best(panel, possible)
