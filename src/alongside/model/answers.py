"""The file of answers: `m03.responses.json`, human-readable, one entry for each response.

An entry is `{id, kind, value, rev, saved_at, lang, prompt, content_version, earlier}`;
the shape of `value` follows from `kind`. Answers store ids, never positions or wording.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from alongside.model.base import Shape

SCHEMA = 1
TEXT_LIMIT = 200_000
"""The most characters that one written answer may have."""

Id = Annotated[str, Meta(pattern=r"^[a-z][0-9]{1,2}(-[a-z0-9]+)*\Z", max_length=80)]
"""An id as `alongside.model.base.ID` has it."""
Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z\Z")]
"""A time in UTC, ISO 8601, such as `2026-03-01T10:42:03.125Z`."""
Rev = Annotated[int, Meta(ge=1, le=2**40)]
"""How often an answer has been saved; it never goes back."""
Version = Annotated[int, Meta(ge=0, le=2**40)]
"""The version of the unit that an answer was given to."""


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

    id: Id
    rev: Rev
    saved_at: Moment
    lang: str
    prompt: str
    content_version: Version


class EarlierBase(Shape, kw_only=True):
    """An earlier version of an answer, and why it was kept."""

    rev: Rev
    saved_at: Moment
    lang: str
    prompt: str
    content_version: Version
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
AnyEarlier = EarlierReflection | EarlierRating | EarlierCheck | EarlierSort

VALUE_OF = {"reflection": ReflectionValue, "rating": RatingValue, "check": CheckValue, "sort": SortValue}
"""Kind to the shape of its value."""
ENTRY_OF = {"reflection": ReflectionEntry, "rating": RatingEntry, "check": CheckEntry, "sort": SortEntry}
"""Kind to the shape of its entry."""
EARLIER_OF = {
    "reflection": EarlierReflection,
    "rating": EarlierRating,
    "check": EarlierCheck,
    "sort": EarlierSort,
}
"""Kind to the shape of its earlier versions."""


class StoredAnswers(Shape, kw_only=True):
    """The whole of `m03.responses.json`."""

    schema: int
    unit: str
    entries: list[AnyEntry]


class AnswerFile(Shape, kw_only=True):
    """What was read: response id to entry, and sentences that name what was damaged and where it lies now."""

    unit: str
    entries: dict[str, AnyEntry] = {}
    set_aside: list[str] = []


def kind_of(shape: object) -> str:
    """Return the kind of a response, an entry or a handed-in answer, such as `reflection`."""
    return shape.__struct_config__.tag  # type: ignore[attr-defined]
