"""Marking files where a panel says who marks: examples that come first, work that moves, late conflicts."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from asking import Asker
from desk import Desk
from marking import a_mark
from marking_files import Marks, answers_in, criteria_in, marks_of, send, told
from playwright.sync_api import BrowserContext, expect

from alongside.content.load import read_yaml
from alongside.grading.codes import codes_in
from alongside.grading.course import Course, open_course
from alongside.grading.drafts import draft_of, keep_draft
from alongside.grading.duties import duties_of
from alongside.grading.entering import enter
from alongside.grading.laying import laid_in
from alongside.grading.ledger import opened
from alongside.model.anchor import Anchors
from alongside.model.marking import Begun, Draft
from alongside.model.marks import Entered
from alongside.responses.moments import moment

OFFLINE = "assessor/a1/offline"
PANEL = "assessor/a1/panel"
EXAMPLES = "assessor/a1/examples"


@pytest.fixture(scope="module")
def me(desk: Desk) -> str:
    return re.search(r"id: (\S+)", (desk.root / "alongside.yaml").read_text())[1]


@pytest.fixture(scope="module")
def person(scored: Desk, me: str) -> Asker:
    """Somebody who coordinates a panel of five, and is on it."""
    asker = Asker(scored)
    for who in (me, "ann", "ben", "cat", "dan"):
        assessor(asker, who, "")
    assert "12 rows were written" in told(asker.post(PANEL, {"act": "allocate", "seed": "x"}))
    return asker


@pytest.fixture(scope="module")
def course(desk: Desk) -> Course:
    return open_course(desk.root / "course")


def assessor(person: Asker, who: str, named: str, conflicts: str = "") -> None:
    """Add an assessor to the panel, or change the one who is named."""
    given = {"id": who, "name": who.title(), "languages": "en sl nl et it cy ga", "conflicts": conflicts}
    assert person.post(PANEL, {"act": f"assessor:{named}" if named else "assessor", **given}).status == 200


def made_for(person: Asker, who: str) -> str:
    made = person.post(OFFLINE, {"act": "make", "who": who})
    assert made.status == 200
    return made.text


def rows_of(course: Course, marks: Marks) -> list[Entered]:
    """What stands in the ledger under the id of the assessor about the answers of a file of marks."""
    codes = {**codes_in(course, "a1"), **{code: one.id for code, one in laid_in(course, "a1").items()}}
    places = {(codes[one["code"]], one["task"]) for one in marks["answers"]}
    with opened(course) as ledger:
        rows = ledger.rows("a1", assessor=marks["assessor"])
    return [row for row in rows if (row.candidate, row.task) in places]


def asks(person: Asker, required: str, laid: str = "0") -> None:
    assert person.post(EXAMPLES, {"required": required, "laid": laid}).status == 303


# Examples


def test_examples_that_come_first_are_said_before_a_file_is_made_and_keep_marks_out(
    person, course, window: BrowserContext, scored, me, violations
):
    """Marks of a file that was made before wait outside; nothing is lost."""
    text = made_for(person, "ben")
    marks = marks_of(text, answers_in(text)[:1], "before-0001")
    asks(person, "yes")
    page = window.pages[0]
    page.goto(f"{scored.base}/alongside/{OFFLINE}")
    expect(page.locator("#first")).to_contain_text("You have to mark the examples of this session before")
    expect(page.locator("#first")).to_contain_text("No marking file is made yet for: ann, ben, cat, dan.")
    expect(page.get_by_role("button", name="Make a marking file")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("link", name="To the examples").click()
    page.wait_for_url("**/examples")
    refused = send(person, marks)
    assert refused.status == 422
    assert "ben has to mark the examples of this session first. Take the file in again" in told(refused)
    assert person.post(OFFLINE, {"act": "make", "who": me}).status == 422
    assert rows_of(course, marks) == []
    asks(person, "no")
    assert 'id="first"' not in person.get(OFFLINE).text
    assert "3 criteria are entered for ben. Everything in this file is in" in told(send(person, marks))


def test_an_example_among_the_answers_goes_along_unnamed_and_its_marks_reach_no_candidate(person, course):
    asks(person, "no", laid="1")
    (code,) = laid_in(course, "a1")
    text = made_for(person, "cat")
    anchors = read_yaml(course.root / "keys" / "anchors" / "a1.yaml", Anchors).anchors
    told_of_it = [
        "a1-example",
        *(one.id for one in anchors),
        *(level.reason for one in anchors for level in one.levels),
    ]
    assert [one for one in told_of_it if one in text] == []
    laid = [one for one in answers_in(text) if one["code"] == code]
    assert len(laid) == 3
    marks = marks_of(text, laid, "example-0001")
    assert "9 criteria are entered for cat. Everything in this file is in" in told(send(person, marks))
    assert {row.marking for row in rows_of(course, marks)} == {"anchor"}
    asks(person, "no", laid="0")
    again = told(send(person, {**marks, "saves": ["example-0001", "example-0002"]}))
    assert "This answer is not among those of cat any more. What was written stands in the file" in again


# Somebody else marks it by now


def test_marks_of_somebody_whose_work_was_given_away_stay_in_the_file_and_what_was_entered_stays(
    person, course
):
    text = made_for(person, "ann")
    first, second, *_more = answers_in(text)
    before = marks_of(text, [first], "ann-00001")
    assert "3 criteria are entered for ann" in told(send(person, before))
    person.post(PANEL, {"act": "away:ann", "reason": "Ill."})
    after = marks_of(text, [first, second], "ann-00001", "ann-00002")
    answer = told(send(person, after))
    assert "0 criteria are entered for ann. 3 stood there already. Of 1 answer something is left" in answer
    assert "The panel lets ann mark it no longer" in answer
    assert "What was written stands in the file" in answer
    assert len(rows_of(course, after)) == 3
    who = codes_in(course, "a1")[second["code"]]
    assert draft_of(course, "ann", ("a1", who, second["task"])) is None
    (heir,) = {one.assessor for one in duties_of(course, "a1").places(who, second["task"])} - {
        one.assessor for one in duties_of(course, "a1").pairs[who]
    }
    theirs = made_for(person, heir)
    assert second in answers_in(theirs)
    assert "In line 3 she waits." not in theirs
    entered = told(send(person, marks_of(theirs, [second], "heir-0001")))
    assert f"3 criteria are entered for {heir}" in entered


def test_a_conflict_that_was_named_after_the_file_was_made_keeps_its_marks_out(person, course):
    text = made_for(person, "dan")
    codes = codes_in(course, "a1")
    one = answers_in(text)[0]
    who = codes[one["code"]]
    marks = marks_of(text, [one], "dan-00001")
    assessor(person, "dan", "dan", f"{who}: cousin")
    assert "may not mark" in told(person.get(PANEL)).split("Who marks what")[1]
    answer = told(send(person, marks))
    assert "0 criteria are entered for dan" in answer
    assert "or a conflict is named" in answer
    assert rows_of(course, marks) == []
    assert one["code"] not in {there["code"] for there in answers_in(made_for(person, "dan"))}
    person.post(PANEL, {"act": "allocate"})
    assert "may not mark" not in told(person.get(PANEL)).split("Who marks what")[1].split("Chair")[0]
    others = {place.assessor for place in duties_of(course, "a1").places(who, one["task"])}
    assert "dan" not in others
    assert len(others) == 2


def test_whoever_coordinates_is_told_whose_draft_it_is(person, course):
    text = made_for(person, "ben")
    answer = told(send(person, marks_of(text, answers_in(text)[:1], "ben-00002", level=None)))
    assert "a draft of ben at the desk now, and stands in the file" in answer


def test_what_two_agree_on_and_no_marking_file_has_stays_a_draft(person, course, me):
    """Of one answer, a line may be settled at the desk while another is still marked in the file."""
    one = answers_in(made_for(person, me))[-1]
    who = codes_in(course, "a1")[one["code"]]
    settled, *_open = lines = criteria_in(made_for(person, me), one)
    (other,) = {place.assessor for place in duties_of(course, "a1").places(who, one["task"])} - {me}
    about = {"session": "a1", "candidate": who, "task": one["task"], "sha256": one["sha256"]}
    for assessor, marking in ((me, "first"), (other, "second")):
        mark = a_mark(assessor=assessor, marking=marking, criterion=settled, **about)
        enter(course, "a1", [mark], datetime.now(UTC))
    place = ("a1", who, one["task"])
    words = {settled: Begun(evidence="We settled on two.", stage="agree")}
    keep_draft(course, me, place, Draft(sha256=one["sha256"], at=moment(datetime.now(UTC)), criteria=words))
    text = made_for(person, me)
    assert criteria_in(text, one) == [line for line in lines if line != settled]
    assert "a draft at the desk now" in told(send(person, marks_of(text, [one], "me-000001", level=None)))
    draft = draft_of(course, me, place)
    assert draft.criteria.keys() == {*lines}
    assert draft.criteria[settled].evidence == "We settled on two."


def test_who_stands_in_the_record_stays_on_the_panel_and_is_told_so(person):
    answer = told(person.post(PANEL, {"act": "remove:ann"}))
    assert "ann stays on the panel, because the record names them" in answer
    assert "give them to others first" in told(person.post(PANEL, {"act": "remove:ben"}))


def test_marks_of_a_course_that_is_another_by_now_say_what_to_do(person, course):
    """The same names, and no record of the file: a course that was set up anew has none."""
    text = made_for(person, "ben")
    marks = marks_of(text, answers_in(text)[:1], "ben-00003")
    (course.root / "marking-files" / f"{marks['file']}.json").unlink()
    answer = send(person, marks)
    assert answer.status == 422
    assert "If the course was set up anew since, make a new marking file there" in told(answer)
