"""When a kernel ends, nobody who writes needs to notice; what was on the page works again by itself."""

from __future__ import annotations

import psutil
import pytest
from desk import Desk
from documents import FOLDER, NOTEBOOK, ask, box_of, open_notebook, said, write
from playwright.sync_api import BrowserContext, Page, expect


@pytest.fixture
def page(window: BrowserContext) -> Page:
    """The first page of the window. When a kernel ends, JupyterLab itself leaves errors on the console."""
    return window.pages[0]


SCROLLED = "document.querySelector('.jp-WindowedPanel-outer').scrollTop"


def the_kernel(desk: Desk) -> str:
    [kernel] = [one["kernel"]["id"] for one in ask(desk, "GET", "sessions") if one["path"] == NOTEBOOK]
    return kernel


def process_of(desk: Desk, kernel: str) -> psutil.Process | None:
    """The process of a kernel, by the name of its connection file; None between two."""
    for process in psutil.Process(desk.process.pid).children(recursive=True):
        try:
            if kernel in " ".join(process.cmdline()) and process.status() != psutil.STATUS_ZOMBIE:
                return process
        except psutil.NoSuchProcess:
            continue
    return None


def kill(desk: Desk, kernel: str) -> None:
    process = process_of(desk, kernel)
    assert process is not None
    process.kill()


def remember_the_box(page: Page) -> None:
    page.evaluate("window.before = document.querySelector('.alo-reflect')")


def wait_for_new_boxes(page: Page) -> None:
    page.wait_for_function("() => !window.before.isConnected && document.querySelector('.alo-reflect')")


def test_a_kernel_killed_under_somebody_who_writes(desk: Desk, page: Page):
    open_notebook(page, desk)
    cards = page.locator(".alo-card").count()
    remember_the_box(page)
    box_of(page).fill("")
    page.keyboard.type("Begun before, ")
    kernel = the_kernel(desk)
    with page.expect_console_message(lambda line: "autorestarting" in line.text):
        kill(desk, kernel)
    page.keyboard.type("ended after.")
    expect(said(box_of(page))).to_contain_text("Saved")
    expect(box_of(page)).to_be_focused()
    assert page.evaluate("window.before.isConnected")
    assert page.locator(".jp-Dialog").count() == 0
    scrolled = page.evaluate(SCROLLED)
    assert scrolled > 0
    box_of(page).blur()
    wait_for_new_boxes(page)
    expect(page.locator(".alo-card")).to_have_count(cards)
    expect(box_of(page)).to_have_value("Begun before, ended after.")
    page.wait_for_function(f"Math.abs({SCROLLED} - {scrolled}) < 5")
    assert page.locator(".alo-doc-banner").count() == 0


def test_a_kernel_that_is_started_again_draws_every_box_anew(desk: Desk, page: Page):
    open_notebook(page, desk)
    cards = page.locator(".alo-card").count()
    remember_the_box(page)
    ask(desk, "POST", f"kernels/{the_kernel(desk)}/restart")
    wait_for_new_boxes(page)
    expect(page.locator(".alo-card")).to_have_count(cards)
    write(box_of(page), "Written after the kernel was started again.")


def test_saving_goes_on_without_any_kernel(desk: Desk, page: Page):
    open_notebook(page, desk)
    ask(desk, "DELETE", f"kernels/{the_kernel(desk)}")
    write(box_of(page), "Written when there was no kernel left.")
    assert "no kernel left." in (desk.root / FOLDER / "m01.responses.json").read_text("utf-8")


def test_a_kernel_that_ends_again_and_again_is_left_to_a_button(desk: Desk, page: Page):
    open_notebook(page, desk)
    kernel, banner = the_kernel(desk), page.locator(".alo-doc-banner")
    for _ in range(200):
        if banner.count():
            break
        if process_of(desk, kernel):
            kill(desk, kernel)
        page.wait_for_timeout(300)
    expect(banner).to_contain_text("The exercises have stopped.")
    write(box_of(page), "Written under the banner.")
    remember_the_box(page)
    page.get_by_role("button", name="Start again").click()
    wait_for_new_boxes(page)
    expect(banner).to_have_count(0)
    expect(box_of(page)).to_have_value("Written under the banner.")
