"""Reading the answers of a checked hand-in: one by id, which changed, which are empty."""

from __future__ import annotations

from typing import Any

from alongside.model.answers import AnyValue, CheckValue, RatingValue, ReflectionValue, SortValue
from alongside.model.handin import HandIn


def value_of(handed: HandIn, response_id: str) -> AnyValue | None:
    """Return what was answered to one question, or None where it was left out."""
    return next((one.value for one in handed.answers if one.id == response_id), None)


def check_of(handed: HandIn, response_id: str) -> CheckValue | None:
    """Return the answer to a checked question; None where there is none, or not one of that kind."""
    value = value_of(handed, response_id)
    return value if isinstance(value, CheckValue) else None


def changed_answers(before: HandIn, after: HandIn) -> frozenset[str]:
    """Return the ids whose answer is not the same in both, added and withdrawn ones too."""
    old, new = _hashes(before), _hashes(after)
    return frozenset(one for one in old.keys() | new.keys() if old.get(one) != new.get(one))


def is_empty(value: Any) -> bool:
    """Whether nothing was answered: no text, no choice, nothing laid anywhere."""
    match value:
        case ReflectionValue():
            return not value.text.strip()
        case CheckValue():
            return not (value.chosen or value.pairs or value.order or value.spare)
        case RatingValue():
            return not value.ratings
        case SortValue():
            return not (value.disputed or any(value.groups.values()))
    return value is None


def nothing_answered(handed: HandIn) -> bool:
    """Whether a hand-in holds no answer at all."""
    return all(is_empty(one.value) for one in handed.answers)


def _hashes(handed: HandIn) -> dict[str, str]:
    return {one.id: one.sha256 for one in handed.answers}
