"""What happened when: a conversation minute by minute, or two years month by month."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from alongside.model.base import Shape
from alongside.model.response import Response


class LaneOption(Shape, kw_only=True):
    """One of the things that a lane can say of a stretch of time."""

    id: str
    label: str
    hint: str = ""


class Lane(Shape, kw_only=True):
    """One row of a timeline, such as who spoke, or in which stance; the keys 1 to 9 choose its options."""

    id: str
    label: str
    options: Annotated[list[LaneOption], Meta(min_length=2, max_length=9)]


class Timeline(Response, tag="timeline", kw_only=True):
    """`length` stretches of one `unit` each, and what is noted of each of them.

    `notes` offers a few words for each stretch. Minutes can be noted while they pass; months cannot, nor what
    is only `planned`.
    """

    unit: Literal["minute", "month"] = "minute"
    length: Annotated[int, Meta(ge=2, le=120)]
    lanes: Annotated[list[Lane], Meta(min_length=1, max_length=3)]
    notes: bool = False
    planned: bool = False


class Stretch(Shape, kw_only=True):
    """One minute or month, counted from 1: lane id to option id, and a few words."""

    number: Annotated[int, Meta(ge=1, le=120)]
    marks: dict[str, str] = {}
    note: str = ""


class TimelineValue(Shape, kw_only=True):
    """The stretches that something was noted of, in order."""

    stretches: Annotated[list[Stretch], Meta(max_length=120)] = []
