"""Practice in threes: who does what, what is called out meanwhile, and where the timer stands."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from alongside.model.base import Moment, Shape
from alongside.model.response import Response


class Role(Shape, kw_only=True):
    """One of the roles, and in a few words what is done in it."""

    title: str
    hint: str = ""


class Signal(Shape, kw_only=True):
    """Words that appear during the talk once so many minutes have passed."""

    minute: int
    text: str


class Triad(Response, tag="triad", kw_only=True):
    """A timer for practice in threes: rounds of talk and feedback, in minutes.

    Person one begins in the first of the `roles`, person two in the second; each round all move on by one.
    """

    rounds: int
    talk: int
    feedback: int
    roles: list[Role]
    signals: list[Signal] = []


class TriadValue(Shape, kw_only=True):
    """Where a timer stands: `left` seconds of this phase when it was `started_at`, or while it is paused."""

    round: Annotated[int, Meta(ge=1, le=100)]
    phase: Literal["talk", "feedback", "done"]
    left: Annotated[float, Meta(ge=0, le=86_400)]
    started_at: Moment | None = None
