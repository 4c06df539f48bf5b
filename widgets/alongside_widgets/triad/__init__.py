"""A timer for practice in threes, large enough for the far end of a room."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from alongside_widgets.base import KitWidget, front_end, style
from alongside_widgets.paper import asked
from alongside_widgets.strings import widget_strings


def plain_html(item: dict[str, Any], strings: dict[str, str] | None = None) -> str:
    """Return the plan for paper and for where no widget runs: minutes, signals, who does what when."""
    strings = strings or widget_strings()
    plan = strings["triad.plan"].replace("{talk}", str(item["talk"]))
    plan = plan.replace("{feedback}", str(item["feedback"])).replace("{rounds}", str(item["rounds"]))
    signals = "".join(f"<li>{_minute(one, strings)}: {escape(one['text'])}</li>" for one in item["signals"])
    table = _who_does_what(item, strings)
    return f'<div class="alo-plain">{asked(item)}<p>{escape(plan)}</p><ul>{signals}</ul>{table}</div>'


def _who_does_what(item: dict[str, Any], strings: dict[str, str]) -> str:
    roles = item["roles"]
    people = range(len(roles))
    head = "".join(f'<th scope="col">{escape(_person(person, strings))}</th>' for person in people)
    rows = "".join(
        f'<tr><th scope="row">{escape(_round(n, item, strings))}</th>'
        + "".join(f"<td>{escape(roles[(person - n) % len(roles)]['title'])}</td>" for person in people)
        + "</tr>"
        for n in range(item["rounds"])
    )
    return f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _minute(signal: dict[str, Any], strings: dict[str, str]) -> str:
    return escape(strings["triad.minute"].replace("{n}", str(signal["minute"])))


def _person(n: int, strings: dict[str, str]) -> str:
    return strings["triad.person"].replace("{number}", str(n + 1))


def _round(n: int, item: dict[str, Any], strings: dict[str, str]) -> str:
    return strings["triad.round"].replace("{number}", str(n + 1)).replace("{all}", str(item["rounds"]))


class Triad(KitWidget):
    """A timer for practice in threes."""

    _esm = front_end("triad")
    _css = style("triad")
    plain_html: ClassVar = staticmethod(plain_html)
