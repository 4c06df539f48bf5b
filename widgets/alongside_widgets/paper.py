"""What the plain forms of all widgets share: what is asked, and a line to write on."""

from __future__ import annotations

from html import escape
from typing import Any

RULE = '<div class="alo-rule" style="border-bottom:1px solid #999;height:2em"></div>'
"""A line to write on, also where no style sheet is at hand."""


def asked(item: dict[str, Any]) -> str:
    """Return the prompt of an item, and its hint where it has one."""
    hint = f"<p>{escape(item['hint'])}</p>" if item.get("hint") else ""
    return f"<p><strong>{escape(item.get('prompt', ''))}</strong></p>{hint}"
