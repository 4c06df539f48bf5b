"""Every page as people meet it: on a phone and a large screen, by light and dark, by keyboard, on paper."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from asking import Asker
from desk import Desk
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import BrowserContext, Page, expect

M01 = "modules/m01-two-kinds-of-help"
PAGES = {
    "home": "",
    "m01": f"unit/{M01}",
    "m02": "unit/modules/m02-agreements",
    "m03": "unit/modules/m03-listening",
    "x03": "unit/exercises/x03-listening-log",
    "a1": "unit/assessments/a1",
    "present": f"unit/{M01}?view=present",
    "words": "words",
    "erase one": "words/erase?id=m01-r2",
    "erase all": "words/erase",
    "hand in": "handin/a1",
    "search": "words?q=text",
    "nothing found": "words?q=xylophone",
    "by competence": "words?by=competence",
    "portfolio": "portfolio/a1",
    "hours": "hours",
    "close": "close",
    "stop": "stop",
    "trainer": "trainer",
    "room": "room",
    "run sheet in a room": "trainer/s1",
    "run sheet online": "trainer/s2?mode=online",
    "slips": "trainer/s1/slips",
    "chapter": "trainer/chapters/running-a-cohort",
    "assessor": "assessor",
    "session": "assessor/a1",
    "marking": "assessor/a1/mark",
    "marking with names": "assessor/a1/mark?task=a1-t2&names=yes&by=candidate",
    "phrases": "assessor/phrases",
    "panel": "assessor/a1/panel",
    "results": "assessor/phase/1",
    "marks from paper": "assessor/a1/paper",
    "concerns": "concerns",
    "calendar": "cohort/calendar",
    "calendar on paper": "cohort/calendar/paper",
    "complaint": "complaint",
    "complaint on paper": "complaint/paper",
    "complaints": "complaints",
    "messages": "cohort/messages",
    "bring": "bring",
    "take in": "assessor/a1/take-in",
}
LOST = {"no such page": "nowhere", "no such unit": "unit/modules/nothing", "no such session": "assessor/zz"}
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 3
MEETING = {
    "act": "add",
    "session": "s1",
    "day": "2027-02-02",
    "time": "09:00",
    "zone": "Europe/Ljubljana",
    "place": LONG,
}


@pytest.fixture(scope="module")
def lived_in(desk: Desk) -> Desk:
    """The demonstration after a few weeks: answers with an earlier version, a hand-in, scores, taps."""
    person = Asker(desk)
    person.put(f"{M01}/m01-r2", {"text": "An earlier text."})
    person.put(f"{M01}/m01-r2", {"text": f"The text as it stands now, with a long word: {LONG}"})
    person.put("assessments/a1/a1-t1", {"text": "Before anything personal: this stays between us."})
    for address, fields in (
        ("handin/a1", {}),
        ("assessor/a1", {"step": "collect"}),
        ("assessor/a1", {"step": "autograde"}),
        ("trainer/s1/began", {"slot": "m01-a1"}),
        ("cohort/calendar", MEETING),
        ("complaint", {"act": "lodge", "id": "c1", "about": "other", "words": LONG}),
        ("cohort/messages", {"act": "new", "kind": "joining", "strand": "short-door"}),
    ):
        assert person.post(address, fields).status in {200, 302, 303}
    return desk


@pytest.fixture
def page(window: BrowserContext) -> Page:
    """The window's page, with everything that goes wrong on it in `page.wrong`."""
    page = window.pages[0]
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda line: line.type in {"error", "warning"} and page.wrong.append(line.text))
    return page


def open_at(page: Page, desk: Desk, address: str) -> None:
    page.goto(f"{desk.base}/alongside/{address}")
    if address.startswith("unit/") and page.locator("article").count():
        page.wait_for_selector("html[data-live]")


def headings(page: Page) -> list[int]:
    return page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]"
        ".filter(one => one.checkVisibility()).map(one => Number(one.localName[1]))"
    )


def look_over(page: Page, violations: Callable[[Page], list[str]]) -> None:
    """What every page owes everybody, in every look."""
    for look in looks_at(page):
        assert (look, violations(page)) == (look, [])
        assert not wider_than_the_screen(page), look


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_for_everybody(lived_in, page, violations, name):
    """axe, no sideways scrolling, one title, headings in order, landmarks, nothing wrong in the console."""
    open_at(page, lived_in, PAGES[name])
    look_over(page, violations)
    levels = headings(page)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("banner").count() == 1
    assert page.get_by_role("navigation").count() >= 1
    assert page.title().endswith("· Alongside")
    assert page.wrong == []


@pytest.mark.parametrize("name", LOST)
def test_a_page_that_is_not_there_leads_back_to_the_desk(lived_in, page, violations, name):
    open_at(page, lived_in, LOST[name])
    look_over(page, violations)
    assert headings(page) == [1]
    page.get_by_role("link", name="Back to my desk").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nika Dolinar")
    assert [line for line in page.wrong if "404" not in line] == []


@pytest.mark.parametrize(
    "name", ["home", "words", "hand in", "run sheet in a room", "session", "marking", "stop"]
)
def test_everything_to_press_is_large_enough_for_a_thumb(lived_in, page, name):
    """WCAG 2.2 asks for 24 pixels; what is drawn as a button has 44."""
    page.set_viewport_size({"width": 360, "height": 800})
    open_at(page, lived_in, PAGES[name])
    small = page.evaluate(
        "[...document.querySelectorAll('.button, summary, .top a, input:not([type=hidden])')]"
        ".filter(one => one.checkVisibility()).filter(one => one.getBoundingClientRect().height < "
        "(one.matches('[type=radio], [type=checkbox]') ? 21 : 43.5)).map(one => one.outerHTML.slice(0, 80))"
    )
    assert small == []


# Without a mouse


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText?.trim() || document.activeElement.id")


def tab_to(page: Page, name: str) -> None:
    for _step in range(60):
        page.keyboard.press("Tab")
        if focused(page).split("\n")[0].startswith(name):
            return
    raise AssertionError(f"the keyboard never came to {name}")


def test_the_first_tab_offers_to_skip_the_head(lived_in, page):
    open_at(page, lived_in, "")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the page"
    expect(page.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert focused(page) in {"Begin", "Continue"}


def test_the_keyboard_alone_goes_from_the_desk_through_a_hand_in(lived_in, page):
    open_at(page, lived_in, "")
    tab_to(page, "Continue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/unit/modules/m01-two-kinds-of-help**")
    page.go_back()
    tab_to(page, "Hand in again")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hand in:")
    tab_to(page, "helped-no")
    page.keyboard.press("Space")
    tab_to(page, "Hand in now")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Handed in:")
    expect(page.locator("code.receipt")).to_be_visible()


def test_where_the_keyboard_is_can_be_seen(lived_in, page):
    open_at(page, lived_in, "")
    for _step in range(12):
        page.keyboard.press("Tab")
        drawn = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert drawn == "solid", focused(page)


# The contents of a unit


def test_the_contents_are_closed_on_a_phone_and_open_beside_the_text(lived_in, page):
    page.set_viewport_size({"width": 360, "height": 740})
    open_at(page, lived_in, PAGES["m01"])
    contents = page.get_by_role("navigation", name="In this unit")
    link = contents.get_by_role("link").nth(1)
    expect(link).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    contents.locator("summary").click()
    expect(link).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 740})
    expect(link).to_be_visible()


@pytest.mark.parametrize("width", [1200, 1280, 1920])
def test_the_contents_never_lie_over_the_text_and_stay_in_view(lived_in, page, width):
    page.set_viewport_size({"width": width, "height": 500})
    open_at(page, lived_in, PAGES["m01"])
    page.evaluate("window.scrollTo(0, 3000)")
    contents = page.get_by_role("navigation", name="In this unit").bounding_box()
    text = page.locator("article").bounding_box()
    assert contents["x"] + contents["width"] <= text["x"]
    assert contents["y"] >= -1
    assert contents["y"] + contents["height"] <= 501


def test_going_on_leads_to_the_activity_that_waits(lived_in, page):
    open_at(page, lived_in, "")
    page.get_by_role("link", name="Continue", exact=True).click()
    page.wait_for_selector("html[data-live]")
    place = page.url.split("#")[1]
    expect(page.locator(f"#{place} h3").first).to_be_in_viewport()


# On a projector


def shown(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


def test_the_keys_turn_the_page_also_after_a_button_was_pressed(lived_in, page):
    open_at(page, lived_in, PAGES["present"])
    total = shown(page).split(" / ")[1]
    assert int(total) > 5
    page.keyboard.press("ArrowRight")
    assert shown(page) == f"2 / {total}"
    page.get_by_role("button", name="Next").click()
    assert shown(page) == f"3 / {total}"
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageUp")
    assert shown(page) == f"2 / {total}"
    for _step in range(4):
        page.keyboard.press("ArrowLeft")
    assert shown(page) == f"1 / {total}"
    page.keyboard.press("ArrowRight")
    page.reload()
    page.wait_for_selector("html[data-live]")
    assert shown(page) == f"2 / {total}"


def test_one_part_is_on_the_screen_and_nothing_covers_its_end(lived_in, page):
    open_at(page, lived_in, PAGES["present"])
    page.keyboard.press("ArrowRight")
    assert len([level for level in headings(page) if level < 4]) == 1
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    end = page.evaluate(
        "Math.max(...[...document.querySelectorAll('article *')].filter(one => one.checkVisibility())"
        ".map(one => one.getBoundingClientRect().bottom))"
    )
    assert end <= page.locator(".presenter").bounding_box()["y"]


def test_presenting_shows_none_of_the_trainers_own_words_and_keeps_none(lived_in, page):
    file = lived_in.root / M01 / "m01.responses.json"
    before = file.read_bytes()
    open_at(page, lived_in, PAGES["present"])
    assert "as it stands now" not in page.content()
    box = page.locator("#w-m01-r2 textarea")
    while not box.is_visible():
        page.keyboard.press("ArrowRight")
    box.click()
    page.keyboard.type("Tried in front of everybody.")
    at = shown(page)
    page.keyboard.press("ArrowLeft")
    assert shown(page) == at, "in a text the arrows move the cursor"
    box.blur()
    page.keyboard.press("Escape")
    page.wait_for_selector("html[data-live]")
    page.wait_for_url(f"**/unit/{M01}?")
    expect(page.locator("#w-m01-r2 textarea")).to_have_value(
        f"The text as it stands now, with a long word: {LONG}"
    )
    assert file.read_bytes() == before


# On paper


@pytest.mark.parametrize("name", ["m01", "words", "run sheet in a room", "slips"])
def test_paper_has_the_text_and_none_of_the_buttons(lived_in, page, name):
    open_at(page, lived_in, PAGES[name])
    page.emulate_media(media="print", color_scheme="dark")
    left = page.evaluate(
        "[...document.querySelectorAll('header, nav, form, .button, .screen-only')]"
        ".filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 80))"
    )
    assert left == []
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_what_is_folded_on_the_screen_is_text_on_paper(lived_in, page):
    open_at(page, lived_in, PAGES["words"])
    older = page.locator(".earlier .answer-of").first
    assert not older.evaluate("one => one.checkVisibility({contentVisibilityAuto: true})")
    page.emulate_media(media="print")
    assert older.evaluate("one => one.getBoundingClientRect().height > 0 && one.checkVisibility()")


# When something does not work


def test_an_exercise_that_cannot_be_started_says_so_and_the_others_go_on(lived_in, page):
    def break_ratings(route):
        script = route.fetch().text()
        broken = '"rate": (() => { return { render() { throw new Error("broken"); } };'
        assert '"rate": (() => {' in script
        route.fulfill(content_type="text/javascript", body=script.replace('"rate": (() => {', broken))

    page.route("**/static/fronts.*.js", break_ratings)
    open_at(page, lived_in, PAGES["m01"])
    expect(page.locator("#w-m01-s1 [role=alert]")).to_contain_text("could not be started")
    assert page.locator(".mount [role=alert]").count() == 1
    expect(page.locator("#w-m01-r2 textarea")).to_have_value(
        f"The text as it stands now, with a long word: {LONG}"
    )


def test_without_its_front_ends_a_page_says_so_at_each_exercise(lived_in, page):
    page.route("**/static/fronts.*.js", lambda route: route.abort())
    page.goto(f"{lived_in.base}/alongside/{PAGES['m01']}")
    places = page.locator(".mount")
    expect(page.locator(".mount [role=alert]")).to_have_count(places.count())


def test_without_scripts_a_unit_can_be_read(lived_in, chromium):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(lived_in.url)
        page.goto(f"{lived_in.base}/alongside/{PAGES['m01']}")
        expect(page.locator(".plain").first).to_be_visible()
        assert "JavaScript has to be switched on" in page.locator("noscript").inner_html()
    finally:
        context.close()


def test_stop_ends_the_desk_and_says_that_everything_is_kept(tmp_path, chromium):
    desk = Desk(tmp_path / "workspace", "--name", "Nika Dolinar")
    try:
        page = chromium.new_context().new_page()
        page.goto(desk.url)
        page.get_by_role("link", name="Stop").click()
        page.get_by_role("button", name="Stop Alongside").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Alongside has stopped")
        assert page.get_by_role("banner").get_by_role("link").count() == 0
        assert desk.process.wait(timeout=60) == 0
        page.context.close()
    finally:
        desk.stop()
