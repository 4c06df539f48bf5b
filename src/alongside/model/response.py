"""What every place to answer has, whatever its kind."""

from __future__ import annotations

from typing import Literal

import msgspec

from alongside.model.base import Shape

Sees = Literal["me", "shown", "trainer", "assessor"]
"""Who can read an answer: only me; whoever I show it to; my trainer; assessors once I hand in."""


class Response(Shape, tag_field="kind", kw_only=True):
    """A place where a person answers. `sees` says who can read it."""

    id: str
    prompt: str
    activity: str | None = None
    hint: str = ""
    sees: list[Sees] = msgspec.field(default_factory=lambda: ["me"])
    outcomes: list[str] = []
