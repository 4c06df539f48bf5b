"""What happened when: a conversation minute by minute, or a stretch of months, and the sums in words."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import asked
from alongside_widgets.strings import widget_strings


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the item for paper and for where no widget runs: what each letter means, and a row each."""
    strings = strings or widget_strings()
    names = f"<p><strong>{escape(strings['timeline.names'])}</strong></p>"
    how = f"<p>{escape(strings['timeline.paper'])}</p>"
    legend = "".join(map(_legend, item["lanes"]))
    return f'<div class="alo-plain">{asked(item)}{names}{how}{legend}{_table(item, strings)}</div>'


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _legend(lane: dict[str, Any]) -> str:
    options = "".join(_option(n, one) for n, one in enumerate(lane["options"]))
    return f"<p><strong>{escape(lane['label'])}</strong></p><ul>{options}</ul>"


def _option(place: int, option: dict[str, Any]) -> str:
    hint = f": {escape(option['hint'])}" if option.get("hint") else ""
    return f"<li>{_letter(place)} {escape(option['label'])}{hint}</li>"


def _table(item: dict[str, Any], strings: dict[str, str]) -> str:
    names = [strings[f"timeline.head.{item['unit']}"], *(lane["label"] for lane in item["lanes"])]
    names += [strings["timeline.note"]] if item["notes"] else []
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    cells = "".join(f"<td>{_to_ring(lane)}</td>" for lane in item["lanes"])
    cells += f"<td>{'&nbsp;' * 40}</td>" if item["notes"] else ""
    rows = "".join(f'<tr><th scope="row">{n}</th>{cells}</tr>' for n in range(1, item["length"] + 1))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _to_ring(lane: dict[str, Any]) -> str:
    return " &emsp; ".join(_letter(n) for n in range(len(lane["options"])))


class Timeline(KitWidget):
    """A conversation minute by minute, or a stretch of months."""

    _esm = front_end("timeline")
    _css = style("timeline")
    plain_html: ClassVar = staticmethod(plain_html)
