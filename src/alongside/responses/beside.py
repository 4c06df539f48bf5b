"""What a person answered elsewhere in the same workspace, for the responses that are joined to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from alongside.errors import AnswersError, ContentError
from alongside.model.answers import Entry
from alongside.model.base import unit_of
from alongside.model.kinds import AnyResponse, Comparison, Plan, PlanValue, Rating, RatingValue
from alongside.model.unit import AnyUnit
from alongside.responses.moments import when
from alongside.responses.names import answer_files
from alongside.responses.reading import read

FindUnit = Callable[[str], AnyUnit]
"""Returns the unit that an id belongs to."""

Kept = list[tuple[str, Path]]
"""The files of answers of a workspace: the id of the unit, and where they lie."""


def beside(response: AnyResponse, workspace: Path, find: FindUnit) -> dict[str, Any]:
    """Return fields that the `item` of `response` gets besides its own; {} for most kinds.

    A plan that follows another gets `before`: `{"cue", "action", "place", "date"}`, or None where none was
    made. A comparison gets `own`: profiles by rating, each `{"rating", "at", "scale", "ratings"}`, where
    `ratings` is competence to the values that were given to its items, and `at` is empty for today's; and
    `sources`: `{"rating", "title"}`, the title of the unit in which each rating stands.
    """
    match response:
        case Plan(follows=str(other)):
            return {"before": _plan(_entry(answer_files(workspace), other))}
        case Comparison():
            kept = answer_files(workspace)
            found = [(name, unit) for name in response.ratings if (unit := _found(name, find))]
            return {
                "own": [one for name, unit in found for one in _profiles(kept, name, unit)],
                "sources": [{"rating": name, "title": unit.title.strip()} for name, unit in found],
            }
    return {}


def _found(response_id: str, find: FindUnit) -> AnyUnit | None:
    """Return the unit of `response_id`; None where it is not here or unreadable: its own page says why."""
    try:
        return find(response_id)
    except ContentError:
        return None


def _entry(kept: Kept, response_id: str) -> Entry | None:
    """Return the answer to `response_id`, the last one where several folders hold one that can be read."""
    unit = unit_of(response_id)
    found: list[Entry] = []
    for path in (path for name, path in kept if name == unit):
        try:
            entry = read(path.parent, unit).entries.get(response_id)
        except AnswersError:  # its own page names what is wrong with it
            continue
        found += [entry] if entry else []
    return max(found, key=lambda entry: when(entry.saved_at), default=None)


def _plan(entry: Entry | None) -> dict[str, str] | None:
    if entry is None or not isinstance(entry.value, PlanValue) or not entry.value.action.strip():
        return None
    told = msgspec.structs.asdict(entry.value)
    return {name: told[name] for name in ("cue", "action", "place", "date")}


def _profiles(files: Kept, rating_id: str, unit: AnyUnit) -> Iterator[dict[str, Any]]:
    entry = _entry(files, rating_id)
    rating = next((one for one in unit.responses if one.id == rating_id), None)
    if entry is None or not isinstance(entry.value, RatingValue) or not isinstance(rating, Rating):
        return
    scale = [msgspec.structs.asdict(point) for point in rating.scale]
    kept = [(profile.at, profile.ratings) for profile in entry.value.kept]
    for at, ratings in (*kept, ("", entry.value.ratings)):
        by: dict[str, list[int]] = {}
        for item in rating.items:
            if item.competence and item.id in ratings:
                by.setdefault(item.competence, []).append(ratings[item.id])
        if by:
            yield {"rating": rating_id, "at": at, "scale": scale, "ratings": by}
