"""The formulas give what their authors, or widely used programs, published.

The tables are typed from the sources named beside them. So that neither a slip of typing nor one shared by a
formula and its test goes unnoticed, each table is held against the totals that its source prints, and each
coefficient is computed a second time, slowly and in fractions, from its definition.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import permutations

import pytest

from alongside.stats.alpha import alpha
from alongside.stats.kappa import fleiss_kappa, weighted_kappa
from alongside.stats.shares import share

KRIPPENDORFF_2011 = """
A 1 2 3 3 2 1 4 1 2 . . .
B 1 2 3 3 2 2 4 1 2 5 . 3
C . 3 3 3 2 3 4 2 2 5 1 .
D 1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Four observers, twelve units, with missing values: Computing Krippendorff's Alpha-Reliability, part D."""

FLEISS_1971 = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006
10050 11040 03300 10050 02031 00501 30012 51000 02040 10203
00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
"""Thirty patients, each row how many of six psychiatrists gave diagnosis 1 to 5: table 1 of Fleiss 1971."""

COHEN_1968 = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]
"""Two judges, 200 cases, three diagnoses; `GRAVITY` says how grave Cohen took each disagreement to be."""
GRAVITY = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]

ANXIETY = (
    "33 36 34 46 52 54 22 34 53 23 22 63 13 53 22 22 11 23 43 34",
    0.297,
)
"""Two raters, twenty people, anxiety from 1 to 6: the data set and kappa of the R package irr (squared)."""


def krippendorff() -> list[dict[str, int]]:
    rows = [line.split() for line in KRIPPENDORFF_2011.split("\n") if line]
    columns = zip(*(row[1:] for row in rows), strict=True)
    names = [row[0] for row in rows]
    return [
        {name: int(level) for name, level in zip(names, column, strict=True) if level != "."}
        for column in columns
    ]


def pairable() -> list[list[int]]:
    """The values of each unit that more than one observer judged."""
    return [[*unit.values()] for unit in krippendorff() if len(unit) > 1]


def by_definition(units: list[list[int]], metric: str) -> Fraction:
    """1 - observed / expected disagreement, over every ordered pair of two values."""
    values = [value for unit in units for value in unit]
    often = Counter(values)

    def far(c: int, k: int) -> Fraction:
        if metric == "nominal":
            return Fraction(c != k)
        between = sum(often[g] for g in range(min(c, k), max(c, k) + 1))
        return (between - Fraction(often[c] + often[k], 2)) ** 2

    inside = sum(
        (Fraction(1, len(unit) - 1) * sum(far(c, k) for c, k in permutations(unit, 2)) for unit in units),
        Fraction(0),
    )
    across = sum((far(c, k) for c, k in permutations(values, 2)), Fraction(0))
    return 1 - (inside / len(values)) / (across / (len(values) * (len(values) - 1)))


def patients() -> list[list[int]]:
    """Each patient's six diagnoses."""
    return [
        [diagnosis for diagnosis, often in enumerate(row, 1) for _ in range(int(often))]
        for row in FLEISS_1971.split()
    ]


def fleiss_by_definition(pieces: list[list[int]]) -> Fraction:
    """The share of pairs of judges of a patient who agree, against pairs drawn from all diagnoses."""
    pairs = [a == b for piece in pieces for a, b in permutations(piece, 2)]
    every = [one for piece in pieces for one in piece]
    agreeing = Fraction(sum(pairs), len(pairs))
    by_chance = Fraction(sum(a == b for a in every for b in every), len(every) ** 2)
    return (agreeing - by_chance) / (1 - by_chance)


def weighted_by_definition(pairs: list[tuple[int, int]]) -> Fraction:
    """Mean squared distance within pairs, against that of every first with every second level."""
    within = Fraction(sum((a - b) ** 2 for a, b in pairs), len(pairs))
    across = Fraction(sum((a - b) ** 2 for a, _ in pairs for _, b in pairs), len(pairs) ** 2)
    return 1 - within / across


def test_the_table_of_krippendorff_has_the_totals_of_its_source():
    """Forty values that can be paired: 9 ones, 13 twos, 10 threes, 5 fours, 3 fives."""
    assert Counter(value for unit in pairable() for value in unit) == {1: 9, 2: 13, 3: 10, 4: 5, 5: 3}
    assert len(krippendorff()) == 12


def test_the_table_of_fleiss_has_the_totals_of_its_source():
    """Thirty patients, six psychiatrists each; shares .144, .144, .167, .306, .239 of 180 diagnoses."""
    assert [len(one) for one in patients()] == [6] * 30
    given = Counter(one for piece in patients() for one in piece)
    assert [round(given[n] / 180, 3) for n in (1, 2, 3, 4, 5)] == [0.144, 0.144, 0.167, 0.306, 0.239]


@pytest.mark.parametrize("metric", ["nominal", "ordinal"])
def test_alpha_is_what_a_slow_computation_by_its_definition_gives(metric):
    slow = by_definition(pairable(), metric)
    assert alpha(krippendorff(), metric).value == pytest.approx(float(slow), abs=1e-12)


def test_fleiss_kappa_is_what_a_slow_computation_by_its_definition_gives():
    slow = fleiss_by_definition(patients())
    assert fleiss_kappa(patients()).value == pytest.approx(float(slow), abs=1e-12)


def test_quadratic_kappa_is_what_a_slow_computation_by_its_definition_gives():
    pairs = [(int(pair[0]), int(pair[1])) for pair in ANXIETY[0].split()]
    assert weighted_kappa(pairs).value == pytest.approx(float(weighted_by_definition(pairs)), abs=1e-12)


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815)])
def test_alpha_of_krippendorffs_four_observers(metric, published):
    found = alpha(krippendorff(), metric)
    assert round(found.value, 3) == published
    assert found.low < published < found.high


def test_the_unit_that_one_observer_judged_is_left_out():
    assert alpha(krippendorff()).units == 11


def test_fleiss_kappa_of_six_psychiatrists():
    found = fleiss_kappa(patients())
    assert (round(found.value, 3), found.units) == (0.430, 30)


def test_weighted_kappa_of_cohens_two_judges():
    cases = [(i, j) for i, row in enumerate(COHEN_1968) for j, often in enumerate(row) for _ in range(often)]
    assert len(cases) == 200
    assert round(weighted_kappa(cases, lambda i, j: GRAVITY[i][j]).value, 3) == 0.348
    assert round(weighted_kappa(cases, lambda i, j: float(i != j)).value, 3) == 0.492


def test_quadratic_kappa_of_the_anxiety_ratings():
    pairs, published = ANXIETY
    levels = [(int(pair[0]), int(pair[1])) for pair in pairs.split()]
    assert round(weighted_kappa(levels).value, 3) == published


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_as_in_newcombe_1998(count, of, low, high):
    """Statistics in Medicine 17, 857-872, table I, method 3."""
    found = share(count, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
