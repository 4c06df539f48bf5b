"""The marking desk as an assessor meets it: evidence first, by keyboard, without script, in two windows."""

from __future__ import annotations

import html
import json
import re

import pytest
from asking import Asker
from desk import Desk
from playwright.sync_api import BrowserContext, Page, expect

from alongside.grading.codes import codes_in
from alongside.grading.course import open_course

MARK = "assessor/a1/mark"


@pytest.fixture
def person(scored: Desk) -> Asker:
    return Asker(scored)


@pytest.fixture
def page(window: BrowserContext) -> Page:
    return window.pages[0]


@pytest.fixture
def codes(scored: Desk) -> list[str]:
    return list(codes_in(open_course(scored.root / "course"), "a1"))


def fields(text: str) -> dict[str, str]:
    """What the form on a page holds before anybody writes in it."""
    inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)
    boxes = re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', text, re.S)
    chosen = re.findall(r'name="(level-[^"]+)" value="(\d)" required checked', text)
    return {name: html.unescape(value) for name, value in [*inputs, *boxes, *chosen] if name != "_xsrf"}


def filled(text: str, *, level: str = "2", evidence: str = "In line 3 she waits.") -> dict[str, str]:
    """The same with a sentence and a level for every criterion."""
    given = fields(text)
    for name in [name.removeprefix("seen-") for name in given if name.startswith("seen-")]:
        given |= {f"evidence-{name}": evidence, f"level-{name}": level}
    return {**given, "act": "save"}


# Over plain HTTP: without a script, and whatever a script may send


def test_the_page_shows_no_name_until_it_is_asked_to(person, codes):
    code = codes[0]
    plain, named = (person.get(f"{MARK}?task=a1-t1&code={code}{more}").text for more in ("", "&names=yes"))
    assert "Names are shown because you asked for them." in named
    name = re.search(r'Answer of \w+ <span class="muted">\((.*?)\)', named)[1]
    assert name not in plain
    assert "Names are shown" not in plain


def test_the_rubric_has_levels_scheme_notices_and_the_line_that_must_be_met(person):
    text = html.unescape(person.get(f"{MARK}?task=a1-t1").text)
    for words in (
        "Explains confidentiality and its limits before personal talk",
        "Agreement, ethics and limits (c1) · Phase 1",
        "Must be met:",
        "0 not seen.",
        "3 strong.",
        "Confidentiality is not mentioned, or is promised without any limit",
        "Not yet, if you notice:",
        "Promises full confidentiality.",
        "Put your finger on the word at which personal talk begins",
    ):
        assert words in text


def test_a_level_without_evidence_is_refused_and_the_rest_is_entered(person, codes):
    address = f"{MARK}?task=a1-t1&code={codes[0]}"
    given = filled(person.get(address).text)
    given["evidence-a1-t1-c2"] = "  "
    answer = person.post(address, given)
    assert answer.status == 422
    assert "2 criteria are entered. 1 is not yet: see below." in answer.text
    assert "Write the evidence first" in answer.text
    assert fields(answer.text)["level-a1-t1-c2"] == "2"
    again = person.post(address, {**fields(answer.text), "evidence-a1-t1-c2": "Now.", "act": "save"})
    assert (again.status, "saved=3" in again.headers["Location"]) == (303, True)


def test_a_form_that_is_older_than_what_stands_there_shows_both_and_enters_nothing(person, codes):
    address = f"{MARK}?task=a1-t1&code={codes[1]}"
    old = person.get(address).text
    assert person.post(address, filled(old, evidence="From one window.")).status == 303
    answer = person.post(address, filled(old, level="1", evidence="From the other window."))
    assert answer.status == 409
    assert "From one window." in answer.text
    assert fields(answer.text)["evidence-a1-t1-c1"] == "From the other window."
    assert person.post(address, {**fields(answer.text), "act": "save"}).status == 303


def test_a_form_about_an_older_text_enters_nothing_and_keeps_the_words(person, codes):
    address = f"{MARK}?task=a1-t1&code={codes[2]}"
    given = {**filled(person.get(address).text), "sha256": "0" * 64}
    answer = person.post(address, given)
    assert answer.status == 409
    assert "handed in a new text" in answer.text
    assert fields(answer.text)["evidence-a1-t1-c1"] == "In line 3 she waits."
    assert "waits for your mark" in person.get(f"{address}&by=candidate").text


def test_going_on_leads_to_the_next_answer_that_waits_and_the_count_follows(person, codes):
    waiting = re.search(r'<details class="left">.*?</details>', person.get(f"{MARK}?task=a1-t2").text, re.S)[
        0
    ]
    first, second = re.findall(r">([A-Z2-9]{6})<", waiting)[:2]
    address = f"{MARK}?task=a1-t2&code={first}"
    answer = person.post(address, {**filled(person.get(address).text), "act": "next"})
    assert f"task=a1-t2&code={second}" in answer.headers["Location"]
    total = len(codes)
    assert f"you have marked 1 of {total} answers" in person.get(f"{MARK}?task=a1-t2").text


def test_a_mark_is_taken_back_with_a_reason_only(person, codes):
    address = f"{MARK}?task=a1-t2&code={codes[3]}"
    person.post(address, filled(person.get(address).text))
    shown = fields(person.get(address).text)
    assert person.post(address, {**shown, "act": "withdraw:a1-t2-c1"}).status == 422
    gone = person.post(address, {**shown, "act": "withdraw:a1-t2-c1", "reason-a1-t2-c1": "Wrong text."})
    assert (gone.status, "withdrawn=1" in gone.headers["Location"]) == (303, True)
    assert fields(person.get(address).text)["evidence-a1-t2-c1"] == ""


@pytest.mark.parametrize(
    "asked", ["?task=a1-q1", "?task=a1-t1&code=AAAAAA", "?task=../x", "?task=a1-t1&code=nika"]
)
def test_an_answer_that_is_not_there_is_not_found(person, asked):
    assert person.get(f"{MARK}{asked}").status == 404
    assert person.post(f"{MARK}{asked}", {"act": "save"}).status == 404


def test_a_step_that_does_not_exist_is_refused(person, codes):
    assert person.post(f"{MARK}?task=a1-t1&code={codes[0]}", {"act": "delete"}).status == 400


def draft(person: Asker, own: str, **changed: object):
    sent = {"task": "a1-t3", "code": own, "sha256": "a" * 64, "criteria": {}, **changed}
    headers = {"Content-Type": "application/json", "X-XSRFToken": person.xsrf}
    return person.ask("PUT", "api/marking/a1", json.dumps(sent).encode(), **headers)


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"code": "../../x"}, 404),
        ({"task": "a1-q1"}, 404),
        ({"criteria": {"a1-t1-c1": {}}}, 404),
        ({"criteria": {"../x": {}}}, 400),
        ({"criteria": {"a1-t3-c1": {"level": 7}}}, 400),
        ({"criteria": {"a1-t3-c1": {"evidence": "x" * 5000}}}, 400),
        ({"sha256": "x"}, 400),
    ],
)
def test_a_draft_of_something_else_is_refused(person, changed, status, codes):
    assert draft(person, codes[0], **changed).status == status


def test_phrases_are_added_changed_and_removed(person):
    person.post("assessor/phrases", {"act": "add", "text": "Names <limits> first."})
    text = person.get("assessor/phrases").text
    (name,) = re.findall(r'name="text-(\w+)"', text)
    assert "Names &lt;limits&gt; first." in text
    person.post("assessor/phrases", {"act": f"change:{name}", f"text-{name}": "Names them."})
    assert "Names them." in person.get(f"{MARK}?task=a1-t3").text
    person.post("assessor/phrases", {"act": f"remove:{name}"})
    assert "None yet." in person.get("assessor/phrases").text
    assert person.post("assessor/phrases", {"act": "add", "text": "  "}).status == 400


# In a browser


def open_at(page: Page, desk: Desk, address: str) -> None:
    page.goto(f"{desk.base}/alongside/{address}")
    page.wait_for_selector("html[data-marking=ready]")


def test_levels_open_with_the_sentence_and_everything_goes_by_keyboard(scored, person, page, codes):
    open_at(page, scored, f"{MARK}?task=a1-t3&code={codes[4]}")
    criterion = page.locator("#a1-t3-c1")
    page.keyboard.press("c")
    expect(criterion).to_be_focused()
    page.keyboard.press("2")
    expect(criterion.locator("textarea")).to_be_focused()
    page.keyboard.type("He waits and she goes on.")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(criterion.get_by_role("radio").nth(2)).to_be_checked()
    page.keyboard.press("c")
    page.keyboard.press("e")
    page.keyboard.type("A day and a cue.")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("2 criteria are entered.")


def test_single_keys_can_be_switched_off(scored, person, page, codes):
    open_at(page, scored, f"{MARK}?task=a1-t3&code={codes[0]}")
    page.get_by_label("Single letters and digits work as keys").uncheck()
    page.keyboard.press("c")
    expect(page.locator("#a1-t3-c1")).not_to_be_focused()
    page.get_by_label("Single letters and digits work as keys").check()


def test_what_was_begun_survives_a_crash_of_the_browser(scored, person, page, chromium, codes):
    address = f"{MARK}?task=a1-t3&code={codes[5]}"
    open_at(page, scored, address)
    page.locator("#evidence-a1-t3-c1").fill("Begun and not saved.")
    expect(page.locator("#keeping")).to_have_text("Draft kept")
    other = chromium.new_context()
    try:
        fresh = other.new_page()
        fresh.goto(scored.url)
        open_at(fresh, scored, address)
        expect(fresh.locator("#evidence-a1-t3-c1")).to_have_value("Begun and not saved.")
        expect(fresh.locator("#draft-a1-t3-c1")).to_have_text("Draft: not entered yet.")
    finally:
        other.close()


def test_what_the_desk_did_not_get_comes_back_from_this_browser(scored, person, page, codes):
    address = f"{MARK}?task=a1-t2&code={codes[5]}"
    open_at(page, scored, address)
    page.route("**/api/marking/**", lambda route: route.abort())
    page.locator("#evidence-a1-t2-c1").fill("Only in this browser.")
    expect(page.locator("#keeping")).to_contain_text("only in this browser")
    page.unroute("**/api/marking/**")
    open_at(page, scored, address)
    expect(page.locator("#evidence-a1-t2-c1")).to_have_value("Only in this browser.")
    expect(page.locator("#keeping")).to_have_text("Draft kept")


def test_a_phrase_goes_into_the_box_in_which_one_was(scored, person, page, codes):
    person.post("assessor/phrases", {"act": "add", "text": "It stands before the invitation."})
    open_at(page, scored, f"{MARK}?task=a1-t3&code={codes[2]}")
    page.locator("#evidence-a1-t3-c2").fill("Line 2.")
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence-a1-t3-c2")).to_have_value("Line 2. It stands before the invitation.")
    expect(page.locator("#evidence-a1-t3-c2")).to_be_focused()


def test_without_scripts_marks_are_entered_by_the_plain_form(scored, person, chromium, codes):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(scored.url)
        page.goto(f"{scored.base}/alongside/{MARK}?task=a1-t3&code={codes[3]}")
        page.locator("#evidence-a1-t3-c1").fill("Without a script.")
        page.locator("#a1-t3-c1").get_by_role("radio").nth(3).check()
        page.get_by_role("button", name="Save and stay").click()
        expect(page.get_by_role("status").first).to_have_text("1 criterion is entered.")
    finally:
        context.close()
