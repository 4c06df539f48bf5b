"""The trainer's button: the read-only edition starts beside the desk and ends with it."""

from __future__ import annotations

import signal
from pathlib import Path

import psutil
import pytest
from desk import Desk
from edition import eventually
from playwright.sync_api import Browser, BrowserContext, Page, expect

BUTTON = "Open the read-only edition"


def signed_in(chromium: Browser, desk: Desk) -> BrowserContext:
    context = chromium.new_context()
    context.set_default_timeout(60_000)
    context.new_page().goto(desk.url)
    return context


def pressed(context: BrowserContext, desk: Desk) -> Page:
    page = context.new_page()
    page.goto(f"{desk.base}/alongside/trainer")
    with context.expect_page() as opened:
        page.get_by_role("button", name=BUTTON).click()
    expect(opened.value.get_by_role("heading", name="Look through the modules")).to_be_visible(timeout=60_000)
    return opened.value


def editions_of(desk: Desk) -> list[psutil.Process]:
    below = psutil.Process(desk.process.pid).children(recursive=True)
    return [process for process in below if "library" in process.cmdline()]


@pytest.mark.parametrize("way", ["stop button", "ctrl+c", "kill"])
def test_one_edition_opens_from_the_trainers_page_and_ends_with_the_desk(
    chromium: Browser, tmp_path: Path, way: str
):
    desk = Desk(tmp_path / "workspace", "--name", "Nika Dolinar")
    context = signed_in(chromium, desk)
    try:
        assert pressed(context, desk).url == pressed(context, desk).url
        (edition,) = editions_of(desk)
        if way == "stop button":
            page = context.new_page()
            page.goto(f"{desk.base}/alongside/stop")
            page.get_by_role("button", name="Stop Alongside").click()
            desk.process.wait(timeout=60)
        elif way == "kill":
            desk.process.kill()
        else:
            assert desk.stop(signal.SIGINT) == 0
        assert eventually(lambda: not edition.is_running())
    finally:
        context.close()
        desk.stop()
