"""A unit's two forms, light page and notebook: calm, alike, usable without a mouse, losing no word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk import Desk
from documents import FOLDER, NOTEBOOK, ask, box_of, open_notebook, said, write
from playwright.sync_api import BrowserContext, Page, expect

LIGHT = f"alongside/unit/{FOLDER}"
ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/alongside/jupyter/share/jupyter/labextensions/alongside-trainee/static"


def open_light(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.base}/{LIGHT}")
    page.wait_for_selector("html[data-live]")


def test_opening_changes_no_file_and_leaving_asks_nothing(desk: Desk, page: Page):
    issued = (desk.root / NOTEBOOK).read_bytes()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    open_notebook(page, desk)
    write(box_of(page), "A dialogue would be asked for only after a person did something.")
    page.keyboard.press("Control+s")
    page.get_by_role("link", name="My desk").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nika Dolinar")
    assert asked == []
    kept = [desk.root / NOTEBOOK, *(desk.root / FOLDER).glob(".ipynb_checkpoints/*")]
    assert {path.read_bytes() for path in kept} == {issued}


def test_a_reload_keeps_everything(desk: Desk, page: Page):
    open_notebook(page, desk)
    write(box_of(page), "Kept before the page was loaded again.")
    page.locator(".alo-rate input[type=radio]").nth(1).check()
    expect(page.locator(".alo-rate [role=status]").first).to_contain_text("Saved")
    page.reload()
    page.wait_for_selector(".alo-live", state="attached")
    expect(box_of(page)).to_have_value("Kept before the page was loaded again.")
    expect(page.locator(".alo-rate input[type=radio]").nth(1)).to_be_checked()


def test_a_page_does_not_draw_the_boxes_of_the_page_before_it(desk: Desk, page: Page):
    for session in ask(desk, "GET", "sessions"):  # a browser that was shut down put nothing away
        ask(desk, "DELETE", f"sessions/{session['id']}")
    open_notebook(page, desk)
    replies: list[bytes] = []
    keep = lambda frame: replies.append(frame.encode() if isinstance(frame, str) else frame)  # noqa: E731
    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    page.reload()
    page.wait_for_selector(".alo-live", state="attached")
    [states, *_] = [reply for reply in replies if b"update_states" in reply]
    assert b"AnyModel" not in states


def test_text_that_had_not_been_sent_when_the_page_went_away_comes_back(desk: Desk, window: BrowserContext):
    page = window.pages[0]
    open_notebook(page, desk)
    page.route("**/alongside/api/answers/**", lambda route: route.abort())
    box = box_of(page, 1)
    box.fill("Typed while the desk did not answer.")
    expect(said(box)).to_contain_text("Not saved yet")
    page.unroute_all()
    page.reload()
    page.wait_for_selector(".alo-live", state="attached")
    expect(box_of(page, 1)).to_have_value("Typed while the desk did not answer.")
    expect(said(box_of(page, 1))).to_contain_text("Saved")


def test_two_tabs_lose_no_word_of_the_same_box(desk: Desk, page: Page, window: BrowserContext):
    open_notebook(page, desk)
    other = window.new_page()
    open_light(other, desk)
    write(box_of(page), "Written in the notebook.")
    write(box_of(other), "Written on the light page.")
    notice = other.locator(".alo-notice")
    expect(notice).to_contain_text("Both versions are kept")
    notice.get_by_role("button", name="Show the other version").click()
    expect(notice).to_contain_text("Written in the notebook.")
    expect(box_of(other)).to_have_value("Written on the light page.")
    write(box_of(page), "Written in the notebook, and more.")
    expect(page.locator(".alo-notice")).to_contain_text("Both versions are kept")
    page.get_by_role("button", name="Show the other version").click()
    expect(page.locator(".alo-notice")).to_contain_text("Written on the light page.")
    kept = (desk.root / FOLDER / "m01.responses.json").read_text("utf-8")
    assert all(text in kept for text in ("Written in the notebook, and more.", "Written on the light page."))


def test_a_prompt_is_read_once(desk: Desk, page: Page):
    open_notebook(page, desk)
    assert page.locator(".alo-repeated:visible").count() == 0
    prompts = page.locator(".alo-card .alo-prompt")
    cards = page.locator(".alo-card")
    assert prompts.count() >= cards.count()
    for number in range(cards.count()):
        expect(cards.nth(number).locator(".alo-prompt").first).to_be_visible()


def test_the_keyboard_alone_goes_through_a_module(desk: Desk, page: Page):
    open_notebook(page, desk)
    page.locator(".alo-doc-bar a", has_text="My desk").focus()
    bar = [page.evaluate("document.activeElement.textContent.trim()") for _ in tab(page, 2)]
    assert bar == ["Open as a page", "Handbook"]
    cells = page.locator(".jp-Cell").count()
    reached: set[str] = set()
    for _ in tab(page, 200):
        where = page.evaluate(
            "document.activeElement.closest('.alo-card')?.getAttribute('aria-labelledby') ?? ''"
        )
        in_text = page.evaluate("document.activeElement.matches('textarea, select')")
        if where and where not in reached:
            reached.add(where)
            if not in_text:
                for key in ("a", "b", "d", "d", "x", "m", "y", "ArrowDown", "ArrowUp"):
                    page.keyboard.press(key)
        if len(reached) == page.locator(".alo-card").count():
            break
    assert len(reached) == page.locator(".alo-card").count()
    assert page.locator(".jp-Cell").count() == cells
    assert ask(desk, "GET", f"contents/{NOTEBOOK}?content=0")["writable"]


def tab(page: Page, times: int, key: str = "Tab"):
    for number in range(times):
        page.keyboard.press(key)
        yield number


def test_letters_typed_into_a_box_stay_in_it(desk: Desk, page: Page):
    open_notebook(page, desk)
    cells = page.locator(".jp-Cell").count()
    box_of(page).fill("")
    box_of(page).focus()
    page.keyboard.type("a b dd xx mm 00 ii")
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.keyboard.press("d")
    expect(box_of(page)).to_have_value("a b dd xx mm 00 iidd")
    assert page.locator(".jp-Cell").count() == cells


OURS = {"include": [[".alo-doc-bar"], [".alo-card"], [".jp-MarkdownOutput"]]}
"""What axe judges: every rule, on our bar, our boxes and our text. Left out is Jupyter's own frame round them
(the panels, the feed of cells, its hidden menus and editors), which is not ours to mend."""


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_the_document_is_calm_and_without_barriers(desk: Desk, page: Page, width: int, scheme: str):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    open_light(page, desk)
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    size = page.evaluate("getComputedStyle(document.querySelector('main p')).fontSize")
    open_notebook(page, desk)
    found = Axe().run(page, context=OURS).response["violations"]
    assert [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]] == []
    assert page.evaluate(PAPERS) == [paper]
    assert page.evaluate("getComputedStyle(document.querySelector('.jp-MarkdownOutput p')).fontSize") == size
    assert page.evaluate(TOO_WIDE) == []
    for chrome in (
        "#top-panel-wrapper",
        "#menu-panel-wrapper",
        ".jp-NotebookPanel-toolbar",
        ".jp-Notebook-footer",
    ):
        expect(page.locator(chrome).first).not_to_be_visible()
    assert page.get_by_role("textbox").count() == page.locator(".alo-card textarea").count()


PAPERS = """() => {
  const text = document.querySelector('.jp-MarkdownOutput p');
  const seen = new Set();
  for (let node = text; node && node !== document.documentElement; node = node.parentElement) {
    const style = getComputedStyle(node);
    if (style.boxShadow !== 'none') seen.add(`shadow of ${node.className}`);
    if (style.backgroundColor !== 'rgba(0, 0, 0, 0)') seen.add(style.backgroundColor);
  }
  return [...seen];
}"""
"""The colours of everything that lies behind the text, and any shadow a sheet of it casts."""

TOO_WIDE = """() => [...document.querySelectorAll('.alo-doc-bar, .alo-card, .jp-MarkdownOutput, .jp-Cell')]
  .filter((node) => node.offsetWidth && node.getBoundingClientRect().right > innerWidth)
  .map((node) => node.className)"""


def test_the_document_wears_the_colours_of_the_widgets():
    tokens = (ROOT / "widgets/alongside_widgets/shared/tokens.css").read_text("utf-8")
    own = (STATIC / "documents.css").read_text("utf-8")
    light, dark = (re.findall(r"(--alo-[\w-]+): (#\w+);", block) for block in own.split("}")[:2])
    assert len(light) == len(dark) > 5
    assert all(f"{name}: {value};" in tokens.split("@media")[0] for name, value in light)
    assert all(f"{name}: {value};" in tokens.split("@media")[1] for name, value in dark)


def test_a_notebook_is_printed_whole_on_white_and_with_every_answer(desk: Desk, page: Page):
    """By the browser's own command: Jupyter's would print the file, in which no answer stands."""
    page.emulate_media(color_scheme="dark")
    open_notebook(page, desk)
    write(box_of(page), "Printed to its end. " * 300)
    page.evaluate("window.addEventListener('keydown', (key) => { window.taken = key.defaultPrevented; })")
    page.keyboard.press("Control+p")
    assert page.evaluate("window.taken") is False
    paper = page.pdf(format="A4")
    assert paper.count(b"/Type /Page\n") > 10
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(HIDDEN_ON_PAPER) == []
    assert page.evaluate(FAINT_ON_PAPER) == []
    assert (
        page.locator(":is(.alo-doc-bar, .alo-doc-comment, .alo-card button.alo-button):visible").count() == 0
    )
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(box_of(page)).to_be_visible()


HIDDEN_ON_PAPER = """() => {
  const text = [...document.querySelectorAll('.alo-doc .jp-MarkdownOutput, .alo-on-paper')];
  const hides = (node) => getComputedStyle(node).overflowY !== 'visible';
  const cuts = (node) => hides(node) && node.scrollHeight > node.clientHeight + 1;
  const above = (node) => (node ? [node, ...above(node.parentElement)] : []);
  return text.flatMap((one) => above(one).filter((node) => node !== document.documentElement && cuts(node)))
    .map((node) => node.className);
}"""
"""Everything around text that would cut it off, or hide it in a box that scrolls."""

FAINT_ON_PAPER = """() => {
  const bright = (node) => {
    const [r, g, b] = getComputedStyle(node).color.match(/[0-9]+/g).map(Number);
    return r + g + b > 450;
  };
  const seen = (node) => node.offsetWidth && node.textContent.trim();
  const text = document.querySelectorAll('.jp-MarkdownOutput *, .alo-card :is(p, label, .alo-on-paper)');
  return [...text].filter((node) => seen(node) && bright(node)).map((node) => node.outerHTML);
}"""
"""Text that was made for a dark screen, and would not be seen on white."""


def test_the_notebook_invites_to_comment_where_the_light_page_does(desk: Desk, page: Page):
    open_light(page, desk)
    wanted = page.get_by_role("link", name="Comment on this activity").evaluate_all(INVITED)
    open_notebook(page, desk)
    links = page.get_by_role("link", name="Comment on this activity")
    expect(links).to_have_count(len(wanted))
    assert links.evaluate_all(INVITED) == wanted
    links.first.click()
    expect(page.get_by_role("main")).to_contain_text("One memory of being helped well")
    expect(page.get_by_role("textbox", name="Your comment")).to_be_visible()


INVITED = """(links) => links.map((link) => {
  const { pathname, searchParams } = new URL(link.href);
  const cards = [...document.querySelectorAll(".alo-card")];
  const follows = (card) => card.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
  const before = cards.filter(follows);
  return [pathname, searchParams.get("in"), searchParams.get("activity"), before.length];
})"""
"""Where each invitation leads, and how many boxes stand before it."""


def test_jupyterlab_shows_the_same_document(desk: Desk, page: Page):
    open_notebook(page, desk, app="lab/tree")
    assert list((desk.root / ".alongside" / "layouts").iterdir())
    expect(page.locator(".alo-doc-bar")).to_contain_text("My desk")
    assert page.locator(".jp-CodeCell .jp-InputArea-editor:visible").count() == 0
    write(box_of(page, 1), "Written in JupyterLab.")
    assert "Written in JupyterLab." in (desk.root / FOLDER / "m01.responses.json").read_text("utf-8")
