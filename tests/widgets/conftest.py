"""A Chromium for the tests of the front ends, and what they say to each other about it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from widgets.harness import Bench


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium, named by ALONGSIDE_CHROMIUM or found on the PATH."""
    found = os.environ.get("ALONGSIDE_CHROMIUM") or shutil.which("chromium")
    if not found or not Path(found).exists():
        pytest.fail(
            "The tests of the widgets need Chromium: install it, or set ALONGSIDE_CHROMIUM to its file.",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def bench(chromium: Browser) -> Iterator[Bench]:
    """A fresh browser profile with its own desk; a script error or a breach of the policy fails the test."""
    context = chromium.new_context(locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda line: "Content Security Policy" in line.text and errors.append(line.text))
    yield Bench(context)
    context.close()
    assert errors == []


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe finds wrong on a page, as `rule: element` lines."""

    def find(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]

    return find
