"""What an answer says, in the words of its response, as a few plain blocks for a page or a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from alongside.errors import AnswersError
from alongside.model.answers import (
    AgreementValue,
    AnyValue,
    CheckValue,
    LogValue,
    RatingValue,
    ReflectionValue,
    RehearsalValue,
    SortValue,
    Step,
    TriadValue,
)
from alongside.model.scenario import Line, replay
from alongside.model.unit import (
    Agreement,
    AnyResponse,
    Check,
    Log,
    Rating,
    Reflection,
    Rehearsal,
    Sort,
    Triad,
)
from alongside.responses.fitting import as_value
from alongside.strings import _


@dataclass(frozen=True)
class Passage:
    """A text as it was written."""

    text: str


@dataclass(frozen=True)
class Listing:
    """A label and what stands under it."""

    label: str
    items: list[str]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """A head and rows of the same length; the first cell of a row names it."""

    head: list[str]
    rows: list[list[str]]


AnyBlock = Passage | Listing | Table


def blocks_of(response: AnyResponse | None, value: AnyValue | dict[str, Any] | None) -> list[AnyBlock]:
    """Return an answer as blocks, none where nothing was answered; unknown ids stand as ids.

    `response` gives the wording; without it, or where it is of another kind, ids stand everywhere.
    A `value` that is a plain dict needs its response. Raises AnswersError where it is no value of its kind.
    """
    typed = _typed(response, value)
    if type(typed) not in _TOLD:
        return []
    shape, tell = _TOLD[type(typed)]
    return tell(response if isinstance(response, shape) else None, typed)


def _typed(response: AnyResponse | None, value: AnyValue | dict[str, Any] | None) -> AnyValue | None:
    if not isinstance(value, dict):
        return value
    if response is None:
        raise AnswersError(_("A value without its response cannot be shown."))
    return as_value(response, value) if value else None


def _text(_response: Reflection | None, value: ReflectionValue) -> list[AnyBlock]:
    return [Passage(value.text)] if value.text.strip() else []


def _rating(response: Rating | None, value: RatingValue) -> list[AnyBlock]:
    if not value.ratings and not value.kept:
        return []
    items = {item.id: item.text.strip() for item in response.items} if response else {}
    labels = {point.value: f"{point.value} {point.label}" for point in response.scale} if response else {}
    profiles = [*(profile.ratings for profile in value.kept), value.ratings]
    ids = [*items, *sorted({name for profile in profiles for name in profile} - set(items))]

    def told(ratings: dict[str, int], item: str) -> str:
        return labels.get(ratings[item], str(ratings[item])) if item in ratings else "–"

    head = [_("Statement"), *(profile.at[:10] for profile in value.kept), _("Now")]
    return [
        Table(head, [[items.get(one, one), *(told(ratings, one) for ratings in profiles)] for one in ids])
    ]


def _check(response: Check | None, value: CheckValue) -> list[AnyBlock]:
    options = {option.id: option.text.strip() for option in response.options} if response else {}
    targets = {target.id: target.text.strip() for target in response.targets} if response else {}

    def named(ids: list[str]) -> list[str]:
        return [options.get(one, one) for one in ids]

    found: list[AnyBlock] = []
    if value.chosen:
        found.append(Listing(_("Chosen"), named(value.chosen)))
    if value.pairs:
        rows = [[options.get(one, one), targets.get(to, to)] for one, to in value.pairs.items()]
        found.append(Table([_("What"), _("Matched with")], rows))
    if value.order:
        found.append(Listing(_("In this order"), named(value.order), ordered=True))
    if value.spare:
        found.append(Listing(_("Laid aside"), named(value.spare)))
    if found and value.confidence is not None:
        found.append(Listing(_("How sure"), [_sureness(value.confidence)]))
    return found


def _sureness(confidence: int) -> str:
    words = {1: _("A guess"), 2: _("Fairly sure"), 3: _("Sure")}
    return words.get(confidence, str(confidence))


def _sort(response: Sort | None, value: SortValue) -> list[AnyBlock]:
    cards = {card.id: card.text.strip() for card in response.cards} if response else {}
    groups = {group.id: group.title.strip() for group in response.groups} if response else {}
    if not any(value.groups.values()) and not value.disputed:
        return []
    ids = [*groups, *(one for one in value.groups if one not in groups)]
    piles = [
        Listing(groups.get(one, one), [cards.get(c, c) for c in value.groups.get(one, [])]) for one in ids
    ]
    disputed = [Listing(_("Disputed"), [cards.get(c, c) for c in value.disputed])] if value.disputed else []
    return [*piles, *disputed]


def _agreement(response: Agreement | None, value: AgreementValue) -> list[AnyBlock]:
    parts = (*response.people, *response.fields) if response else ()
    labels = {part.id: part.label.strip() for part in parts}
    limits = {limit.id: limit.text.strip() for limit in response.limits} if response else {}
    ids = [*labels, *(name for name in value.fields if name not in labels)]
    written = [(labels.get(one, one), value.fields.get(one, "").strip()) for one in ids]
    if value.own_words.strip():
        written.append((response.own_words.strip() if response else "own_words", value.own_words.strip()))
    found: list[AnyBlock] = [Listing(label, [text]) for label, text in written if text]
    if value.limits:
        found.append(Listing(_("Limits acknowledged"), [limits.get(one, one) for one in value.limits]))
    if value.review:
        found.append(Listing(_("Looked at again on"), [value.review]))
    if found:
        found.append(Listing(_("Ready to read together"), [_("Yes") if value.ready else _("Not yet")]))
    return found


def _log(response: Log | None, value: LogValue) -> list[AnyBlock]:
    if not value.rows:
        return []
    action = response.action.strip() if response else "action"
    head = [_("Date"), _("Minutes"), _("With whom"), action, _("Done")]
    rows = [
        [row.date, str(row.minutes), row.with_whom, row.action, _("yes") if row.done else _("no")]
        for row in sorted(value.rows, key=lambda row: row.date)
    ]
    minutes = sum(row.minutes for row in value.rows)
    total = _("{count} rows, {minutes} minutes").format(count=len(value.rows), minutes=minutes)
    return [Table(head, rows), Listing(_("Together"), [total])]


def _rehearsal(response: Rehearsal | None, value: RehearsalValue) -> list[AnyBlock]:
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


def _timer(_response: Triad | None, value: TriadValue) -> list[AnyBlock]:
    phases = {"talk": _("talk"), "feedback": _("feedback"), "done": _("finished")}
    stands = _("Round {number}, {phase}").format(number=value.round, phase=phases[value.phase])
    return [Listing(_("Practice in threes"), [stands])]


_TOLD: dict[type, tuple[type, Callable[[Any, Any], list[AnyBlock]]]] = {
    ReflectionValue: (Reflection, _text),
    RatingValue: (Rating, _rating),
    CheckValue: (Check, _check),
    SortValue: (Sort, _sort),
    AgreementValue: (Agreement, _agreement),
    LogValue: (Log, _log),
    RehearsalValue: (Rehearsal, _rehearsal),
    TriadValue: (Triad, _timer),
}
"""The shape of a value to the response that it answers, and to how it is told."""
