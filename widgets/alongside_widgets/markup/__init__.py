"""Lines to mark, and judging words to strike and say anew."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import RULE, asked
from alongside_widgets.strings import widget_strings


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: the marks, and a rule beside each line."""
    strings = strings or widget_strings()
    marks = "".join(_mark(mark) for mark in item.get("marks", []))
    strikes = ", ".join(mark["label"] for mark in item.get("marks", []) if mark.get("strikes"))
    strike = f"<p>{escape(strings['markup.on-paper'].format(marks=strikes))}</p>" if strikes else ""
    lines = "".join(_line(line, strings, room=bool(strikes)) for line in item.get("lines", []))
    return f'<div class="alo-plain">{asked(item)}<ul>{marks}</ul>{strike}<ol>{lines}</ol></div>'


def _mark(mark: dict[str, Any]) -> str:
    hint = f": {escape(mark['hint'])}" if mark.get("hint") else ""
    return f"<li><strong>{escape(mark['label'])}</strong>{hint}</li>"


def _line(line: dict[str, Any], strings: dict[str, str], *, room: bool) -> str:
    who = (
        f"<strong>{escape(strings['markup.who'].format(who=line['who']))}</strong> "
        if line.get("who")
        else ""
    )
    rule = RULE if room else ""
    return f"<li>{who}{escape(line['text'])} ________{rule}</li>"


class Markup(KitWidget):
    """Lines to mark, one by one."""

    _esm = front_end("markup")
    _css = style("markup")
    plain_html: ClassVar = staticmethod(plain_html)
