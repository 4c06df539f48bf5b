"""What every widget owes everybody: contrast, names, narrow screens, keyboards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items import a_rating, a_reflection, a_task
from widgets.items_joined import BEFORE, a_comparison, a_following_plan
from widgets.items_to_place import a_supportmap, some_minutes
from widgets.items_to_weigh import a_grid, a_markup, a_transcript
from widgets.looks import fits, fits_a_thumb, flaws, translated, untranslated

PROFILES = [{"at": "2025-11-05T10:00:00.000Z", "ratings": {"i1": 2}}]


def all_boxes() -> list[dict]:
    rated = {"ratings": {"i1": 3}, "kept": PROFILES}
    return [
        box(a_reflection()),
        box(a_task(), way="none"),
        box(a_rating(), way="kernel", answer=rated, rev=1, saved_at="2026-03-03T09:41:00.000Z"),
        box(a_following_plan(BEFORE)),
        box(a_comparison()),
        box(some_minutes()),
        box(a_supportmap()),
        box(a_markup()),
        box(a_transcript(3)),
        box(a_grid()),
    ]


def in_trouble(bench: Bench, page: Page) -> None:
    """Bring up the notices: a conflict, then a desk that does not answer."""
    bench.desk.keep("alongside/api/answers/m03-r1", {"text": "Elsewhere."})
    page.get_by_role("textbox").first.fill("Here.")
    page.get_by_role("textbox").first.blur()
    page.get_by_role("button", name="Show the other version").click()
    bench.desk.down = True
    page.get_by_role("textbox").first.fill("Here again.")
    page.get_by_role("textbox").first.blur()
    expect(page.locator(".alo-state").first).to_have_attribute("data-state", "bad")


@pytest.mark.parametrize("shown_as", ["Chart", "Table"])
def test_axe_finds_nothing(bench: Bench, violations: Callable, shown_as: str):
    page = bench.open(*all_boxes())
    page.get_by_role("button", name=shown_as, exact=True).click()
    in_trouble(bench, page)
    assert flaws(page, violations) == []


@pytest.mark.parametrize("shown_as", ["Chart", "Table"])
def test_nothing_runs_over_the_edge_of_a_phone(bench: Bench, shown_as: str):
    page = bench.open(*all_boxes(), width=360)
    page.get_by_role("button", name=shown_as, exact=True).click()
    in_trouble(bench, page)
    assert fits(page)
    over = page.evaluate(
        "[...document.querySelectorAll('.alo-card *')].filter(e => !e.closest('.alo-scroll')"
        " && e.getBoundingClientRect().right > 360).map(e => e.className)"
    )
    assert over == []


@pytest.mark.parametrize("width", [900, 360])
def test_everything_to_press_is_44_pixels_high(bench: Bench, width: int):
    page = bench.open(*all_boxes(), width=width)
    assert fits_a_thumb(page, "button, label:has(input)", more_than=10)


def test_keys_stay_out_of_jupyter_but_for_saving(bench: Bench):
    page = bench.open(*all_boxes())
    page.evaluate("window.heard = []; addEventListener('keydown', event => heard.push(event.key))")
    page.get_by_role("radio").first.focus()
    for key in ["a", "d", "d", "Escape", "Control+s"]:
        page.keyboard.press(key)
    assert page.evaluate("heard.filter(key => key !== 'Control')") == ["s"]
    assert page.evaluate("document.activeElement.getAttribute('data-lm-suppress-shortcuts')") == "true"


def test_a_pseudo_translation_leaves_no_english_behind(bench: Bench):
    """Every word on the screen comes from the item or from the strings: none from the scripts."""
    page = bench.open(*map(translated, all_boxes()))
    assert untranslated(page, "main") == ["Boxes"]


def test_a_page_follows_the_system_unless_it_or_jupyter_says_otherwise(bench: Bench):
    page = bench.open(box(a_reflection()))
    page.emulate_media(color_scheme="dark")
    ink = "getComputedStyle(document.querySelector('.alo-prompt')).color"
    light = page.evaluate(ink)
    page.evaluate("delete document.documentElement.dataset.theme")
    assert page.evaluate(ink) != light
    page.evaluate("document.body.setAttribute('data-jp-theme-light', 'true')")
    assert page.evaluate(ink) == light
    page.evaluate("document.body.setAttribute('data-jp-theme-light', 'false')")
    assert page.evaluate(ink) != light
