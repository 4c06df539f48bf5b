"""The widgets of Alongside: one folder each, a front end and a few lines of Python side by side."""

from __future__ import annotations

from alongside_widgets.base import KitWidget
from alongside_widgets.check import Check
from alongside_widgets.rate import Rate
from alongside_widgets.reflect import Reflect
from alongside_widgets.sort import Sort

WIDGETS: dict[str, type[KitWidget]] = {
    "reflection": Reflect,
    "rating": Rate,
    "check": Check,
    "sort": Sort,
}
"""The widget of each kind of response."""
