"""Whether a value fits the response that it answers: its shape, its ids, its length."""

from __future__ import annotations

from typing import Any

import msgspec

from alongside.errors import AnswersError
from alongside.model.answers import (
    TEXT_LIMIT,
    VALUE_OF,
    AgreementValue,
    AnyValue,
    CheckValue,
    LogValue,
    RatingValue,
    ReflectionValue,
    RehearsalValue,
    SortValue,
    TriadValue,
    kind_of,
)
from alongside.model.unit import AnyResponse, AnyUnit, Check, Rating, Sort
from alongside.responses import papers, practice
from alongside.responses.moments import when
from alongside.responses.unfit import check_known, check_once, listed, refusal
from alongside.responses.untrusted import clean
from alongside.strings import _

KEPT_LIMIT = 200
"""The most profiles that one self-assessment keeps."""


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
    shape = VALUE_OF[kind_of(response)]
    if isinstance(value, shape):
        value = msgspec.to_builtins(value)
    try:
        typed = msgspec.convert(value, shape)
    except (msgspec.ValidationError, RecursionError) as err:
        raise AnswersError(
            _("this is not an answer to a {kind}: {why}.").format(kind=kind_of(response), why=err),
            where=response.id,
        ) from err
    match typed:
        case ReflectionValue():
            return ReflectionValue(text=clean(typed.text))
        case AgreementValue() | LogValue():
            return papers.cleaned(typed)
        case RehearsalValue():
            return practice.cleaned(typed)
    return typed


def check_fits(response: AnyResponse, value: AnyValue, stored: AnyValue | None = None) -> None:
    """Raise AnswersError where `value` is too long, or names what `response` does not have.

    What `stored` already names is allowed: content may drop an item that somebody has answered.
    """
    match value:
        case ReflectionValue():
            _check_length(response, value.text)
        case RatingValue():
            _check_rating(response, value, stored)
        case CheckValue():
            _check_choice(response, value, stored)
        case SortValue():
            _check_piles(response, value, stored)
        case AgreementValue():
            papers.check_agreement(response, value, stored)
        case LogValue():
            papers.check_log(response, value)
        case RehearsalValue():
            practice.check_path(response, value, stored)
        case TriadValue():
            practice.check_timer(response, value, stored)


def ids_in(value: AnyValue | None) -> set[str]:
    """Return every id that a value names."""
    match value:
        case RatingValue():
            return set(value.ratings).union(*(profile.ratings for profile in value.kept))
        case CheckValue():
            return {*value.chosen, *value.pairs, *value.pairs.values(), *value.order, *value.spare}
        case SortValue():
            return {*value.groups, *value.disputed}.union(*value.groups.values())
        case AgreementValue():
            return {*value.fields, *value.limits}
        case RehearsalValue():
            return practice.steps_in(value)
    return set()


def _check_length(response: AnyResponse, text: str) -> None:
    if len(text) > TEXT_LIMIT:
        raise AnswersError(
            _("this text has {count} characters; {limit} fit into one answer.").format(
                count=len(text), limit=TEXT_LIMIT
            ),
            where=response.id,
            do=_("Move part of it to another answer or to a file of your own."),
        )


def _check_rating(response: Rating, value: RatingValue, stored: AnyValue | None) -> None:
    known = {item.id for item in response.items} | ids_in(stored)
    check_known(response, ids_in(value), known, _("item"))
    points = {point.value for point in response.scale} | _points_in(stored)
    wrong = sorted(_points_in(value) - points)
    if wrong:
        raise refusal(response, _("the scale has no point {points}").format(points=listed(map(str, wrong))))
    if len(value.kept) > KEPT_LIMIT:
        raise refusal(response, _("at most {limit} profiles are kept").format(limit=KEPT_LIMIT))
    for profile in value.kept:
        _check_time(response, profile.at)


def _points_in(value: AnyValue | None) -> set[int]:
    if not isinstance(value, RatingValue):
        return set()
    return set(value.ratings.values()).union(*(profile.ratings.values() for profile in value.kept))


def _check_time(response: AnyResponse, text: str) -> None:
    try:
        when(text)
    except ValueError:
        raise refusal(response, _("“{at}” is not a time").format(at=clean(text)[:80])) from None


def _check_choice(response: Check, value: CheckValue, stored: AnyValue | None) -> None:
    before = ids_in(stored)
    options = {option.id for option in response.options} | before
    named = [*value.chosen, *value.pairs, *value.order, *value.spare]
    check_known(response, named, options, _("option"))
    check_known(
        response, value.pairs.values(), {target.id for target in response.targets} | before, _("target")
    )
    check_once(response, named)
    if response.form == "single" and len(value.chosen) > 1:
        raise refusal(response, _("only one option can be chosen"))
    if value.confidence not in (None, 1, 2, 3):
        raise refusal(response, _("confidence is 1, 2 or 3, not {value}").format(value=value.confidence))
    _check_form(response, value)


_FIELDS_OF = {
    "single": {"chosen"},
    "multiple": {"chosen"},
    "match": {"pairs", "spare"},
    "order": {"order", "spare"},
}


def _check_form(response: Check, value: CheckValue) -> None:
    used = {name for name in ("chosen", "pairs", "order", "spare") if getattr(value, name)}
    wrong = sorted(used - _FIELDS_OF[response.form])
    if wrong:
        raise refusal(
            response,
            _("a check of the form {form} has no {fields}").format(form=response.form, fields=listed(wrong)),
        )


def _check_piles(response: Sort, value: SortValue, stored: AnyValue | None) -> None:
    before = ids_in(stored)
    check_known(response, value.groups, {group.id for group in response.groups} | before, _("group"))
    cards = [card for pile in (*value.groups.values(), value.disputed) for card in pile]
    check_known(response, cards, {card.id for card in response.cards} | before, _("card"))
    check_once(response, cards)
