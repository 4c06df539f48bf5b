"""The log: rows that are kept as they are written, sums against what was arranged, and a way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from alongside_widgets.log import plain_html
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items_to_fill import a_log
from widgets.looks import fits, fits_a_thumb, flaws, translated, untranslated

URL = "alongside/api/answers/x03-l1"
FIRST = {
    "id": "a1",
    "date": "2026-03-03",
    "minutes": 40,
    "with_whom": "deputy, other school",
    "action": "Four minutes, then a summary",
    "done": True,
}
SECOND = {
    "id": "b2",
    "date": "2026-03-10",
    "minutes": 55,
    "with_whom": "caretaker",
    "action": "One question at a time",
    "done": False,
}
ROWS = {"rows": [FIRST, SECOND]}


def kept(*rows: dict, **changes: object) -> dict:
    return box(a_log(**changes), way="none", answer={"rows": list(rows or (FIRST, SECOND))}, rev=1)


def dates(page: Page) -> list[str]:
    return page.locator(".alo-log-row .alo-cell:first-child").evaluate_all(
        "all => all.map(e => e.lastChild.textContent)"
    )


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def saved(bench: Bench, page: Page) -> list[dict]:
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    return bench.desk.puts[-1]["value"]["rows"]


def said(page: Page):
    return page.locator("[aria-live]")


# ---- writing ----


def test_a_row_is_kept_as_it_is_written(bench: Bench):
    page = bench.open(box(a_log()))
    button(page, "Add a row").click()
    expect(page.get_by_label("Date")).to_be_focused()
    page.get_by_label("Date").fill("2026-03-05")
    page.get_by_label("Minutes").fill("45")
    page.get_by_label("With whom").fill("N. D.")
    page.get_by_label("What you practised").fill("A summary.")
    (row,) = saved(bench, page)
    assert re.fullmatch(r"[a-z0-9]{12}", row.pop("id"))
    assert row == {
        "date": "2026-03-05",
        "minutes": 45,
        "with_whom": "N. D.",
        "action": "A summary.",
        "done": False,
    }


def test_the_keyboard_alone_adds_closes_ticks_and_undoes(bench: Bench):
    page = bench.open(box(a_log()))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_label("Minutes").focus()
    page.keyboard.type("50")
    page.keyboard.press("Tab")
    page.keyboard.type("caretaker")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Change the row of")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_role("checkbox")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("checkbox")).not_to_be_checked()
    expect(said(page)).to_have_text("Undone: 1 row")
    (row,) = saved(bench, page)
    assert (row["minutes"], row["with_whom"], row["done"]) == (50, "caretaker", False)


def test_a_new_row_is_of_today_where_the_person_is(bench: Bench):
    page = bench.open(box(a_log()))
    page.clock.set_fixed_time("2026-03-29T23:30:00Z")  # half past midnight, summer time
    button(page, "Add a row").click()
    expect(page.get_by_label("Date")).to_have_value("2026-03-30")


def test_a_row_in_which_nothing_was_written_goes_again(bench: Bench):
    page = bench.open(box(a_log()))
    button(page, "Add a row").click()
    button(page, "Close this row").click()
    expect(said(page)).to_have_text("Nothing was written there, so no row was added.")
    expect(page.get_by_text("No rows yet.")).to_be_visible()
    expect(button(page, "Add a row")).to_be_focused()


def test_rows_stand_by_date_once_they_are_closed(bench: Bench):
    page = bench.open(kept(SECOND, FIRST))
    assert dates(page) == ["3 Mar 2026", "10 Mar 2026"]
    button(page, "Change the row of 3 Mar 2026").click()
    page.get_by_label("Date").fill("2026-04-01")
    button(page, "Close this row").click()
    assert dates(page) == ["10 Mar 2026", "1 Apr 2026"]
    expect(button(page, "Change the row of 1 Apr 2026")).to_be_focused()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("Minutes", "1441", "Whole minutes, 0 to 1440"),
        ("Minutes", "-5", "Whole minutes, 0 to 1440"),
        ("Minutes", "2.5", "Whole minutes, 0 to 1440"),
        ("Date", "", "Choose a whole date"),
    ],
)
def test_what_cannot_be_is_said_and_not_kept(bench: Bench, field: str, typed: str, sentence: str):
    page = bench.open(kept(FIRST))
    button(page, "Change the row of 3 Mar 2026").click()
    page.get_by_label(field).fill(typed)
    expect(page.get_by_role("alert")).to_contain_text(sentence)
    expect(page.get_by_label(field)).to_have_attribute("aria-invalid", "true")
    button(page, "Close this row").click()
    assert dates(page) == ["3 Mar 2026"]
    expect(page.get_by_role("cell", name="40")).to_be_visible()


# ---- taking back ----


def test_a_removed_row_comes_back_with_undo(bench: Bench):
    bench.desk.keep(URL, ROWS)
    page = bench.open(box(a_log(), answer=ROWS, rev=1))
    expect(button(page, "Undo")).to_have_attribute("aria-disabled", "true")
    button(page, "Remove the row of 3 Mar 2026").click()
    expect(said(page)).to_have_text("The row of 3 Mar 2026 is removed. Undo brings it back.")
    expect(button(page, "Undo")).to_be_focused()
    assert dates(page) == ["10 Mar 2026"]
    assert saved(bench, page) == [SECOND]
    page.keyboard.press("Enter")
    assert dates(page) == ["3 Mar 2026", "10 Mar 2026"]
    page.wait_for_function("() => models[0].get('answer').rows.length === 2")
    assert bench.desk.kept[URL]["value"] == ROWS


def test_undo_takes_back_a_whole_change_of_a_row(bench: Bench):
    page = bench.open(kept())
    button(page, "Change the row of 3 Mar 2026").click()
    page.get_by_label("With whom").fill("somebody else")
    page.get_by_label("Minutes").fill("50")
    button(page, "Undo").click()
    expect(page.get_by_role("cell", name="deputy, other school")).to_be_visible()
    expect(page.get_by_role("cell", name="40")).to_be_visible()
    assert page.locator(".alo-row-form").count() == 0


# ---- sums ----


def test_rows_and_minutes_are_set_beside_what_was_arranged(bench: Bench):
    page = bench.open(kept())
    expect(page.get_by_text("Arranged: 3 × 45 to 60 minutes")).to_be_visible()
    expect(page.get_by_text("So far: 2 of 3, 95 of 135 to 180 minutes")).to_be_visible()
    expect(page.locator(".alo-pip")).to_have_count(3)
    expect(page.locator(".alo-taken")).to_have_count(2)
    expect(page.locator(".alo-off")).to_have_text(["shorter than arranged"])


def test_sums_follow_what_is_typed(bench: Bench):
    page = bench.open(kept(FIRST))
    button(page, "Change the row of 3 Mar 2026").click()
    page.get_by_label("Minutes").fill("60")
    expect(page.get_by_text("So far: 1 of 3, 60 of 135 to 180 minutes")).to_be_visible()


def test_without_an_arrangement_there_is_a_plain_sum(bench: Bench):
    page = bench.open(kept(FIRST, arrangement=None))
    expect(page.get_by_text("Together: 1 row, 40 minutes")).to_be_visible()
    assert page.locator(".alo-off, .alo-pip").count() == 0


def test_the_rule_about_children_is_always_in_sight(bench: Bench):
    page = bench.open(box(a_log()), kept(), width=360)
    expect(page.get_by_text("Never notes about a child")).to_have_count(2)


# ---- the table for a spreadsheet ----


def downloaded(page: Page, folder: Path) -> bytes:
    with page.expect_download() as started:
        button(page, "Download as a table (CSV)").click()
    assert started.value.suggested_filename == "x03-l1.csv"
    started.value.save_as(folder / "rows.csv")
    return (folder / "rows.csv").read_bytes()


def test_own_rows_can_be_taken_along_as_a_table(bench: Bench, tmp_path: Path):
    told = downloaded(bench.open(kept()), tmp_path).decode("utf-8-sig")
    assert told.split("\r\n") == [
        '"Date","Minutes","With whom","What you practised","Done"',
        '"2026-03-03","40","deputy, other school","Four minutes, then a summary","yes"',
        '"2026-03-10","55","caretaker","One question at a time","no"',
        "",
    ]


def test_a_text_like_a_formula_reaches_a_spreadsheet_as_text(bench: Bench, tmp_path: Path):
    told = downloaded(bench.open(kept({**FIRST, "with_whom": "=1+1", "action": 'say "no"'})), tmp_path)
    assert b'"\'=1+1","say ""no"""' in told


def test_without_rows_there_is_nothing_to_download(bench: Bench):
    expect(button(bench.open(box(a_log())), "Download as a table (CSV)")).to_be_hidden()


# ---- older, foreign and hostile ----

MISSHAPEN = [
    {"rows": None},
    {"rows": "x"},
    {"rows": [None, 3, {"id": "a"}, {"id": 1, "date": "2026-03-03"}, {"id": "b", "date": "soon"}]},
]


@pytest.mark.parametrize("value", MISSHAPEN)
def test_a_misshapen_answer_leaves_an_empty_log(bench: Bench, value: dict):
    page = bench.open(box(a_log(), way="none", answer=value, rev=1))
    expect(page.get_by_text("No rows yet.")).to_be_visible()


def test_what_is_usable_of_a_misshapen_row_is_shown(bench: Bench):
    page = bench.open(
        kept({"id": "a", "date": "2026-03-03", "minutes": "40"}, {"id": "a", "date": "2026-03-04"})
    )
    assert dates(page) == ["3 Mar 2026"]


def test_markup_in_a_text_is_text(bench: Bench):
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    item = a_log() | {"prompt": hostile, "hint": hostile, "action": hostile}
    row = {**FIRST, "with_whom": hostile, "action": hostile}
    page = bench.open(box(item, way="none", answer={"rows": [row, SECOND]}, rev=1))
    button(page, "Change the row of 10 Mar 2026").click()
    assert page.locator(".alo-card :is(img, script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert "<script>" not in plain_html(item)
    assert "<img" not in plain_html(item)


def test_the_other_version_of_a_conflict_lists_its_rows(bench: Bench):
    page = bench.open(box(a_log()))
    bench.desk.keep(URL, ROWS)
    button(page, "Add a row").click()
    page.get_by_label("With whom").fill("caretaker")
    button(page, "Close this row").click()
    page.get_by_role("button", name="Show the other version").click()
    expect(page.locator(".alo-other li")).to_have_text(
        [
            "3 Mar 2026 · 40 · deputy, other school · Four minutes, then a summary",
            "10 Mar 2026 · 55 · caretaker · One question at a time",
        ]
    )
    page.get_by_role("button", name="Use the other version").click()
    assert dates(page) == ["3 Mar 2026", "10 Mar 2026"]


# ---- looks ----


def open_all(bench: Bench, **looks: object) -> Page:
    page = bench.open(box(a_log()), kept(), **looks)
    page.locator("#box-1").get_by_role("button", name="Change the row of 10 Mar").click()
    return page


def test_axe_finds_nothing_in_logs(bench: Bench, violations: Callable):
    assert flaws(open_all(bench), violations) == []


def test_logs_fit_a_phone_and_a_thumb(bench: Bench):
    page = open_all(bench, width=360)
    assert fits(page)
    assert fits_a_thumb(page, "button, label:has(input), .alo-input", more_than=10)


def test_on_a_phone_each_cell_carries_its_label(bench: Bench):
    page = bench.open(kept(FIRST), width=360)
    expect(page.get_by_role("cell", name="With whom deputy, other school")).to_be_visible()
    page.set_viewport_size({"width": 900, "height": 900})
    expect(page.get_by_role("cell", name="deputy, other school", exact=True)).to_be_visible()
    assert page.locator(".alo-cell-label:visible").count() == 0


def test_on_a_wide_screen_no_word_is_broken(bench: Bench):
    page = bench.open(kept())
    tall = page.locator("thead th, .alo-tools .alo-button").evaluate_all(
        "all => all.map(e => e.offsetHeight)"
    )
    assert max(tall) < 60


def test_a_pseudo_translation_of_a_log_leaves_no_english_behind(bench: Bench):
    page = bench.open(translated(kept()))
    button(page, "⟦Change the row of 10 Mar 2026⟧").click()
    assert untranslated(page, known=("item", "answer")) == []


def test_paper_without_a_widget_shows_rule_arrangement_and_empty_rows():
    html = plain_html(a_log())
    for text in ["Never notes about a child", "Arranged: 3 × 45 to 60 minutes", "What you practised"]:
        assert text in html
    assert html.count("<tr>") == 4


def test_an_empty_log_is_printed_with_a_row_for_each_meeting_that_was_arranged(bench: Bench):
    page = bench.open(box(a_log()))
    assert page.locator(".alo-pen").is_hidden()
    page.emulate_media(media="print")
    assert page.locator(".alo-pen tbody tr:visible").count() == 3
    assert page.get_by_text("No rows yet.").is_hidden()


def test_a_log_with_rows_is_printed_without_empty_ones(bench: Bench):
    page = bench.open(kept())
    page.emulate_media(media="print")
    assert page.locator(".alo-log-row:visible").count() == 2
    assert page.locator(".alo-pen").count() == 0
