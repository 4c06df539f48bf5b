"""Examples at the assessor's desk: marked first, read afterwards, laid among the answers; and agreement."""

from __future__ import annotations

import html
import json
import re

import pytest
from asking import Asker
from desk import Desk
from playwright.sync_api import BrowserContext, Page, expect

from alongside.content.load import read_yaml
from alongside.grading.course import Course, open_course
from alongside.grading.laying import laid_in
from alongside.grading.ledger import opened
from alongside.model.anchor import Anchors

EXAMPLES = "assessor/a1/examples"
MARK = "assessor/a1/mark"


@pytest.fixture
def person(scored: Desk) -> Asker:
    return Asker(scored)


@pytest.fixture
def course(scored: Desk) -> Course:
    return open_course(scored.root / "course")


@pytest.fixture
def anchors(course: Course):
    return read_yaml(course.root / "keys" / "anchors" / "a1.yaml", Anchors).anchors


@pytest.fixture
def page(window: BrowserContext) -> Page:
    return window.pages[0]


def asks(person: Asker, required: str = "usual", laid: str = "0", **more: str):
    return person.post(EXAMPLES, {"required": required, "laid": laid, **more})


def place(anchor, again=False):
    return f"{EXAMPLES}/mark?example={anchor.id}{'&again=yes' if again else ''}"


def mark(person: Asker, anchor, *levels: int, again=False):
    """Fill in the form of an example with these levels."""
    text = person.get(place(anchor, again)).text
    given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    given.pop("_xsrf")
    for one, level in zip(anchor.levels, levels, strict=False):
        given |= {f"evidence-{one.criterion}": "In his words.", f"level-{one.criterion}": str(level)}
    return person.post(place(anchor, again), {**given, "act": "next"})


def read(person: Asker, address: str) -> str:
    return html.unescape(person.get(address).text)


# In this order: the demonstration begins with nobody being asked for examples


def test_the_demonstration_lets_anybody_mark_and_offers_the_examples(person, anchors):
    assert person.get(f"{MARK}?task=a1-t1").text.count('id="judge"') == 1
    text = read(person, EXAMPLES)
    assert "You may mark candidates without them here" in text
    assert text.count("waits for your mark") == len(anchors) == 6
    assert "Examples with agreed levels" in read(person, "assessor/a1")


def test_nothing_of_what_was_agreed_is_sent_before_an_example_is_marked(person, anchors):
    pages = [read(person, EXAMPLES), *(read(person, place(one)) for one in anchors)]
    for one in anchors:
        for level in one.levels:
            assert not [text for text in pages if level.reason in text or level.evidence in text]
    assert not [text for text in pages if "clearly Phase 1" in text or "not there yet" in text]


def test_where_examples_are_asked_for_the_desk_says_what_is_missing(person):
    assert asks(person, "yes").status == 303
    shown = person.get(MARK)
    assert (shown.status, 'id="judge"' in shown.text) == (200, False)
    assert "6 examples are not fully marked yet." in html.unescape(shown.text)
    assert person.post(f"{MARK}?task=a1-t1", {"act": "save"}).status == 409
    assert "You cannot mark candidates of this session yet" in read(person, EXAMPLES)


def test_an_example_half_marked_keeps_the_agreed_levels_to_itself(person, anchors):
    answer = mark(person, anchors[0], 2, 2)
    assert answer.status == 303
    text = read(person, place(anchors[0]))
    assert "What was agreed" not in text
    assert anchors[0].levels[0].reason not in text


def test_a_level_without_evidence_is_refused_here_too(person, anchors):
    text = person.get(place(anchors[1])).text
    given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    given.pop("_xsrf")
    answer = person.post(place(anchors[1]), {**given, "level-a1-t1-c1": "2", "act": "next"})
    assert answer.status == 422
    assert "Write the evidence first" in answer.text


def test_what_is_begun_on_an_example_is_kept_as_a_draft(person, anchors):
    sent = {"task": "a1-t1", "code": anchors[1].id, "sha256": "a" * 64}
    begun = {"a1-t1-c1": {"evidence": "Begun here."}}
    headers = {"Content-Type": "application/json", "X-XSRFToken": person.xsrf}
    body = json.dumps({**sent, "criteria": begun}).encode()
    assert person.ask("PUT", "api/marking/a1", body, **headers).status == 200
    assert "Begun here." in person.get(place(anchors[1])).text


def test_the_whole_walk_in_a_browser_until_candidates_may_be_marked(scored, anchors, page, violations):
    """The page's own words are followed: mark, read, go on, try again where it says so."""
    page.goto(f"{scored.base}/alongside/{MARK}")
    page.get_by_role("link", name="To the examples").click()
    assert violations(page) == []
    far = anchors[1]
    for number, anchor in enumerate(anchors):
        if number == 0:
            page.get_by_role("link", name=anchor.title).click()
        page.wait_for_selector("html[data-marking=ready]")
        if number == 0:
            assert violations(page) == []
        for one in anchor.levels:
            box = page.locator(f"#evidence-{one.criterion}")
            if not box.input_value() or anchor is far:
                box.fill("In the words of the text.")
                level = 3 if anchor is far else one.level
                page.locator(f"#{one.criterion}").get_by_role("radio").nth(level).check()
        page.get_by_role("button", name="Save and see the agreed levels").click()
        expect(page.get_by_role("heading", name="What was agreed")).to_be_visible()
        expect(page.get_by_text(anchor.levels[0].reason)).to_be_visible()
        if number == 1:
            assert violations(page) == []
            expect(page.get_by_text("your first try stays on the record")).to_be_visible()
            page.set_viewport_size({"width": 360, "height": 740})
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) == 0
            page.set_viewport_size({"width": 1280, "height": 900})
        if anchor is not anchors[-1]:
            page.get_by_role("link", name="Next example").click()
    page.get_by_role("link", name="See how you stand").click()
    expect(page.locator("#missing")).to_contain_text("“Come in, come in”")
    expect(page.locator("#missing")).to_contain_text("3 apart")
    page.get_by_role("link", name=far.title).click()
    page.get_by_role("link", name="Mark it again").click()
    page.wait_for_selector("html[data-marking=ready]")
    page.locator("#a1-t1-c1").get_by_role("radio").nth(0).check()
    page.get_by_role("button", name="Save and see the agreed levels").click()
    expect(page.get_by_text("(at first 3)")).to_be_visible()
    page.get_by_role("link", name="See how you stand").click()
    page.get_by_role("link", name="Mark candidates").click()
    expect(page.locator("#judge")).to_be_visible()


def test_a_laid_example_looks_like_a_candidate_and_is_marked_like_one(person, course):
    asks(person)
    before = len(re.findall(r'name="seen-', person.get(f"{MARK}?task=a1-t1").text))
    assert asks(person, "usual", "1").status == 303
    ((code, laid),) = laid_in(course, "a1").items()
    address = f"{MARK}?task=a1-t2&code={code}"
    text = person.get(address).text
    assert f"Answer of {code}" in text
    assert text.count('name="seen-') == before
    assert not [word for word in ("example", "anchor", laid.id) if word in text]
    assert "This one is an example" in person.get(f"{address}&names=yes").text
    given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    given.pop("_xsrf")
    for n in (1, 2, 3):
        given |= {f"evidence-a1-t2-c{n}": "Line 5.", f"level-a1-t2-c{n}": "2"}
    assert person.post(address, {**given, "act": "save"}).status == 303
    again = person.get(f"{address}&by=candidate").text
    assert "waits for a second assessor" in again
    assert "first mark" in again or "Your mark is entered" in again
    assert person.post(address, {**given, "act": "alone"}).status == 303
    with opened(course) as ledger:
        rows = ledger.rows("a1", laid.id)
    assert {(row.marking, row.level) for row in rows} == {("anchor", 2)}
    assert laid.id not in person.get("assessor/a1").text
    assert laid.id not in person.get("assessor/a1/grades.csv").text


def test_agreement_shows_counts_a_warning_and_no_drift_before_all_is_marked(person):
    for over in ("", "?over=all"):
        text = read(person, f"assessor/a1/agreement{over}")
        assert (
            "0 decisions were judged twice. A coefficient is shown from 20 on; until then, read counts."
            in text
        )
        assert "On the examples, at the first try" in text
        assert "Still marking." in text
        assert "among the answers</th>" not in text


def test_the_page_of_agreement_is_sound(scored, page, violations):
    page.goto(f"{scored.base}/alongside/assessor/a1/agreement")
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0


@pytest.mark.parametrize(
    "fields", [{"required": "maybe"}, {"laid": "-1"}, {"laid": "9"}, {"laid": ""}, {"kept_back": "../x"}]
)
def test_a_setting_that_does_not_exist_is_refused(person, fields):
    assert asks(person, **{"required": "usual", **fields}).status == 400


def test_what_is_no_example_is_not_found(person):
    assert person.get(f"{EXAMPLES}/mark?example=a1-anchor-99").status == 404
    assert person.get(f"{EXAMPLES}/mark").status == 404
    assert person.get("assessor/zz/agreement").status == 404
