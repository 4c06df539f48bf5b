"""Sorting cards: by keys, by tapping, by dragging; the disputed pile; two readings side by side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alongside_widgets.sort import plain_html
from playwright.sync_api import Browser, Page, expect
from widgets.harness import Bench, box
from widgets.items_to_lay import a_sort
from widgets.looks import fits, fits_a_thumb, flaws, translated, untranslated

URL = "alongside/api/answers/m01-g1"
LAID = {"groups": {"g1": ["c2", "c3"], "g2": ["c4"]}, "disputed": ["c1"]}


def laid(value: dict | None = None, item: dict | None = None) -> dict:
    return box(item or a_sort(), way="none", answer=value or LAID, rev=1)


def pile(page: Page, n: int) -> list[str]:
    """Return the numbers of the cards in pile n: 0 still to lay, then the groups, then the disputed."""
    return page.locator(f'[data-pile="{n}"] .alo-number').all_inner_texts()


def card(page: Page, n: int):
    return page.get_by_role("button", name=f"Card {n}:")


def saved(bench: Bench, page: Page) -> dict:
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    return bench.desk.puts[-1]["value"]


def said(page: Page):
    return page.locator("[aria-live]")


# ---- laying ----


def test_cards_begin_unsorted_and_each_pile_is_counted(bench: Bench):
    page = bench.open(box(a_sort()))
    assert pile(page, 0) == ["1", "2", "3", "4"]
    expect(page.locator(".alo-count")).to_have_text(["4 cards", "0 cards", "0 cards", "0 cards"])
    expect(page.get_by_role("list", name="Still to lay 4 cards").get_by_role("button")).to_have_count(4)


def test_the_keyboard_alone_deals_all_cards(bench: Bench):
    page = bench.open(box(a_sort()))
    page.keyboard.press("Tab")
    expect(card(page, 1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(card(page, 1)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("1")
    expect(said(page)).to_have_text("Card 1 laid in Mentoring, 3 left")
    expect(card(page, 2)).to_be_focused()
    for key in "213":
        page.keyboard.press(key)
    expect(said(page)).to_have_text("Card 4 laid in We disagree about these, 0 left")
    assert saved(bench, page) == {"groups": {"g1": ["c1", "c3"], "g2": ["c2"]}, "disputed": ["c4"]}


def test_space_opens_the_piles_and_escape_puts_the_card_down(bench: Bench):
    page = bench.open(box(a_sort()))
    card(page, 2).press("Space")
    expect(page.get_by_role("group", name="Lay card 2 in").get_by_role("button")).to_have_count(3)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Coaching")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card(page, 2)).to_be_focused()
    expect(card(page, 2)).to_have_attribute("aria-expanded", "false")
    assert page.locator(".alo-menu").count() == 0


def test_arrows_go_through_a_pile_and_over_to_the_next(bench: Bench):
    page = bench.open(laid())
    card(page, 2).focus()
    went = [("Down", 3), ("Right", 4), ("Right", 1), ("Left", 4), ("Left", 2)]
    for key, n in went:
        page.keyboard.press(f"Arrow{key}")
        expect(card(page, n)).to_be_focused()


def test_tapping_a_card_and_a_pile_lays_it_and_offers_the_next(bench: Bench):
    page = bench.open(box(a_sort()), width=360)
    card(page, 1).click()
    page.get_by_role("button", name="Coaching").click()
    expect(card(page, 2)).to_have_attribute("aria-expanded", "true")
    page.get_by_role("button", name="We disagree about these").click()
    assert [pile(page, n) for n in range(4)] == [["3", "4"], [], ["1"], ["2"]]
    assert saved(bench, page) == {"groups": {"g2": ["c1"]}, "disputed": ["c2"]}


def test_a_laid_card_can_move_on_or_go_back(bench: Bench):
    page = bench.open(laid())
    card(page, 4).click()
    expect(page.get_by_role("button", name="Coaching")).to_have_count(0)
    page.get_by_role("button", name="Mentoring").click()
    expect(card(page, 4)).to_be_focused()
    assert pile(page, 1) == ["2", "3", "4"]
    page.keyboard.press("0")
    expect(said(page)).to_have_text("Card 4 put back, 1 left")
    assert pile(page, 0) == ["4"]


def test_undo_takes_back_one_step_at_a_time(bench: Bench):
    page = bench.open(box(a_sort()))
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_have_attribute("aria-disabled", "true")
    card(page, 1).press("Enter")
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.press("Control+z")
    expect(said(page)).to_have_text("Undone, 3 left")
    assert pile(page, 0) == ["2", "3", "4"]
    undo.click()
    assert pile(page, 0) == ["1", "2", "3", "4"]
    expect(undo).to_have_attribute("aria-disabled", "true")
    assert saved(bench, page) == {"groups": {}}


def carry(page: Page, n: int, to: int) -> None:
    start = page.locator(".alo-laid").filter(has=card(page, n)).bounding_box()
    end = page.locator(f'[data-pile="{to}"]').bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 40, start["y"] + 15)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 30, steps=3)
    page.mouse.move(end["x"] + 50, end["y"] + 20, steps=3)


def test_a_card_can_be_dragged_to_a_pile_without_opening_it(bench: Bench):
    page = bench.open(box(a_sort()))
    carry(page, 2, to=1)
    expect(page.locator('[data-pile="1"]')).to_have_attribute("data-over", "")
    page.mouse.up()
    assert pile(page, 1) == ["2"]
    assert page.locator(".alo-menu, .alo-lifted, [data-over]").count() == 0
    assert saved(bench, page) == {"groups": {"g1": ["c2"]}}


def test_escape_puts_a_dragged_card_back(bench: Bench):
    page = bench.open(box(a_sort()))
    carry(page, 2, to=1)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert pile(page, 1) == []
    assert page.locator(".alo-menu, .alo-lifted").count() == 0


@pytest.fixture
def phone(chromium: Browser):
    """A phone: a narrow touch screen, and the raw touches of its one finger."""
    context = chromium.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 900})
    yield Bench(context)
    context.close()


def touch(page: Page, points: list[tuple[float, float]]) -> None:
    session = page.context.new_cdp_session(page)
    kinds = ["touchStart"] + ["touchMove"] * (len(points) - 1)
    for kind, (x, y) in zip(kinds, points, strict=True):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def path(page: Page, grip: str, to: str) -> list[tuple[float, float]]:
    start, end = page.locator(grip).first.bounding_box(), page.locator(to).bounding_box()
    assert start and end
    x, y, end_y = start["x"] + 10, start["y"] + 15, end["y"] + 20
    return [(x, y + (end_y - y) * n / 6) for n in range(7)]


def test_a_finger_drags_by_the_handle_only_so_that_the_page_still_scrolls(phone: Bench):
    page = phone.open(box(a_sort()), width=360)
    touch(page, path(page, ".alo-handle", '[data-pile="1"]'))
    expect(page.locator('[data-pile="1"] .alo-number')).to_have_text(["1"])
    touch(page, path(page, ".alo-sheet-text", '[data-pile="1"]'))
    expect(page.locator('[data-pile="1"] .alo-number')).to_have_text(["1"])


# ---- two readings ----


def test_our_reading_waits_until_every_card_is_laid(bench: Bench):
    page = bench.open(laid({"groups": {"g1": ["c1", "c2", "c3"]}}))
    compare = page.get_by_role("button", name="Compare with our reading")
    expect(compare).to_be_disabled()
    expect(compare).to_have_accessible_description("Lay every card first.")
    card(page, 4).press("Enter")
    page.keyboard.press("3")
    expect(compare).to_be_enabled()


def words_of(page: Page, n: int) -> str:
    return page.locator(".alo-laid").filter(has=card(page, n)).locator(".alo-verdict-words").inner_text()


def test_each_card_hears_where_we_would_lay_it_and_why(bench: Bench):
    page = bench.open(laid())
    page.get_by_role("button", name="Compare with our reading").click()
    assert words_of(page, 1) == "You keep this one open, which is fine. We lean to: Mentoring"
    assert words_of(page, 2) == "We would choose: Coaching"
    assert words_of(page, 3) == "Here we agree. You could also defend: Coaching"
    assert words_of(page, 4) == "We have no settled place for this one."
    expect(page.get_by_text("She asks for the lie of the land.")).to_be_visible()
    totals = "Where we would lay them: 1 · Kept open: 2 · Elsewhere: 1"
    expect(page.locator(".alo-outcome p").first).to_have_text(totals)
    expect(said(page)).to_have_text(totals)


def test_a_card_we_keep_open_too_is_told_between_what(bench: Bench):
    page = bench.open(laid({"groups": {"g1": ["c1", "c2", "c4"]}, "disputed": ["c3"]}))
    page.get_by_role("button", name="Compare with our reading").click()
    assert words_of(page, 3) == "You keep this one open, and so do we: Mentoring or Coaching"
    assert words_of(page, 1) == "Here we agree."


def test_looking_is_kept_and_a_card_can_still_move(bench: Bench):
    page = bench.open(box(a_sort()))
    card(page, 1).press("Enter")
    for key in "1113":
        page.keyboard.press(key)
    page.get_by_role("button", name="Compare with our reading").click()
    assert saved(bench, page)["looked"] is True
    card(page, 2).press("2")
    assert words_of(page, 2) == "Here we agree."
    page.get_by_role("button", name="Close our reading").click()
    assert page.locator(".alo-verdict:visible").count() == 0


def test_without_a_reading_or_a_disputed_pile_neither_is_offered(bench: Bench):
    item = a_sort(disputed=False)
    item["cards"] = [{**one, "best": [], "reason": ""} for one in item["cards"]]
    page = bench.open(box(item))
    expect(page.get_by_text("We disagree about these")).to_have_count(0)
    expect(page.get_by_role("button", name="Compare")).to_have_count(0)


# ---- older, foreign and hostile ----


def test_cards_and_groups_that_are_gone_are_passed_over(bench: Bench):
    groups = {"gone": ["c1"], "g1": ["c2", "lost", "c2"], "g2": ["c2", "c3"]}
    page = bench.open(laid({"groups": groups, "disputed": ["lost-too"]}))
    assert [pile(page, n) for n in range(4)] == [["1", "4"], ["2"], ["3"], []]


MISSHAPEN = [{"groups": None}, {"groups": {"g1": "c1"}, "disputed": 3}, {"groups": ["c1"]}]


@pytest.mark.parametrize("value", MISSHAPEN)
def test_a_misshapen_answer_leaves_the_cards_to_lay(bench: Bench, value: dict):
    page = bench.open(laid(value))
    assert pile(page, 0) == ["1", "2", "3", "4"]


def test_markup_in_a_text_is_text(bench: Bench):
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    item = a_sort()
    for one in item["cards"]:
        one |= {"text": hostile, "reason": hostile}
    for one in item["groups"]:
        one |= {"title": hostile, "hint": hostile}
    page = bench.open(laid(item=item | {"prompt": hostile, "hint": hostile}))
    page.get_by_role("button", name="Compare with our reading").click()
    card(page, 1).click()
    assert page.locator(".alo-card :is(img, script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert "<script>" not in plain_html(item)
    assert "<img" not in plain_html(item)


def test_the_other_version_of_a_conflict_lists_its_piles(bench: Bench):
    page = bench.open(box(a_sort()))
    bench.desk.keep(URL, LAID)
    card(page, 1).press("1")
    page.get_by_role("button", name="Show the other version").click()
    told = page.locator(".alo-other > ul > li").all_inner_texts()
    assert [line.split("\n")[0] for line in told] == ["Mentoring", "Coaching", "We disagree about these"]
    page.get_by_role("button", name="Use the other version").click()
    assert pile(page, 1) == ["2", "3"]


# ---- looks ----


def open_all(bench: Bench, **looks: object) -> Page:
    page = bench.open(box(a_sort(), way="none"), laid(), **looks)
    page.locator("#box-0").get_by_role("button", name="Card 1:").click()
    page.locator("#box-1").get_by_role("button", name="Compare with our reading").click()
    page.locator("#box-1").get_by_role("button", name="Card 4:").click()
    return page


def test_axe_finds_nothing_in_sorts(bench: Bench, violations: Callable):
    assert flaws(open_all(bench), violations) == []


def test_sorts_fit_a_phone_and_a_thumb(bench: Bench):
    page = open_all(bench, width=360)
    assert fits(page)
    assert fits_a_thumb(page, "button", more_than=10)


def test_a_pseudo_translation_of_a_sort_leaves_no_english_behind(bench: Bench):
    page = bench.open(translated(laid()))
    page.get_by_role("button", name="⟦Compare").click()
    assert untranslated(page) == []


def test_paper_shows_every_pile_and_card():
    html = plain_html(a_sort())
    for text in ["Mentoring", "Coaching", "We disagree about these", "I know what I need to say."]:
        assert text in html
    assert "The step is missing." not in html
