"""Cards to lay in piles, with a pile of their own for the disputed ones."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import asked
from alongside_widgets.strings import widget_strings


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: the piles, and a line beside each card."""
    strings = strings or widget_strings()
    piles = "".join(_pile(group["title"], group.get("hint", "")) for group in item.get("groups", []))
    if item.get("disputed"):
        piles += _pile(strings["sort.disputed"], strings["sort.disputed-hint"])
    cards = "".join(f"<li>{escape(card['text'])} ________</li>" for card in item.get("cards", []))
    return f'<div class="alo-plain">{asked(item)}<ul>{piles}</ul><ol>{cards}</ol></div>'


def _pile(title: str, hint: str) -> str:
    return f"<li><strong>{escape(title)}</strong>{f': {escape(hint)}' if hint else ''}</li>"


class Sort(KitWidget):
    """Cards to lay in piles."""

    _esm = front_end("sort")
    _css = style("sort")
    plain_html: ClassVar = staticmethod(plain_html)
