"""A knowledge check: choose one, choose several, match, or put in order."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import asked
from alongside_widgets.strings import widget_strings

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIGNS = {"single": "○", "multiple": "☐", "match": "____", "order": "____"}
"""What stands before an option on paper: a circle or a box to mark, a line to write on."""


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: its options, and a place to mark each."""
    strings = strings or widget_strings()
    sign = SIGNS[item["form"]]
    rows = "".join(
        f"<li>{sign} {letter}. {escape(option['text'])}</li>"
        for letter, option in zip(LETTERS, item.get("options", []), strict=False)
    )
    options = f'<ul class="alo-options" style="list-style:none">{rows}</ul>'
    places = _targets(item, strings) + _spare(item, strings)
    return f'<div class="alo-plain">{asked(item)}{options}{places}</div>'


def _targets(item: dict[str, Any], strings: dict[str, str]) -> str:
    if not item.get("targets"):
        return ""
    rows = "".join(f"<li>{escape(target['text'])}</li>" for target in item["targets"])
    return f"<p>{escape(strings['check.match-with'])}</p><ol>{rows}</ol>"


def _spare(item: dict[str, Any], strings: dict[str, str]) -> str:
    return f"<p>{escape(strings['check.spare'])}: ________</p>" if item.get("spare") else ""


class Check(KitWidget):
    """A knowledge check."""

    _esm = front_end("check")
    _css = style("check")
    plain_html: ClassVar = staticmethod(plain_html)
