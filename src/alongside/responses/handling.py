"""What the engine knows of one kind of answer: how it is cleaned, checked and told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from alongside.responses.blocks import AnyBlock


def _as_it_is(value: Any) -> Any:
    return value


def _whatever(_response: Any, _value: Any, _stored: Any) -> None:
    """Accept every value of the right shape."""


@dataclass(frozen=True)
class Handling:
    """The shapes of a response and its value, and what is done with a value.

    `blocks(response, value)` tells it, with ids for wording where there is no response. `check(response,
    value, stored)` raises AnswersError where it does not fit; what `stored` already names is allowed,
    because content may drop what somebody has answered. `cleaned(value)` replaces what is not text.
    """

    response: type
    value: type
    blocks: Callable[[Any, Any], list[AnyBlock]]
    check: Callable[[Any, Any, Any], None] = _whatever
    cleaned: Callable[[Any], Any] = _as_it_is
