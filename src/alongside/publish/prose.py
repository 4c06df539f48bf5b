"""Markdown of the curriculum to safe HTML: headings with anchors, citations as links to their source."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import mistune
import nh3
from mistune.plugins.formatting import strikethrough
from mistune.plugins.table import table, table_in_list, table_in_quote

from alongside.content.citing import CITATION, keys_of, short_name
from alongside.model.evidence import Source

_TAGS = nh3.ALLOWED_TAGS | {"section", "figure", "figcaption"}
_ATTRIBUTES = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": {"id", "class", "lang"},
}
_ATTRIBUTES["a"] |= {"href", "title"}
_ATTRIBUTES["div"] = {"tabindex"}


class _Anchored(mistune.HTMLRenderer):
    """Headings get an id made from their words; tables scroll by themselves where a screen is too small."""

    def heading(self, text: str, level: int, **_attrs: Any) -> str:
        return f'<h{level} id="{anchor(text)}">{text}</h{level}>\n'

    def table(self, text: str) -> str:
        return f'<div class="scroll" tabindex="0"><table>{text}</table></div>\n'

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        number = ' class="number"' if align == "right" else ""
        # An empty corner is no heading: a screen reader would announce it for a whole column.
        return f'<th scope="col"{number}>{text}</th>' if head and text.strip() else f"<td{number}>{text}</td>"


def anchor(heading: str) -> str:
    """Return the address of a heading within its page: `#what-the-evidence-will-bear`."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", heading)).lower()
    return re.sub(r"[^\w]+", "-", plain).strip("-") or "part"


_PLUGINS = [table, table_in_quote, table_in_list, strikethrough]
_markdown = mistune.create_markdown(renderer=_Anchored(escape=False), plugins=_PLUGINS)


def prose(source: str, sources: Mapping[str, Source] | None = None, to: str = "#sources") -> str:
    """Return markdown as HTML that cannot run anything; known citations become short links to `to`.

    `{key}` in `to` stands for the key of the source.
    """
    return _drawn(cited(source, sources or {}, to))


@lru_cache(maxsize=512)
def _drawn(markdown: str) -> str:
    # A unit's texts stay the same from reader to reader: drawing them anew is most of what a page costs.
    return nh3.clean(
        str(_markdown(markdown)), tags=_TAGS, attributes=_ATTRIBUTES, link_rel="noopener noreferrer"
    )


def unstyled(fragment: str) -> str:
    """Return HTML of the kit's own without inline styles, which the pages' policy refuses."""
    return nh3.clean(fragment, tags=_TAGS, attributes=_ATTRIBUTES)


def cited_in(source: str, sources: Mapping[str, Source]) -> list[Source]:
    """Return the known sources that a markdown text cites, each once, in the order of first citation."""
    keys = [key for match in CITATION.finditer(source) for key in keys_of(match)]
    return [sources[key] for key in dict.fromkeys(keys) if key in sources]


def cited(source: str, sources: Mapping[str, Source], to: str) -> str:
    """Return markdown in which every known citation is the short name of its source, linked to `to`."""

    def link(match: re.Match[str]) -> str:
        keys = keys_of(match)
        if not all(key in sources for key in keys):
            return match[0]
        names = "; ".join(f"[{short_name(sources[key])}]({to.replace('{key}', key)})" for key in keys)
        return f"({names})"

    return CITATION.sub(link, source)
