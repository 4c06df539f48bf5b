"""What assessors watch and judge while it happens: a conversation, a ten-minute teach, a session led."""

from __future__ import annotations

from alongside.model.base import Shape
from alongside.model.kinds.reflection import Criterion


class Observation(Shape, kw_only=True):
    """A stretch of an assessment that is watched, in minutes. It leaves no answer; its marks carry a day.

    `brief` says to candidates and assessors alike what happens; the criteria are judged as those of a task.
    """

    id: str
    title: str
    minutes: int
    brief: str
    criteria: list[Criterion]
    outcomes: list[str] = []
