"""Anchors: examples with agreed levels, on which assessors set their standard. Never with a learner."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from alongside.model.base import Id, Shape
from alongside.model.marking import Level

SCHEMA = 1
MOST_LAID = 5
"""The most examples that are laid among the answers of one session."""

Kind = Literal["clear-phase-1", "clear-phase-2", "borderline", "hard", "clear-phase-3", "not-yet"]
"""What an example is there to show; `hard` is one on which trained people differ."""
Words = Annotated[str, Meta(min_length=1, pattern=r"\S")]


class AgreedLevel(Shape, kw_only=True):
    """The agreed level of one criterion: what in the text shows it, and why it is this level and no other."""

    criterion: Id
    level: Level
    evidence: Words
    reason: Words


class Anchor(Shape, kw_only=True):
    """One example. `task` is the task or observation it belongs to; left out, the one of its criteria."""

    id: Id
    title: Words
    kind: Kind
    text: Words
    levels: Annotated[list[AgreedLevel], Meta(min_length=1)]
    task: Id | None = None

    @property
    def about(self) -> str:
        """The id of the task or observation that the example is marked as."""
        return self.task or self.levels[0].criterion.rsplit("-", 1)[0]


class Anchors(Shape, kw_only=True):
    """The whole of `anchors/<session>.yaml`."""

    id: Id
    anchors: list[Anchor]


class Standard(Shape, kw_only=True):
    """What a course asks of its assessors before they mark a session; the last of several dated rows counts.

    required   whether the examples come first; None asks it where there is more than one assessor.
    laid       how many examples are laid among everybody's answers, unmarked.
    kept_back  examples that are not shown beforehand, and are laid in place of the others.
    """

    session: Id
    at: str
    by: str
    required: bool | None = None
    laid: Annotated[int, Meta(ge=0, le=MOST_LAID)] = 0
    kept_back: list[Id] = []


class Standards(Shape, kw_only=True):
    """The whole of `marking/standards.json`: rows are only added."""

    schema: int = msgspec.field(default=SCHEMA)
    standards: list[Standard] = []
