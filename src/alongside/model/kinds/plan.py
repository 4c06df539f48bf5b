"""A plan of the form "if this happens, I will do that", and what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from alongside.model.base import Shape
from alongside.model.response import Response

Became = Literal["", "did", "partly", "not-yet", "dropped"]
"""What became of a plan; empty while nobody has said so."""


class Plan(Response, tag="plan", kw_only=True):
    """One if-then action with its cue, place and date.

    `cues` and `actions` are examples that a person may take and change. `follows` is the id of a plan
    that was made before, in this unit or another: this one first asks what became of it.
    """

    cues: list[str] = []
    actions: list[str] = []
    follows: str | None = None


class PlanValue(Shape, kw_only=True):
    """An action and its cue. `date` is ISO 8601, `time` is `HH:MM`, each empty where it is open.

    `became` and `learnt` tell of the plan that this one follows.
    """

    cue: str = ""
    action: str = ""
    place: str = ""
    date: str = ""
    time: Annotated[str, Meta(pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?\Z")] = ""
    became: Became = ""
    learnt: str = ""
