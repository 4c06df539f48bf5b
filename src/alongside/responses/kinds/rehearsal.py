"""A rehearsed conversation: lines that exist, its length, and its transcript."""

from __future__ import annotations

import msgspec

from alongside.errors import AnswersError
from alongside.model.base import TEXT_LIMIT
from alongside.model.kinds import Rehearsal, RehearsalValue
from alongside.model.kinds.rehearsal import Step
from alongside.model.scenario import Line, replay
from alongside.responses.blocks import AnyBlock, Listing, Table
from alongside.responses.handling import Handling
from alongside.responses.unfit import check_known
from alongside.responses.untrusted import clean
from alongside.strings import _


def _cleaned(value: RehearsalValue) -> RehearsalValue:
    """Return `value` with what is not text replaced in everything that a person wrote."""
    path = [msgspec.structs.replace(step, own=clean(step.own)) for step in value.path]
    return msgspec.structs.replace(value, path=path, draft=clean(value.draft))


def _steps(value: RehearsalValue | None) -> set[str]:
    """Return each step of a path as the id of its turn and of its line."""
    return {f"{step.turn} {step.line}" for step in value.path} if value else set()


def _check(response: Rehearsal, value: RehearsalValue, stored: RehearsalValue | None) -> None:
    """Raise AnswersError for a line that is not there, or for more text than one answer holds.

    What `stored` already names is allowed: a conversation may be rewritten after somebody has had it.
    """
    lines = {f"{turn.id} {line.id}" for turn in response.scenario.turns for line in turn.lines}
    check_known(response, _steps(value), lines | _steps(stored), _("line"))
    count = len(value.draft) + sum(len(step.own) for step in value.path)
    if count > TEXT_LIMIT:
        raise AnswersError(
            _("the words in it have {count} characters; {limit} fit into one answer.").format(
                count=count, limit=TEXT_LIMIT
            ),
            where=response.id,
            do=_("Shorten what you wrote."),
        )


def _blocks(response: Rehearsal | None, value: RehearsalValue) -> list[AnyBlock]:
    """Return the transcript as far as the conversation still has it; unsaid words stand below it."""
    rows = _transcript(response, value) if response else [[one.turn, _said(None, one)] for one in value.path]
    found: list[AnyBlock] = [Table([_("Who"), _("What was said")], rows)] if rows else []
    if value.draft.strip():
        found.append(Listing(_("Written, not said yet"), [value.draft]))
    return found


def _transcript(response: Rehearsal, value: RehearsalValue) -> list[list[str]]:
    rows: list[list[str]] = []
    after = ""
    for turn, line, step in replay(response.scenario, value.path):
        rows += [[turn.who, turn.says.strip()], [_("You"), _said(line, step)]]
        after = line.next
    end = next((one.text.strip() for one in response.scenario.endings if one.id == after), None)
    return [*rows, [_("How it ended"), end]] if end else rows


def _said(line: Line | None, step: Step) -> str:
    text = line.text.strip() if line else step.line
    if step.own.strip():
        text = _("{own} (nearest to: {line})").format(own=step.own.strip(), line=text)
    return _("{line} ({count} s of silence)").format(line=text, count=step.waited) if step.waited else text


HANDLING = Handling(Rehearsal, RehearsalValue, blocks=_blocks, check=_check, cleaned=_cleaned)
