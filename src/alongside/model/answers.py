"""The file of answers: `m03.responses.json`, human-readable, one entry for each response.

An entry is `{id, kind, value, rev, saved_at, lang, prompt, content_version, earlier}`;
the shape of `value` follows from `kind`. Answers store ids, never positions or wording.
"""

from __future__ import annotations

from typing import Literal

from alongside.model.base import Shape

SCHEMA = 1


class ReflectionValue(Shape, kw_only=True):
    """What was written, as plain text."""

    text: str


class KeptProfile(Shape, kw_only=True):
    """A self-assessment kept for comparison: when (ISO 8601), and item id to scale value."""

    at: str
    ratings: dict[str, int]


class RatingValue(Shape, kw_only=True):
    """Item id to scale value, and the profiles kept so far, oldest first."""

    ratings: dict[str, int]
    kept: list[KeptProfile] = []


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


class SortValue(Shape, kw_only=True):
    """Group id to card ids in the order they lie; `disputed` is a pile of its own."""

    groups: dict[str, list[str]]
    disputed: list[str] = []
    looked: bool = False


AnyValue = ReflectionValue | RatingValue | CheckValue | SortValue

Why = Literal["elsewhere", "sitting", "reworded", "handed-in"]
"""Why an earlier version was kept: a save from elsewhere, a new sitting, a changed prompt, a hand-in."""


class EntryBase(Shape, tag_field="kind", kw_only=True):
    """What every entry carries. `rev` counts saves from 1; `saved_at` is UTC, ISO 8601 with milliseconds."""

    id: str
    rev: int
    saved_at: str
    lang: str
    prompt: str
    content_version: int


class EarlierBase(Shape, kw_only=True):
    """An earlier version of an answer, and why it was kept."""

    rev: int
    saved_at: str
    lang: str
    prompt: str
    content_version: int
    why: Why


class EarlierReflection(EarlierBase, kw_only=True):
    """An earlier text."""

    value: ReflectionValue


class EarlierRating(EarlierBase, kw_only=True):
    """Earlier ratings."""

    value: RatingValue


class EarlierCheck(EarlierBase, kw_only=True):
    """An earlier choice."""

    value: CheckValue


class EarlierSort(EarlierBase, kw_only=True):
    """An earlier layout of cards."""

    value: SortValue


class ReflectionEntry(EntryBase, tag="reflection", kw_only=True):
    """A written answer."""

    value: ReflectionValue
    earlier: list[EarlierReflection] = []


class RatingEntry(EntryBase, tag="rating", kw_only=True):
    """A self-assessment."""

    value: RatingValue
    earlier: list[EarlierRating] = []


class CheckEntry(EntryBase, tag="check", kw_only=True):
    """An answered check."""

    value: CheckValue
    earlier: list[EarlierCheck] = []


class SortEntry(EntryBase, tag="sort", kw_only=True):
    """A sorted set of cards."""

    value: SortValue
    earlier: list[EarlierSort] = []


AnyEntry = ReflectionEntry | RatingEntry | CheckEntry | SortEntry
