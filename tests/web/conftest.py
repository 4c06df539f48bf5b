"""A page on which nothing may go wrong unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import Asker
from desk import Desk
from playwright.sync_api import Browser, BrowserContext, Page

from alongside.publish.static import publish

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


@pytest.fixture(scope="module")
def scored(desk: Desk) -> Desk:
    """The demonstration with everything collected and scored."""
    assert Asker(desk).post("assessor/a1", {"step": "autograde"}).status == 200
    return desk


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an edition whose path has a space and an accent in it."""
    folder = tmp_path_factory.mktemp("stick") / "für uns" / "our site"
    publish(folder)
    return folder


@pytest.fixture
def stick(site: Path) -> str:
    """The edition on the stick alone, where it does not matter which."""
    return f"{site.as_uri()}/"


@pytest.fixture
def reader(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser; a request to anywhere else, a breach of the policy or a script error fails the test."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", reduced_motion="reduce"
    )
    wrong: list[str] = []
    allowed = ("file:", "http://127.0.0.1:", "data:", "blob:")
    context.on("request", lambda asked: asked.url.startswith(allowed) or wrong.append(asked.url))
    context.on("requestfailed", lambda asked: wrong.append(asked.url))
    context.on("response", lambda told: told.status >= 400 and wrong.append(told.url))
    context.on("console", lambda line: line.type == "error" and wrong.append(line.text))
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context
    context.close()
    assert wrong == []
