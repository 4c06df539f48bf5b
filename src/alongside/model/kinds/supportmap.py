"""A map of the people around somebody: how near, what each of them gives, and where nobody is."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from alongside.model.base import RowId, Shape
from alongside.model.response import Response


class Ring(Shape, kw_only=True):
    """How near somebody is; the nearest ring comes first."""

    id: str
    label: str


class Gift(Shape, kw_only=True):
    """A kind of support, such as listening, or knowing the rules."""

    id: str
    label: str
    hint: str = ""


class SupportMap(Response, tag="supportmap", kw_only=True):
    """People to place in `rings`, with the `gifts` that each gives.

    `lasting` asks whether somebody will still be there when the programme is over.
    """

    rings: Annotated[list[Ring], Meta(min_length=2, max_length=4)]
    gifts: Annotated[list[Gift], Meta(min_length=2)]
    lasting: bool = True


class Supporter(Shape, kw_only=True):
    """Somebody on the map, by initials or a role; `step` is what to do next about it.

    An empty `ring` says that they are not placed yet.
    """

    id: RowId
    name: str
    ring: str
    gifts: list[str] = []
    lasts: bool = False
    step: str = ""


class SupportMapValue(Shape, kw_only=True):
    """The people on the map in the order in which they were added."""

    people: Annotated[list[Supporter], Meta(max_length=40)] = []
