"""A map of the people around somebody: how near, what each gives, and what the map shows."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import asked
from alongside_widgets.strings import widget_strings

ROWS = 8
"""The empty rows of the table on paper."""
_CENTRE, _CORE, _REACH = 320, 40, 300
"""The middle of the rings to draw in, the radius of the person, and of the widest ring."""


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: rings to draw in, and an empty table."""
    strings = strings or widget_strings()
    names = f"<p><strong>{escape(strings['map.names'])}</strong></p>"
    how = f"<p>{escape(strings['map.paper'])}</p>"
    gifts = "".join(map(_gift, item["gifts"]))
    return (
        f'<div class="alo-plain">{asked(item)}{names}{how}{_rings(item, strings)}'
        f"<p>{escape(strings['map.gives'])}:</p><ol>{gifts}</ol>{_table(item, strings)}</div>"
    )


def _gift(gift: dict[str, Any]) -> str:
    hint = f": {escape(gift['hint'])}" if gift.get("hint") else ""
    return f"<li>{escape(gift['label'])}{hint}</li>"


def _rings(item: dict[str, Any], strings: dict[str, str]) -> str:
    """Return half rings as a drawing of lines only, so that a pen has room."""
    step = (_REACH - _CORE) / len(item["rings"])
    arcs = _arc(_CORE) + "".join(_arc(_CORE + step * n) for n in range(1, len(item["rings"]) + 1))
    labels = "".join(
        _label(_CENTRE - _CORE - step * n + 24, ring["label"])
        for n, ring in enumerate(item["rings"], start=1)
    )
    me = _label(_CENTRE - 12, strings["map.me"])
    size = f'viewBox="0 0 {2 * _CENTRE} {_CENTRE + 8}" width="{2 * _CENTRE}" height="{_CENTRE + 8}"'
    return f'<svg {size} aria-hidden="true">{arcs}{me}{labels}</svg>'


def _arc(radius: float) -> str:
    left, right = _CENTRE - radius, _CENTRE + radius
    path = f"M{left:g} {_CENTRE}A{radius:g} {radius:g} 0 0 1 {right:g} {_CENTRE}Z"
    return f'<path d="{path}" fill="none" stroke="currentColor"></path>'


def _label(y: float, text: str) -> str:
    place = f'x="{_CENTRE}" y="{y:g}" text-anchor="middle" font-size="12"'
    return f'<text {place} fill="currentColor">{escape(text)}</text>'


def _table(item: dict[str, Any], strings: dict[str, str]) -> str:
    names = [strings["map.paper-who"], strings["map.ring"], strings["map.paper-gives"]]
    names += [strings["map.paper-lasts"]] if item["lasting"] else []
    names += [strings["map.next"]]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = f"<tr>{'<td>&nbsp;</td>' * len(names)}</tr>" * ROWS
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


class SupportMap(KitWidget):
    """A map of the people around somebody."""

    _esm = front_end("supportmap")
    _css = style("supportmap")
    plain_html: ClassVar = staticmethod(plain_html)
