"""The plan: taken from examples, read back, taken along as a reminder, and asked after kindly."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from alongside_widgets.plan import plain_html
from playwright.sync_api import Page, expect
from widgets.harness import Bench, box
from widgets.items_joined import BEFORE, a_following_plan, a_plan
from widgets.looks import fits, fits_a_thumb, flaws

URL = "alongside/api/answers/m03-f1"
CUE = "a colleague comes to my door with a problem"
WHOLE = {
    "cue": "the bell has gone",
    "action": "wait for five seconds",
    "place": "room 4; upstairs",
    "date": "2030-03-05",
    "time": "16:00",
}


ANA = "0123456789abcdef"
"""The id of her workspace."""


def kept(item: dict | None = None, **changes: object) -> dict:
    return of(ANA, box(item or a_plan(), way="none", answer={**WHOLE, **changes}, rev=1))


def of(whose: str, one: dict) -> dict:
    """The box as it stands in somebody's workspace."""
    return one | {"saving": one["saving"] | {"whose": whose}}


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def saved(bench: Bench, page: Page) -> dict:
    expect(page.locator(".alo-state")).to_have_attribute("data-state", "saved")
    return bench.desk.puts[-1]["value"]


def words(page: Page, label: str):
    return page.get_by_role("textbox", name=label, exact=True)


def sentence(page: Page):
    return page.locator(".alo-plan-sentence")


# ---- writing ----


def test_an_example_is_taken_and_changed_and_never_overwrites_own_words(bench: Bench):
    page = bench.open(box(a_plan()))
    button(page, CUE).click()
    cue = words(page, "If or when …")
    expect(cue).to_have_value(CUE)
    expect(cue).to_be_focused()
    button(page, "I notice that I have begun to advise").click()
    expect(cue).to_have_value("I notice that I have begun to advise")
    cue.press_sequentially(" again")
    expect(button(page, CUE)).to_be_hidden()
    cue.fill("")
    expect(button(page, CUE)).to_be_visible()


def test_only_what_is_filled_in_is_saved(bench: Bench):
    page = bench.open(box(a_plan()))
    words(page, "then I …").fill("wait")
    assert saved(bench, page) == {"action": "wait"}


def test_the_keyboard_alone_makes_a_whole_plan(bench: Bench):
    page = bench.open(box(a_plan()))
    page.keyboard.press("Tab")
    page.keyboard.type("the bell has gone")
    page.keyboard.press("Tab")  # the examples are gone, because something is written
    expect(words(page, "then I …")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(words(page, "then I …")).to_have_value("ask what they have tried so far")
    page.get_by_label("Date").fill("2030-03-05")
    expect(sentence(page)).to_have_text(
        re.compile("^If the bell has gone, then I ask what they have tried so far; on Tuesday")
    )
    expect(button(page, "Download a reminder for my calendar")).to_be_visible()


def test_until_the_plan_is_whole_it_is_said_what_is_still_open(bench: Bench):
    page = bench.open(kept(action=" ", date=""))
    expect(page.locator(".alo-plan-open")).to_have_text(re.compile(r"filled in: then I … · Date$"))
    expect(button(page, "Download a reminder for my calendar")).to_be_hidden()


# ---- read back ----


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "If the bell has gone, then I wait for five seconds; on DAY at 16:00, in room 4; upstairs."),
        ({"time": "", "place": ""}, "If the bell has gone, then I wait for five seconds; on DAY."),
        ({"cue": "When the bell has gone, ", "place": ""},
         "When the bell has gone, then I wait for five seconds; on DAY at 16:00."),
        ({"cue": "… if she stops", "action": "then I’ll wait.", "place": "at the gate"},
         "If she stops, then I’ll wait; on DAY at 16:00, at the gate."),
        ({"action": "I wait", "place": "  her office. "},
         "If the bell has gone, then I wait; on DAY at 16:00, in her office."),
        ({"cue": "iffy weather comes", "place": ""},
         "If iffy weather comes, then I wait for five seconds; on DAY at 16:00."),
    ],
)  # fmt: skip
def test_a_plan_is_read_back_as_one_sentence(bench: Bench, changes: dict, told: str):
    page = bench.open(kept(**changes))
    day = re.compile(r"Tuesday,? 5 March 2030")
    assert day.sub("DAY", sentence(page).inner_text()) == told


def test_the_year_is_said_only_where_it_is_another_one(bench: Bench):
    page = bench.open(box(a_plan()))
    page.clock.set_fixed_time("2030-01-05T10:00:00Z")
    words(page, "If or when …").fill("the bell has gone")
    words(page, "then I …").fill("wait")
    page.get_by_label("Date").fill("2030-03-05")
    expect(sentence(page)).to_have_text(re.compile(r"on Tuesday,? 5 March\.$"))


def test_a_day_that_has_passed_is_said_without_fuss(bench: Bench):
    page = bench.open(kept(date="2020-03-05"), kept())
    expect(page.locator("#box-0").get_by_text("This moment has passed.")).to_be_visible()
    expect(page.locator("#box-1").get_by_text("This moment has passed.")).to_be_hidden()


# ---- the reminder ----


def reminder(page: Page, folder: Path) -> bytes:
    with page.expect_download() as started:
        button(page, "Download a reminder for my calendar").click()
    assert started.value.suggested_filename == "m03-f1.ics"
    started.value.save_as(folder / "one.ics")
    return (folder / "one.ics").read_bytes()


def unfolded(raw: bytes) -> list[str]:
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    for line in raw.split(b"\r\n"):
        line.decode("utf-8")  # no character is cut in two
    return raw.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def test_the_reminder_is_a_calendar_file_in_local_time(bench: Bench, tmp_path: Path):
    lines = unfolded(reminder(bench.open(kept()), tmp_path))
    assert [re.sub(r"^(DTSTAMP:)\d{8}T\d{6}Z$", r"\1NOW", line) for line in lines] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Alongside//Plan//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        f"UID:m03-f1-{ANA}@alongside",
        "DTSTAMP:NOW",
        "SEQUENCE:1",
        "DTSTART:20300305T160000",
        "DURATION:PT15M",
        r"SUMMARY:If the bell has gone\, then I wait for five seconds",
        r"LOCATION:room 4\; upstairs",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        r"DESCRIPTION:If the bell has gone\, then I wait for five seconds",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_without_a_time_the_reminder_is_for_the_whole_day(bench: Bench, tmp_path: Path):
    lines = unfolded(reminder(bench.open(kept(time="", place="")), tmp_path))
    assert "DTSTART;VALUE=DATE:20300305" in lines
    assert "TRIGGER:PT8H" in lines
    assert not [line for line in lines if line.startswith(("DURATION", "LOCATION"))]


def test_a_long_plan_in_any_script_is_folded_between_characters(bench: Bench, tmp_path: Path):
    action = "слушам 👩🏽‍🏫 до краја, и питам; " * 12 + r"C:\pause"
    lines = unfolded(reminder(bench.open(kept(action=action)), tmp_path))
    (summary,) = [line for line in lines if line.startswith("SUMMARY:")]
    told = re.sub(r"\\(.)", r"\1", summary.removeprefix("SUMMARY:"))
    assert told == f"If the bell has gone, then I {action}"


def test_a_line_end_in_a_plan_makes_no_line_of_the_file(bench: Bench, tmp_path: Path):
    raw = reminder(bench.open(kept(cue="it rings\r\nEND:VEVENT", place="a\nUID:x")), tmp_path)
    lines = unfolded(raw)
    assert lines.count("END:VEVENT") == 1
    assert [line for line in lines if line.startswith("UID:")] == [f"UID:m03-f1-{ANA}@alongside"]


def test_a_reminder_keeps_its_id_and_counts_up_with_each_save(bench: Bench, tmp_path: Path):
    bench.desk.keep(URL, WHOLE)
    page = bench.open(of(ANA, box(a_plan(), answer=WHOLE, rev=1)))
    first = unfolded(reminder(page, tmp_path))
    page.get_by_label("Time").fill("17:30")
    saved(bench, page)
    page.wait_for_function("() => models[0].get('rev') === 2")
    second = unfolded(reminder(page, tmp_path))
    assert (first[5], first[7]) == (f"UID:m03-f1-{ANA}@alongside", "SEQUENCE:1")
    assert (second[5], second[7], second[8]) == (first[5], "SEQUENCE:2", "DTSTART:20300305T173000")


def test_two_peoples_plans_stand_side_by_side_in_one_calendar(bench: Bench, tmp_path: Path):
    """Also where no workspace could tell whose a plan is; there an id lasts as long as the page."""
    uids = []
    for one in (kept(), of("fedcba9876543210", kept()), of("", kept()), of("", kept())):
        page = bench.open(one)
        uids += {unfolded(reminder(page, tmp_path))[5] for _again in range(2)}
    assert len(uids) == len(set(uids)) == 4


# ---- the plan before ----


def test_the_plan_before_stands_there_in_own_words_and_is_asked_after(bench: Bench):
    page = bench.open(box(a_following_plan(BEFORE)))
    expect(page.locator("blockquote")).to_contain_text(
        "If Farida says that it is only the rota, then I wait until she goes on"
    )
    expect(page.locator("blockquote")).to_contain_text(
        re.compile(r"On Tuesday,? 10 February.*, in her office")
    )
    ways = page.get_by_role("radiogroup", name="What became of it?").get_by_role("radio")
    assert ways.evaluate_all("all => all.map(e => e.parentNode.innerText)") == [
        "I did it",
        "Partly",
        "Not yet",
        "I let it go",
    ]


@pytest.mark.parametrize(
    ("way", "stored", "asked"),
    [
        ("I did it", "did", "What happened then, and what did you learn?"),
        ("Partly", "partly", "Which part went as planned, and what would help with the rest?"),
        ("Not yet", "not-yet", "What got in the way?"),
        ("I let it go", "dropped", "What made you let it go?"),
    ],
)
def test_what_is_asked_next_fits_what_became_of_it(bench: Bench, way: str, stored: str, asked: str):
    page = bench.open(box(a_following_plan(BEFORE)))
    page.get_by_role("radio", name=way).check()
    page.get_by_label(asked).fill("The inspection.")
    assert saved(bench, page) == {"became": stored, "learnt": "The inspection."}


def test_an_answer_about_the_plan_before_can_be_cleared(bench: Bench):
    page = bench.open(box(a_following_plan(BEFORE)))
    page.get_by_role("radio", name="Partly").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="I did it")).to_be_focused()
    assert page.locator("input:checked").count() == 0
    expect(page.get_by_label("What did you learn from it?")).to_be_visible()
    assert saved(bench, page) == {}


def test_where_no_plan_was_made_nobody_is_asked_but_may_tell(bench: Bench):
    page = bench.open(box(a_following_plan(None)))
    expect(page.get_by_text("No plan of yours from before is kept here")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_hidden()
    page.get_by_text("I made one elsewhere").click()
    page.get_by_role("radio", name="Partly").check()
    assert saved(bench, page) == {"became": "partly"}


def test_what_was_told_without_a_plan_stays_in_sight(bench: Bench):
    page = bench.open(box(a_following_plan(None), way="none", answer={"became": "did"}, rev=1))
    expect(page.get_by_role("radio", name="I did it")).to_be_checked()


def test_where_the_plan_before_cannot_be_read_it_is_asked_after_in_general(bench: Bench):
    page = bench.open(box(a_plan(follows="m02-f1")))
    expect(page.get_by_text("Your plan from before cannot be shown on this page.")).to_be_visible()
    expect(page.get_by_role("radio", name="Not yet")).to_be_visible()


def test_a_first_plan_asks_after_nothing(bench: Bench):
    page = bench.open(box(a_plan()))
    assert page.locator(".alo-plan-before, [role=radiogroup]").count() == 0


# ---- older, foreign and hostile ----


@pytest.mark.parametrize(
    "value",
    [
        {"cue": 3, "action": None, "date": "soon", "time": "9", "became": "failed"},
        {"cue": ["x"], "date": "2026-02-30", "time": "25:00", "learnt": {}},
    ],
)
def test_a_misshapen_answer_leaves_an_empty_plan(bench: Bench, value: dict):
    page = bench.open(box(a_following_plan(BEFORE), way="none", answer=value, rev=1))
    values = page.locator(".alo-input").evaluate_all("all => all.map(e => e.value)")
    assert values == [""] * 6
    assert page.locator("input:checked").count() == 0


def test_a_half_told_plan_before_is_shown_as_far_as_it_goes(bench: Bench):
    page = bench.open(box(a_following_plan({"cue": "", "action": "wait", "place": "", "date": ""})))
    expect(page.locator("blockquote")).to_have_text("wait")


def test_markup_in_a_text_is_text(bench: Bench):
    hostile = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'
    before = dict.fromkeys(BEFORE, hostile)
    item = a_following_plan(before, cues=[hostile], actions=[hostile]) | {"prompt": hostile, "hint": hostile}
    page = bench.open(kept(item, cue=hostile, action=hostile, place=hostile, learnt=hostile))
    assert page.locator(".alo-card :is(img, script)").count() == 0
    assert page.evaluate("window.ran") is None
    assert not re.search("<(img|script)", plain_html(item))


def test_the_other_version_of_a_conflict_is_told_and_can_be_taken(bench: Bench):
    page = bench.open(box(a_plan()))
    bench.desk.keep(URL, WHOLE)
    words(page, "If or when …").fill("it rains")
    words(page, "If or when …").blur()
    page.get_by_role("button", name="Show the other version").click()
    expect(page.locator(".alo-other dd")).to_have_text(
        ["the bell has gone", "wait for five seconds", "5 March 2030", "16:00", "room 4; upstairs"]
    )
    page.get_by_role("button", name="Use the other version").click()
    expect(words(page, "If or when …")).to_have_value("the bell has gone")


# ---- looks ----


def open_all(bench: Bench, **looks: object) -> Page:
    following = box(a_following_plan(BEFORE), answer={**WHOLE, "became": "not-yet"}, rev=1, way="none")
    return bench.open(box(a_plan()), following, box(a_following_plan(None)), **looks)


def test_axe_finds_nothing_in_plans(bench: Bench, violations: Callable):
    page = open_all(bench)
    page.get_by_text("I made one elsewhere").click()
    assert flaws(page, violations) == []


def test_plans_fit_a_phone_and_a_thumb(bench: Bench):
    page = open_all(bench, width=360)
    assert fits(page)
    assert fits_a_thumb(page, "button, label:has(input), .alo-input, summary", more_than=20)


def test_in_forced_colours_examples_and_the_sentence_keep_their_edges(bench: Bench):
    page = open_all(bench)
    page.emulate_media(forced_colors="active")
    for name in (".alo-plan-example", ".alo-plan-whole", ".alo-plan-earlier"):
        edge = page.locator(name).first.evaluate("e => getComputedStyle(e).borderLeftWidth")
        assert float(edge.removesuffix("px")) > 0


def test_paper_without_a_widget_has_the_questions_examples_and_lines():
    html = plain_html(a_following_plan(BEFORE))
    for text in ["What became of it?", "○ Not yet", "If or when …", CUE, "then I …", "Date ________"]:
        assert text in html
    assert html.count("alo-rule") == 7
    assert BEFORE["action"] not in html
