"""Own ratings over time beside assessors' levels, each on its own scale."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import RULE, asked
from alongside_widgets.strings import widget_strings

LINES = 6
"""The ruled lines to write on."""


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: the warning, an empty table and the levels."""
    strings = strings or widget_strings()
    warning = f"<p><strong>{escape(item.get('warning', ''))}</strong></p>"
    levels = " · ".join(f"{level['value']} {level['label']}" for level in item.get("levels", []))
    scale = f"<p>{escape(strings['compare.their-scale'].format(scale=levels))}</p>"
    note = f"<p>{escape(strings['compare.note'])}</p>{RULE * LINES}"
    return f'<div class="alo-plain">{asked(item)}{warning}{_table(item, strings)}{scale}{note}</div>'


def _table(item: dict[str, Any], strings: dict[str, str]) -> str:
    names = [strings[f"compare.{name}"] for name in ("competence", "mine", "theirs")]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    texts = (escape(line["text"]) for line in item.get("lines", []))
    cells = "<td>&nbsp;</td><td>&nbsp;</td>"
    rows = "".join(f'<tr><th scope="row" style="text-align:left">{text}</th>{cells}</tr>' for text in texts)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


class Compare(KitWidget):
    """Own ratings beside assessors' levels."""

    _esm = front_end("compare")
    _css = style("compare")
    plain_html: ClassVar = staticmethod(plain_html)
