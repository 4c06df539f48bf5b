"""A page on which nothing may go wrong unnoticed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

expect.set_options(timeout=60_000)  # a busy machine needs long to open Jupyter; nothing here measures time

GAVE_UP = "[anywidget] Failed to initialize model"
"""anywidget says so after two seconds on the clock, however busy the machine; the kit draws the box anew."""


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """The first page of the window. An error on any page of the window fails the test."""
    wrong: list[str] = []
    window.on("weberror", lambda error: wrong.append(str(error.error)))
    window.on("console", lambda line: line.type == "error" and wrong.append(line.text))
    yield window.pages[0]
    assert [one for one in wrong if GAVE_UP not in one] == []
