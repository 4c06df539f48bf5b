"""The file of answers: `m03.responses.json`, human-readable, one entry for each response.

An entry is `{id, kind, value, rev, saved_at, lang, prompt, content_version, earlier}`;
the shape of `value` follows from `kind`. Answers store ids, never positions or wording.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from msgspec import Meta, defstruct, field

from alongside.model.base import Id, Moment, Shape
from alongside.model.kinds import VALUE_OF, AnyValue

SCHEMA = 1

Rev = Annotated[int, Meta(ge=1, le=2**40)]
"""How often an answer has been saved; it never goes back."""
Version = Annotated[int, Meta(ge=0, le=2**40)]
"""The version of the unit that an answer was given to."""
Why = Literal["elsewhere", "sitting", "reworded", "handed-in"]
"""Why an earlier version was kept: a save from elsewhere, a new sitting, a changed prompt, a hand-in."""


class Earlier(Shape, kw_only=True):
    """An earlier version of an answer, and why it was kept; each kind adds its `value`."""

    rev: Rev
    saved_at: Moment
    lang: str
    prompt: str
    content_version: Version
    why: Why
    value: AnyValue


class Entry(Shape, tag_field="kind", kw_only=True):
    """What every entry carries; each kind adds its `value`.

    `rev` counts saves from 1; `saved_at` is UTC, ISO 8601 with milliseconds.
    """

    id: Id
    rev: Rev
    saved_at: Moment
    lang: str
    prompt: str
    content_version: Version
    value: AnyValue
    earlier: list[Earlier] = []


def _earlier_of(kind: str, value: type[AnyValue]) -> type[Earlier]:
    name = f"Earlier{value.__name__.removesuffix('Value')}"
    about = {"__doc__": f"An earlier answer of the kind {kind}."}
    return defstruct(
        name, [("value", value)], bases=(Earlier,), namespace=about, module=__name__, kw_only=True
    )


def _entry_of(kind: str, value: type[AnyValue]) -> type[Entry]:
    name = f"{value.__name__.removesuffix('Value')}Entry"
    fields = [("value", value), ("earlier", list[EARLIER_OF[kind]], field(default_factory=list))]
    about = {"__doc__": f"An answer of the kind {kind}."}
    return defstruct(name, fields, bases=(Entry,), namespace=about, module=__name__, tag=kind, kw_only=True)


EARLIER_OF: dict[str, type[Earlier]] = {kind: _earlier_of(kind, value) for kind, value in VALUE_OF.items()}
"""Kind to the shape of its earlier versions."""
ENTRY_OF: dict[str, type[Entry]] = {kind: _entry_of(kind, value) for kind, value in VALUE_OF.items()}
"""Kind to the shape of its entry."""
AnyEntry: Any = reduce(or_, ENTRY_OF.values())
"""An entry of any kind, as a decoder needs to know it."""


class StoredAnswers(Shape, kw_only=True):
    """The whole of `m03.responses.json`."""

    schema: int
    unit: str
    entries: list[AnyEntry]


class AnswerFile(Shape, kw_only=True):
    """What was read: response id to entry, and sentences that name what was damaged and where it lies now."""

    unit: str
    entries: dict[str, Entry] = {}
    set_aside: list[str] = []
