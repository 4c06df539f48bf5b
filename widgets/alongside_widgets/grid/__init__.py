"""A field of two axes, and moments to place in it."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import asked
from alongside_widgets.strings import widget_strings

_CORNERS = (("low-high", "high-high"), ("low-low", "high-low"))
"""The corners as they lie on paper, row by row from the top."""


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: the field to write in, and the moments."""
    strings = strings or widget_strings()
    moments = "".join(f"<li>{escape(one['text'])}</li>" for one in item.get("moments", []))
    own = f"<li>{escape(strings['grid.own-on-paper'])} ________________</li>" * item.get("own", 0)
    how = f"<p>{escape(strings['grid.on-paper'])}</p>"
    return f'<div class="alo-plain">{asked(item)}{how}{_field(item)}<ol>{moments}{own}</ol></div>'


def _field(item: dict[str, Any]) -> str:
    titles = {one["corner"]: one for one in item.get("corners", [])}
    across, up = item.get("across", {}), item.get("up", {})
    head = "".join(f'<th scope="col">{escape(across.get(end, ""))}</th>' for end in ("low", "high"))
    rows = "".join(
        _row(up.get(end, ""), row, titles) for end, row in zip(("high", "low"), _CORNERS, strict=True)
    )
    return f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(end: str, corners: tuple[str, str], titles: dict[str, dict[str, Any]]) -> str:
    cells = "".join(_cell(titles.get(corner, {})) for corner in corners)
    return f'<tr><th scope="row">{escape(end)}</th>{cells}</tr>'


def _cell(corner: dict[str, Any]) -> str:
    hint = f": {escape(corner['hint'])}" if corner.get("hint") else ""
    return f"<td><strong>{escape(corner.get('title', ''))}</strong>{hint}<br>&nbsp;<br>&nbsp;</td>"


class Grid(KitWidget):
    """Moments to place between two axes."""

    _esm = front_end("grid")
    _css = style("grid")
    plain_html: ClassVar = staticmethod(plain_html)
