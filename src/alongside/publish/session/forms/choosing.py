"""Forms to choose on: boxes of a check, circles of a rating, cards of a sort, marks for lines."""

from __future__ import annotations

import hashlib
from itertools import pairwise

from alongside.model.kinds import Check, Markup, Rating, Sort
from alongside.model.kinds.sort import Card
from alongside.publish.session.forms.pieces import LETTERS, label, legend, lettered, note, numbered, one_line
from alongside.publish.session.look import Look
from alongside.publish.session.text import Block
from alongside.strings import _

_DEALS = 64


def check(check: Check, _look: Look) -> list[Block]:
    """Return the options with boxes, in the order in which a screen has them; never which are right."""
    options = lettered([one.text for one in check.options])
    sure = [{"kind": "ticks", "label": _("How sure are you?"), "items": _sure()}] if check.confidence else []
    match check.form:
        case "match":
            targets = numbered([one.text for one in check.targets])
            form = [
                note(_("Write into each box the number of what it goes with.")),
                {"kind": "boxes", "wide": True, "items": options},
                {"kind": "legend", "items": [_named(one) for one in targets]},
            ]
        case "order":
            told = _("Write numbers into the boxes, 1 for what comes first.")
            left = _("What does not belong gets a dash.")
            form = [
                note(f"{told} {left}" if check.spare else told),
                {"kind": "boxes", "wide": True, "items": options},
            ]
        case "multiple":
            form = [note(_("Tick all that fit.")), {"kind": "boxes", "items": options}]
        case _single:
            form = [note(_("Tick one.")), {"kind": "boxes", "items": options}]
    return [*form, *sure]


def _named(entry: dict[str, str]) -> dict[str, str]:
    return {"mark": entry["mark"], "label": "", "hint": entry["text"]}


def _sure() -> list[str]:
    return [_("a guess"), _("fairly sure"), _("sure")]


def rating(rating: Rating, _look: Look) -> list[Block]:
    """Return the statements with a circle for each point of the scale."""
    scale = [{"value": str(point.value), "label": one_line(point.label)} for point in rating.scale]
    rows = [one_line(item.text) for item in rating.items]
    return [
        note(_("Fill one circle in each line. If you rate again later, put a cross through a circle.")),
        {"kind": "circles", "scale": scale, "rows": rows},
    ]


def dealt(sort: Sort) -> list[Card]:
    """Return the cards in an order to cut and stack them in, which says nothing of where they belong.

    It is the same every time. They are shuffled again where the cards of each pile happen to lie together.
    """
    deals = (_deal(sort, number) for number in range(_DEALS))
    return next((one for one in deals if one != sort.cards and not _in_piles(one)), sort.cards)


def dealt_by_number(sort: Sort) -> list[tuple[int, Card]]:
    """Return the dealt cards, each under its number in the unit's file: trainer's notes name cards by it."""
    return [(sort.cards.index(card) + 1, card) for card in dealt(sort)]


def _deal(sort: Sort, number: int) -> list[Card]:
    return sorted(
        sort.cards, key=lambda card: hashlib.sha256(f"{sort.id}/{card.id}/{number}".encode()).digest()
    )


def _in_piles(cards: list[Card]) -> bool:
    """Whether the pile changes so seldom from card to card that the order shows it."""
    piles = [card.best[0] for card in cards if card.best]
    return sum(one != other for one, other in pairwise(piles)) < min(len(set(piles)), len(piles) - 1)


def groups_of(sort: Sort) -> list[tuple[str, str]]:
    """Return title and hint of every pile, with the pile for cards on which opinions differ."""
    piles = [(one_line(group.title), one_line(group.hint)) for group in sort.groups]
    disputed = (_("We disagree about these"), _("Working alone? Lay here what you could argue both ways."))
    return [*piles, disputed] if sort.disputed else piles


def sort(sort: Sort, _look: Look) -> list[Block]:
    """Return the piles under letters, and the cards with a box for the letter of a pile.

    Each has the number that it has on a screen: whoever leads the session says "card 13" to both.
    """
    piles = groups_of(sort)
    cards = numbered([card.text for card in sort.cards])
    return [
        legend((LETTERS[n], title, hint) for n, (title, hint) in enumerate(piles)),
        note(_("Lay the cards, or write the letter of a pile into each box.")),
        {"kind": "boxes", "wide": True, "items": cards},
    ]


def markup(markup: Markup, _look: Look) -> list[Block]:
    """Return the marks under letters, and the lines with those letters to draw a ring around."""
    marks = [LETTERS[n] for n, _mark in enumerate(markup.marks)]
    told = _("Give each line one letter or more.") if markup.several else _("Give each line one letter.")
    strikes = [letter for letter, mark in zip(marks, markup.marks, strict=True) if mark.strikes]
    strike = _("At {letters}: strike the words that make it so, and write the line anew below it.")
    named = _(" or ").join(strikes)
    lines = [{"who": one_line(line.who), "text": one_line(line.text)} for line in markup.lines]
    return [
        label(told),
        legend((letter, mark.label, mark.hint) for letter, mark in zip(marks, markup.marks, strict=True)),
        *([note(strike.format(letters=named))] if strikes else []),
        {"kind": "marking", "letters": marks, "lines": lines, "anew": bool(strikes)},
    ]
