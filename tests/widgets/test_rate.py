"""The self-assessment: rating, clearing, keeping a profile and comparing."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items import a_rating

KEPT = [
    {"at": "2025-11-05T10:00:00.000Z", "ratings": {"i1": 2, "i2": 1}},
    {"at": "2026-01-20T10:00:00.000Z", "ratings": {"i1": 3, "i2": 1}},
]
ASK = "I can ask three open questions in a row without slipping in advice"


def rated(**changes: object) -> dict:
    value = {"ratings": {"i1": 3, "i2": 3}, "kept": KEPT, **changes}
    return box(a_rating(), way="none", answer=value, rev=1)


def row(page: Page, statement: str):
    return page.get_by_role("radiogroup", name=statement)


def test_each_statement_is_a_group_of_radios_named_by_the_scale(bench: Bench):
    page = bench.open(box(a_rating()))
    assert page.get_by_role("radiogroup").count() == 5
    for label in ["Not yet", "With help", "Mostly", "Without thinking"]:
        assert row(page, ASK).get_by_role("radio", name=label).count() == 1


def test_a_rating_is_saved_by_id_and_counted(bench: Bench):
    page = bench.open(box(a_rating()))
    row(page, ASK).get_by_role("radio", name="Mostly").check()
    expect(page.get_by_text("1 of 5 answered")).to_be_visible()
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    assert bench.desk.puts == [{"value": {"ratings": {"i2": 3}, "kept": []}, "rev": 0}]


def test_the_keyboard_alone_rates_clears_and_keeps(bench: Bench):
    page = bench.open(box(a_rating()))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="With help").first).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear the answer to: I let the other person")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Not yet").first).to_be_focused()
    assert page.locator("input:checked").count() == 0
    page.keyboard.press("Space")
    for _ in range(6):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Keep this profile")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Profile kept on"))).to_be_visible()


def test_two_ratings_on_one_page_do_not_share_their_radios(bench: Bench):
    page = bench.open(box(a_rating()), box(a_rating()))
    page.get_by_role("radio").first.check()
    page.locator("#box-1").get_by_role("radio").nth(1).check()
    expect(page.get_by_role("radio").first).to_be_checked()


def test_a_kept_profile_carries_its_date_and_its_ratings(bench: Bench):
    page = bench.open(box(a_rating()))
    row(page, ASK).get_by_role("radio", name="Mostly").check()
    page.get_by_role("button", name="Keep this profile").click()
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    (profile,) = bench.desk.kept["alongside/api/answers/m03-s1"]["value"]["kept"]
    assert profile["ratings"] == {"i2": 3}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", profile["at"])


def test_the_same_profile_is_kept_only_once(bench: Bench):
    page = bench.open(box(a_rating()))
    page.get_by_role("radio").first.check()
    keep = page.get_by_role("button", name="Keep this profile")
    keep.click()
    keep.click()
    expect(page.get_by_text("This profile is already kept.")).to_be_attached()
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    assert len(bench.desk.kept["alongside/api/answers/m03-s1"]["value"]["kept"]) == 1


def test_the_chart_tells_each_statement_over_time_in_words_too(bench: Bench):
    page = bench.open(rated())
    told = "5 November 2025: 1 Not yet; 20 January 2026: 1 Not yet; Now: 3 Mostly"
    expect(page.get_by_role("img", name=told)).to_be_visible()


def test_what_stands_now_differs_from_kept_profiles_by_shape(bench: Bench):
    page = bench.open(rated())
    panel = page.locator(".alo-panel").first
    assert panel.locator(".alo-dot").count() == 3
    assert panel.locator(".alo-dot-now").count() == 1


def test_the_table_says_the_same_as_the_chart(bench: Bench):
    page = bench.open(rated())
    page.get_by_role("button", name="Table").click()
    expect(page.get_by_role("columnheader")).to_have_text(
        ["Statement", "5 November 2025", "20 January 2026", "Now"]
    )
    expect(page.get_by_role("row", name=ASK).get_by_role("cell")).to_have_text(
        ["1 Not yet", "1 Not yet", "3 Mostly"]
    )
    expect(page.get_by_role("row", name="I agree").get_by_role("cell")).to_have_text(["no answer"] * 3)


def test_the_chosen_view_stands_out(bench: Bench):
    """Also where another widget's style sheet, with the shared rules in front, comes later on the page."""
    page = bench.open(rated())
    ground = "button => getComputedStyle(button).backgroundColor"
    chart, table = page.get_by_role("button", name="Chart"), page.get_by_role("button", name="Table")
    expect(chart).to_have_attribute("aria-pressed", "true")
    assert chart.evaluate(ground) != table.evaluate(ground)


def test_profiles_of_one_day_are_told_apart_by_the_time(bench: Bench):
    later = {"at": "2025-11-05T16:30:00.000Z", "ratings": {"i1": 4}}
    page = bench.open(rated(ratings={"i1": 4}, kept=[KEPT[0], later]))
    page.get_by_role("button", name="Table").click()
    expect(page.get_by_role("columnheader")).to_have_text(
        ["Statement", "5 November 2025, 10:00", "5 November 2025, 16:30"]
    )
