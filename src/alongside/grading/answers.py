"""Reading the answers of a checked hand-in: one by id, which changed, which are empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from alongside.grading.joining import Joining
from alongside.model.handin import HandIn
from alongside.model.kinds import (
    AgreementValue,
    AnyValue,
    CheckValue,
    ComparisonValue,
    LogValue,
    PlanValue,
    RatingValue,
    ReflectionValue,
    RehearsalValue,
    SortValue,
    SupportMapValue,
    TimelineValue,
)

ALONE = Joining()
"""Every answer by itself."""


def value_of(handed: HandIn, response_id: str) -> AnyValue | None:
    """Return what was answered to one question, or None where it was left out."""
    return next((one.value for one in handed.answers if one.id == response_id), None)


def check_of(handed: HandIn, response_id: str) -> CheckValue | None:
    """Return the answer to a checked question; None where there is none, or not one of that kind."""
    value = value_of(handed, response_id)
    return value if isinstance(value, CheckValue) else None


def changed_answers(before: HandIn, after: HandIn, joining: Joining = ALONE) -> frozenset[str]:
    """Return the ids whose answer is not the same in both, added and withdrawn ones too.

    A task of `joining` has changed too where something else was chosen to be marked with it.
    """
    old, new = joining.hashes(before), joining.hashes(after)
    return frozenset(one for one in old.keys() | new.keys() if old.get(one) != new.get(one))


_GIVEN: dict[type, Callable[[Any], object]] = {
    ReflectionValue: lambda value: value.text.strip(),
    CheckValue: lambda value: value.chosen or value.pairs or value.order or value.spare,
    RatingValue: lambda value: value.ratings,
    SortValue: lambda value: value.disputed or any(value.groups.values()),
    AgreementValue: lambda value: value.limits or _written(value),
    LogValue: lambda value: value.rows,
    RehearsalValue: lambda value: value.path,
    PlanValue: lambda value: any(text.strip() for text in msgspec.structs.astuple(value)),
    ComparisonValue: lambda value: value.given or value.note.strip(),
    TimelineValue: lambda value: value.stretches,
    SupportMapValue: lambda value: value.people,
}
"""The shape of a value to what is true of it when something was answered."""


def is_empty(value: Any) -> bool:
    """Whether nothing was answered: no text, no choice, nothing laid anywhere."""
    given = _GIVEN.get(type(value))
    return not given(value) if given else value is None


def _written(value: AgreementValue) -> bool:
    return any(text.strip() for text in (value.own_words, value.review, *value.fields.values()))


def nothing_answered(handed: HandIn) -> bool:
    """Whether a hand-in holds no answer at all."""
    return all(is_empty(one.value) for one in (*handed.answers, *handed.portfolio))
