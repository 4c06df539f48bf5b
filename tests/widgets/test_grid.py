"""Placing moments in a field: dragged, by keys, by choice; moments of one's own; two readings; the table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alongside_widgets.grid import plain_html
from playwright.sync_api import Browser, Page, expect
from widgets.harness import Bench, box
from widgets.items_to_weigh import a_grid
from widgets.looks import THUMB, fits, flaws, sizes, translated, untranslated

URL = "alongside/api/answers/m02-d1"
LAID = {
    "places": {
        "c1": {"across": 20, "up": 20},
        "c2": {"across": 85, "up": 70},
        "c3": {"across": 80, "up": 80},
        "c4": {"across": 50, "up": 20},
    },
    "own": [{"id": "x1", "text": "I said nothing for a minute.", "at": {"across": 30, "up": 62}}],
}


def laid(value: dict | None = None, item: dict | None = None) -> dict:
    return box(item or a_grid(), way="none", answer=value or LAID, rev=1)


def card(page: Page, n: int):
    return page.locator(".alo-gr-sheet").nth(n - 1)


def place(page: Page, n: int) -> str:
    return page.locator(".alo-gr-place").nth(n - 1).text_content() or ""


def discs(page: Page) -> list[str]:
    return page.locator(".alo-gr-disc").all_inner_texts()


def choice(page: Page, to: str):
    return page.locator(f'.alo-gr-panel:visible [data-to="{to}"]')


def saved(bench: Bench, page: Page) -> dict:
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    return bench.desk.puts[-1]["value"]


def said(page: Page):
    return page.locator("[aria-live]")


# ---- by keys ----


def test_the_keyboard_picks_up_moves_and_lays_a_card(bench: Bench):
    page = bench.open(box(a_grid()))
    page.keyboard.press("Tab")
    expect(card(page, 1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(card(page, 1)).to_have_attribute("aria-expanded", "true")
    for key in ["ArrowUp"] * 3 + ["ArrowLeft"] * 2 + ["Shift+ArrowLeft"]:
        page.keyboard.press(key)
    words = "high challenge, low support: Retreat"
    expect(said(page)).to_have_text(f"{words}. Across 29, up 80 of 100")
    page.keyboard.press("Enter")
    expect(card(page, 1)).to_have_attribute("aria-expanded", "false")
    expect(card(page, 1)).to_be_focused()
    assert place(page, 1) == words
    assert saved(bench, page) == {"places": {"c1": {"across": 29, "up": 80}}}


def test_escape_puts_a_card_back_where_it_was(bench: Bench):
    page = bench.open(box(a_grid(), answer=LAID, rev=1, way="kernel"))
    card(page, 1).press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    assert place(page, 1) == "low challenge, low support: Standing still"
    expect(card(page, 1)).to_be_focused()
    expect(said(page)).to_have_text("Card 1 put back")


def test_a_card_that_lay_nowhere_goes_back_to_nowhere(bench: Bench):
    page = bench.open(box(a_grid()))
    card(page, 1).press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    assert place(page, 1) == "not laid yet"
    assert discs(page) == []


def test_a_card_stops_at_the_edge_of_the_field(bench: Bench):
    page = bench.open(box(a_grid()))
    card(page, 2).press("Enter")
    for _step in range(7):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert saved(bench, page)["places"] == {"c2": {"across": 100, "up": 50}}
    assert place(page, 2) == "high support, between Comfort and Growth"


def test_arrows_go_from_card_to_card_while_none_is_picked_up(bench: Bench):
    page = bench.open(box(a_grid()))
    card(page, 1).focus()
    for key, n in [("ArrowDown", 2), ("End", 4), ("ArrowUp", 3), ("Home", 1)]:
        page.keyboard.press(key)
        expect(card(page, n)).to_be_focused()
    assert discs(page) == []


def test_a_corner_can_be_chosen_instead_and_the_next_card_is_offered(bench: Bench):
    page = bench.open(box(a_grid()))
    card(page, 1).press("Enter")
    page.keyboard.press("Tab")
    expect(choice(page, "low-high")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Card 1 laid: high challenge, low support: Retreat. Still to lay: 3")
    expect(card(page, 2)).to_be_focused()
    expect(card(page, 2)).to_have_attribute("aria-expanded", "true")
    choice(page, "middle").click()
    assert place(page, 2) == "in the middle"
    assert saved(bench, page) == {"places": {"c1": {"across": 20, "up": 80}, "c2": {"across": 50, "up": 50}}}


def test_cards_chosen_for_one_corner_do_not_cover_each_other(bench: Bench):
    page = bench.open(box(a_grid()))
    card(page, 1).click()
    for _card in range(4):
        choice(page, "high-high").click()
    places = [(at["across"], at["up"]) for at in saved(bench, page)["places"].values()]
    assert len(set(places)) == 4
    assert all(across > 60 and up > 60 for across, up in places)


# ---- by pointer and by finger ----


def spot(page: Page, across: int, up: int) -> tuple[float, float]:
    """Return where in the window a place lies: numbers keep 22 pixels from the edge."""
    field = page.locator(".alo-gr-field").bounding_box()
    assert field
    wide, high = field["width"] - 44, field["height"] - 44
    return field["x"] + 22 + wide * across / 100, field["y"] + 22 + high * (100 - up) / 100


def near(at: dict, across: int, up: int) -> bool:
    return abs(at["across"] - across) <= 1 and abs(at["up"] - up) <= 1


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 9, start[1] + 9, steps=2)
    page.mouse.move(*end, steps=4)


def middle(page: Page, selector: str) -> tuple[float, float]:
    found = page.locator(selector).first.bounding_box()
    assert found
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def test_a_card_is_dragged_into_the_field_by_its_words(bench: Bench):
    page = bench.open(box(a_grid()))
    drag(page, middle(page, ".alo-gr-text"), spot(page, 75, 30))
    expect(page.locator(".alo-gr-field")).to_have_attribute("data-over", "")
    page.mouse.up()
    assert near(saved(bench, page)["places"]["c1"], 75, 30)
    assert page.locator(".alo-lifted, [data-over], [aria-expanded=true]").count() == 0


def test_a_number_in_the_field_is_dragged_on_and_escape_puts_it_back(bench: Bench):
    page = bench.open(laid())
    drag(page, middle(page, ".alo-gr-disc"), spot(page, 80, 10))
    page.keyboard.press("Escape")
    page.mouse.up()
    assert place(page, 1) == "low challenge, low support: Standing still"
    drag(page, middle(page, ".alo-gr-disc"), spot(page, 80, 10))
    page.mouse.up()
    assert place(page, 1) == "low challenge, high support: Comfort"
    page.get_by_role("button", name="Undo").click()
    assert place(page, 1) == "low challenge, low support: Standing still"


def test_a_card_lies_where_the_field_is_tapped(bench: Bench):
    page = bench.open(box(a_grid()))
    card(page, 2).click()
    page.mouse.click(*spot(page, 10, 90))
    expect(card(page, 3)).to_have_attribute("aria-expanded", "true")
    card(page, 3).click()
    page.mouse.click(*spot(page, 90, 90))
    places = saved(bench, page)["places"]
    assert set(places) == {"c2"}
    assert near(places["c2"], 10, 90)


@pytest.fixture
def phone(chromium: Browser):
    """A phone: a narrow touch screen, and the raw touches of its one finger."""
    context = chromium.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 900})
    yield Bench(context)
    context.close()


def touch(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    session = page.context.new_cdp_session(page)
    between = [[a + (b - a) * n / 6 for a, b in zip(start, end, strict=True)] for n in range(7)]
    for n, (x, y) in enumerate(between):
        kind = "touchMove" if n else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_drags_a_card_by_its_number(phone: Bench):
    page = phone.open(box(a_grid()), width=360)
    touch(page, middle(page, ".alo-gr-number"), spot(page, 20, 80))
    expect(page.locator(".alo-gr-place").first).to_have_text("high challenge, low support: Retreat")
    assert discs(page) == ["1"]


def test_a_finger_moves_a_number_in_the_field(phone: Bench):
    page = phone.open(laid(), width=360)
    touch(page, middle(page, ".alo-gr-disc"), spot(page, 80, 90))
    expect(page.locator(".alo-gr-place").first).to_have_text("high challenge, high support: Growth")


def test_on_a_phone_the_field_is_square_and_stays_in_sight(phone: Bench):
    page = phone.open(laid(), width=360)
    field = page.locator(".alo-gr-field").bounding_box()
    assert field
    assert abs(field["width"] - field["height"]) < 1
    card(page, 4).scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 250)")
    expect(page.locator(".alo-gr-field")).to_be_in_viewport(ratio=1)
    card(page, 4).tap()
    expect(page.locator(".alo-gr-in-hand")).to_have_text("4 · They walk to the car in silence.")


# ---- moments of one's own ----


def test_a_moment_of_ones_own_is_written_laid_and_kept(bench: Bench):
    page = bench.open(box(a_grid()))
    page.get_by_role("button", name="Add one of your own (2 more)").click()
    text = page.get_by_role("textbox", name="One of your own")
    expect(text).to_be_focused()
    page.keyboard.type("I asked, and waited.")
    choice(page, "high-low").click()
    (own,) = saved(bench, page)["own"]
    assert (own["text"], own["at"]) == ("I asked, and waited.", {"across": 80, "up": 20})
    expect(page.get_by_role("button", name="Add one of your own (1 more)")).to_be_visible()
    assert discs(page)[0] == "5"


def test_an_own_moment_in_which_nothing_is_written_leaves_nothing(bench: Bench):
    page = bench.open(box(a_grid()))
    page.get_by_role("button", name="Add one of your own").click()
    page.keyboard.press("Escape")
    expect(page.locator(".alo-gr-card")).to_have_count(4)
    expect(page.get_by_role("button", name="Add one of your own (2 more)")).to_be_focused()


def test_there_are_no_more_own_moments_than_room_for_them(bench: Bench):
    page = bench.open(laid(item=a_grid(own=1)))
    full = page.get_by_role("button", name="No room for more of your own")
    expect(full).to_have_attribute("aria-disabled", "true")
    full.click(force=True)
    expect(page.locator(".alo-gr-card")).to_have_count(5)


def test_a_removed_moment_can_be_had_back(bench: Bench):
    page = bench.open(laid())
    card(page, 5).click()
    page.get_by_role("button", name="Remove this one").click()
    expect(page.locator(".alo-gr-card")).to_have_count(4)
    expect(said(page)).to_have_text("Card 5 is removed. Undo brings it back.")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(card(page, 5)).to_contain_text("I said nothing for a minute.")
    assert place(page, 5) == "high challenge, low support: Retreat"


# ---- two readings, and the table ----


def words_of(page: Page, n: int) -> str:
    return page.locator(".alo-gr-card").nth(n - 1).locator(".alo-verdict-words").inner_text()


def compare(page: Page) -> None:
    page.get_by_role("button", name="Compare with our reading").click()


def test_our_reading_waits_until_every_card_is_laid(bench: Bench):
    page = bench.open(laid({"places": {**LAID["places"], "c4": None}}))
    button = page.get_by_role("button", name="Compare with our reading")
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description("Lay every card first.")
    card(page, 4).click()
    choice(page, "middle").click()
    expect(button).to_be_enabled()


def test_each_card_hears_in_which_corner_we_would_lay_it_and_why(bench: Bench):
    page = bench.open(laid())
    compare(page)
    assert words_of(page, 1) == "Here we agree."
    assert words_of(page, 2) == "We would lay it in: Comfort"
    assert words_of(page, 3) == "Here we agree. You could also defend: Retreat"
    assert words_of(page, 4) == "We have no settled corner for this one."
    expect(page.get_by_text("Neither warmth nor a question.")).to_be_visible()
    totals = "Where we would lay them: 2 · Between: 0 · Elsewhere: 1"
    expect(page.locator(".alo-outcome p").first).to_have_text(totals)
    expect(said(page)).to_have_text(totals)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ({"across": 40, "up": 20}, "You keep this one between, which is fine. We lean to: Standing still"),
        ({"across": 39, "up": 39}, "Here we agree."),
        ({"across": 60, "up": 60}, "You keep this one between, which is fine. We lean to: Standing still"),
        ({"across": 61, "up": 61}, "We would lay it in: Standing still"),
    ],
)
def test_ten_hundredths_from_a_middle_line_is_between(bench: Bench, at: dict, words: str):
    page = bench.open(laid({"places": {**LAID["places"], "c1": at}}))
    compare(page)
    assert words_of(page, 1) == words


def test_between_the_two_corners_that_we_could_argue_for_we_agree(bench: Bench):
    page = bench.open(laid({"places": {**LAID["places"], "c3": {"across": 50, "up": 90}}}))
    compare(page)
    assert words_of(page, 3) == "You keep this one between, and so do we: Growth or Retreat"


def test_looking_is_kept_and_a_card_can_still_move(bench: Bench):
    page = bench.open(box(a_grid()))
    card(page, 1).click()
    for _card in range(4):
        choice(page, "high-low").click()
    compare(page)
    assert saved(bench, page)["looked"] is True
    assert words_of(page, 2) == "Here we agree."
    card(page, 2).click()
    choice(page, "low-low").click()
    assert words_of(page, 2) == "We would lay it in: Comfort"
    page.get_by_role("button", name="Close our reading").click()
    assert page.locator(".alo-verdict:visible").count() == 0


def test_the_table_says_everything_that_the_field_shows(bench: Bench):
    page = bench.open(laid({"places": {"c1": {"across": 20, "up": 75}}}))
    page.get_by_role("button", name="Show as a table").click()
    rows = page.get_by_role("table").get_by_role("row").all_inner_texts()
    assert rows[0].split("\t") == ["Moment", "Challenge", "Support", "Where"]
    assert rows[1].split("\t")[1:] == ["75", "20", "high challenge, low support: Retreat"]
    assert rows[2].split("\t")[1:] == ["–", "–", "not laid yet"]
    page.get_by_role("button", name="Hide the table").click()
    expect(page.get_by_role("table")).to_have_count(0)


def test_ends_that_do_not_say_their_axis_are_told_with_it(bench: Bench):
    item = a_grid()
    item["up"] = {"label": "Challenge", "low": "little", "high": "much"}
    page = bench.open(laid(item=item))
    assert place(page, 1) == "Challenge: little, low support: Standing still"


# ---- older, foreign and hostile ----


def test_places_of_moments_that_are_gone_are_kept(bench: Bench):
    old = {"places": {"gone": {"across": 1, "up": 2}}}
    bench.desk.keep(URL, old)
    page = bench.open(box(a_grid(), answer=old, rev=1))
    assert discs(page) == []
    card(page, 1).click()
    choice(page, "middle").click()
    assert saved(bench, page)["places"] == {**old["places"], "c1": {"across": 50, "up": 50}}


MISSHAPEN = [
    {"places": None, "own": "x"},
    {"places": {"c1": {"across": "1", "up": 2}, "c2": {"across": 101, "up": 2}, "c3": 4}, "own": [None, {}]},
    {"places": [{"across": 1, "up": 2}], "own": [{"id": "c1", "text": "one that is no own moment"}]},
]


@pytest.mark.parametrize("value", MISSHAPEN)
def test_a_misshapen_answer_leaves_the_cards_to_lay(bench: Bench, value: dict):
    page = bench.open(laid(value))
    assert discs(page) == []
    expect(page.locator(".alo-gr-card")).to_have_count(4)


def test_markup_in_a_text_is_text(bench: Bench):
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    item = a_grid() | {"prompt": hostile, "hint": hostile}
    item["across"] = {"label": hostile, "low": hostile, "high": hostile}
    for one in item["moments"]:
        one |= {"text": hostile, "reason": hostile}
    for one in item["corners"]:
        one |= {"title": hostile, "hint": hostile}
    page = bench.open(laid(item=item))
    compare(page)
    assert page.locator(".alo-card :is(img, script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert "<script>" not in plain_html(item)
    assert "<img" not in plain_html(item)


def test_the_other_version_of_a_conflict_lists_its_places(bench: Bench):
    page = bench.open(box(a_grid()))
    bench.desk.keep(URL, LAID)
    card(page, 1).click()
    choice(page, "middle").click()
    page.get_by_role("button", name="Show the other version").click()
    told = page.locator(".alo-other li").all_inner_texts()
    assert len(told) == 5
    assert told[4] == "I said nothing for a minute.\nhigh challenge, low support: Retreat"
    page.get_by_role("button", name="Use the other version").click()
    assert place(page, 1) == "low challenge, low support: Standing still"


# ---- looks ----


def open_all(bench: Bench, **looks: object) -> Page:
    page = bench.open(box(a_grid(), way="none"), laid(), **looks)
    page.locator("#box-1").get_by_role("button", name="Compare with our reading").click()
    page.locator("#box-1").get_by_role("button", name="Show as a table").click()
    page.locator("#box-1 .alo-gr-sheet").last.click()
    page.locator("#box-0 .alo-gr-sheet").first.click()
    return page


def test_axe_finds_nothing_in_fields(bench: Bench, violations: Callable):
    assert flaws(open_all(bench), violations) == []


def test_fields_fit_a_phone_and_a_thumb(bench: Bench):
    page = open_all(bench, width=360)
    assert fits(page)
    found = [min(size) for size in sizes(page, "button")]
    assert len(found) > 20
    assert min(found) >= THUMB


def test_forced_colours_still_show_the_numbers_and_the_middle(bench: Bench):
    page = bench.open(laid())
    page.emulate_media(forced_colors="active")
    style = "getComputedStyle(document.querySelector('{}')).{}"
    assert page.evaluate(style.format(".alo-gr-band", "borderTopStyle")) == "dashed"
    assert page.evaluate(style.format(".alo-gr-disc span", "borderTopWidth")) == "2px"


def test_a_pseudo_translation_of_a_field_leaves_no_english_behind(bench: Bench):
    page = bench.open(translated(laid()))
    page.get_by_role("button", name="⟦Compare").click()
    page.get_by_role("button", name="⟦Show as a table").click()
    assert untranslated(page, known=("item", "answer")) == []


def test_paper_shows_the_field_and_the_moments_but_not_our_reading():
    html = plain_html(a_grid())
    for text in ["Retreat", "pleasant, and no growth", "high challenge", "They walk to the car in silence."]:
        assert text in html
    assert html.count("One of your own:") == 2
    assert "Neither warmth nor a question." not in html
    assert html.index("Retreat") < html.index("Growth") < html.index("Standing still") < html.index("Comfort")
