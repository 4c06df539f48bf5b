"""A self-assessment: statements rated on one scale, and profiles kept for comparison."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import asked
from alongside_widgets.strings import widget_strings


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: a table with a circle for each point."""
    strings = strings or widget_strings()
    return f'<div class="alo-plain">{asked(item)}{_table(item, strings)}</div>'


def _table(item: dict[str, Any], strings: dict[str, str]) -> str:
    points = item.get("scale", [])
    heads = "".join(f'<th scope="col">{point["value"]} {escape(point["label"])}</th>' for point in points)
    head = f'<tr><th scope="col">{escape(strings["rate.statement"])}</th>{heads}</tr>'
    circles = "<td>○</td>" * len(points)
    texts = (escape(one["text"]) for one in item.get("items", []))
    rows = "".join(f'<tr><th scope="row" style="text-align:left">{text}</th>{circles}</tr>' for text in texts)
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


class Rate(KitWidget):
    """A self-assessment."""

    _esm = front_end("rate")
    _css = style("rate")
    plain_html: ClassVar = staticmethod(plain_html)
