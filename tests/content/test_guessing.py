"""Somebody who knows nothing does hardly better than chance: no place, no length gives an answer away."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from alongside import paths
from alongside.content.load import unit_folders, unit_in
from alongside.model.kinds import Check
from alongside.model.kinds.check import Option

MARGIN = Fraction(1, 6)
"""How much above chance one stubborn habit may come, over all questions with one right answer."""


def lengths(option: Option) -> int:
    return len(option.text)


HABITS: dict[str, Callable[[list[Option]], Option]] = {
    **{
        f"always the option in place {n + 1}": lambda options, n=n: options[n % len(options)]
        for n in range(5)
    },
    "always the last": lambda options: options[-1],
    "always the longest": lambda options: max(options, key=lengths),
    "always the shortest": lambda options: min(options, key=lengths),
}


@pytest.fixture(scope="module")
def questions() -> list[Check]:
    """Every formative question with one right answer."""
    units = [unit_in(folder) for folder in unit_folders(paths.content_root()).values()]
    checks = (one for unit in units for one in unit.responses if isinstance(one, Check))
    return [one for one in checks if one.form == "single" and any(option.right for option in one.options)]


@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_scores_near_chance(questions: list[Check], habit: str):
    assert len(questions) > 30
    chance = sum(Fraction(1, len(one.options)) for one in questions) / len(questions)
    score = Fraction(sum(HABITS[habit](one.options).right is True for one in questions), len(questions))
    assert score <= chance + MARGIN, f"{habit}: {float(score):.0%} where chance is {float(chance):.0%}"
