"""What leaves a person's folder: the hand-in of a session, and the receipts that say what has left.

The hand-in is one frozen `responses.json`. `sha256` of an answer is of the RFC 8785 JSON of its `value` as it
stands in the file; the receipt is the SHA-256 of the file.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from alongside.model.answers import (
    AgreementValue,
    CheckValue,
    Id,
    LogValue,
    Moment,
    RatingValue,
    ReflectionValue,
    RehearsalValue,
    SortValue,
    Version,
)
from alongside.model.base import Shape

SCHEMA = 1

Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
"""A SHA-256 in lower-case hexadecimal."""
Candidate = Annotated[str, Meta(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*\Z", max_length=64)]
"""The id of whoever hands in: letters, digits and hyphens, because it becomes the name of a folder."""
Session = Annotated[str, Meta(pattern=r"^[a-z][0-9]{1,2}\Z")]
"""The id of a unit: `a1`."""


class HandedBase(Shape, tag_field="kind", kw_only=True):
    """What every handed-in answer carries."""

    id: Id
    saved_at: Moment
    lang: Annotated[str, Meta(max_length=35)]
    prompt: Annotated[str, Meta(max_length=20_000)]
    content_version: Version
    sha256: Sha256


class HandedReflection(HandedBase, tag="reflection", kw_only=True):
    """A written answer."""

    value: ReflectionValue


class HandedRating(HandedBase, tag="rating", kw_only=True):
    """A self-assessment."""

    value: RatingValue


class HandedCheck(HandedBase, tag="check", kw_only=True):
    """An answered check."""

    value: CheckValue


class HandedSort(HandedBase, tag="sort", kw_only=True):
    """A sorted set of cards."""

    value: SortValue


class HandedAgreement(HandedBase, tag="agreement", kw_only=True):
    """A drafted agreement."""

    value: AgreementValue


class HandedLog(HandedBase, tag="log", kw_only=True):
    """A log of meetings or practice."""

    value: LogValue


class HandedRehearsal(HandedBase, tag="rehearsal", kw_only=True):
    """A rehearsed conversation."""

    value: RehearsalValue


AnyHanded = (
    HandedReflection | HandedRating | HandedCheck | HandedSort | HandedAgreement | HandedLog | HandedRehearsal
)

HANDED_OF = {
    "reflection": HandedReflection,
    "rating": HandedRating,
    "check": HandedCheck,
    "sort": HandedSort,
    "agreement": HandedAgreement,
    "log": HandedLog,
    "rehearsal": HandedRehearsal,
}
"""Kind to the shape of a handed-in answer; the state of a timer leaves nobody's file."""


class HandIn(Shape, kw_only=True):
    """The whole of a handed-in `responses.json`. `portfolio` holds answers from any unit that were chosen."""

    schema: int
    session: Session
    candidate: Candidate
    handed_in_at: Moment
    answers: list[AnyHanded]
    portfolio: list[AnyHanded] = []


class Receipt(Shape, kw_only=True):
    """One thing that left the folder: what (`ids`), when, how (`act`), to whom or for which session (`to`).

    `sha256` is the receipt of a hand-in; what is only shown to someone has none.
    """

    act: Literal["handed-in", "shown"]
    ids: list[Id]
    at: Moment
    to: str
    sha256: Sha256 | None = None


class Receipts(Shape, kw_only=True):
    """The whole of `receipts.json` at the root of a workspace: no words, only ids, times and hashes."""

    schema: int
    receipts: list[Receipt]
