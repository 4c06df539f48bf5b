"""A choice: options that exist, in the fields that its form has, and how it is told."""

from __future__ import annotations

from alongside.model.kinds import Check, CheckValue
from alongside.responses.blocks import AnyBlock, Listing, Table
from alongside.responses.handling import Handling
from alongside.responses.unfit import check_known, check_once, listed, refusal
from alongside.strings import _

_FIELDS_OF = {
    "single": {"chosen"},
    "multiple": {"chosen"},
    "match": {"pairs", "spare"},
    "order": {"order", "spare"},
}


def _ids(value: CheckValue | None) -> set[str]:
    if value is None:
        return set()
    return {*value.chosen, *value.pairs, *value.pairs.values(), *value.order, *value.spare}


def _check(response: Check, value: CheckValue, stored: CheckValue | None) -> None:
    before = _ids(stored)
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


def _check_form(response: Check, value: CheckValue) -> None:
    used = {name for name in ("chosen", "pairs", "order", "spare") if getattr(value, name)}
    wrong = sorted(used - _FIELDS_OF[response.form])
    if wrong:
        raise refusal(
            response,
            _("a check of the form {form} has no {fields}").format(form=response.form, fields=listed(wrong)),
        )


def _blocks(response: Check | None, value: CheckValue) -> list[AnyBlock]:
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


HANDLING = Handling(Check, CheckValue, blocks=_blocks, check=_check)
