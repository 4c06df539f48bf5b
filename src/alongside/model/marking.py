"""What an assessor keeps at the marking desk beside the ledger: sentences begun, and phrases used often."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from alongside.model.base import Id, Moment, RowId, Shape
from alongside.model.handin import Sha256
from alongside.model.marks import Evidence

SCHEMA = 1
MOST_PHRASES = 200

Level = Annotated[int, Meta(ge=0, le=3)]
Wording = Annotated[str, Meta(min_length=1, max_length=1000)]
"""The text of a phrase."""


class Begun(Shape, kw_only=True):
    """The judgement of one criterion as far as it has come; `seen` is the row that stood there then."""

    evidence: Evidence = ""
    level: Level | None = None
    seen: int | None = None


class Draft(Shape, kw_only=True):
    """Judgements of one answer that are in no ledger yet; `sha256` is the answer they are about."""

    schema: int = msgspec.field(default=SCHEMA)
    sha256: Sha256
    at: Moment
    criteria: dict[Id, Begun] = {}


class Phrase(Shape, kw_only=True):
    """A sentence that an assessor uses often."""

    id: RowId
    text: Wording


class Phrases(Shape, kw_only=True):
    """The phrases of one assessor, in order."""

    schema: int = msgspec.field(default=SCHEMA)
    phrases: Annotated[list[Phrase], Meta(max_length=MOST_PHRASES)] = []
