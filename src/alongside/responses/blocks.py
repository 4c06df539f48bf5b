"""What an answer says, in the words of its response, as a few plain blocks for a page or a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from alongside.errors import AnswersError
from alongside.model.answers import AnyValue, CheckValue, RatingValue, ReflectionValue, SortValue
from alongside.model.unit import AnyResponse, Check, Rating, Sort
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
    match _typed(response, value):
        case ReflectionValue(text=text):
            return [Passage(text)] if text.strip() else []
        case RatingValue() as rated:
            return _rating(response if isinstance(response, Rating) else None, rated)
        case CheckValue() as chosen:
            return _check(response if isinstance(response, Check) else None, chosen)
        case SortValue() as sorted_:
            return _sort(response if isinstance(response, Sort) else None, sorted_)
    return []


def _typed(response: AnyResponse | None, value: AnyValue | dict[str, Any] | None) -> AnyValue | None:
    if not isinstance(value, dict):
        return value
    if response is None:
        raise AnswersError(_("A value without its response cannot be shown."))
    return as_value(response, value) if value else None


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
