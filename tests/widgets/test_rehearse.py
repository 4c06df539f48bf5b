"""A conversation to rehearse: choosing, silence, own words, the look back, and another way from any turn."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from alongside_widgets.rehearse import plain_html
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items_to_say import a_rehearsal
from widgets.looks import fits, fits_a_thumb, flaws, translated, untranslated

URL = "alongside/api/answers/m03-p1"
GOOD = [{"turn": "t1", "line": "a"}, {"turn": "t2", "line": "a"}]


def talked(value: dict | None = None, item: dict | None = None) -> dict:
    """A conversation of which something is kept."""
    value = value or {"path": GOOD, "finished": True, "runs": 1}
    state = box(item or a_rehearsal(), answer=value, rev=1, saved_at="2026-03-03T09:41:00.000Z")
    return {**state, "saving": {**state["saving"], "fresh": True}}


def saved(bench: Bench, page: Page) -> dict:
    page.keyboard.press("Control+s")
    return kept(bench, page)


def kept(bench: Bench, page: Page) -> dict:
    """Wait until it is saved, and return what the desk has."""
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    return bench.desk.kept[URL]["value"]


def line(page: Page, text: str):
    return page.locator(".alo-line").filter(has_text=text)


def lines(page: Page) -> list[str]:
    return page.locator(".alo-line > span:first-child").all_inner_texts()


def spoken(page: Page) -> list[str]:
    return page.locator(".alo-said > p:not(.alo-waited)").all_inner_texts()


def with_clock(bench: Bench, *boxes: dict) -> Page:
    """A page whose clock only goes on when a test says so."""
    page = bench.open(*boxes)
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    return page


# ---- choosing ----


def test_the_keyboard_alone_carries_a_conversation_to_its_end(bench: Bench):
    page = bench.open(box(a_rehearsal()))
    line(page, "What about the rota?").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".alo-said").last).to_be_focused()
    page.keyboard.press("Tab")
    expect(line(page, "Since when?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="How it went")).to_be_focused()
    assert saved(bench, page) == {"path": GOOD, "finished": True, "runs": 1}


def test_what_was_said_stands_in_order(bench: Bench):
    page = bench.open(talked({"path": GOOD[:1]}))
    assert spoken(page) == [
        "It is only the rota. (She looks at the door.)",
        "What about the rota?",
        "Nobody speaks to anybody now.",
    ]
    assert lines(page) == ["Since when?"]


def test_a_turn_can_be_taken_back(bench: Bench):
    page = bench.open(talked({"path": GOOD[:1]}))
    page.get_by_role("button", name="Back one turn").click()
    assert len(lines(page)) == 3
    expect(page.get_by_role("button", name="Back one turn")).to_be_hidden()
    assert saved(bench, page) == {}


# ---- silence ----


def test_silence_takes_its_time_and_opens_another_line(bench: Bench):
    page = with_clock(bench, box(a_rehearsal()))
    line(page, "Say nothing").click()
    expect(page.get_by_role("button", name="Speak after all")).to_be_focused()
    page.clock.run_for(3000)
    expect(page.get_by_role("timer")).to_have_text("3 of 5 seconds")
    assert page.locator(".alo-dot[data-past]").count() == 3
    page.clock.run_for(2000)
    assert lines(page) == ["Since when?", "You waited before you said that."]
    page.clock.run_for(1000)
    assert kept(bench, page) == {"path": [{"turn": "t1", "line": "c", "waited": 5}]}


@pytest.mark.parametrize("how", ["Escape", "Enter"])
def test_silence_can_be_broken_off_and_what_was_waited_is_kept(bench: Bench, how: str):
    page = with_clock(bench, box(a_rehearsal()))
    line(page, "Say nothing").click()
    page.clock.run_for(2100)
    page.keyboard.press(how)
    expect(line(page, "What about the rota?")).to_be_focused()
    page.clock.run_for(10_000)
    line(page, "What about the rota?").click()
    page.clock.run_for(1000)
    assert kept(bench, page) == {"path": [{"turn": "t1", "line": "a", "waited": 2}]}
    assert lines(page) == ["Since when?"]


def test_a_screen_reader_hears_of_a_silence_once(bench: Bench):
    page = with_clock(bench, box(a_rehearsal()))
    line(page, "Say nothing").click()
    expect(page.locator(".alo-unseen")).to_have_text("You say nothing, for 5 seconds.")
    expect(page.get_by_role("timer")).to_have_attribute("aria-live", "off")


def test_a_view_that_goes_away_in_a_silence_stops_counting(bench: Bench):
    page = with_clock(bench, box(a_rehearsal()))
    line(page, "Say nothing").click()
    page.evaluate("ends[0]()")
    page.clock.run_for(10_000)
    assert len(spoken(page)) == 1


# ---- own words ----


def test_own_words_come_first_and_then_the_nearest_line(bench: Bench):
    page = bench.open(box(a_rehearsal()))
    page.get_by_role("button", name="Say it in my own words").click()
    expect(page.get_by_label("Your own words")).to_be_focused()
    assert lines(page) == []
    page.keyboard.type("Which rota?")
    page.get_by_role("button", name="Compare with the lines").click()
    assert lines(page) == ["What about the rota?", "Couldn't your deputy do it?"]
    line(page, "What about the rota?").click()
    assert spoken(page)[1] == "Which rota?"
    assert saved(bench, page) == {"path": [{"turn": "t1", "line": "a", "own": "Which rota?"}]}


def test_words_not_yet_said_are_kept(bench: Bench):
    page = bench.open(box(a_rehearsal()))
    page.get_by_role("button", name="Say it in my own words").click()
    page.keyboard.type("Which")
    assert saved(bench, page) == {"draft": "Which"}
    again = bench.open(talked({"draft": "Which"}))
    expect(again.get_by_label("Your own words")).to_have_value("Which")


def test_nothing_written_cannot_be_compared(bench: Bench):
    page = bench.open(talked({"draft": " "}))
    compare = page.get_by_role("button", name="Compare with the lines")
    expect(compare).to_have_attribute("aria-disabled", "true")
    compare.press("Enter")
    expect(page.get_by_label("Your own words")).to_be_visible()
    page.get_by_role("button", name="Back to the lines").click()
    assert len(lines(page)) == 3


# ---- the look back ----


def test_the_look_back_counts_words_stances_and_questions(bench: Bench):
    """Words in brackets describe and are not counted: Farida says 5 and 5, you say 4 and 2."""
    page = bench.open(talked())
    expect(page.locator(".alo-ending")).to_have_text("A good way throughShe says what she came to say.")
    expect(page.locator(".alo-figure").first).to_contain_text("You 6, Farida 10: 38 per cent were yours.")
    assert page.locator(".alo-counts").all_inner_texts() == ["Drawing out\n× 2", "Open\n× 2"]


def test_own_words_and_silence_count_as_they_were(bench: Bench):
    path = [
        {"turn": "t1", "line": "c", "waited": 5},
        {"turn": "t2", "line": "b", "own": "You took your time."},
    ]
    page = bench.open(talked({"path": path, "finished": True}))
    expect(page.locator(".alo-figure").first).to_contain_text("You 4, Farida 10: 29 per cent were yours.")
    expect(page.locator(".alo-mine").first).to_contain_text("5 seconds of silence")
    expect(page.locator(".alo-mine").last).to_contain_text("Nearest line: You waited before you said that.")


def test_each_line_says_what_it_cost_or_gave_only_at_the_end(bench: Bench):
    page = bench.open(talked({"path": GOOD[:1]}))
    expect(page.get_by_text("Because of a.")).to_have_count(0)
    line(page, "Since when?").click()
    expect(page.get_by_text("Because of a.")).to_have_count(2)
    expect(page.get_by_text("One more line opens here")).to_have_count(1)


def test_from_any_turn_another_way_can_be_tried(bench: Bench):
    page = bench.open(talked())
    page.get_by_role("button", name="Try again from here: It is only the rota.").click()
    assert len(lines(page)) == 3
    expect(page.locator(".alo-past")).to_be_hidden()
    line(page, "Couldn't your deputy").click()
    expect(page.get_by_text("A door that stayed shut")).to_be_visible()
    expect(page.get_by_text("Carried to an end 2 times")).to_be_visible()
    assert saved(bench, page) == {"path": [{"turn": "t1", "line": "b"}], "finished": True, "runs": 2}


# ---- older, foreign and hostile ----

STRANGE = [
    [{"turn": "t1", "line": "z"}],
    [{"turn": "t9", "line": "a"}],
    [{"turn": "t2", "line": "a"}],
    [{"turn": "t1", "line": "a"}, {"turn": "t2", "line": "b"}],  # b was never opened
]


@pytest.mark.parametrize("path", STRANGE)
def test_a_path_is_followed_as_far_as_the_conversation_has_it(bench: Bench, path: list):
    page = bench.open(talked({"path": path, "finished": True, "runs": 3}))
    expect(page.get_by_text("This conversation has been rewritten since.")).to_be_visible()
    expect(page.locator(".alo-past")).to_be_hidden()
    page.locator(".alo-line").first.click()
    expect(page.get_by_text("This conversation has been rewritten since.")).to_be_hidden()
    assert saved(bench, page)["path"][0] == {"turn": "t1", "line": "a"}


MISSHAPEN = [{"path": 3}, {"path": [None, "t1"]}, {"path": [{"turn": 1}], "runs": "x", "draft": 4}]


@pytest.mark.parametrize("value", MISSHAPEN)
def test_a_misshapen_answer_begins_at_the_beginning(bench: Bench, value: dict):
    page = bench.open(talked(value))
    assert len(lines(page)) == 3


def test_markup_in_a_text_is_text(bench: Bench):
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    item = a_rehearsal(prompt=hostile, hint=hostile)
    item["scenario"]["scene"] = hostile
    for turn in item["scenario"]["turns"]:
        turn |= {"who": hostile, "says": hostile}
        for one in turn["lines"]:
            one |= {"text": hostile, "reason": hostile}
    for one in item["scenario"]["endings"]:
        one["text"] = hostile
    value = {"path": [GOOD[0] | {"own": hostile}, GOOD[1]], "finished": True, "draft": ""}
    page = bench.open(talked(value, item))
    expect(page.locator(".alo-look").first).to_be_visible()
    assert page.locator(".alo-card :is(img, script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert not re.search("<(script|img)", plain_html(item))


def test_the_other_version_of_a_conflict_is_told_and_can_be_taken(bench: Bench):
    page = bench.open(box(a_rehearsal()))
    bench.desk.keep(URL, {"path": GOOD, "finished": True, "runs": 1})
    line(page, "What about the rota?").click()
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="Show the other version").click()
    told = page.locator(".alo-other li").all_inner_texts()
    assert told[1] == "You: What about the rota?"
    assert told[-1] == "She says what she came to say."
    page.get_by_role("button", name="Use the other version").click()
    expect(page.locator(".alo-ending")).to_be_visible()


# ---- looks ----


def every_state(bench: Bench, **looks: object) -> Page:
    """Choosing, writing, waiting, comparing, and the look back."""
    items = [a_rehearsal(id=f"m03-p{n}") for n in range(1, 6)]
    states = [{}, {"draft": "Mine"}, {}, {"draft": "Mine"}, {"path": GOOD, "finished": True, "runs": 1}]
    page = bench.open(*(box(i, way="none", answer=v) for i, v in zip(items, states, strict=True)), **looks)
    page.locator("#box-2").get_by_role("button", name="Say nothing").click()
    page.locator("#box-3").get_by_role("button", name="Compare").click()
    return page


def test_axe_finds_nothing_in_conversations(bench: Bench, violations: Callable):
    assert flaws(every_state(bench), violations) == []


def test_conversations_fit_a_phone_and_a_thumb(bench: Bench):
    page = every_state(bench, width=360)
    assert fits(page)
    assert fits_a_thumb(page, "button", more_than=10)


def test_a_pseudo_translation_of_a_conversation_leaves_no_english_behind(bench: Bench):
    page = bench.open(translated(talked()))
    assert untranslated(page) == []


def test_paper_shows_how_it_begins_and_no_more():
    html = plain_html(a_rehearsal())
    for text in ["Ten to six, on the telephone.", "It is only the rota.", "What do you say?"]:
        assert text in html
    assert "(Say nothing.) (wait 5 seconds)" in html
    assert "Nobody speaks" not in html
    assert "Because of" not in html
