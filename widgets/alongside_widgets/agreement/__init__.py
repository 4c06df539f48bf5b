"""A one-page agreement: limits first, then the headings, to draft alone, read together, print and sign."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import RULE
from alongside_widgets.strings import widget_strings


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: the page with lines to write and sign on."""
    strings = strings or widget_strings()
    hint = f"<p>{escape(item['hint'])}</p>" if item.get("hint") else ""
    people = "".join(f"<p>{escape(one['label'])}: ________________</p>" for one in item.get("people", []))
    clauses = "".join(f"<li>{_clause(one)}</li>" for one in item.get("fields", []))
    review = f"<p>{escape(strings['agreement.review'])} ________________</p>"
    parts = [
        f"<p><strong>{escape(item.get('prompt', ''))}</strong></p>",
        hint,
        f"<p><strong>{escape(item.get('title', ''))}</strong></p>",
        people,
        _limits(item, strings),
        f"<ol>{clauses}</ol>",
        review,
        _signatures(item, strings),
    ]
    return f'<div class="alo-plain">{"".join(parts)}</div>'


def _limits(item: dict[str, Any], strings: dict[str, str]) -> str:
    limits = "".join(f"<li>☐ {escape(limit['text'])}</li>" for limit in item.get("limits", []))
    heading = f"<p>{escape(strings['agreement.limits'])} ({escape(strings['agreement.must'])})</p>"
    return f"{heading}<ul>{limits}</ul><p>{escape(item.get('own_words', ''))}</p>{RULE * 3}"


def _clause(clause: dict[str, Any]) -> str:
    words = [clause.get("hint", ""), clause.get("suggested", "")]
    told = "".join(f"<p>{escape(word)}</p>" for word in words if word)
    return f"<p><strong>{escape(clause['label'])}</strong></p>{told}{RULE * 2}"


def _signatures(item: dict[str, Any], strings: dict[str, str]) -> str:
    signature, date = escape(strings["agreement.signature"]), escape(strings["agreement.date"])
    line = f"{signature} ________________ {date} ________"
    return "".join(f"<p>{escape(one['label'])}: {line}</p>" for one in item.get("people", []))


class Agreement(KitWidget):
    """A one-page agreement."""

    _esm = front_end("agreement")
    _css = style("agreement")
    plain_html: ClassVar = staticmethod(plain_html)
