"""Whether a value fits the response that it answers: its shape, its ids, its length."""

from __future__ import annotations

from typing import Any

import msgspec

from alongside.errors import AnswersError
from alongside.model.kinds import AnyResponse, AnyValue, kind_of
from alongside.model.unit import AnyUnit
from alongside.responses.kinds import HANDLING_OF
from alongside.responses.untrusted import clean
from alongside.strings import _


def response_in(unit: AnyUnit, response_id: str) -> AnyResponse:
    """Return the response of `unit` with this id; AnswersError names those that there are."""
    for response in unit.responses:
        if response.id == response_id:
            return response
    known = ", ".join(response.id for response in unit.responses) or _("none")
    raise AnswersError(
        _("{unit} has no response {id}.").format(unit=unit.id, id=clean(str(response_id))[:80]),
        do=_("It has: {known}.").format(known=known),
    )


def as_value(response: AnyResponse, value: dict[str, Any] | AnyValue) -> AnyValue:
    """Return `value` in the shape that this kind of response takes; AnswersError names the field."""
    handling = HANDLING_OF[kind_of(response)]
    if isinstance(value, handling.value):
        value = msgspec.to_builtins(value)
    try:
        typed = msgspec.convert(value, handling.value)
    except (msgspec.ValidationError, RecursionError) as err:
        raise AnswersError(
            _("this is not an answer to a {kind}: {why}.").format(kind=kind_of(response), why=err),
            where=response.id,
        ) from err
    return handling.cleaned(typed)


def check_fits(response: AnyResponse, value: AnyValue, stored: AnyValue | None = None) -> None:
    """Raise AnswersError where `value` is too long, or names what `response` does not have.

    What `stored` already names is allowed: content may drop an item that somebody has answered.
    """
    handling = HANDLING_OF[kind_of(response)]
    handling.check(response, value, stored if isinstance(stored, handling.value) else None)
