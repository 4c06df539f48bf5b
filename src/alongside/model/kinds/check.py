"""A knowledge check, formative or graded."""

from __future__ import annotations

from typing import Literal

from alongside.model.base import Shape
from alongside.model.response import Response

Form = Literal["single", "multiple", "match", "order"]


class Option(Shape, kw_only=True):
    """One option of a check. `right`, `target` and `reason` stand in formative checks only."""

    id: str
    text: str
    reason: str = ""
    right: bool = False
    target: str | None = None


class Target(Shape, kw_only=True):
    """Something that options are matched to."""

    id: str
    text: str


class Check(Response, tag="check", kw_only=True):
    """A knowledge check.

    single, multiple: `options` with `right`. match: each option has a `target` out of `targets`.
    order: `order` lists the option ids in the right order; options left out of it do not belong,
    and `spare` then offers a place for them. A graded check carries `points` and no answer.
    """

    form: Form
    options: list[Option]
    targets: list[Target] = []
    order: list[str] = []
    spare: bool = False
    confidence: bool = True
    explain: str = ""
    points: int = 0


class CheckValue(Shape, kw_only=True):
    """What was chosen: option ids (single, multiple), option to target (match), or option ids in order.

    `spare` holds options laid aside as not belonging. `confidence` is 1 (a guess) to 3 (sure).
    `looked` says that the reasons were opened (formative checks only).
    """

    chosen: list[str] = []
    pairs: dict[str, str] = {}
    order: list[str] = []
    spare: list[str] = []
    confidence: int | None = None
    looked: bool = False
