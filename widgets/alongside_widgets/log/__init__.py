"""A log of meetings or practice: dated rows, sums against an arrangement, and never a note about a child."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import asked
from alongside_widgets.strings import widget_strings

ROWS = 8
"""The empty rows on paper where no arrangement says how many meetings there are."""


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: rule, arrangement and an empty table."""
    strings = strings or widget_strings()
    never = f"<p><strong>{escape(strings['log.never'])}</strong></p>"
    return (
        f'<div class="alo-plain">{asked(item)}{never}{_arranged(item, strings)}{_table(item, strings)}</div>'
    )


def _arranged(item: dict[str, Any], strings: dict[str, str]) -> str:
    agreed = item.get("arrangement")
    if not agreed:
        return ""
    least, most = agreed["least"], agreed["most"]
    minutes = str(least) if least == most else strings["log.range"].format(least=least, most=most)
    return f"<p>{escape(strings['log.arranged'].format(meetings=agreed['meetings'], minutes=minutes))}</p>"


def _table(item: dict[str, Any], strings: dict[str, str]) -> str:
    names = [strings["log.date"], strings["log.minutes"], strings["log.with"]]
    names += [item.get("action", ""), strings["log.done"]]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    row = f"<tr>{'<td>&nbsp;</td>' * len(names)}</tr>"
    rows = row * (item["arrangement"]["meetings"] if item.get("arrangement") else ROWS)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


class Log(KitWidget):
    """A log of meetings or practice."""

    _esm = front_end("log")
    _css = style("log")
    plain_html: ClassVar = staticmethod(plain_html)
