"""The timeline: filled in by hand or while it runs, told in strips, sums and a table, and never a name."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from alongside_widgets.timeline import plain_html
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items_to_place import SPEAKERS, some_minutes, some_months
from widgets.looks import fits, fits_a_thumb, flaws, translated, untranslated

URL = "alongside/api/answers/m03-e1"
NOTED = {
    "stretches": [
        {"number": 1, "marks": {"l1": "a", "l2": "a"}},
        {"number": 2, "marks": {"l1": "a"}},
        {"number": 4, "marks": {"l1": "b", "l2": "c"}},
        {"number": 5, "marks": {"l1": "b"}},
        {"number": 6, "marks": {"l1": "b"}},
        {"number": 7, "marks": {"l1": "a"}},
    ]
}


def kept(value: dict, item: dict | None = None, way: str = "none") -> dict:
    return box(item or some_minutes(), way=way, answer=value, rev=1)


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def choice(page: Page, cell: str, option: str):
    return page.get_by_role("group", name=cell, exact=True).get_by_role("button", name=option, exact=True)


def pressed(page: Page) -> list[str]:
    return page.locator(".alo-tl-grid [aria-pressed=true]").evaluate_all(
        "all => all.map(e => e.closest('[role=group]').ariaLabel + ' = ' + e.lastChild.textContent)"
    )


def saved(bench: Bench, page: Page) -> list[dict]:
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    return bench.desk.puts[-1]["value"]["stretches"]


def sums(page: Page) -> list[str]:
    return page.locator(".alo-tl-sum li > :last-child").all_inner_texts()


def said(page: Page):
    return page.locator(".alo-unseen[aria-live]")


# ---- by hand ----


def test_a_press_notes_and_a_second_press_takes_it_back(bench: Bench):
    page = bench.open(box(some_minutes()))
    choice(page, "Minute 2: Who spoke most", "Mentor").click()
    choice(page, "Minute 2: The mentor's stance", "Telling").click()
    choice(page, "Minute 1: Who spoke most", "Leader").click()
    assert saved(bench, page) == [
        {"number": 1, "marks": {"l1": "a"}},
        {"number": 2, "marks": {"l1": "b", "l2": "c"}},
    ]
    choice(page, "Minute 1: Who spoke most", "Leader").click()
    choice(page, "Minute 2: Who spoke most", "Nobody").click()
    page.wait_for_function("() => models[0].get('answer').stretches.length === 1")
    assert bench.desk.kept[URL]["value"]["stretches"] == [{"number": 2, "marks": {"l2": "c", "l1": "c"}}]


def test_the_table_is_one_stop_for_the_tab_key(bench: Bench):
    page = bench.open(box(some_minutes(), way="none"))
    button(page, "1 to 10").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(choice(page, "Minute 1: Who spoke most", "Leader")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.alo-tl-grid')") is None
    page.keyboard.press("Shift+Tab")
    expect(choice(page, "Minute 2: Who spoke most", "Mentor")).to_be_focused()


def test_arrows_move_and_letters_or_numbers_choose(bench: Bench):
    page = bench.open(box(some_minutes()))
    choice(page, "Minute 1: Who spoke most", "Leader").focus()
    for key in ["2", "ArrowDown", "a", "ArrowDown", "c", "Delete", "9"]:
        page.keyboard.press(key)
    assert pressed(page) == ["Minute 1: Who spoke most = Mentor", "Minute 2: Who spoke most = Leader"]
    expect(choice(page, "Minute 3: Who spoke most", "Nobody")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(choice(page, "Minute 3: The mentor's stance", "Drawing out")).to_be_focused()
    page.keyboard.press("Enter")
    assert saved(bench, page)[-1] == {"number": 3, "marks": {"l2": "a"}}


def test_the_arrows_go_on_into_the_next_part(bench: Bench):
    page = bench.open(box(some_minutes(), way="none"))
    choice(page, "Minute 10: Who spoke most", "Mentor").focus()
    page.keyboard.press("ArrowDown")
    expect(choice(page, "Minute 11: Who spoke most", "Mentor")).to_be_focused()
    expect(button(page, "11 to 18")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    expect(choice(page, "Minute 18: Who spoke most", "Mentor")).to_be_focused()
    page.keyboard.press("Home")
    expect(choice(page, "Minute 1: Who spoke most", "Mentor")).to_be_focused()


def test_minutes_that_are_planned_have_no_clock(bench: Bench):
    page = bench.open(box(some_minutes(planned=True)))
    expect(page.get_by_text("Fill in by hand", exact=True)).to_be_visible()
    expect(button(page, "Start the clock")).to_have_count(0)


def test_a_month_takes_a_few_words_and_has_no_clock(bench: Bench):
    page = bench.open(box(some_months()))
    assert page.locator(".alo-tl-live").count() == 0
    choice(page, "Month 3: Energy", "Low").click()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Month 3: In a few words")).to_be_focused()
    page.keyboard.type("The budget.")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("c")
    assert saved(bench, page) == [
        {"number": 3, "marks": {"l1": "c"}, "note": "The budget."},
        {"number": 4, "note": "c"},
    ]
    expect(page.get_by_label("Month 3: In a few words")).to_have_attribute("maxlength", "200")


def test_the_rule_about_names_is_always_in_sight(bench: Bench):
    page = bench.open(box(some_minutes()), box(some_months()), width=360)
    expect(page.get_by_text("Names do not belong here")).to_have_count(2)
    page.get_by_role("button", name="Start the clock").click()
    expect(page.locator("#box-0").get_by_text("Names do not belong here")).to_be_visible()


# ---- while it runs ----


def running(bench: Bench, **changes: object) -> Page:
    page = bench.open(box(some_minutes(**changes)), width=360)
    page.clock.install(time="2026-03-03T09:00:00Z")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    button(page, "Start the clock").click()
    return page


def test_the_present_minute_takes_what_is_pressed_and_moves_on_by_itself(bench: Bench):
    page = running(bench)
    expect(button(page, "Pause")).to_be_focused()
    expect(page.get_by_text("Minute 1 of 18", exact=True).first).to_be_visible()
    expect(page.locator(".alo-tl-grid")).to_be_hidden()
    button(page, "Leader").click()
    page.clock.run_for(61_000)
    expect(page.locator(".alo-tl-now")).to_have_text("Minute 2 of 18")
    expect(page.locator(".alo-tl-left")).to_have_text("0:59 left of this minute")
    expect(page.locator(".alo-tl-live [aria-pressed=true]")).to_have_count(0)
    button(page, "Mentor").click()
    button(page, "Telling").click()
    page.clock.run_for(2_000)
    assert saved(bench, page) == [
        {"number": 1, "marks": {"l1": "a"}},
        {"number": 2, "marks": {"l1": "b", "l2": "c"}},
    ]


def test_only_a_new_minute_is_announced(bench: Bench):
    page = running(bench)
    expect(page.locator("[role=timer]")).to_have_attribute("aria-live", "off")
    page.clock.run_for(30_000)
    expect(said(page)).to_have_text("")
    page.clock.run_for(31_000)
    expect(said(page)).to_have_text("Minute 2")


def test_a_pause_stops_the_minute(bench: Bench):
    page = running(bench)
    page.clock.run_for(20_000)
    button(page, "Pause").click()
    expect(page.locator(".alo-tl-left")).to_have_text("Paused")
    page.clock.run_for(300_000)
    expect(page.locator(".alo-tl-now")).to_have_text("Minute 1 of 18")
    button(page, "Go on").click()
    page.clock.run_for(1_000)
    expect(page.locator(".alo-tl-left")).to_have_text("0:39 left of this minute")


def test_a_reload_changes_nothing_for_the_clock(bench: Bench):
    page = running(bench)
    button(page, "Leader").click()
    page.clock.run_for(65_000)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(page.locator(".alo-tl-now")).to_have_text("Minute 2 of 18")
    button(page, "Back to minute 1").click()
    expect(choice(page, "Who spoke most", "Leader")).to_have_attribute("aria-pressed", "true")


def test_what_was_pressed_late_is_mended_in_the_minute_before(bench: Bench):
    page = running(bench)
    expect(page.get_by_role("button", name="Back to minute")).to_be_hidden()
    page.clock.run_for(62_000)
    button(page, "Back to minute 1").click()
    expect(page.locator(".alo-tl-now")).to_have_text("You are mending minute 1")
    button(page, "Nobody").click()
    button(page, "On to minute 2").click()
    button(page, "Leader").click()
    page.clock.run_for(2_000)
    assert saved(bench, page) == [
        {"number": 1, "marks": {"l1": "c"}},
        {"number": 2, "marks": {"l1": "a"}},
    ]


def test_the_clock_ends_with_the_last_minute_and_is_put_away(bench: Bench):
    page = running(bench, length=2)
    page.clock.run_for(119_000)
    button(page, "Mentor").click()
    page.clock.run_for(2_000)
    expect(page.locator(".alo-tl-now")).to_have_text("The time is over.")
    expect(said(page)).to_have_text("The time is over.")
    expect(button(page, "Pause")).to_be_hidden()
    button(page, "End the clock").click()
    expect(page.locator(".alo-tl-grid")).to_be_visible()
    assert pressed(page) == ["Minute 2: Who spoke most = Mentor"]
    expect(button(page, "Start the clock")).to_be_focused()


def test_a_clock_can_go_on_after_what_is_noted(bench: Bench):
    page = bench.open(kept(NOTED))
    button(page, "Go on at minute 8").click()
    expect(page.locator(".alo-tl-now")).to_have_text("Minute 8 of 18")


def test_a_minute_takes_words_while_it_runs(bench: Bench):
    page = running(bench, notes=True)
    page.get_by_label("In a few words", exact=True).fill("a long breath")
    page.clock.run_for(2_000)
    assert saved(bench, page) == [{"number": 1, "note": "a long breath"}]
    page.clock.run_for(60_000)
    expect(page.get_by_label("In a few words", exact=True)).to_have_value("")


@pytest.mark.parametrize("odd", ["null", "{}", "[]", "x", '{"passed": "1", "started": 2}'])
def test_an_odd_clock_in_the_browser_is_no_clock(bench: Bench, odd: str):
    page = bench.open(box(some_minutes()))
    page.evaluate("odd => sessionStorage.setItem('run:ines:m03-e1', odd)", odd)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(button(page, "Start the clock")).to_be_visible()


# ---- the whole ----


def test_sums_tell_how_often_and_how_long_without_a_break(bench: Bench):
    page = bench.open(kept(NOTED))
    expect(page.get_by_text("Who spoke most: 6 of 18 minutes noted")).to_be_visible()
    assert sums(page) == [
        "Leader: 3 of 6 minutes noted; longest run: 2 minutes",
        "Mentor: 3 of 6 minutes noted; longest run: 3 minutes",
        "Nobody: in none of them",
        "Drawing out: 1 of 2 minutes noted; longest run: 1 minute",
        "Together: in none of them",
        "Telling: 1 of 2 minutes noted; longest run: 1 minute",
    ]


def test_the_strip_has_a_letter_for_what_is_noted_and_nothing_where_nothing_is(bench: Bench):
    page = bench.open(kept(NOTED))
    strip = page.locator(".alo-tl-block").first.locator(".alo-tl-strip:not(.alo-tl-axis)").first
    assert strip.locator(".alo-tl-bit").all_inner_texts() == ["A", "A", "", "B", "B", "B", "A", "", "", ""]
    patterns = (
        page.locator(".alo-tl-sum")
        .first.locator(".alo-tl-bit")
        .evaluate_all("all => all.map(e => getComputedStyle(e, '::after').background)")
    )
    assert len(set(patterns)) == 3


def test_the_same_stands_in_a_table(bench: Bench):
    page = bench.open(kept(NOTED))
    open_table = button(page, "Show the same as a table")
    expect(open_table).to_have_attribute("aria-expanded", "false")
    open_table.click()
    expect(button(page, "Hide the table")).to_have_attribute("aria-expanded", "true")
    rows = page.locator(".alo-tl-told tbody tr")
    expect(rows).to_have_count(18)
    assert rows.nth(3).locator("th, td").all_inner_texts() == ["4", "Mentor", "Telling"]
    assert rows.nth(2).locator("th, td").all_inner_texts() == ["3", "", ""]


def test_where_nothing_is_noted_nothing_is_summed(bench: Bench):
    page = bench.open(box(some_minutes()))
    expect(page.get_by_text("Nothing is noted yet.")).to_be_visible()
    expect(button(page, "Show the same as a table")).to_be_hidden()


def test_on_paper_the_table_takes_the_place_of_the_buttons(bench: Bench):
    page = bench.open(kept(NOTED))
    page.emulate_media(media="print")
    expect(page.locator(".alo-tl-told")).to_be_visible()
    expect(page.locator(".alo-tl-chart")).to_be_visible()
    expect(page.locator(".alo-tl-grid")).to_be_hidden()


def test_an_empty_timeline_is_a_table_to_fill_in_on_paper_and_not_on_the_screen(bench: Bench):
    """Each option has its letter, and each stretch a row with the letters to ring and room for words."""
    page = bench.open(kept({}, some_months()))
    expect(page.locator(".alo-tl-none-yet")).to_be_visible()
    for shut in (".alo-tl-told", ".alo-tl-whole-place", ".alo-tl-with-a-pen"):
        expect(page.locator(shut)).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".alo-tl-with-a-pen")).to_contain_text("Ring one letter")
    expect(page.locator(".alo-tl-none-yet")).to_be_hidden()
    expect(page.locator(".alo-tl-chart")).to_be_hidden()
    rows = page.locator(".alo-tl-told tbody tr:visible")
    expect(rows).to_have_count(24)
    letters = rows.first.locator("td").first.locator("span > span")
    expect(letters).to_have_text(
        page.locator(".alo-tl-key-list").first.locator(".alo-tl-bit").all_text_contents()
    )
    assert rows.first.locator(".alo-tl-told-note").bounding_box()["width"] > 250


def test_on_paper_a_timeline_is_no_grid_for_a_long_table_would_run_into_the_foot_of_its_card(bench: Bench):
    page = bench.open(kept({}, some_months()))
    page.emulate_media(media="print")
    for part in (".alo-body", ".alo-tl-whole"):
        expect(page.locator(part)).to_have_css("display", "block")


def test_a_timeline_that_was_opened_as_a_table_and_emptied_again_prints_its_rows(bench: Bench):
    page = bench.open(kept({"stretches": [{"number": 1, "marks": {"l1": "a"}}]}))
    button(page, "Show the same as a table").click()
    page.locator(".alo-tl-grid [aria-pressed=true]").click()
    expect(page.locator(".alo-tl-told")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".alo-tl-told tbody tr:visible")).to_have_count(18)


# ---- older, foreign and hostile ----

MISSHAPEN = [
    {"stretches": None},
    {"stretches": "x"},
    {"stretches": [None, 3, {"number": "1"}, {"number": 0}, {"number": 999}, {"number": 2, "marks": ["a"]}]},
    {"stretches": [{"number": 2, "marks": {"l1": 4}, "note": 7}]},
]


@pytest.mark.parametrize("value", MISSHAPEN)
def test_a_misshapen_answer_leaves_an_empty_timeline(bench: Bench, value: dict):
    expect(bench.open(kept(value)).get_by_text("Nothing is noted yet.")).to_be_visible()


def test_what_an_older_version_had_is_kept_though_it_is_not_shown(bench: Bench):
    old = [{"number": 1, "marks": {"l1": "z", "l9": "a"}}, {"number": 40, "marks": {"l1": "a"}}]
    bench.desk.keep(URL, {"stretches": old})
    page = bench.open(kept({"stretches": old}, way="desk"))
    expect(page.get_by_text("Nothing is noted yet.")).to_be_visible()
    choice(page, "Minute 1: The mentor's stance", "Together").click()
    assert saved(bench, page) == [{"number": 1, "marks": {"l1": "z", "l9": "a", "l2": "b"}}, old[1]]


def test_markup_in_a_text_is_text(bench: Bench):
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    item = some_months() | {"prompt": hostile, "hint": hostile}
    item["lanes"] = [{**item["lanes"][0], "label": hostile}]
    item["lanes"][0]["options"] = [
        {"id": "a", "label": hostile, "hint": hostile},
        *item["lanes"][0]["options"][1:],
    ]
    page = bench.open(kept({"stretches": [{"number": 1, "marks": {"l1": "a"}, "note": hostile}]}, item))
    button(page, "Show the same as a table").click()
    assert page.locator(".alo-card :is(img, script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert not re.search("<(script|img)", plain_html(item))


def test_the_other_version_of_a_conflict_lists_its_stretches(bench: Bench):
    page = bench.open(box(some_minutes()))
    bench.desk.keep(URL, NOTED)
    choice(page, "Minute 2: Who spoke most", "Nobody").click()
    page.get_by_role("button", name="Show the other version").click()
    expect(page.locator(".alo-other li").first).to_have_text("Minute 1: Leader · Drawing out")
    page.get_by_role("button", name="Use the other version").click()
    expect(choice(page, "Minute 6: Who spoke most", "Mentor")).to_have_attribute("aria-pressed", "true")


def test_an_answer_from_elsewhere_is_drawn(bench: Bench):
    page = bench.open(box(some_months()))
    bench.desk.keep("alongside/api/answers/m06-e1", {"stretches": [{"number": 2, "note": "Rain."}]})
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.get_by_label("Month 2: In a few words")).to_have_value("Rain.")


# ---- looks ----


def open_all(bench: Bench, **looks: object) -> Page:
    month = {"stretches": [{"number": 2, "marks": {"l1": "d"}, "note": "Rain for four weeks."}]}
    page = bench.open(kept(NOTED), kept(month, some_months()), box(some_minutes(id="m03-e2")), **looks)
    page.locator("#box-0").get_by_role("button", name="Show the same as a table").click()
    page.locator("#box-2").get_by_role("button", name="Start the clock").click()
    return page


def test_axe_finds_nothing_in_timelines(bench: Bench, violations: Callable):
    assert flaws(open_all(bench), violations) == []


@pytest.mark.parametrize("width", [900, 360])
def test_timelines_fit_the_screen_and_a_thumb(bench: Bench, width: int):
    page = open_all(bench, width=width)
    assert fits(page, width)
    assert fits_a_thumb(page, "button, summary, .alo-input", more_than=100)


def test_big_buttons_are_big_enough_for_a_thumb_that_is_not_looked_at(bench: Bench):
    page = running(bench)
    heights = page.locator(".alo-tl-big").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert min(heights) >= 64


def test_on_a_phone_each_cell_carries_its_label(bench: Bench):
    page = bench.open(kept(NOTED), width=360)
    expect(page.locator(".alo-tl-stretch").first.get_by_text("Who spoke most")).to_be_visible()
    expect(page.locator(".alo-tl-stretch").first.get_by_text("Minute 1", exact=True)).to_be_visible()
    page.set_viewport_size({"width": 900, "height": 900})
    assert page.locator(".alo-tl-cell-label:visible").count() == 0


def test_in_forced_colours_what_is_pressed_differs(bench: Bench):
    page = bench.open(kept(NOTED))
    page.emulate_media(forced_colors="active")
    colours = [
        choice(page, "Minute 1: Who spoke most", name).evaluate("e => getComputedStyle(e).backgroundColor")
        for name in ("Leader", "Mentor")
    ]
    assert colours[0] != colours[1]


def test_a_pseudo_translation_of_a_timeline_leaves_no_english_behind(bench: Bench):
    page = bench.open(translated(kept(NOTED)))
    button(page, "⟦Start the clock⟧").click()
    assert untranslated(page) == []


def test_paper_without_a_widget_has_a_row_for_each_stretch_and_letters_to_ring():
    html = plain_html(some_months())
    assert html.count("<tr>") == 25
    assert "<li>A High</li>" in html
    assert "In a few words" in html
    assert "Names do not belong here" in html
    assert plain_html(some_minutes(lanes=[SPEAKERS])).count("A &emsp;") == 18
