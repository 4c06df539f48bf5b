"""The comparison: both sides in words on their own scales, and levels copied in from letters."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from alongside_widgets.compare import plain_html
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items_joined import FOUR, OWN, a_comparison
from widgets.looks import fits, fits_a_thumb, flaws

URL = "alongside/api/answers/a1-v1"
FIRST = {"id": "a1", "date": "2026-02-14", "competence": "c2", "level": 2}
SECOND = {"id": "b2", "date": "2026-06-14", "competence": "c2", "level": 3}
GIVEN = {"given": [FIRST, SECOND], "note": "They see more than I do."}


def kept(*given: dict, own: list | None = OWN, note: str = "") -> dict:
    answer = {"given": list(given or (FIRST, SECOND)), "note": note}
    return box(a_comparison(own), way="none", answer=answer, rev=1)


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def saved(bench: Bench, page: Page) -> dict:
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    return bench.desk.puts[-1]["value"]


def cells(page: Page, competence: str) -> list[str]:
    row = page.get_by_role("row", name=re.compile(f"^{competence}"))
    return [re.sub(r"\s+", " ", text).strip() for text in row.get_by_role("cell").all_inner_texts()]


def rows(page: Page) -> list[str]:
    return [re.sub(r"\s+", " ", text) for text in page.locator(".alo-cmp-row-words").all_inner_texts()]


# ---- both sides ----


def test_each_competence_has_both_sides_in_words_on_their_own_scales(bench: Bench):
    page = bench.open(kept())
    assert cells(page, "Listening") == [
        "5 Nov 2025 2 With help, 3 Mostly Now 3 Mostly, 3 Mostly",
        "14 Feb 2026 2 meets 14 Jun 2026 3 strong",
    ]


def test_ratings_from_several_units_stand_by_date_with_their_unit(bench: Bench):
    page = bench.open(kept())
    own, _given = cells(page, "Questions")
    assert own == (
        "5 Nov 2025, Listening before helping 1 Not yet 20 Jan 2026, From watching to doing 4 often "
        "Now, Listening before helping 2 With help"
    )


def test_a_competence_without_figures_says_so(bench: Bench):
    assert cells(bench.open(kept()), "Reflection") == ["nothing yet", "nothing yet"]


def test_what_was_kept_last_is_not_shown_again_as_now(bench: Bench):
    same = [OWN[0], {**OWN[0], "at": ""}]
    page = bench.open(kept(own=same))
    assert cells(page, "Listening")[0] == "5 Nov 2025 2 With help, 3 Mostly"


def test_the_warning_and_the_scales_are_in_sight(bench: Bench):
    page = bench.open(kept())
    expect(page.get_by_text("Self-ratings are a poor guide")).to_be_visible()
    for scale in (
        "My scale: 1 Not yet · 2 With help · 3 Mostly · 4 Without thinking",
        "My scale: 1 never · 2 rarely · 3 sometimes · 4 often · 5 always",
        "The assessors' scale: 0 not seen · 1 seen · 2 meets · 3 strong",
    ):
        expect(page.get_by_text(scale)).to_be_visible()


def test_the_chart_keeps_scales_apart_and_tells_sides_by_shape(bench: Bench):
    page = bench.open(kept(FIRST, {**SECOND, "competence": "c3"}))
    panel = page.locator(".alo-cmp-strip-panel").nth(1)
    assert panel.locator(".alo-cmp-strip-title").all_inner_texts() == [
        "How I rated myself: Listening before helping",
        "How I rated myself: From watching to doing",
        "What assessors gave",
    ]
    assert panel.locator("svg").nth(1).locator("text").all_text_contents() == ["1", "2", "3", "4", "5"]
    assert panel.locator("circle").count() == 3
    assert panel.locator(".alo-cmp-mark-now").count() == 1
    assert panel.locator("rect").count() == 1
    assert panel.locator(".alo-cmp-days span").all_inner_texts() == ["5 Nov 2025", "Now"]


def test_the_chart_is_told_in_words_too(bench: Bench):
    told = (
        "Listening and presence. How I rated myself: 5 Nov 2025: 2 With help, 3 Mostly; "
        "Now: 3 Mostly, 3 Mostly. What assessors gave: 14 Feb 2026: 2 meets."
    )
    expect(bench.open(kept(FIRST)).get_by_role("img", name=told)).to_be_visible()


def test_equal_values_of_one_day_are_two_marks_beside_each_other(bench: Bench):
    page = bench.open(kept())
    places = page.locator(".alo-cmp-strip-panel").first.locator(".alo-cmp-mark-now")
    assert len(set(places.evaluate_all("all => all.map(e => e.getAttribute('cx'))"))) == 2


# ---- nothing there yet ----


def test_without_own_ratings_it_is_said_where_they_come_from(bench: Bench):
    page = bench.open(box(a_comparison()))
    expect(page.get_by_text("Listening before helping · From watching to doing")).to_be_visible()
    expect(page.get_by_text("You have not rated yourself on these competences yet.")).to_be_visible()
    expect(page.get_by_text("No levels yet. They stand in the letter")).to_be_visible()
    assert page.get_by_role("row").count() == 4
    assert page.locator("svg.alo-cmp-strip").count() == 0


def test_where_own_ratings_cannot_be_read_it_is_said_without_names(bench: Bench):
    item = {name: value for name, value in a_comparison().items() if name not in {"own", "sources"}}
    page = bench.open(box(item, way="none"))
    expect(page.get_by_text("Your own ratings cannot be read on this page.")).to_be_visible()


# ---- levels from letters ----


def test_levels_of_a_letter_are_copied_in_one_after_the_other(bench: Bench):
    page = bench.open(box(a_comparison(OWN)))
    button(page, "Add a level from a letter").click()
    expect(page.get_by_label("Date of the letter")).to_be_focused()
    page.get_by_label("Date of the letter").fill("2026-02-14")
    page.get_by_label("Level", exact=True).select_option("2 meets")
    button(page, "Next level from this letter").click()
    expect(page.get_by_label("Date of the letter")).to_have_value("2026-02-14")
    expect(page.get_by_label("Competence")).to_have_value("c3")
    expect(page.get_by_label("Level", exact=True)).to_be_focused()
    page.get_by_label("Level", exact=True).select_option("1 seen")
    button(page, "Close this row").click()
    assert rows(page) == [
        "14 Feb 2026 Listening and presence: 2 meets",
        "14 Feb 2026 Questions and dialogue: 1 seen",
    ]
    given = saved(bench, page)["given"]
    assert all(re.fullmatch(r"[a-z0-9]{12}", row.pop("id")) for row in given)
    assert given == [
        {"date": "2026-02-14", "competence": "c2", "level": 2},
        {"date": "2026-02-14", "competence": "c3", "level": 1},
    ]


def test_a_level_appears_beside_own_ratings_as_it_is_chosen(bench: Bench):
    page = bench.open(box(a_comparison(OWN)))
    button(page, "Add a level from a letter").click()
    page.get_by_label("Date of the letter").fill("2026-02-14")
    page.get_by_label("Level", exact=True).select_option("0 not seen")
    assert cells(page, "Listening")[1] == "14 Feb 2026 0 not seen"


def test_the_keyboard_alone_changes_a_level_and_takes_it_back(bench: Bench):
    page = bench.open(kept(FIRST))
    button(page, "Change Listening and presence of 14 Feb 2026").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Date of the letter")).to_be_focused()
    page.get_by_label("Level", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(button(page, "Change Listening and presence of 14 Feb 2026")).to_be_focused()
    assert rows(page) == ["14 Feb 2026 Listening and presence: 3 strong"]
    page.keyboard.press("Control+z")
    assert rows(page) == ["14 Feb 2026 Listening and presence: 2 meets"]
    expect(button(page, "Undo")).to_be_focused()


def test_a_removed_level_comes_back_with_undo(bench: Bench):
    bench.desk.keep(URL, GIVEN)
    page = bench.open(box(a_comparison(OWN), answer=GIVEN, rev=1))
    button(page, "Remove Listening and presence of 14 Feb 2026").click()
    expect(page.locator("[aria-live]")).to_have_text("The level is removed. Undo brings it back.")
    expect(button(page, "Undo")).to_be_focused()
    assert saved(bench, page) == {**GIVEN, "given": [SECOND]}
    page.keyboard.press("Enter")
    assert len(rows(page)) == 2
    page.wait_for_function("() => models[0].get('answer').given.length === 2")
    assert bench.desk.kept[URL]["value"] == GIVEN


def test_a_row_without_a_level_is_not_kept(bench: Bench):
    page = bench.open(box(a_comparison()))
    button(page, "Add a level from a letter").click()
    button(page, "Close this row").click()
    expect(page.locator("[aria-live]")).to_have_text("No level was chosen there, so no row was added.")
    expect(button(page, "Add a level from a letter")).to_be_focused()
    assert bench.desk.puts == []


def test_half_a_date_is_said_and_not_kept(bench: Bench):
    page = bench.open(kept(FIRST))
    button(page, "Change Listening and presence of 14 Feb 2026").click()
    page.get_by_label("Date of the letter").fill("")
    expect(page.get_by_role("alert")).to_contain_text("Choose a whole date")
    button(page, "Close this row").click()
    assert rows(page) == ["14 Feb 2026 Listening and presence: 2 meets"]


def test_a_new_row_can_be_removed_before_anything_is_chosen(bench: Bench):
    page = bench.open(kept(FIRST))
    button(page, "Add a level from a letter").click()
    page.locator(".alo-cmp-form").get_by_role("button", name="Remove").click()
    assert len(rows(page)) == 1
    expect(button(page, "Undo")).to_have_attribute("aria-disabled", "true")


def test_the_note_is_saved(bench: Bench):
    page = bench.open(box(a_comparison()))
    page.get_by_label("What I make of the difference").fill("They saw a pause.")
    assert saved(bench, page) == {"note": "They saw a pause."}


# ---- older, foreign and hostile ----


@pytest.mark.parametrize(
    "value",
    [
        {"given": None, "note": 3},
        {"given": [None, 3, {"id": "a"}, {**FIRST, "level": "2"}, {**FIRST, "date": "x"}]},
    ],
)
def test_a_misshapen_answer_leaves_an_empty_comparison(bench: Bench, value: dict):
    page = bench.open(box(a_comparison(OWN), way="none", answer=value, rev=1))
    expect(page.get_by_text("No levels yet.")).to_be_visible()
    expect(page.get_by_label("What I make of the difference")).to_have_value("")


def test_a_level_of_a_dropped_competence_is_kept_and_shown(bench: Bench):
    old = {**FIRST, "competence": "c9", "level": 7}
    bench.desk.keep(URL, {"given": [old]})
    page = bench.open(box(a_comparison(OWN), answer={"given": [old]}, rev=1))
    assert rows(page) == ["14 Feb 2026 c9: 7"]
    button(page, "Change c9 of 14 Feb 2026").click()
    expect(page.get_by_label("Competence")).to_have_value("c9")
    page.get_by_label("Date of the letter").fill("2026-02-15")
    assert saved(bench, page) == {"given": [{**old, "date": "2026-02-15"}]}


@pytest.mark.parametrize(
    "own", [[None, 3, {"ratings": {}}], [{"rating": "m03-s1", "at": "", "scale": FOUR, "ratings": {"c2": 2}}]]
)
def test_misshapen_own_ratings_do_not_stop_the_page(bench: Bench, own: list):
    assert cells(bench.open(kept(FIRST, own=own)), "Listening") == ["nothing yet", "14 Feb 2026 2 meets"]


def test_a_value_that_is_on_no_scale_is_told_as_a_number(bench: Bench):
    odd = [{**OWN[0], "ratings": {"c2": [9]}}]
    page = bench.open(kept({**FIRST, "level": 8}, own=odd))
    assert cells(page, "Listening") == ["5 Nov 2025 9", "14 Feb 2026 8"]


def test_markup_in_a_text_is_text(bench: Bench):
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    item = a_comparison([{**OWN[0], "scale": [{"value": 2, "label": hostile}]}])
    item |= {"prompt": hostile, "warning": hostile, "lines": [{"id": "c2", "text": hostile}]}
    item["sources"] = [{"rating": "m03-s1", "title": hostile}]
    item["levels"] = [{"value": 2, "label": hostile}]
    page = bench.open(box(item, way="none", answer={"given": [FIRST], "note": hostile}, rev=1))
    assert page.locator(".alo-card :is(img, script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert not re.search("<(img|script)", plain_html(item))


def test_the_other_version_of_a_conflict_lists_its_levels(bench: Bench):
    page = bench.open(box(a_comparison(OWN)))
    bench.desk.keep(URL, GIVEN)
    page.get_by_label("What I make of the difference").fill("Mine.")
    page.get_by_label("What I make of the difference").blur()
    page.get_by_role("button", name="Show the other version").click()
    expect(page.locator(".alo-other li")).to_have_text(
        ["14 Feb 2026: Listening and presence: 2 meets", "14 Jun 2026: Listening and presence: 3 strong"]
    )
    expect(page.locator(".alo-other")).to_contain_text(GIVEN["note"])
    page.get_by_role("button", name="Use the other version").click()
    assert len(rows(page)) == 2


# ---- looks ----


def open_all(bench: Bench, **looks: object) -> Page:
    page = bench.open(box(a_comparison()), kept(), **looks)
    page.locator("#box-1").get_by_role("button", name="Change Listening and presence of 14 Feb").click()
    return page


def test_axe_finds_nothing_in_comparisons(bench: Bench, violations: Callable):
    assert flaws(open_all(bench), violations) == []


def test_comparisons_fit_a_phone_and_a_thumb(bench: Bench):
    page = open_all(bench, width=360)
    assert fits(page)
    assert fits_a_thumb(page, "button, .alo-input", more_than=8)


def test_on_a_phone_each_cell_carries_its_label(bench: Bench):
    page = bench.open(kept(FIRST), width=360)
    expect(page.get_by_role("cell", name="What assessors gave 14 Feb 2026 2 meets")).to_be_visible()
    page.set_viewport_size({"width": 900, "height": 900})
    assert page.locator(".alo-cmp-label:visible").count() == 0


def test_in_forced_colours_now_is_still_a_ring(bench: Bench):
    page = bench.open(kept())
    page.emulate_media(forced_colors="active")
    fill = "e => getComputedStyle(e).fill"
    assert page.locator(".alo-cmp-mark-now").first.evaluate(fill) != page.locator("rect").first.evaluate(fill)


def test_paper_without_a_widget_has_the_warning_an_empty_table_and_the_levels():
    html = plain_html(a_comparison(OWN))
    for text in ["Self-ratings are a poor guide", "Questions and dialogue", "0 not seen · 1 seen"]:
        assert text in html
    assert html.count("<tr>") == 4
    assert "With help" not in html
