"""Moments in a field: moments that exist, not too many of one's own; and how they are told."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from alongside.model.kinds import Grid, GridValue
from alongside.model.kinds.grid import Placed, corner_of
from alongside.responses.blocks import AnyBlock, Table
from alongside.responses.handling import Handling
from alongside.responses.kinds.sizes import LINE_LIMIT
from alongside.responses.unfit import check_known, check_length, check_once, refusal
from alongside.responses.untrusted import clean
from alongside.strings import _


def _cleaned(value: GridValue) -> GridValue:
    own = [msgspec.structs.replace(one, text=clean(one.text)) for one in value.own]
    return msgspec.structs.replace(value, own=own)


def _check(response: Grid, value: GridValue, stored: GridValue | None) -> None:
    """Raise AnswersError for a moment that there is not, one there twice, too many or too long."""
    moments = {one.id for one in response.moments} | set(stored.places if stored else ())
    check_known(response, value.places, moments, _("moment"))
    check_once(response, [one.id for one in value.own])
    room = max(response.own, len(stored.own) if stored else 0)
    if len(value.own) > room:
        raise refusal(response, _("at most {limit} of your own are kept").format(limit=room))
    for one in value.own:
        check_length(response, one.text, LINE_LIMIT, "own")


def _blocks(response: Grid | None, value: GridValue) -> list[AnyBlock]:
    across, up = (response.across.label, response.up.label) if response else ("across", "up")
    titles: dict[str, str] = {one.corner: one.title.strip() for one in response.corners} if response else {}
    rows = [
        [text, str(at.up), str(at.across), _where(titles, at)] if at else [text, "–", "–", "–"]
        for text, at in _moments(response, value)
    ]
    return [Table([_("Moment"), up.strip(), across.strip(), _("Where")], rows)] if rows else []


def _moments(response: Grid | None, value: GridValue) -> Iterator[tuple[str, Placed | None]]:
    """Yield the wording and the place of each moment that is laid or one's own."""
    texts = {one.id: one.text.strip() for one in response.moments} if response else {}
    for name in dict.fromkeys([*texts, *value.places]):
        if name in value.places:
            yield texts.get(name, name), value.places[name]
    yield from ((one.text.strip(), one.at) for one in value.own if one.text.strip() or one.at)


def _where(titles: dict[str, str], at: Placed) -> str:
    corner = corner_of(at)
    return titles.get(corner, corner) if corner else _("between the corners")


HANDLING = Handling(Grid, GridValue, blocks=_blocks, check=_check, cleaned=_cleaned)
