"""Cards to lay in groups."""

from __future__ import annotations

from alongside.model.base import Shape
from alongside.model.response import Response


class Card(Shape, kw_only=True):
    """A card to sort. `best` names the groups where it may well lie; two where opinions may differ."""

    id: str
    text: str
    best: list[str] = []
    reason: str = ""


class Group(Shape, kw_only=True):
    """A pile that cards are sorted into."""

    id: str
    title: str
    hint: str = ""


class Sort(Response, tag="sort", kw_only=True):
    """Cards to lay in groups, with a pile for the disputed ones."""

    cards: list[Card]
    groups: list[Group]
    disputed: bool = True


class SortValue(Shape, kw_only=True):
    """Group id to card ids in the order they lie; `disputed` is a pile of its own."""

    groups: dict[str, list[str]]
    disputed: list[str] = []
    looked: bool = False
