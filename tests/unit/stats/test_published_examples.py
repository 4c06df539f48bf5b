"""The formulas give what their authors, or widely used programs, published."""

from __future__ import annotations

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


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815)])
def test_alpha_of_krippendorffs_four_observers(metric, published):
    found = alpha(krippendorff(), metric)
    assert round(found.value, 3) == published
    assert found.low < published < found.high


def test_the_unit_that_one_observer_judged_is_left_out():
    assert alpha(krippendorff()).units == 11


def test_fleiss_kappa_of_six_psychiatrists():
    patients = [
        [diagnosis for diagnosis, often in enumerate(row) for _ in range(int(often))]
        for row in FLEISS_1971.split()
    ]
    found = fleiss_kappa(patients)
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
