"""A box to write in, with a suggested length and, for a marked task, its criteria."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import RULE
from alongside_widgets.strings import widget_strings

LINES = 8
WORDS_A_LINE = 12


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: prompt, criteria and ruled lines."""
    strings = strings or widget_strings()
    lines = max(LINES, (item.get("words") or 0) // WORDS_A_LINE)
    hint = f"<p>{escape(item['hint'])}</p>" if item.get("hint") else ""
    parts = [f"<p><strong>{escape(item.get('prompt', ''))}</strong></p>", hint, _criteria(item, strings)]
    return f'<div class="alo-plain">{"".join(parts)}{RULE * lines}</div>'


def _criteria(item: dict[str, Any], strings: dict[str, str]) -> str:
    if not item.get("criteria"):
        return ""
    must = f" ({escape(strings['reflect.must'])})"
    rows = "".join(f"<li>{escape(c['text'])}{must if c.get('must') else ''}</li>" for c in item["criteria"])
    return f"<p>{escape(strings['reflect.criteria'])}</p><ul>{rows}</ul>"


class Reflect(KitWidget):
    """A box to write in."""

    _esm = front_end("reflect")
    _css = style("reflect")
    plain_html: ClassVar = staticmethod(plain_html)
