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
RowId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9]{1,40}\Z")]
"""The id of a row that a person added; the browser makes it."""
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


class AgreementValue(Shape, kw_only=True):
    """Party or clause id to its text, the limits that were acknowledged, and the limits in own words.

    `review` is an ISO 8601 date, or empty. `ready` says that both can read it together.
    """

    fields: dict[str, str]
    limits: list[str]
    own_words: str
    review: str
    ready: bool


class LogRow(Shape, kw_only=True):
    """One meeting: ISO 8601 date, minutes, initials or a role, what was done or agreed, and whether."""

    id: RowId
    date: str
    minutes: int
    with_whom: str
    action: str
    done: bool


class LogValue(Shape, kw_only=True):
    """The rows of a log, oldest first."""

    rows: list[LogRow]


class Step(Shape, kw_only=True):
    """One turn of a rehearsed conversation: the line chosen, own words in its place, seconds of silence."""

    turn: str
    line: str
    own: Annotated[str, Meta(max_length=TEXT_LIMIT)] = ""
    waited: Annotated[int, Meta(ge=0, le=3600)] = 0


class RehearsalValue(Shape, kw_only=True):
    """The way through a conversation, and how often one was carried to an end. `draft` is not said yet."""

    path: Annotated[list[Step], Meta(max_length=200)] = []
    finished: bool = False
    runs: Annotated[int, Meta(ge=0, le=2**31)] = 0
    draft: Annotated[str, Meta(max_length=TEXT_LIMIT)] = ""


class TriadValue(Shape, kw_only=True):
    """Where a timer stands: `left` seconds of this phase when it was `started_at`, or while it is paused."""

    round: Annotated[int, Meta(ge=1, le=100)]
    phase: Literal["talk", "feedback", "done"]
    left: Annotated[float, Meta(ge=0, le=86_400)]
    started_at: Moment | None = None


AnyValue = (
    ReflectionValue
    | RatingValue
    | CheckValue
    | SortValue
    | AgreementValue
    | LogValue
    | RehearsalValue
    | TriadValue
)

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


class EarlierAgreement(EarlierBase, kw_only=True):
    """An earlier wording of an agreement."""

    value: AgreementValue


class EarlierLog(EarlierBase, kw_only=True):
    """Earlier rows."""

    value: LogValue


class EarlierRehearsal(EarlierBase, kw_only=True):
    """An earlier way through a conversation."""

    value: RehearsalValue


class EarlierTriad(EarlierBase, kw_only=True):
    """Where a timer stood before."""

    value: TriadValue


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


class AgreementEntry(EntryBase, tag="agreement", kw_only=True):
    """A drafted agreement."""

    value: AgreementValue
    earlier: list[EarlierAgreement] = []


class LogEntry(EntryBase, tag="log", kw_only=True):
    """A log of meetings or practice."""

    value: LogValue
    earlier: list[EarlierLog] = []


class RehearsalEntry(EntryBase, tag="rehearsal", kw_only=True):
    """A rehearsed conversation."""

    value: RehearsalValue
    earlier: list[EarlierRehearsal] = []


class TriadEntry(EntryBase, tag="triad", kw_only=True):
    """A timer: kept so that it survives a reload, never evidence."""

    value: TriadValue
    earlier: list[EarlierTriad] = []


AnyEntry = (
    ReflectionEntry
    | RatingEntry
    | CheckEntry
    | SortEntry
    | AgreementEntry
    | LogEntry
    | RehearsalEntry
    | TriadEntry
)
AnyEarlier = (
    EarlierReflection
    | EarlierRating
    | EarlierCheck
    | EarlierSort
    | EarlierAgreement
    | EarlierLog
    | EarlierRehearsal
    | EarlierTriad
)

VALUE_OF = {
    "reflection": ReflectionValue,
    "rating": RatingValue,
    "check": CheckValue,
    "sort": SortValue,
    "agreement": AgreementValue,
    "log": LogValue,
    "rehearsal": RehearsalValue,
    "triad": TriadValue,
}
"""Kind to the shape of its value."""
ENTRY_OF = {
    "reflection": ReflectionEntry,
    "rating": RatingEntry,
    "check": CheckEntry,
    "sort": SortEntry,
    "agreement": AgreementEntry,
    "log": LogEntry,
    "rehearsal": RehearsalEntry,
    "triad": TriadEntry,
}
"""Kind to the shape of its entry."""
EARLIER_OF = {
    "reflection": EarlierReflection,
    "rating": EarlierRating,
    "check": EarlierCheck,
    "sort": EarlierSort,
    "agreement": EarlierAgreement,
    "log": EarlierLog,
    "rehearsal": EarlierRehearsal,
    "triad": EarlierTriad,
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
