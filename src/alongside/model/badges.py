"""The codes on badges as they are kept: hashes in dated rows, in `cohort/badges.json`."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from alongside.model.base import Shape
from alongside.model.people import Aware, PersonId

SCHEMA = 1

Purpose = Literal["room", "hub"]
"""Where a code lets somebody in: the room of a session, or the first sign-in on a Hub."""
Hex = Annotated[str, Meta(pattern=r"^([0-9a-f]{2}){16,64}\Z")]
"""Bytes in hexadecimal."""


class BadgeRow(Shape, kw_only=True):
    """A code that somebody got `at` a time, good before `until`; the last row for person and purpose counts.

    Without a hash the row takes back what was there.
    """

    at: Aware
    person: PersonId
    purpose: Purpose
    hash: Hex | None = None
    until: Aware | None = None


class BadgeFile(Shape, kw_only=True):
    """The whole of `cohort/badges.json`. `salt` is made once, and goes into every hash."""

    schema: int
    salt: Hex
    rows: list[BadgeRow] = msgspec.field(default_factory=list)
