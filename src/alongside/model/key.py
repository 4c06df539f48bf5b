"""The key of an assessment session: right answers and mark schemes. Never with a learner."""

from __future__ import annotations

from alongside.model.base import Shape


class KeyItem(Shape, kw_only=True):
    """The answer of one graded check; which field counts follows from the check's form.

    right: option ids (single, multiple). pairs: option id to target id (match).
    order: option ids in the right order; options left out do not belong (order).
    reasons: option id to the sentence that explains it, shown with the feedback.
    """

    id: str
    points: int
    right: list[str] = []
    pairs: dict[str, str] = {}
    order: list[str] = []
    reasons: dict[str, str] = {}
    outcomes: list[str] = []


class LevelText(Shape, kw_only=True):
    """What an answer at one level (0 to 3) of one criterion looks like."""

    level: int
    looks_like: str


class CriterionScheme(Shape, kw_only=True):
    """How to judge one criterion, level by level."""

    id: str
    levels: list[LevelText]
    watch_for: str = ""


class TaskScheme(Shape, kw_only=True):
    """The mark scheme of one written task."""

    id: str
    criteria: list[CriterionScheme]
    note: str = ""


class Key(Shape, kw_only=True):
    """The key of one assessment session."""

    id: str
    items: list[KeyItem]
    tasks: list[TaskScheme]
