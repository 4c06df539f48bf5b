"""The rule that made the invented needs audit of x06: nobody in it exists, nor do the three countries.

`python tests/invented_audit.py FOLDER` writes both files into FOLDER.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

SEED = 61
LABEL = "# Fictional: 120 invented new leaders in three invented countries, made by a seeded rule."
INVITED = {
    "Tarvia": {
        "early years": 10,
        "primary": 30,
        "lower secondary": 18,
        "upper secondary": 12,
        "vocational": 9,
    },
    "Osmark": {
        "early years": 6,
        "primary": 24,
        "lower secondary": 14,
        "upper secondary": 12,
        "vocational": 12,
    },
    "Quellia": {
        "early years": 9,
        "primary": 20,
        "lower secondary": 18,
        "upper secondary": 10,
        "vocational": 30,
    },
}
ANSWERED = {
    "Tarvia": {"early years": 7, "primary": 24, "lower secondary": 13, "upper secondary": 8, "vocational": 6},
    "Osmark": {"early years": 3, "primary": 14, "lower secondary": 8, "upper secondary": 6, "vocational": 7},
    "Quellia": {"early years": 3, "primary": 9, "lower secondary": 6, "upper secondary": 3, "vocational": 3},
}
LEANING = [(3.0, 2.5), (2.9, 2.8), (3.1, 2.3), (3.3, 2.1), (2.8, 2.4), (3.2, 2.1), (2.7, 2.4)]
"""For each domain of four lines, where A and B lie on average."""
SHIFT = {"Tarvia": {}, "Osmark": {4: 0.5, 3: -0.2}, "Quellia": {5: 0.3, 6: 0.3}}
"""How much more (A up, B down) a domain weighs in a country."""


def _level(random: Random, middle: float) -> int:
    return min(4, max(1, round(random.gauss(middle, 0.85))))


def _person(random: Random, country: str, sector: str) -> list[str]:
    left_out = random.random() < 0.04
    row, tired = [country, "" if left_out else sector], random.random() < 0.1
    own = random.gauss(0, 0.3)
    for line in range(28):
        domain = line // 4
        weight = SHIFT[country].get(domain, 0) + own
        a = _level(random, LEANING[domain][0] + weight / 2)
        b = _level(random, LEANING[domain][1] - weight / 2)
        help_wanted = int(random.random() < (a * (5 - b)) / 20)
        skipped = (tired and line >= 20) or random.random() < 0.02
        row += ["", "", ""] if skipped else [str(a), str(b), str(help_wanted)]
    return row


def answers() -> str:
    random = Random(SEED)
    names = ["country", "sector", *(f"n{line}{question}" for line in range(1, 29) for question in "abh")]
    people = [
        _person(random, country, sector)
        for country, sectors in ANSWERED.items()
        for sector, count in sectors.items()
        for _ in range(count)
    ]
    random.shuffle(people)
    return "\n".join([LABEL, *(",".join(row) for row in [names, *people])]) + "\n"


def invited() -> str:
    rows = [
        f"{country},{sector},{count}"
        for country, sectors in INVITED.items()
        for sector, count in sectors.items()
    ]
    return "\n".join([LABEL, "country,sector,invited", *rows]) + "\n"


FILES = {"needs-audit-answers.csv": answers, "needs-audit-invited.csv": invited}

if __name__ == "__main__":
    for name, made in FILES.items():
        Path(sys.argv[1], name).write_text(made(), encoding="utf-8", newline="\n")
