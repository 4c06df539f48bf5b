"""The looks that every page owes everybody: a large screen and a phone, by light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from playwright.sync_api import Page

Look = tuple[int, str]
"""The width of the window in pixels, and light or dark."""
_PAIRS: tuple[tuple[Look, Look], ...] = (
    ((1280, "light"), (360, "dark")),
    ((1280, "dark"), (360, "light")),
)
_TURNS = cycle(_PAIRS)


def looks_at(page: Page) -> Iterator[Look]:
    """Give a page a look after the other, without loading it again: both widths, and both schemes.

    The pages take turns at which scheme comes with which width.
    """
    for width, scheme in next(_TURNS):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        yield width, scheme


def wider_than_the_screen(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
