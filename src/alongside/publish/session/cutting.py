"""What is cut with scissors: the cards of each sort, and the slips of the session's evaluation."""

from __future__ import annotations

from typing import Any

from alongside.model.framework import Instrument, InstrumentItem
from alongside.model.kinds import Sort
from alongside.model.unit import AnyUnit, Outcome
from alongside.publish.session.forms.choosing import dealt_by_number, groups_of
from alongside.publish.session.forms.pieces import label, lines, note, one_line
from alongside.publish.session.text import Block, paragraph
from alongside.strings import _


def cards(unit: AnyUnit) -> list[Block]:
    """Return a set of cards for each sort of a unit: its piles first, then its cards, shuffled.

    A card keeps the number that it has on a screen and on the participants' sheet.
    """
    return [_set(one) for one in unit.responses if isinstance(one, Sort)]


def _set(sort: Sort) -> Block:
    piles = [_card(title, sort.id, hint=hint, heading=True) for title, hint in groups_of(sort)]
    shuffled = [_card(card.text, f"{sort.id} · {n}") for n, card in dealt_by_number(sort)]
    return {"kind": "cards", "title": one_line(sort.prompt), "cards": [*piles, *shuffled]}


def _card(text: str, mark: str, *, hint: str = "", heading: bool = False) -> dict[str, Any]:
    return {"text": one_line(text), "mark": mark, "hint": hint, "heading": heading}


def slips(instrument: Instrument, outcomes: list[Outcome], session: str) -> list[Block]:
    """Return the evaluation slip, and the slip for a private word: as many on a page as there is room for."""
    pieces: list[Block] = [
        paragraph(_("{session}. Anonymous: please do not write your name.").format(session=session))
    ]
    scale = " · ".join(str(one) for one in instrument.scale)
    pieces += [note(_("The circles: {scale}").format(scale=scale))] if scale else []
    asked = [one for one in instrument.items if one.to == "trainer"]
    for number, item in enumerate(asked, 1):
        pieces += _asked(number, item, instrument, outcomes)
    apart = [one for one in instrument.items if one.to != "trainer"]
    private = [
        _slip(_("A separate slip"), [paragraph(one.text), lines(3) | {"close": True}], 0.9, 4)
        for one in apart
    ]
    return [
        _slip(instrument.title, pieces, 0.76, 1),
        *(piece for one in private for piece in ({"kind": "break"}, one)),
    ]


def _slip(title: str, blocks: list[Block], scale: float, rows: int) -> Block:
    """Return a slip. `scale` is the size of its letters where two stand side by side, in `rows` rows."""
    return {"kind": "slips", "title": title, "blocks": blocks, "scale": scale, "rows": rows}


def _asked(number: int, item: InstrumentItem, instrument: Instrument, outcomes: list[Outcome]) -> list[Block]:
    choices = [str(one) for one in item.choices or instrument.scale]
    asked = f"{number}. {item.text}"
    if item.answer == "choice":
        return [label(asked), {"kind": "ticks", "items": choices}]
    if item.answer == "scale" or (item.answer == "outcomes" and not outcomes):
        return [_points(asked, choices) | {"strong": True}]
    if item.answer == "outcomes":
        return [label(asked), *(_points(one.text, choices) for one in outcomes)]
    return [label(asked), lines(2) | {"close": True}]


def _points(text: str, choices: list[str]) -> Block:
    """Return a statement with a circle for each point of the scale, by the number it begins with."""
    return {"kind": "points", "text": one_line(text), "points": [one.split()[0] for one in choices]}
