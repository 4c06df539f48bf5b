"""The evidence: the only sources that content may cite."""

from __future__ import annotations

from typing import Literal

from alongside.model.base import Shape


class Source(Shape, kw_only=True):
    """One entry of `handbook/evidence.yaml`."""

    key: str
    authors: str
    year: int | str | None
    title: str
    venue: str | None
    says: str
    caveat: str | None
    topics: list[str]
    status: Literal["confirmed", "unconfirmed"]
    print_numbers: Literal["yes-with-caveat", "check-original-first", "no"]
    evidence_level: str | None = None
    group: str | None = None
    doi: str | None = None
    url: str | None = None
