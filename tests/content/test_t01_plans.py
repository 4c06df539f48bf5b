"""What t01 says about plans with minutes: the one that it quotes, and the one that it asks people to cut."""

from __future__ import annotations

import re

import nbformat

from alongside import paths
from alongside.content.load import unit_in

MODULES = paths.content_root() / "modules"


def words_of(cell_id: str) -> str:
    """The text of a cell of t01."""
    notebook = nbformat.read(MODULES / "t01-how-adults-learn" / "module.ipynb", as_version=4)
    return next(cell.source for cell in notebook.cells if cell.id == cell_id)


def minutes_of(plan: str) -> dict[str, int]:
    """Stretch to minutes, from the rows of a table that begin with a letter."""
    return {name: int(minutes) for name, minutes in re.findall(r"^\| ([A-H]) \| (\d+) \|", plan, re.M)}


def test_the_purposes_it_quotes_of_m04_are_those_of_m04():
    activities = unit_in(MODULES / "m04-watching-to-doing").activities
    quoted = ", ".join(f"{activity.purpose} {activity.minutes}" for activity in activities)
    assert f"> {quoted}\n" in words_of("t01-a2-2")


def test_m04_has_the_gap_that_people_are_to_find():
    assert "motivation" not in {one.purpose for one in unit_in(MODULES / "m04-watching-to-doing").activities}


def test_the_plan_to_be_cut_takes_ninety_minutes():
    plan = words_of("t01-a5")
    assert sum(minutes_of(plan).values()) == 90
    assert "| **90** |" in plan


def test_the_fair_cut_takes_a_third_off_every_stretch():
    plan = words_of("t01-a5")
    said = re.search(r"Take a third off everything: ([\d, ]+)\.", plan)
    assert said
    cut = [int(minutes) for minutes in said[1].split(", ")]
    assert sum(cut) == 60
    assert all(abs(new - 2 * old / 3) < 1 for new, old in zip(cut, minutes_of(plan).values(), strict=True))
