"""The widgets of Alongside: one folder each, a front end and a few lines of Python side by side."""

from __future__ import annotations

from alongside_widgets.agreement import Agreement
from alongside_widgets.base import KitWidget
from alongside_widgets.check import Check
from alongside_widgets.compare import Compare
from alongside_widgets.grid import Grid
from alongside_widgets.log import Log
from alongside_widgets.markup import Markup
from alongside_widgets.plan import Plan
from alongside_widgets.rate import Rate
from alongside_widgets.reflect import Reflect
from alongside_widgets.rehearse import Rehearse
from alongside_widgets.sort import Sort
from alongside_widgets.supportmap import SupportMap
from alongside_widgets.timeline import Timeline
from alongside_widgets.triad import Triad

WIDGETS: dict[str, type[KitWidget]] = {
    "reflection": Reflect,
    "rating": Rate,
    "check": Check,
    "sort": Sort,
    "agreement": Agreement,
    "log": Log,
    "rehearsal": Rehearse,
    "triad": Triad,
    "markup": Markup,
    "plan": Plan,
    "comparison": Compare,
    "timeline": Timeline,
    "supportmap": SupportMap,
    "grid": Grid,
}
"""The widget of each kind of response."""


def front_name(kind: str) -> str:
    """Return the folder that holds the widget of a kind of response: `reflect` for `reflection`."""
    return WIDGETS[kind].__module__.rpartition(".")[2]
