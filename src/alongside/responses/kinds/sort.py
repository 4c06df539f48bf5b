"""Piles of cards: each card once, in a group that exists, and how they are told."""

from __future__ import annotations

from alongside.model.kinds import Sort, SortValue
from alongside.responses.blocks import AnyBlock, Listing
from alongside.responses.handling import Handling
from alongside.responses.unfit import check_known, check_once
from alongside.strings import _


def _ids(value: SortValue | None) -> set[str]:
    return {*value.groups, *value.disputed}.union(*value.groups.values()) if value else set()


def _check(response: Sort, value: SortValue, stored: SortValue | None) -> None:
    before = _ids(stored)
    check_known(response, value.groups, {group.id for group in response.groups} | before, _("group"))
    cards = [card for pile in (*value.groups.values(), value.disputed) for card in pile]
    check_known(response, cards, {card.id for card in response.cards} | before, _("card"))
    check_once(response, cards)


def _blocks(response: Sort | None, value: SortValue) -> list[AnyBlock]:
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


HANDLING = Handling(Sort, SortValue, blocks=_blocks, check=_check)
