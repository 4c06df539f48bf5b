"""A field of two axes, such as support and challenge, to place moments in."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from alongside.model.base import RowId, Shape
from alongside.model.response import Response

Corner = Literal["low-low", "high-low", "low-high", "high-high"]
"""A corner by its place on the axis across, then on the axis up."""
Place = Annotated[int, Meta(ge=0, le=100)]
"""A place on an axis in hundredths: 0 the low end, 100 the high end."""
MIDDLE = range(40, 61)
"""The places on an axis that count as neither low nor high."""


class Axis(Shape, kw_only=True):
    """What an axis measures, and the words at its two ends."""

    label: str
    low: str
    high: str


class CornerName(Shape, kw_only=True):
    """What a corner is called, and what happens there."""

    corner: Corner
    title: str
    hint: str = ""


class GridMoment(Shape, kw_only=True):
    """Something to place. `best` names the corners where it may well lie; two where opinions may differ."""

    id: str
    text: str
    best: list[Corner] = []
    reason: str = ""


class Grid(Response, tag="grid", kw_only=True):
    """Moments to place between two axes, and up to `own` moments of one's own."""

    across: Axis
    up: Axis
    corners: Annotated[list[CornerName], Meta(min_length=4, max_length=4)]
    moments: list[GridMoment] = []
    own: Annotated[int, Meta(ge=0, le=10)] = 0


class Placed(Shape, kw_only=True):
    """Where a moment lies."""

    across: Place
    up: Place


class OwnMoment(Shape, kw_only=True):
    """A moment that a person added; without a place while it is not laid."""

    id: RowId
    text: str
    at: Placed | None = None


class GridValue(Shape, kw_only=True):
    """Moment id to its place, and the moments of one's own."""

    places: dict[str, Placed] = {}
    own: Annotated[list[OwnMoment], Meta(max_length=10)] = []
    looked: bool = False


def corner_of(at: Placed) -> Corner | None:
    """Return the corner that a place lies in; None where it lies in the middle of an axis."""
    if at.across in MIDDLE or at.up in MIDDLE:
        return None
    return _CORNERS[at.across > MIDDLE[-1], at.up > MIDDLE[-1]]


_CORNERS: dict[tuple[bool, bool], Corner] = {
    (False, False): "low-low",
    (True, False): "high-low",
    (False, True): "low-high",
    (True, True): "high-high",
}
