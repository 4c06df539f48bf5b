"""The settings of a workspace: `alongside.yaml` at its root."""

from __future__ import annotations

from alongside.model.base import Shape

SCHEMA = 1


class Person(Shape, kw_only=True):
    """Whose workspace this is: a short id (letters, digits, hyphens) and a name to show."""

    id: str
    name: str


class Workspace(Shape, kw_only=True):
    """One person's folder. `demonstration` marks everything in it as fictional."""

    schema: int
    person: Person
    lang: str = "en"
    demonstration: bool = False
    course: str = "course"
    exchange: str = "exchange"
    keys: str | None = None
