"""What an answer says, in the words of its response."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from alongside.errors import AnswersError
from alongside.model.answers import Entry
from alongside.model.kinds import AnyResponse, AnyValue
from alongside.model.unit import AnyUnit
from alongside.responses.blocks import AnyBlock, Listing, Passage, Table
from alongside.responses.fitting import as_value
from alongside.responses.kinds import HANDLING_OF
from alongside.strings import _

_HANDLING_OF_VALUE = {handling.value: handling for handling in HANDLING_OF.values()}


def blocks_of(response: AnyResponse | None, value: AnyValue | dict[str, Any] | None) -> list[AnyBlock]:
    """Return an answer as blocks, none where nothing was answered; unknown ids stand as ids.

    `response` gives the wording; without it, or where it is of another kind, ids stand everywhere.
    A `value` that is a plain dict needs its response. Raises AnswersError where it is no value of its kind.
    """
    typed = _typed(response, value)
    handling = _HANDLING_OF_VALUE.get(type(typed))
    if handling is None:
        return []
    return handling.blocks(response if isinstance(response, handling.response) else None, typed)


def texts_of(blocks: Iterable[AnyBlock]) -> Iterator[str]:
    """Yield every text of the blocks of an answer, in the order in which they are read."""
    for block in blocks:
        match block:
            case Passage(text):
                yield text
            case Listing(label, items):
                yield from (label, *items)
            case Table(head, rows):
                yield from (*head, *(cell for row in rows for cell in row))


def answered_in(unit: AnyUnit, entries: Mapping[str, Entry]) -> frozenset[str]:
    """Return the ids of `unit` whose answers say something: a text that was emptied again does not."""
    return frozenset(
        response.id
        for response in unit.responses
        if response.id in entries and blocks_of(response, entries[response.id].value)
    )


def _typed(response: AnyResponse | None, value: AnyValue | dict[str, Any] | None) -> AnyValue | None:
    if not isinstance(value, dict):
        return value
    if response is None:
        raise AnswersError(_("A value without its response cannot be shown."))
    return as_value(response, value) if value else None
