"""Marking lines: by pointer, by keys; striking judging words; forty lines on a phone; two readings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alongside_widgets.markup import plain_html
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items_to_weigh import a_markup, a_transcript
from widgets.looks import fits, fits_a_thumb, flaws, sizes, translated, untranslated

URL = "alongside/api/answers/m06-m1"
MARKED = {
    "marks": {"l1": ["a"], "l2": ["a"], "l3": ["b"], "l4": ["b"]},
    "struck": {"l1": ["lazy", "teacher"]},
    "rewritten": {"l1": "She sat at her desk."},
}


def marked(value: dict | None = None, item: dict | None = None) -> dict:
    return box(item or a_markup(), way="none", answer=value or MARKED, rev=1)


def line(page: Page, n: int):
    return page.locator(".alo-mk-group").nth(n - 1)


def mark(page: Page, n: int, name: str):
    return line(page, n).get_by_role("button", name=name)


def pressed(page: Page, n: int) -> list[str]:
    return line(page, n).locator('.alo-mk-mark[aria-pressed="true"] .alo-mk-name').all_inner_texts()


def saved(bench: Bench, page: Page) -> dict:
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    return bench.desk.puts[-1]["value"]


def said(page: Page):
    return page.locator("[aria-live]")


def compare(page: Page) -> None:
    page.get_by_role("button", name="Compare with our reading").click()


# ---- marking ----


def test_a_mark_takes_the_place_of_another_and_goes_when_chosen_again(bench: Bench):
    page = bench.open(box(a_markup()))
    mark(page, 2, "Judgement").click()
    assert pressed(page, 2) == ["Judgement"]
    mark(page, 2, "Description").click()
    assert pressed(page, 2) == ["Description"]
    assert saved(bench, page) == {"marks": {"l2": ["b"]}}
    mark(page, 2, "Description").click()
    assert pressed(page, 2) == []
    page.get_by_role("button", name="Description").last.blur()
    expect(page.locator(".alo-foot .alo-mk-done")).to_have_text("0 of 4 lines marked")


def test_a_line_may_have_several_marks_where_the_item_says_so(bench: Bench):
    page = bench.open(box(a_markup(several=True)))
    mark(page, 2, "Judgement").click()
    mark(page, 2, "Description").click()
    assert pressed(page, 2) == ["Judgement", "Description"]
    assert saved(bench, page) == {"marks": {"l2": ["a", "b"]}}


def test_the_keyboard_alone_marks_line_after_line(bench: Bench):
    page = bench.open(box(a_markup()))
    page.keyboard.press("Tab")
    expect(line(page, 1)).to_be_focused()
    for key in ["2", "ArrowDown", "2", "ArrowDown", "1"]:
        page.keyboard.press(key)
    expect(line(page, 3)).to_be_focused()
    expect(said(page)).to_have_text("Line 3: Judgement")
    page.keyboard.press("1")
    expect(said(page)).to_have_text("Line 3: Judgement taken off")
    page.keyboard.press("End")
    expect(line(page, 4)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(mark(page, 3, "Description")).to_be_focused()
    page.keyboard.press("Space")
    assert saved(bench, page) == {"marks": {"l1": ["b"], "l2": ["b"], "l3": ["b"]}}


def test_tab_goes_to_one_line_only_and_then_on(bench: Bench):
    page = bench.open(box(a_transcript()))
    line(page, 7).focus()
    for _step in range(5):
        page.keyboard.press("Tab")
    expect(mark(page, 7, "Networker")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.alo-mk-group')") is None


def test_a_line_tells_its_number_its_words_and_its_mark(bench: Bench):
    page = bench.open(marked(item=a_transcript(2), value={"marks": {"l1": ["b"]}}))
    first, second = line(page, 1), line(page, 2)
    expect(first).to_have_accessible_name(
        "Line 1. Mentor: When I came to my first school I had no idea whom to ask. "
        "I sat in the office until seven. Marked: Critical friend"
    )
    expect(second).to_have_accessible_name("Line 2. Leader: What have you tried so far? Not marked yet")
    expect(mark(page, 1, "Critical friend")).to_have_attribute("aria-pressed", "true")


# ---- striking ----


def test_a_judged_line_offers_its_words_to_strike_and_room_to_write_it_anew(bench: Bench):
    page = bench.open(box(a_markup()))
    expect(page.get_by_role("group", name="Strike the words that make it so: Judgement")).to_have_count(0)
    mark(page, 1, "Judgement").click()
    words = page.get_by_role("group", name="Strike the words that make it so: Judgement")
    words.get_by_role("button", name="lazy,").click()
    words.get_by_role("button", name="very").nth(1).click()
    expect(words.get_by_role("button", name="lazy,")).to_have_attribute("aria-pressed", "true")
    decoration = (
        "getComputedStyle(document.querySelector('.alo-mk-word[aria-pressed=true] span')).textDecorationLine"
    )
    assert page.evaluate(decoration) == "line-through"
    page.get_by_role("textbox", name="The line anew, without them").fill("She sat at her desk.")
    assert saved(bench, page) == {
        "marks": {"l1": ["a"]},
        "struck": {"l1": ["lazy", "very/2"]},
        "rewritten": {"l1": "She sat at her desk."},
    }


def test_arrows_go_along_the_words_and_numbers_still_mark(bench: Bench):
    page = bench.open(box(a_markup()))
    line(page, 3).press("1")
    words = line(page, 3).locator(".alo-mk-word")
    words.first.focus()
    for _step in range(2):
        page.keyboard.press("ArrowRight")
    expect(words.nth(2)).to_be_focused()
    page.keyboard.press("Space")
    expect(words.nth(2)).to_have_text("again")
    expect(words.nth(2)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Tab")
    box_ = page.get_by_role("textbox")
    expect(box_).to_be_focused()
    page.keyboard.type("12")
    expect(box_).to_have_value("12")
    assert saved(bench, page)["struck"] == {"l3": ["again"]}


def test_what_was_struck_and_written_outlives_a_change_of_mind(bench: Bench):
    page = bench.open(marked())
    mark(page, 1, "Description").click()
    expect(line(page, 1).get_by_role("textbox")).to_have_count(0)
    mark(page, 1, "Judgement").click()
    expect(line(page, 1).get_by_role("textbox")).to_have_value("She sat at her desk.")
    expect(line(page, 1).locator('.alo-mk-word[aria-pressed="true"]')).to_have_text(["teacher", "lazy,"])


# ---- two readings ----


def words_of(page: Page, n: int) -> list[str]:
    return line(page, n).locator(".alo-verdict p").all_inner_texts()


def test_our_reading_waits_until_every_line_is_marked(bench: Bench):
    page = bench.open(marked({"marks": {"l1": ["a"], "l2": ["b"], "l3": ["b"]}}))
    button = page.get_by_role("button", name="Compare with our reading")
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description("Mark every line first.")
    line(page, 4).press("2")
    expect(button).to_be_enabled()


def test_each_line_hears_our_mark_the_words_we_strike_and_one_way_to_say_it(bench: Bench):
    page = bench.open(marked())
    compare(page)
    assert words_of(page, 1) == [
        "Here we agree.",
        "Nobody can see laziness.",
        "Struck by you and by us: “lazy”.",
        "We would strike these too: “very” and “dull”.",
        "You also struck “teacher”; we would let that stand.",
        "One way to say it: The teacher sat at the desk; four pupils drew on their books.",
    ]
    assert words_of(page, 2) == ["We would mark it: Description", "Anybody could count them."]
    assert words_of(page, 3)[0] == "Here we agree. Opinions may differ; you could also defend: Judgement"
    assert words_of(page, 4) == ["We have no settled mark for this one."]
    told = "We agree on 2 of 3 lines."
    expect(page.locator(".alo-outcome p")).to_have_text(
        [told, "Ours is one reading. A mark that you can argue for may stay."]
    )
    expect(said(page)).to_have_text(told)


def test_of_several_marks_some_may_be_shared(bench: Bench):
    value = {"marks": {"l1": ["a"], "l2": ["a", "b"], "l3": ["a", "b"], "l4": ["b"]}}
    page = bench.open(marked(value, a_markup(several=True)))
    compare(page)
    assert words_of(page, 2)[0] == "Here we agree in part: Description"
    assert words_of(page, 3)[0] == "Here we agree."
    assert "We would strike: “lazy”, “very” and “dull”." in words_of(page, 1)
    expect(page.locator(".alo-outcome p").first).to_have_text(
        "We agree on 2 of 3 lines. On 1 more we agree in part."
    )


def test_looking_is_kept_and_our_reading_can_be_opened_again(bench: Bench):
    page = bench.open(box(a_markup()))
    for n in range(1, 5):
        line(page, n).press("2")
    compare(page)
    assert saved(bench, page)["looked"] is True
    page.get_by_role("button", name="Close our reading").click()
    assert page.locator(".alo-verdict:visible").count() == 0
    page.get_by_role("button", name="Show our reading again").click()
    line(page, 1).press("1")
    assert words_of(page, 1)[0] == "Here we agree."


def test_without_a_reading_none_is_offered(bench: Bench):
    item = a_markup()
    bare = {"best": [], "reason": "", "judging": [], "rewritten": ""}
    item["lines"] = [{**one, **bare} for one in item["lines"]]
    page = bench.open(box(item))
    expect(page.get_by_role("button", name="Compare")).to_have_count(0)


# ---- older, foreign and hostile ----


def test_what_is_noted_about_lines_that_are_gone_is_kept(bench: Bench):
    old = {
        "marks": {"gone": ["a"], "l2": ["lost"]},
        "struck": {"l1": ["rude"]},
        "rewritten": {"gone": "Mine."},
    }
    bench.desk.keep(URL, old)
    page = bench.open(box(a_markup(), answer=old, rev=1))
    assert [pressed(page, n) for n in range(1, 5)] == [[], [], [], []]
    line(page, 1).press("2")
    assert saved(bench, page) == {**old, "marks": {**old["marks"], "l1": ["b"]}}


MISSHAPEN = [
    {"marks": None, "struck": 3},
    {"marks": {"l1": "a", "l2": [1, None]}, "rewritten": {"l1": 4}},
    {"marks": [["a"]], "struck": {"l1": {"lazy": True}}, "looked": "yes"},
]


@pytest.mark.parametrize("value", MISSHAPEN)
def test_a_misshapen_answer_leaves_lines_to_mark(bench: Bench, value: dict):
    page = bench.open(marked(value))
    assert [pressed(page, n) for n in range(1, 5)] == [[], [], [], []]


def test_markup_in_a_text_is_text(bench: Bench):
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    item = a_markup() | {"prompt": hostile, "hint": hostile}
    for one in item["lines"]:
        one |= {"text": hostile, "who": hostile, "reason": hostile, "rewritten": hostile}
    for one in item["marks"]:
        one |= {"label": hostile, "hint": hostile}
    page = bench.open(marked(item=item))
    compare(page)
    assert page.locator(".alo-card :is(img, script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert "<script>" not in plain_html(item)
    assert "<img" not in plain_html(item)


def test_the_other_version_of_a_conflict_lists_its_lines(bench: Bench):
    page = bench.open(box(a_markup()))
    bench.desk.keep(URL, MARKED)
    line(page, 2).press("2")
    line(page, 2).blur()
    page.get_by_role("button", name="Show the other version").click()
    told = page.locator(".alo-other li").all_inner_texts()
    assert len(told) == 4
    assert told[0].split("\n")[1] == "Judgement · struck: teacher and lazy · She sat at her desk."
    page.get_by_role("button", name="Use the other version").click()
    assert pressed(page, 1) == ["Judgement"]


# ---- looks ----


def test_the_legend_stays_in_sight_on_a_long_way(bench: Bench):
    page = bench.open(box(a_transcript(), way="none"), width=360)
    bar = page.locator(".alo-mk-bar")
    expect(bar).to_be_hidden()
    line(page, 30).scroll_into_view_if_needed()
    expect(bar).to_be_visible()
    assert page.evaluate("document.querySelector('.alo-mk-bar').getBoundingClientRect().top") == 0
    line(page, 30).focus()
    for _step in range(3):
        page.keyboard.press("ArrowUp")
    top, below = page.evaluate(
        "[document.activeElement.getBoundingClientRect().top,"
        " document.querySelector('.alo-mk-bar').getBoundingClientRect().bottom]"
    )
    assert top >= below


def test_on_a_phone_five_marks_stand_in_one_row_and_their_name_below(bench: Bench):
    page = bench.open(marked({"marks": {"l1": ["b"]}}, a_transcript(2)), width=360)
    tops = page.evaluate(
        "[...document.querySelectorAll('.alo-mk-marks')[0].children].map(e => e.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 1
    expect(page.get_by_text("Marked: Critical friend")).to_be_in_viewport()
    width = page.locator(".alo-mk-state").first.bounding_box()
    assert width and width["width"] > 100


def open_all(bench: Bench, **looks: object) -> Page:
    page = bench.open(marked(), box(a_transcript(3), way="none"), **looks)
    page.locator("#box-0").get_by_role("button", name="Compare with our reading").click()
    return page


def test_axe_finds_nothing_in_marked_lines(bench: Bench, violations: Callable):
    assert flaws(open_all(bench), violations) == []


def test_marked_lines_fit_a_phone_and_a_thumb(bench: Bench):
    page = open_all(bench, width=360)
    assert fits(page)
    assert fits_a_thumb(page, "button", more_than=20)
    assert min(width for width, _height in sizes(page, "button")) >= 24


def test_forced_colours_still_tell_a_chosen_mark(bench: Bench):
    page = bench.open(marked())
    page.emulate_media(forced_colors="active")
    colour = "getComputedStyle(document.querySelector('.alo-mk-mark[aria-pressed={}]')).backgroundColor"
    assert page.evaluate(colour.format("true")) != page.evaluate(colour.format("false"))


def test_a_pseudo_translation_of_marked_lines_leaves_no_english_behind(bench: Bench):
    page = bench.open(translated(marked()))
    page.get_by_role("button", name="⟦Compare").click()
    assert untranslated(page) == []


def test_paper_shows_marks_and_lines_but_not_our_reading():
    html = plain_html(a_markup())
    for text in [
        "Judgement",
        "says what anybody could see or hear",
        "Four pupils raised a hand.",
        "alo-rule",
    ]:
        assert text in html
    assert "Nobody can see laziness." not in html
    assert "alo-rule" not in plain_html(a_transcript(2))
