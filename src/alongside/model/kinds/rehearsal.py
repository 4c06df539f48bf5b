"""A conversation to try out, and the way somebody went through it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from alongside.model.base import TEXT_LIMIT, Shape
from alongside.model.response import Response
from alongside.model.scenario import Scenario


class Rehearsal(Response, tag="rehearsal", kw_only=True):
    """A conversation to try out in several ways."""

    scenario: Scenario


class Step(Shape, kw_only=True):
    """One turn of a rehearsed conversation: the line chosen, own words in its place, seconds of silence."""

    turn: str
    line: str
    own: Annotated[str, Meta(max_length=TEXT_LIMIT)] = ""
    waited: Annotated[int, Meta(ge=0, le=3600)] = 0


class RehearsalValue(Shape, kw_only=True):
    """The way through a conversation, and how often one was carried to an end. `draft` is not said yet."""

    path: Annotated[list[Step], Meta(max_length=200)] = []
    finished: bool = False
    runs: Annotated[int, Meta(ge=0, le=2**31)] = 0
    draft: Annotated[str, Meta(max_length=TEXT_LIMIT)] = ""
