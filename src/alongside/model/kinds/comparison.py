"""How somebody sees their own competence beside how assessors saw it, over time."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from alongside.model.base import RowId, Shape
from alongside.model.kinds.rating import ScalePoint
from alongside.model.response import Response


class ComparedLine(Shape, kw_only=True):
    """One competence of the comparison, by its id in the framework."""

    id: str
    text: str


class Comparison(Response, tag="comparison", kw_only=True):
    """Own ratings beside assessors' levels.

    `ratings` are ids of self-assessments, whose items name the competence that they belong to; `levels`
    are the words of the levels that assessors give. `warning` says what such a comparison is worth.
    """

    ratings: Annotated[list[str], Meta(min_length=1)]
    lines: Annotated[list[ComparedLine], Meta(min_length=1)]
    levels: Annotated[list[ScalePoint], Meta(min_length=2)]
    warning: str


class GivenLevel(Shape, kw_only=True):
    """A level that an assessor gave, copied from a letter: ISO 8601 date, competence id, level."""

    id: RowId
    date: str
    competence: str
    level: int


class ComparisonValue(Shape, kw_only=True):
    """Levels that the person copied in, and what they make of the difference."""

    given: Annotated[list[GivenLevel], Meta(max_length=200)] = []
    note: str = ""
