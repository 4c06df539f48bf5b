"""A conversation to rehearse: lines to choose from, silence that really takes its time, and a look back."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import RULE, asked
from alongside_widgets.strings import widget_strings


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: how it begins, and room for own words."""
    strings = strings or widget_strings()
    scenario = item["scenario"]
    scene = f"<p>{escape(scenario['scene'])}</p>"
    return f'<div class="alo-plain">{asked(item)}{scene}{_opening(scenario, strings)}</div>'


def _opening(scenario: dict[str, Any], strings: dict[str, str]) -> str:
    turn = next((one for one in scenario["turns"] if one["id"] == scenario["start"]), None)
    if turn is None:
        return ""
    said = f"<blockquote><strong>{escape(turn['who'])}.</strong> {escape(turn['says'])}</blockquote>"
    lines = "".join(f"<li>○ {_line(one, strings)}</li>" for one in turn["lines"] if not one["needs"])
    ask = f"<p>{escape(strings['rehearse.ask'])}</p>"
    own = f"<p>{escape(strings['rehearse.own-label'])}</p>{RULE * 2}"
    return f'{said}{ask}<ul class="alo-options" style="list-style:none">{lines}</ul>{own}'


def _line(line: dict[str, Any], strings: dict[str, str]) -> str:
    if not line["silence"]:
        return escape(line["text"])
    wait = strings["rehearse.wait"].replace("{all}", str(line["silence"]))
    return f"{escape(line['text'])} ({escape(wait)})"


class Rehearse(KitWidget):
    """A conversation to rehearse."""

    _esm = front_end("rehearse")
    _css = style("rehearse")
    plain_html: ClassVar = staticmethod(plain_html)
