"""What folders of tests share: a Chromium, a person's browser window, a desk with the demonstration."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk import Desk
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

expect.set_options(timeout=120_000)  # a busy machine needs long to open Jupyter; nothing here measures time


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, named by ALONGSIDE_CHROMIUM or found on the PATH; ALONGSIDE_WATCH=1 shows it."""
    watch = bool(os.environ.get("ALONGSIDE_WATCH"))
    quick = None if watch else shutil.which("chromium-headless-shell")
    found = os.environ.get("ALONGSIDE_CHROMIUM") or quick or shutil.which("chromium")
    if not found or not Path(found).exists():
        pytest.fail(
            "The browser tests need Chromium: install it, or set ALONGSIDE_CHROMIUM to its file.",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"], headless=not watch, slow_mo=400 if watch else 0
        )
        yield browser
        browser.close()


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe finds wrong on a page, as `rule: element` lines."""

    def find(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]

    return find


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the fictional cohort, as `make start` makes it, to be copied for each desk."""
    made = tmp_path_factory.mktemp("demonstration") / "workspace"
    command = [sys.executable, "-m", "alongside", "init", str(made), "--demonstration"]
    subprocess.run([*command, "--name", "Nika Dolinar"], check=True, stdout=subprocess.DEVNULL)
    return made


@pytest.fixture(scope="module")
def desk(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with the fictional cohort, for the tests of one file."""
    root = tmp_path_factory.mktemp("desk") / "workspace"
    shutil.copytree(demonstration, root, symlinks=True)
    running = Desk(root)
    yield running
    running.stop()


@pytest.fixture
def window(chromium: Browser, desk: Desk) -> Iterator[BrowserContext]:
    """A browser signed in at the desk. Another host that is asked, or a policy breach, fails the test."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(120_000)
    wrong: list[str] = []
    context.on("request", lambda asked: _abroad(asked.url, desk.base) and wrong.append(asked.url))
    context.on("console", lambda line: "Content Security Policy" in line.text and wrong.append(line.text))
    context.new_page().goto(desk.url)
    yield context
    context.close()
    assert wrong == []


def _abroad(url: str, base: str) -> bool:
    return not url.startswith((base, base.replace("http", "ws", 1), "data:", "blob:"))


LIVE = ("chromium", "desk", "library", "scene")
"""Fixtures that bring a browser or a server: what uses them waits for other processes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with live processes go first, so that no worker is left alone with a long one at the end.

    A test of theirs that fails is tried again, three times; the summary says why.
    """
    live = [item for item in items if _is_live(item)]
    for item in live:
        item.add_marker(pytest.mark.flaky(reruns=3))
    files = {item.path for item in live}
    items.sort(key=lambda item: item.path not in files)


def _is_live(item: pytest.Item) -> bool:
    return bool(set(LIVE) & set(getattr(item, "fixturenames", ()))) or "kernels" in item.path.parts


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show why each test that was tried again had failed: a race won here may be lost elsewhere."""
    again = terminalreporter.stats.get("rerun", [])
    if again:
        terminalreporter.section("why tests were tried again")
    for report in again:
        terminalreporter.write_line(report.nodeid, bold=True)
        terminalreporter.write_line("\n".join(report.longreprtext.splitlines()[-40:]))
