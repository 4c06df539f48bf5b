"""A bench to try a front end on: its own page, and a stand-in for the desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from widgets.harness import Bench


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
