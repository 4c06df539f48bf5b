"""What an assessor keeps at the marking desk beside the ledger: sentences begun, and phrases used often."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from alongside.model.base import Id, Moment, RowId, Shape
from alongside.model.handin import Sha256
from alongside.model.marks import Evidence, Token

SCHEMA = 1
MOST_PHRASES = 200

Stage = Literal["mark", "correct", "agree", "wait", "decided", "closed", "others"]
"""What there is to do with a criterion for one assessor.

mark     give a blind mark; the other one's is not shown. correct: change it while no second one is there.
agree    both marks are there, level or adjacent: enter what the two settled on.
wait     both are there and too far apart: a third assessor decides. decided: there is a result.
closed   two others have marked, and nobody waits for this assessor.
others   there is a panel, and it has not given this to the assessor: the marks of others are not shown.
"""
Level = Annotated[int, Meta(ge=0, le=3)]
Wording = Annotated[str, Meta(min_length=1, max_length=1000)]
"""The text of a phrase."""


class Begun(Shape, kw_only=True):
    """The judgement of one criterion as far as it has come.

    `seen` is the row that stood there when the page was drawn, `stage` what the page asked for.
    """

    evidence: Evidence = ""
    level: Level | None = None
    seen: int | None = None
    stage: Stage | None = None


class Draft(Shape, kw_only=True):
    """Judgements of one answer that are in no ledger yet; `sha256` is the answer they are about.

    `origin` is the save of a marking file from which they came, until something is changed at the desk.
    """

    schema: int = msgspec.field(default=SCHEMA)
    sha256: Sha256
    at: Moment
    criteria: dict[Id, Begun] = {}
    origin: Token | None = None


class Phrase(Shape, kw_only=True):
    """A sentence that an assessor uses often."""

    id: RowId
    text: Wording


class Phrases(Shape, kw_only=True):
    """The phrases of one assessor, in order."""

    schema: int = msgspec.field(default=SCHEMA)
    phrases: Annotated[list[Phrase], Meta(max_length=MOST_PHRASES)] = []
