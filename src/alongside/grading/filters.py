"""The filter for nbgrader's pages: what a person wrote is shown, never alive.

`nbgrader_config.py` puts it in the place of nbconvert's own through `HTMLExporter.filters`, and lets outputs
show as plain text only; so formgrader and feedback, with nbgrader's own templates, run nothing.
"""

from __future__ import annotations

from typing import Any

import mistune
import nh3
from jinja2 import pass_context

_TEXT = {"p", "br", "hr", "div", "span", "em", "strong", "del", "code", "pre", "blockquote"}
_LISTS = {"ul", "ol", "li", "dl", "dt", "dd"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_TAGS = _TEXT | _LISTS | _HEADINGS | _TABLES
_MARKDOWN = mistune.create_markdown(escape=True, plugins=["table", "strikethrough"])


def sanitised(html: str) -> str:
    """Return `html` with text and structure only: no script, style, link, image, form or attribute."""
    return nh3.clean(html, tags=_TAGS, attributes={}, link_rel=None)


@pass_context
def markdown(_context: Any, source: str) -> str:
    """Return markdown as sanitised HTML; markup typed into it shows as the text that it is."""
    return sanitised(str(_MARKDOWN(source)))
