"""Whether a rehearsed conversation or a timer fits: its lines, its length, its round and its time."""

from __future__ import annotations

import msgspec

from alongside.errors import AnswersError
from alongside.model.answers import TEXT_LIMIT, AnyValue, RehearsalValue, TriadValue
from alongside.model.unit import Rehearsal, Triad
from alongside.responses.moments import when
from alongside.responses.unfit import check_known, refusal
from alongside.responses.untrusted import clean
from alongside.strings import _


def cleaned(value: RehearsalValue) -> RehearsalValue:
    """Return `value` with what is not text replaced in everything that a person wrote."""
    path = [msgspec.structs.replace(step, own=clean(step.own)) for step in value.path]
    return msgspec.structs.replace(value, path=path, draft=clean(value.draft))


def steps_in(value: AnyValue | None) -> set[str]:
    """Return each step of a path as the id of its turn and of its line."""
    return {f"{step.turn} {step.line}" for step in value.path} if isinstance(value, RehearsalValue) else set()


def check_path(response: Rehearsal, value: RehearsalValue, stored: AnyValue | None) -> None:
    """Raise AnswersError for a line that is not there, or for more text than one answer holds.

    What `stored` already names is allowed: a conversation may be rewritten after somebody has had it.
    """
    lines = {f"{turn.id} {line.id}" for turn in response.scenario.turns for line in turn.lines}
    check_known(response, steps_in(value), lines | steps_in(stored), _("line"))
    count = len(value.draft) + sum(len(step.own) for step in value.path)
    if count > TEXT_LIMIT:
        raise AnswersError(
            _("the words in it have {count} characters; {limit} fit into one answer.").format(
                count=count, limit=TEXT_LIMIT
            ),
            where=response.id,
            do=_("Shorten what you wrote."),
        )


def check_timer(response: Triad, value: TriadValue, stored: AnyValue | None) -> None:
    """Raise AnswersError for a round that is not planned, or a start at no time of any day."""
    rounds = max(response.rounds, stored.round if isinstance(stored, TriadValue) else 0)
    if value.round > rounds:
        raise refusal(response, _("there is no round {number}").format(number=value.round))
    if value.started_at is not None:
        try:
            when(value.started_at)
        except ValueError:
            raise refusal(response, _("“{at}” is not a time").format(at=value.started_at[:80])) from None
