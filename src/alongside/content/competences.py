"""Which competences a place to answer is about, through its outcomes, its items and its criteria."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from alongside import paths
from alongside.content.load import read_yaml
from alongside.model.framework import Framework
from alongside.model.kinds import AnyResponse, Rating, Reflection
from alongside.model.unit import AnyUnit

Taught = Mapping[str, list[str]]
"""Outcome id to the ids of its competences."""


def competence_titles(root: Path | None = None) -> dict[str, str]:
    """Return competence id to title in the framework's order, of the kit or of the content below `root`."""
    place = (root or paths.content_root()) / "assessments" / "framework.yaml"
    framework: Framework = read_yaml(place, Framework)
    return {one.id: one.title for one in framework.competences}


def taught_by(units: Iterable[AnyUnit]) -> dict[str, list[str]]:
    """Return outcome id to competences for every outcome of `units`."""
    return {outcome.id: outcome.competences for unit in units for outcome in unit.outcomes}


def competences_of(response: AnyResponse, taught: Taught) -> list[str]:
    """Return the competences that `response` is about, each once, as they are met in it."""
    outcomes, named = list(response.outcomes), []
    if isinstance(response, Rating):
        outcomes += [item.outcome for item in response.items if item.outcome]
        named = [item.competence for item in response.items if item.competence]
    elif isinstance(response, Reflection):
        named = [criterion.competence for criterion in response.criteria]
    found = [one for outcome in outcomes for one in taught.get(outcome, [])]
    return list(dict.fromkeys([*found, *named]))
