"""The timer for threes: starting, signs without sound, roles that move on, and a reload in the middle."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alongside_widgets.triad import plain_html
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items_to_say import a_triad
from widgets.looks import fits, fits_a_thumb, flaws, translated

URL = "alongside/api/answers/m03-w1"


def kept(value: dict, item: dict | None = None, **state: object) -> dict:
    made = box(item or a_triad(), answer=value, rev=1, saved_at="2026-03-03T09:41:00.000Z", **state)
    return {**made, "saving": {**made["saving"], "fresh": True}}


NINE = "2026-03-03T09:00:00.000Z"


def at_nine(bench: Bench, state: dict) -> Page:
    """Open a timer while the clock on the wall stands at nine."""
    bench.context.clock.set_fixed_time(NINE)
    return bench.open(state)


def began(bench: Bench) -> Page:
    """A page on which the first talk has just been started, with a clock that stands still."""
    bench.open(box(a_triad())).close()
    page = bench.context.new_page()
    page.clock.install(time="2026-03-03T09:00:00Z")
    page.goto("http://alongside.test/user/ines/page")
    page.wait_for_selector("body[data-ready]")
    page.clock.pause_at("2026-03-03T09:00:30Z")
    button(page, "Start").click()
    return page


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def figures(page: Page):
    return page.get_by_role("timer")


def said(page: Page):
    return page.locator(".alo-unseen")


def roles(page: Page) -> list[str]:
    return page.locator(".alo-person strong").all_inner_texts()


def test_the_keyboard_alone_starts_pauses_and_goes_on(bench: Bench):
    page = bench.open(box(a_triad()))
    button(page, "Start").focus()
    page.keyboard.press("Enter")
    expect(button(page, "Pause")).to_be_focused()
    page.keyboard.press("Enter")
    expect(button(page, "Start").or_(button(page, "Go on"))).to_be_focused()
    page.keyboard.press("Tab")
    expect(button(page, "Next: feedback")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".alo-phase")).to_have_text("Round 1 of 2: feedback")
    expect(button(page, "Start")).to_be_focused()


def test_the_clock_counts_down_and_a_pause_stops_it(bench: Bench):
    page = began(bench)
    page.clock.run_for(75_000)
    expect(figures(page)).to_have_text("2:45")
    button(page, "Pause").click()
    page.clock.run_for(60_000)
    expect(figures(page)).to_have_text("2:45")
    button(page, "Go on").click()
    page.clock.run_for(5_000)
    expect(figures(page)).to_have_text("2:40")


def test_signs_come_in_words_and_colour_and_are_announced_once(bench: Bench):
    page = began(bench)
    expect(said(page)).to_have_text("Round 1 of 2: talk 4 minutes")
    face = page.locator(".alo-face")
    expect(face).to_have_attribute("data-moment", "calm")
    page.clock.run_for(120_500)
    expect(said(page)).to_have_text("Half of the time is over.")
    page.clock.run_for(60_000)
    expect(face).to_have_attribute("data-moment", "minute")
    expect(said(page)).to_have_text("The last minute. Summary, when you can")
    expect(page.locator(".alo-signal")).to_have_text("Summary, when you can")
    page.clock.run_for(10_000)
    expect(said(page)).to_have_text("")
    page.clock.run_for(50_000)
    expect(face).to_have_attribute("data-moment", "over")
    expect(figures(page)).to_have_text("0:00")
    expect(page.locator(".alo-moment")).to_have_text("Time. Stop, wherever you are.")
    expect(figures(page)).to_have_attribute("aria-live", "off")


def test_at_the_end_the_focus_goes_to_what_comes_next(bench: Bench):
    page = began(bench)
    button(page, "Pause").focus()
    page.clock.run_for(241_000)
    expect(button(page, "Next: feedback")).to_be_focused()
    expect(button(page, "Pause")).to_be_hidden()


def test_roles_move_on_by_one_each_round(bench: Bench):
    page = bench.open(box(a_triad()))
    assert roles(page) == ["Mentor", "Speaker", "Observer"]
    button(page, "Next: feedback").click()
    assert roles(page) == ["Mentor", "Speaker", "Observer"]
    button(page, "Next: round 2").click()
    assert roles(page) == ["Observer", "Mentor", "Speaker"]
    button(page, "Next: feedback").click()
    button(page, "Finish").click()
    expect(page.locator(".alo-phase")).to_have_text("All rounds are done.")
    button(page, "Back to the first round").click()
    assert roles(page) == ["Mentor", "Speaker", "Observer"]


def test_a_start_is_kept_at_once_with_its_time(bench: Bench):
    page = at_nine(bench, box(a_triad()))
    button(page, "Start").click()
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    value = {"round": 1, "phase": "talk", "left": 240, "started_at": NINE}
    assert bench.desk.kept[URL]["value"] == value


def test_a_reload_goes_on_where_the_clock_is(bench: Bench):
    page = at_nine(
        bench, kept({"round": 2, "phase": "talk", "left": 200, "started_at": "2026-03-03T08:58:20.000Z"})
    )
    expect(figures(page)).to_have_text("1:40")
    expect(button(page, "Pause")).to_be_visible()
    assert roles(page) == ["Observer", "Mentor", "Speaker"]
    expect(said(page)).to_have_text("")


def test_a_reload_after_the_end_shows_that_it_is_over(bench: Bench):
    page = at_nine(
        bench, kept({"round": 1, "phase": "feedback", "left": 120, "started_at": "2026-03-03T08:00:00.000Z"})
    )
    expect(page.locator(".alo-face")).to_have_attribute("data-moment", "over")
    expect(button(page, "Next: round 2")).to_be_visible()


def test_a_clock_that_was_put_back_gives_no_more_time_than_there_was(bench: Bench):
    page = at_nine(
        bench, kept({"round": 1, "phase": "talk", "left": 90, "started_at": "2026-03-03T10:00:00.000Z"})
    )
    expect(figures(page)).to_have_text("1:30")


OLD = [
    {"round": 9, "phase": "talk", "left": 10},
    {"round": 1, "phase": "lunch", "left": 10},
    {"round": "x", "phase": "talk", "left": "y"},
    {"round": 1, "phase": "talk", "left": 9999, "started_at": "nonsense"},
]


@pytest.mark.parametrize("value", OLD)
def test_what_no_longer_fits_the_plan_begins_again(bench: Bench, value: dict):
    page = bench.open(kept(value))
    expect(figures(page)).to_have_text("4:00")
    expect(button(page, "Start")).to_be_visible()


def test_sound_is_off_until_somebody_asks_for_it(bench: Bench):
    page = bench.open(box(a_triad()))
    page.evaluate(
        "window.tones = 0; const Real = AudioContext;"
        "window.AudioContext = class extends Real { constructor() { super(); window.tones += 1; } }; null"
    )
    box_ = page.get_by_label("A soft tone when the time is over")
    expect(box_).not_to_be_checked()
    assert page.evaluate("tones") == 0
    box_.check()
    assert page.evaluate("tones") == 1


def test_it_can_fill_the_screen_and_leave_it(bench: Bench):
    page = bench.open(box(a_triad()))
    button(page, "Full screen").click()
    expect(button(page, "Leave full screen")).to_be_visible()
    assert page.evaluate("document.fullscreenElement.classList.contains('alo-triad')")
    button(page, "Leave full screen").click()
    expect(button(page, "Full screen")).to_be_visible()


def test_a_view_that_goes_away_stops_ticking(bench: Bench):
    page = began(bench)
    page.evaluate("ends[0]()")
    before = figures(page).inner_text()
    page.clock.run_for(30_000)
    assert figures(page).inner_text() == before


def test_markup_in_a_text_is_text(bench: Bench):
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    item = a_triad(prompt=hostile, hint=hostile)
    for one in item["roles"]:
        one |= {"title": hostile, "hint": hostile}
    item["signals"][0]["text"] = hostile
    page = bench.open(kept({"round": 1, "phase": "talk", "left": 30}, item))
    expect(page.locator(".alo-signal")).to_have_text(hostile)
    assert page.locator(".alo-card :is(img, script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert "<script>" not in plain_html(item)


def every_state(bench: Bench, **looks: object) -> Page:
    """Not begun, the last minute, over, done."""
    values = [{}, {"left": 40}, {"left": 0}, {"phase": "done", "left": 0}]
    boxes = [
        kept({"round": 1, "phase": "talk", **value}, a_triad(id=f"m03-w{n}"), saving={"way": "none"})
        for n, value in enumerate(values, 1)
    ]
    return bench.open(*boxes, **looks)


def test_axe_finds_nothing_in_timers(bench: Bench, violations: Callable):
    assert flaws(every_state(bench), violations) == []


def test_timers_fit_a_phone_and_a_thumb_and_can_be_read_from_afar(bench: Bench):
    page = every_state(bench, width=360)
    assert fits(page)
    assert fits_a_thumb(page, "button, label:has(input)", more_than=3)
    page.set_viewport_size({"width": 1280, "height": 720})
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.alo-clock')).fontSize)") > 150


def test_nobody_is_broken_in_two_by_what_jupyter_says_of_terms(bench: Bench):
    """A notebook gives terms a fifth of the width, which in a card of three is four letters."""
    page = bench.open(box(a_triad()))
    page.evaluate(
        """() => {
            document.body.classList.add("jp-OutputArea-output");
            const jupyter = new CSSStyleSheet();
            jupyter.replaceSync(".jp-OutputArea-output dt { float: left; width: 20% }");
            document.adoptedStyleSheets = [jupyter];
        }"""
    )
    person = page.get_by_text("Person 1", exact=True)
    size = person.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert person.bounding_box()["height"] < 2 * size


def test_a_pseudo_translation_of_a_timer_leaves_no_english_behind(bench: Bench):
    page = bench.open(translated(kept({"round": 1, "phase": "talk", "left": 40})))
    texts = page.locator(".alo-face p, .alo button, .alo-sound, dt").all_inner_texts()
    known = {"Summary, when you can", "0:40"}
    assert [text for text in texts if text and not text.startswith("⟦") and text not in known] == []


def test_paper_shows_minutes_signals_and_who_does_what():
    html = plain_html(a_triad())
    for text in ["Rounds: 2. Minutes of talk: 4. Minutes of feedback: 2.", "Minute 3: Summary, when you can"]:
        assert text in html
    second = html[html.index("Round 2 of 2") :]
    assert second.index("Observer") < second.index("Mentor") < second.index("Speaker")
