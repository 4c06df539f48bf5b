"""An if-then plan: a cue, an action and a day; and what became of the plan before."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import RULE, asked
from alongside_widgets.strings import widget_strings

_BECAME = ("did", "partly", "not-yet", "dropped")


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: questions, examples and ruled lines."""
    strings = strings or widget_strings()
    before = _before(strings) if item.get("follows") else ""
    words = _words(strings, "plan.cue", item.get("cues", [])) + _words(
        strings, "plan.action", item.get("actions", [])
    )
    when = " ".join(f"{escape(strings[f'plan.{name}'])} ________" for name in ("date", "time", "place"))
    return f'<div class="alo-plain">{asked(item)}{before}{words}<p>{when}</p></div>'


def _rules(lines: int) -> str:
    return RULE * lines


def _before(strings: dict[str, str]) -> str:
    ways = " ".join(f"○ {escape(strings[f'plan.became.{way}'])}" for way in _BECAME)
    asked = escape(strings["plan.became"])
    head = f"<p><strong>{escape(strings['plan.before'])}</strong></p>"
    return f"{head}<p>{asked} {ways}</p><p>{escape(strings['plan.learnt'])}</p>{_rules(3)}"


def _words(strings: dict[str, str], key: str, examples: list[str]) -> str:
    rows = "".join(f"<li>{escape(text)}</li>" for text in examples)
    told = f"<p>{escape(strings['plan.examples'])}</p><ul>{rows}</ul>" if rows else ""
    return f"<p><strong>{escape(strings[key])}</strong></p>{_rules(2)}{told}"


class Plan(KitWidget):
    """An if-then plan."""

    _esm = front_end("plan")
    _css = style("plan")
    plain_html: ClassVar = staticmethod(plain_html)
