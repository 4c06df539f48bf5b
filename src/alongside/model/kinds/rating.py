"""A self-assessment: statements on one scale, and the profiles kept of them."""

from __future__ import annotations

from alongside.model.base import Shape
from alongside.model.response import Response


class ScalePoint(Shape, kw_only=True):
    """One point of a rating scale: its number and its word."""

    value: int
    label: str


class RatingItem(Shape, kw_only=True):
    """One statement to rate."""

    id: str
    text: str
    outcome: str | None = None
    competence: str | None = None


class Rating(Response, tag="rating", kw_only=True):
    """A self-assessment: statements rated on one scale, lowest point first."""

    items: list[RatingItem]
    scale: list[ScalePoint]


class KeptProfile(Shape, kw_only=True):
    """A self-assessment kept for comparison: when (ISO 8601), and item id to scale value."""

    at: str
    ratings: dict[str, int]


class RatingValue(Shape, kw_only=True):
    """Item id to scale value, and the profiles kept so far, oldest first."""

    ratings: dict[str, int]
    kept: list[KeptProfile] = []
