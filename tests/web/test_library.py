"""The read-only edition as a reader meets it: real Voila, a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from edition import LISTENING, LIVE, Edition, ask, eventually, unit
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import Browser, BrowserContext, Page, expect

from alongside import paths

KEPT = "You can try everything; nothing you type here is kept."


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    place = tmp_path_factory.mktemp("library")
    (place / "secret.ipynb").write_text("{}", encoding="utf-8")
    running = Edition(place / "copies")
    yield running
    assert running.stop() == 0


@pytest.fixture
def reader(chromium: Browser, edition: Edition) -> Iterator[BrowserContext]:
    """A browser; another host that is asked, a policy breach or a script error fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(90_000)
    wrong: list[str] = []
    allowed = (edition.base, edition.base.replace("http", "ws", 1), "data:", "blob:")
    context.on("request", lambda asked: asked.url.startswith(allowed) or wrong.append(asked.url))
    context.on("console", lambda line: "Content Security Policy" in line.text and wrong.append(line.text))
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context
    context.close()
    assert wrong == []


def live(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.locator(LIVE).wait_for(state="attached")
    return page


def test_the_list_leads_to_every_copy(reader: BrowserContext, edition: Edition):
    page = reader.new_page()
    page.goto(edition.base)
    expect(page.get_by_text(KEPT)).to_be_visible()
    leads = page.locator(".shelf a").evaluate_all("links => links.map(link => link.href)")
    assert leads == [edition.address(path.name) for path in sorted(edition.folder.iterdir())]


def test_the_text_is_on_the_screen_while_the_kernel_does_not_answer(reader: BrowserContext, edition: Edition):
    assert eventually(lambda: len(edition.kernels()) >= 2)
    asleep = edition.kernels().values()
    for kernel in asleep:
        kernel.suspend()
    try:
        page = reader.new_page()
        page.goto(edition.address(LISTENING), wait_until="commit")
        expect(page.get_by_role("heading", name="Sources")).to_be_attached()
        expect(page.get_by_text("Ten questions a mentor might ask.")).to_be_visible()
        assert page.locator(".waiting").count() == len(unit().responses)
        assert page.locator("textarea, input, [contenteditable]").count() == 0
        contents = page.locator(".contents details")
        expect(contents).to_have_attribute("open", "")
        page.set_viewport_size({"width": 360, "height": 800})
        expect(contents).not_to_have_attribute("open", "")
    finally:
        for kernel in asleep:
            kernel.resume()
    page.locator(LIVE).wait_for(state="attached")
    assert page.locator(".waiting").count() == 0


def test_a_kernel_that_dies_while_it_starts_costs_a_moment_and_nothing_else(
    reader: BrowserContext, edition: Edition
):
    assert eventually(lambda: len(edition.kernels()) >= 2)
    asleep = edition.kernels().values()
    for kernel in asleep:
        kernel.suspend()
    page = reader.new_page()
    page.goto(edition.address(LISTENING), wait_until="commit")
    expect(page.get_by_role("heading", name="Sources")).to_be_attached()
    for kernel in asleep:
        kernel.kill()
    page.locator(LIVE).wait_for(state="attached")


def test_every_exercise_can_be_tried_and_says_that_nothing_is_kept(reader: BrowserContext, edition: Edition):
    page = live(reader, edition.address(LISTENING))
    expect(page.get_by_text(KEPT)).to_be_visible()
    assert page.locator(".alo-card").count() == len(unit().responses)
    assert page.get_by_text("Nothing you type here is kept", exact=True).count() == len(unit().responses)
    box = page.get_by_role("textbox").first
    box.fill("A question for Farida")
    expect(page.get_by_text("4 words").first).to_be_visible()


def test_what_was_typed_is_nowhere_afterwards(reader: BrowserContext, edition: Edition):
    before = _state_of(edition.folder.parent)
    page = live(reader, edition.address(LISTENING))
    page.get_by_role("textbox").first.fill("Something that nobody may find")
    page.get_by_role("textbox").nth(1).focus()
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "nobody may find" not in stored
    page.reload()
    page.locator(LIVE).wait_for(state="attached")
    assert page.get_by_role("textbox").first.input_value() == ""
    assert _state_of(edition.folder.parent) == before


def test_a_prompt_is_read_once_when_its_exercise_is_live(reader: BrowserContext, edition: Edition):
    page = live(reader, edition.address(LISTENING))
    assert page.get_by_text("Ten questions a mentor might ask.").locator("visible=true").count() == 1
    assert page.locator(".prompt:visible").count() == 0


def test_headings_are_reached_by_keyboard(reader: BrowserContext, edition: Edition):
    page = live(reader, edition.address(LISTENING))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    contents = page.get_by_role("navigation", name="In this unit")
    link = contents.get_by_role("link", name="Question surgery")
    for _ in range(40):
        if link.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Question surgery")).to_be_in_viewport()
    headings = page.locator("article h2, article h3").all_inner_texts()
    assert contents.get_by_role("link").all_inner_texts() == headings


def test_axe_finds_nothing(chromium: Browser, edition: Edition, violations: Callable[[Page], list[str]]):
    # axe is put into the page as a script: only here may the page's own policy be passed over.
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce")
    context.set_default_timeout(90_000)
    page = live(context, edition.address(LISTENING))
    for look in looks_at(page):
        assert (look, violations(page)) == (look, [])
        assert not wider_than_the_screen(page), look
    for path in ("", "nowhere"):
        page.goto(edition.base + path)
        for look in looks_at(page):
            assert (path, look, violations(page)) == (path, look, [])
    context.close()


def test_dark_mode_follows_the_system_and_print_leaves_out_what_is_for_the_screen(
    reader: BrowserContext, edition: Edition
):
    page = live(reader, edition.address(LISTENING))
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    shades = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        shades.append(page.evaluate(paper))
    assert shades[0] != shades[1]
    page.emulate_media(media="print")
    expect(page.locator(".kept")).to_be_hidden()
    expect(page.get_by_role("navigation", name="In this unit")).to_be_hidden()
    expect(page.get_by_role("heading", name="Question surgery")).to_be_visible()


REACHED = [
    "/voila/render/../secret.ipynb",
    "/voila/render/..%2fsecret.ipynb",
    "/voila/render/%2e%2e/secret.ipynb",
    "/voila/render/....//secret.ipynb",
    "/voila/render/link.ipynb",
    "/voila/render/" + str(paths.content_root() / "modules" / "m03-listening" / "module.ipynb"),
    "/voila/render/etc/passwd",
    "/voila/render/",
    f"/voila/files/{LISTENING}",
    "/voila/files/../secret.ipynb",
    "/voila/files/assessments/keys/a1.yaml",
    "/voila/tree",
    "/voila/tree/..",
    "/voila/api/contents",
    f"/voila/api/contents/{LISTENING}",
    "/api/contents",
    "/api/kernels",
    "/api/kernelspecs",
    "/api/sessions",
    "/api/terminals",
    "/trainer-notes/m03-listening.md",
    "/assessments/keys/a1.yaml",
    "/voila/static/../../../../../../../../../../etc/passwd",
    "/voila/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/voila/templates/alongside/static/../../../conf.json",
    "/voila/templates/alongside/static/../index.html.j2",
    "/voila/labextensions/../../../../../../etc/passwd",
    "/login",
]


@pytest.mark.parametrize("path", REACHED)
def test_nothing_but_the_copies_can_be_reached(edition: Edition, path: str):
    status, text = ask(edition.base, path)
    assert status in {403, 404}
    assert not re.search(r"Traceback|root:x:|nbformat|kernelspec", text)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_sent(edition: Edition, method: str):
    for path in ("/", f"/voila/render/{LISTENING}", f"/voila/api/contents/{LISTENING}", "/api/kernels"):
        assert ask(edition.base, path, method)[0] in {403, 404, 405}


def test_a_link_beside_the_copies_is_not_followed(edition: Edition):
    link = edition.folder / "link.ipynb"
    link.symlink_to(edition.folder.parent / "secret.ipynb")
    try:
        assert ask(edition.base, "/voila/render/link.ipynb")[0] == 404
    finally:
        link.unlink()


def test_code_sent_over_the_kernels_socket_is_not_run(reader: BrowserContext, edition: Edition):
    mark = edition.folder.parent / "run"
    page = live(reader, edition.address(LISTENING))
    page.evaluate(
        """code => jupyterapp.widgetManager.kernel.requestExecute({ code, silent: true }) && null""",
        f"open({str(mark)!r}, 'w').close()",
    )
    page.wait_for_timeout(1500)
    assert not mark.exists()


def test_an_unknown_page_is_a_page_of_the_kit(reader: BrowserContext, edition: Edition):
    page = reader.new_page()
    assert page.goto(edition.address("nothing.ipynb")).status == 404
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="All modules").click()
    expect(page.get_by_role("heading", name="Look through the modules")).to_be_visible()


def _state_of(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".log"]
    return {str(path): path.read_bytes() for path in files}
