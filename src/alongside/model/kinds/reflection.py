"""A box to write in."""

from __future__ import annotations

from alongside.model.base import Shape
from alongside.model.response import Response


class Criterion(Shape, kw_only=True):
    """One line of a rubric that an assessor judges at level 0 to 3."""

    id: str
    text: str
    competence: str
    must: bool = False


class Reflection(Response, tag="reflection", kw_only=True):
    """A box to write in. `words` is a suggested length, never a limit. Criteria make it a marked task.

    `portfolio` is the item of the portfolio, 1 to 12, whose chosen answers are marked with this text.
    """

    words: int | None = None
    criteria: list[Criterion] = []
    portfolio: int | None = None


class ReflectionValue(Shape, kw_only=True):
    """What was written, as plain text."""

    text: str
