"""The static edition as a reader meets it: from a memory stick, and on a web host below some path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import Browser, BrowserContext, Page, expect
from static_site import (
    LISTENING,
    a_file,
    an_entry,
    box,
    entries_in,
    hosted,
    live,
    open_file,
    said,
    saved,
)

from alongside.publish.static import Published, publish
from alongside.responses.files import read
from alongside.responses.onefile import gathered
from alongside.responses.takealong import restore

OPEN, IN_FILE = "On this page only, not in a file yet", "In your file"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Published]:
    return publish(tmp_path_factory.mktemp("pages") / "site")


@pytest.fixture(scope="module", params=["file", "http"])
def base(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """Where the edition lies, with a slash at the end: on the stick, then on a host."""
    if request.param == "file":
        yield f"{site.as_uri()}/"
        return
    with hosted(site.parents[1]) as host:
        yield f"{host}f%C3%BCr%20uns/our%20site/"


def test_a_newcomer_gets_from_the_first_page_to_a_box_and_writes(reader: BrowserContext, base: str):
    page = reader.new_page()
    page.goto(f"{base}index.html")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Nothing you write is kept by itself.")).to_be_visible()
    expect(page.get_by_text("Handing in from here is not possible by itself")).to_be_visible()
    expect(page.get_by_text("Does this page look bare")).to_be_hidden()
    page.get_by_role("link", name="Begin with:").click()
    page.locator("html[data-live=yes]").wait_for(state="attached")
    expect(page.locator(".kept")).to_contain_text("What you write stays on this open page and nowhere else.")
    first = page.get_by_role("textbox").first
    first.fill("Four words of mine")
    expect(page.get_by_text("4 words").first).to_be_visible()


def test_every_exercise_of_every_page_can_be_used(reader: BrowserContext, base: str, pages: list[Published]):
    for published in pages:
        page = live(reader, base + published.name)
        assert page.locator(".alo-card").count() == len(published.unit.responses), published.name
        assert page.locator(".plain, .mount .attention").count() == 0, published.name
        page.close()


def test_what_was_written_goes_into_a_file_and_comes_back_from_it(
    reader: BrowserContext, base: str, tmp_path: Path
):
    page = live(reader, base + LISTENING)
    expect(said(page)).to_have_text("Stays on this page until you save it to a file")
    box(page).fill("A question for Farida")
    path = saved(page, tmp_path)  # at once, before the box had time to hand over what was typed
    expect(page.locator("#keep-told")).to_contain_text(path.name)
    expect(said(page)).to_have_text(IN_FILE)

    again = live(reader, base + LISTENING)
    assert box(again).input_value() == ""
    open_file(again, path.name, path.read_bytes())
    expect(box(again)).to_have_value("A question for Farida")
    expect(said(again)).to_have_text(IN_FILE)
    expect(again.locator("#keep-told")).to_have_text("Answers that came from the file: 1.")


def test_a_desk_takes_in_the_file_and_gives_one_back_that_the_page_takes_in(
    reader: BrowserContext, base: str, tmp_path: Path
):
    page = live(reader, base + LISTENING)
    box(page).fill("Written “on a stick” – with Grüßen 🙂")
    page.locator("#w-m03-s1 input[type=radio]").first.check()
    path = saved(page, tmp_path)
    desk = tmp_path / "desk"
    desk.mkdir()
    done = restore(path, desk)
    assert sorted(done.added) == ["modules/m03-listening/m03-r1", "modules/m03-listening/m03-s1"]
    assert done.set_aside == []
    entries = read(desk / "modules" / "m03-listening", "m03").entries
    assert entries["m03-r1"].value.text == "Written “on a stick” – with Grüßen 🙂"
    assert entries["m03-r1"].prompt.startswith("What do you do with silence?")
    assert len(entries["m03-s1"].value.ratings) == 1
    back = live(reader, base + LISTENING)
    open_file(back, "alongside-page.json", gathered(desk, datetime.now(UTC)))
    expect(box(back)).to_have_value("Written “on a stick” – with Grüßen 🙂")
    expect(back.locator("#keep-told")).to_have_text("Answers that came from the file: 2.")


def test_nothing_is_kept_in_the_browser(reader: BrowserContext, base: str, tmp_path: Path):
    page = live(reader, base + LISTENING)
    box(page).fill("Something that nobody may find")
    box(page).blur()
    expect(said(page)).to_have_text(OPEN)
    saved(page, tmp_path)
    page.wait_for_timeout(400)  # longer than a front end waits before it puts a draft into the storage
    stored = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    assert page.evaluate(stored) == '[{},{},""]'


def asks_before_closing(page: Page) -> bool:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.close(run_before_unload=True)
    if not page.is_closed():
        page.wait_for_event("close")
    return asked == ["beforeunload"]


def test_a_page_asks_before_it_is_left_with_answers_that_are_in_no_file(
    reader: BrowserContext, base: str, tmp_path: Path
):
    page = live(reader, base + LISTENING)
    assert not asks_before_closing(page)
    page = live(reader, base + LISTENING)
    box(page).click()
    page.keyboard.type("Just typed")
    assert asks_before_closing(page)
    page = live(reader, base + LISTENING)
    box(page).fill("Saved in time")
    saved(page, tmp_path)
    assert not asks_before_closing(page)


def test_without_scripts_every_prompt_can_be_read(chromium: Browser, base: str, pages: list[Published]):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for published in pages:
        page.goto(base + published.name)
        assert "JavaScript has to be switched on" in page.locator("noscript").inner_html()
        expect(page.locator("#keep")).to_be_hidden()
        prompts = page.locator(".mount .plain")
        assert prompts.count() == len(published.unit.responses)
        for number in range(prompts.count()):
            expect(prompts.nth(number)).to_be_visible()
    context.close()


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    chromium: Browser, stick: str, violations: Callable[[Page], list[str]]
):
    # axe is put into the page as a script: only here may the page's own policy be passed over.
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce")
    page = live(context, stick + LISTENING)
    box(page).fill("Of today")
    open_file(page, "old.json", a_file(an_entry("m03-r1", "Of last week")))
    expect(page.get_by_role("button", name="Use the other version")).to_be_visible()
    for look in looks_at(page):
        assert (look, violations(page)) == (look, [])
        assert not wider_than_the_screen(page), look
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{stick}index.html")
    for look in looks_at(page):
        assert (look, violations(page)) == (look, [])
        assert not wider_than_the_screen(page), look
    context.close()


def test_everything_is_reached_by_keyboard_and_the_bar_hides_nothing_that_has_the_focus(
    reader: BrowserContext, stick: str, tmp_path: Path
):
    page = live(reader, stick + LISTENING)
    box(page).focus()
    page.keyboard.type("By hand")
    with page.expect_download() as started:
        page.keyboard.press("Control+s")
    started.value.save_as(tmp_path / "answers.json")
    assert entries_in(tmp_path / "answers.json")["m03-r1"]["value"] == {"text": "By hand"}
    expect(box(page)).to_be_focused()
    hidden, seen = [], set()
    for _ in range(400):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        seen.add(focused["id"])
        hidden += [] if focused["free"] else [focused["html"]]
        if focused["id"] == "keep-open":
            break
    assert {"keep-save", "keep-open"} <= seen
    assert hidden == []


FOCUSED = """() => {
  const el = document.activeElement, bar = document.getElementById("keep").getBoundingClientRect();
  const place = el.getBoundingClientRect();
  const free = el.closest("#keep") !== null || place.top < bar.top;
  return {id: el.id, free, html: el.outerHTML.slice(0, 120)};
}"""


def test_on_paper_there_is_what_was_asked_and_written_and_no_bar(reader: BrowserContext, stick: str):
    page = live(reader, stick + LISTENING)
    box(page).fill("On paper too")
    page.emulate_media(media="print")
    for what in (page.locator("#keep"), page.locator(".kept"), page.locator(".onward")):
        expect(what).to_be_hidden()
    expect(page.get_by_role("heading", name="Question surgery")).to_be_visible()
    expect(page.get_by_text("What do you do with silence?").first).to_be_visible()
    assert page.pdf()[:4] == b"%PDF"


def test_a_page_without_its_files_says_what_to_do(chromium: Browser, site: Path, tmp_path: Path):
    """Somebody opened it inside a zip, or copied one page alone."""
    alone = tmp_path / "index.html"
    alone.write_bytes((site / "index.html").read_bytes())
    context = chromium.new_context()
    page = context.new_page()
    page.goto(alone.as_uri())
    expect(page.get_by_text("Does this page look bare, without colours and frames?")).to_be_visible()
    context.close()
