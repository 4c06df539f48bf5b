"""Marking without the desk: a file that opens from a folder; its marks come in by the rules of the desk."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from asking import Answer, Asker
from desk import Desk
from files_along import PDF, from_a_camera, listed, name_of
from looks import looks_at, wider_than_the_screen
from marking import a_mark
from marking_files import Marks, Place, answers_in, marks_of, send, told
from playwright.sync_api import BrowserContext, Page, expect

from alongside.errors import NotSaved
from alongside.grading.course import Course, open_course
from alongside.grading.drafts import draft_of
from alongside.grading.entering import enter
from alongside.grading.folders import put_inbound, stamp_of
from alongside.grading.ledger import opened
from alongside.grading.marking_files import read_marks
from alongside.grading.roster import read_roster
from alongside.model.marks import Entered
from alongside.responses.moments import moment
from alongside.web.programme.boards import Board, board_of
from alongside.web.programme.marks_in import Visit, take_in

OFFLINE = "assessor/a1/offline"


@pytest.fixture
def person(scored: Desk) -> Asker:
    return Asker(scored)


@pytest.fixture(scope="module")
def course(scored: Desk) -> Course:
    return open_course(scored.root / "course")


@pytest.fixture
def board(scored: Desk, me: str) -> Board:
    return board_of(scored.root, "a1", me, "task")


@pytest.fixture(scope="module")
def made(scored: Desk) -> Answer:
    """A marking file of everything that waits in a1; each test judges an answer of its own."""
    return Asker(scored).post(OFFLINE, {"act": "make"})


@pytest.fixture(scope="module")
def me(made: Answer) -> str:
    """The id under which this desk marks."""
    return re.search(r'data-assessor="([^"]+)"', made.text)[1]


@pytest.fixture(scope="module")
def waiting(made: Answer) -> list[Place]:
    """Every answer of the file."""
    return answers_in(made.text)


@pytest.fixture
def marks(made: Answer, waiting: list[Place]) -> Callable[..., Marks]:
    """Make a file of marks about one answer, with a judgement for each of its criteria."""

    def about(place: int, **judged: Any) -> Marks:
        return marks_of(made.text, [waiting[place]], f"{place:08}", **judged)

    return about


def rows_of(course: Course, board: Board, marks: Marks) -> list[Entered]:
    one = marks["answers"][0]
    with opened(course) as ledger:
        rows = ledger.rows("a1", board.people[one["code"]])
    return [row for row in rows if row.task == one["task"]]


# What leaves


def test_the_file_is_kept_and_not_opened_here_has_codes_and_no_names_and_allows_one_script(
    made, board, course
):
    assert made.status == 200
    assert made.headers["Content-Disposition"].startswith("attachment")
    policy = made.headers["Content-Security-Policy"]
    assert (
        html.unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', made.text)[1])
        == policy
    )
    assert re.match(r"default-src 'none'; script-src 'sha256-[\w+/=]+';", policy)
    assert not re.search(r'\b(?:src|href)="(?!data:|#|tel:)', made.text)
    names = [who for code, who in board.people.items() if code not in board.examples]
    assert all(f">{who}<" not in made.text for who in names)
    named = [one.name for one in read_roster(course).values()]
    assert named
    assert [one for one in named if one in made.text] == []


def test_another_assessors_file_is_made_by_a_coordinator_only_for_the_panel(person):
    assert person.post(OFFLINE, {"act": "make", "who": "somebody"}).status == 403


# What comes back


def test_marks_are_entered_once_however_often_they_come(person, course, board, marks):
    first = marks(0)
    count = len(first["answers"][0]["criteria"])
    answer = send(person, first)
    assert f"{count} criteria are entered" in told(answer)
    assert len(rows_of(course, board, first)) == count
    again = send(person, first)
    assert "0 criteria are entered" in told(again)
    assert f"{count} stood there already" in told(again)
    assert len(rows_of(course, board, first)) == count


def test_a_newer_file_corrects_what_the_older_entered_and_the_older_changes_nothing_back(
    person, course, board, marks
):
    older, newer = marks(1), marks(1, level=3)
    newer["saves"] = [*older["saves"], "tuesday00"]
    for one in (older, newer, older):
        assert send(person, one).status == 200
    standing = rows_of(course, board, older)
    heads = [row for row in standing if row.id not in {one.replaces for one in standing}]
    assert {row.level for row in heads} == {3}
    assert len(standing) == 2 * len(heads)


def test_a_mark_that_was_entered_at_the_desk_meanwhile_stays_and_the_words_become_a_draft(
    person, course, board, marks, me
):
    at_the_desk, late = marks(2, evidence="At the desk."), marks(2, evidence="On the train.")
    at_the_desk["saves"] = ["desk-0000"]
    send(person, at_the_desk)
    answer = send(person, late)
    assert "0 criteria are entered" in told(answer)
    assert "something else stands there by now" in told(answer)
    one = late["answers"][0]
    draft = draft_of(course, me, ("a1", board.people[one["code"]], one["task"]))
    assert {begun.evidence for begun in draft.criteria.values()} == {"On the train."}
    assert {row.evidence for row in rows_of(course, board, late)} == {"At the desk."}


def test_what_is_not_whole_is_named_and_kept_as_a_draft(person, course, board, marks, me):
    begun = marks(3, level=None)
    answer = send(person, begun)
    assert "a level is missing" in told(answer)
    assert "What was written is a draft at the desk now" in told(answer)
    assert rows_of(course, board, begun) == []
    one = begun["answers"][0]
    page = person.get(f"assessor/a1/mark?task={one['task']}&code={one['code']}").text
    assert "In line 3 she waits." in page


def test_a_newer_text_is_not_marked_by_what_was_said_of_the_older(person, course, board, marks):
    old = marks(4)
    old["answers"][0]["sha256"] = "0" * 64
    answer = send(person, old)
    assert "handed in a new text" in told(answer)
    assert rows_of(course, board, old) == []
    one = old["answers"][0]
    page = person.get(f"assessor/a1/mark?task={one['task']}&code={one['code']}").text
    assert "Your sentences are about the old one" in page


def begin_at_the_desk(person: Asker, marks: Marks, words: str) -> None:
    """Keep a draft as the marking page does: of every criterion, with words in the first."""
    one = marks["answers"][0]
    begun = {name: {**judged, "evidence": "", "level": None} for name, judged in one["criteria"].items()}
    begun[next(iter(begun))]["evidence"] = words
    sent = {"task": one["task"], "code": one["code"], "sha256": one["sha256"], "criteria": begun}
    token = {"Content-Type": "application/json", "X-XSRFToken": person.xsrf}
    assert person.ask("PUT", "api/marking/a1", json.dumps(sent).encode(), **token).status == 200


def draft_about(course: Course, board: Board, marks: Marks) -> list[str]:
    """The sentences of the draft about an answer, without empty ones."""
    one = marks["answers"][0]
    draft = draft_of(course, board.assessor, ("a1", board.people[one["code"]], one["task"]))
    return [begun.evidence for begun in draft.criteria.values() if begun.evidence] if draft else []


def test_a_draft_that_the_desk_wrote_after_the_file_was_made_is_not_replaced(person, course, board, marks):
    begun, whole = marks(5, evidence="On the train.", level=None), marks(5, evidence="On the train.")
    begin_at_the_desk(person, begun, "At the desk.")
    assert "another draft of it, which stays" in told(send(person, begun))
    whole["saves"] = [*begun["saves"], "tuesday05"]
    answer = told(send(person, whole))
    assert "Criterion 1: the desk has another draft of it" in answer
    assert draft_about(course, board, begun) == ["At the desk."]
    count = len(whole["answers"][0]["criteria"])
    assert len(rows_of(course, board, whole)) == count - 1


def test_a_newer_file_goes_on_with_the_draft_of_an_older_one(person, course, board, marks):
    older, newer = marks(10, evidence="Monday.", level=None), marks(10, evidence="Tuesday.", level=None)
    newer["saves"] = [*older["saves"], "tuesday10"]
    for one in (older, newer):
        assert "a draft at the desk now" in told(send(person, one))
    assert set(draft_about(course, board, older)) == {"Tuesday."}


def test_of_two_computers_that_began_one_answer_neither_takes_the_draft_of_the_other(
    person, course, board, marks
):
    """Saved apart, neither file is the newer one of the other."""
    first, second = (marks(15, evidence=f"On the {place}.", level=None) for place in ("train", "plane"))
    whole = marks(15, evidence="On the plane.")
    second["saves"], whole["saves"] = ["plane-0001"], ["plane-0001", "plane-0002"]
    assert "a draft at the desk now" in told(send(person, first))
    for one in (second, whole):
        answer = told(send(person, one))
        assert "Criterion 1: the desk has another draft of it" in answer
        assert "take this file in again" in answer
    assert set(draft_about(course, board, first)) == {"On the train."}
    assert rows_of(course, board, first) == []
    begin_at_the_desk(person, whole, "")
    assert "Everything in this file is in" in told(send(person, whole))


def test_words_on_an_answer_that_others_have_marked_stay_in_the_file_and_make_no_draft(
    person, course, board, marks, me
):
    """Where the desk has no boxes any more, nobody would find a draft."""
    late = marks(17, evidence="On the train.")
    one = late["answers"][0]
    about = {"session": "a1", "candidate": board.people[one["code"]], "task": one["task"]}
    for assessor, marking in (("ann", "first"), ("ben", "second")):
        given = [
            a_mark(assessor=assessor, marking=marking, criterion=name, sha256=one["sha256"], **about)
            for name in one["criteria"]
        ]
        enter(course, "a1", given, datetime.now(UTC))
    answer = told(send(person, late))
    assert "two marks are there already" in answer
    assert "What was written stands in the file" in answer
    assert "draft" not in answer.split("Task ")[1].split("Take answers along")[0]
    assert draft_about(course, board, late) == []


def test_a_criterion_that_the_task_does_not_have_is_named_and_stays_in_the_file(person, marks):
    more = marks(14)
    judged = more["answers"][0]["criteria"]
    more["answers"][0]["criteria"] = {"a1-t9-c9": next(iter(judged.values()))}
    answer = told(send(person, more))
    assert "a1-t9-c9: this task has no such criterion. What was written stands in the file" in answer


def test_an_older_file_that_comes_late_brings_no_draft_back(person, course, board, marks):
    older, newer = marks(11, evidence="Monday.", level=None), marks(11, evidence="Tuesday.")
    newer["saves"] = [*older["saves"], "tuesday11"]
    send(person, newer)
    assert "A newer file of the same marks is in already" in told(send(person, older))
    assert draft_about(course, board, older) == []
    assert {row.evidence for row in rows_of(course, board, older)} == {"Tuesday."}


def test_a_file_that_was_taken_in_halfway_is_completed_by_taking_it_in_again(
    scored, me, course, board, marks, monkeypatch
):
    raw, now, visit = json.dumps(marks(12)).encode(), datetime.now(UTC), Visit(scored.root, "a1", me, False)

    def killed(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("alongside.web.programme.marks_in.drop_draft", killed)
        with pytest.raises(KeyboardInterrupt):
            take_in(visit, "marks.json", raw, now)
    count = len(rows_of(course, board, marks(12)))
    assert count > 0
    again = take_in(visit, "marks.json", raw, now)
    assert (again.entered, again.same, again.left) == (0, count, [])
    assert "Everything in this file is in" in again.said


def test_a_disk_that_is_full_is_named_for_each_answer_and_nothing_is_lost(
    scored, me, course, board, marks, monkeypatch
):
    raw, now, visit = json.dumps(marks(13)).encode(), datetime.now(UTC), Visit(scored.root, "a1", me, False)

    def full(*_given: object) -> None:
        raise NotSaved("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr("alongside.grading.marking.enter", full)
        refused = take_in(visit, "marks.json", raw, now)
    assert (refused.entered, [one.why[0] for one in refused.left]) == (0, ["The disk is full."])
    assert take_in(visit, "marks.json", raw, now).entered == len(marks(13)["answers"][0]["criteria"])


def test_script_in_what_was_written_stays_words(person, marks):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    send(person, marks(14, evidence=evil, level=None))
    one = marks(14)["answers"][0]
    pages = (
        person.get(f"assessor/a1/mark?task={one['task']}&code={one['code']}"),
        person.post(OFFLINE, {"act": "make"}),
        person.post_form(OFFLINE, {"act": "take"}, (evil.replace("/", ""), b"{}")),
    )
    for page in pages:
        assert "&lt;script&gt;alert(" in page.text
        assert not re.search(r"<script>alert|<img src=x", page.text)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"file": "a" * 32}, "come from no marking file of this course"),
        ({"file": "../../x-y-z"}, "not a file of marks"),
        ({"assessor": "mallory"}, "come from no marking file of this course"),
        ({"session": "a2"}, "These marks are of session a2"),
        ({"schema": 99}, "Another version of the kit"),
        ({"saves": []}, "not a file of marks"),
        ({"kind": "<script>alert(1)</script>"}, "not a file of marks"),
        ({"answers": [{"task": "a1-t1"}]}, "answers[0]"),
        ({"schema": 2, "more": 1}, "Another version of the kit"),
    ],
)
def test_a_file_of_something_else_enters_nothing_and_is_told_why(person, marks, changed, said):
    answer = send(person, {**marks(6), **changed})
    assert answer.status == 422
    assert said in told(answer)
    assert "Nothing was entered." in told(answer)
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"[" * 100_000, b'{"kind":' * 100_000, b'"\xff"', b"{}"])
def test_rubbish_is_no_file_of_marks(person, raw):
    assert send(person, raw).status in {400, 422}


def test_an_answer_that_is_not_there_is_named_and_the_rest_is_entered(person, course, board, marks):
    both = marks(6)
    both["answers"].append({**both["answers"][0], "code": "ZZZZZZ"})
    answer = send(person, both)
    assert f"{both['answers'][0]['task']}, ZZZZZZ" in told(answer)
    assert "not among those of" in told(answer)
    assert rows_of(course, board, both)


def test_only_a_coordinator_takes_in_what_another_assessor_marked(scored, marks, me):
    raw, now = json.dumps(marks(7)).encode(), datetime.now(UTC)
    refused = take_in(Visit(scored.root, "a1", "another", coordinates=False), "marks.json", raw, now)
    assert f"These are the marks of {me}" in refused.trouble
    assert refused.entered == 0
    allowed = take_in(Visit(scored.root, "a1", "another", coordinates=True), "marks.json", raw, now)
    assert (allowed.trouble, allowed.assessor, allowed.left) == ("", me, [])
    assert allowed.entered > 0


def test_the_page_says_what_was_given_out_and_what_came_back(person, marks):
    send(person, marks(8))
    text = told(person.get(OFFLINE))
    assert "Marking files given out" in text
    assert re.search(r"\d criteria entered", text)


def test_the_rubric_of_a_task_stands_once_for_all_answers_that_are_untouched(made, waiting):
    tasks = {answer["task"] for answer in waiting}
    assert {task: made.text.count(f'<template data-rubric="{task}">') for task in tasks} == dict.fromkeys(
        tasks, 1
    )
    assert made.text.count('class="to-judge"') == len(tasks)


def test_what_was_begun_at_the_desk_goes_along(person, marks, waiting):
    send(person, marks(9, level=None))
    one = waiting[9]
    text = person.post(OFFLINE, {"act": "make"}).text
    part = text.split(f'data-task="{one["task"]}" data-code="{one["code"]}"')[1].split("</template>")[0]
    assert "In line 3 she waits." in part


# In a browser, from a folder


@pytest.fixture
def on_a_stick(made: Answer, tmp_path: Path) -> Path:
    folder = tmp_path / "für den Zug"
    folder.mkdir()
    place = folder / "marking-a1.html"
    place.write_bytes(made.body)
    return place


def open_file(page: Page, place: Path) -> None:
    page.goto(place.as_uri())
    page.wait_for_selector("html[data-marking=ready]")


def chosen(page: Page) -> tuple[str, str]:
    """The task and the code that are shown."""
    return re.match(r"Task (\d+), answer of (\w+)", page.locator("#piece").inner_text()).groups()


def judge_by_keyboard(page: Page, words: str) -> None:
    """Give every criterion on the page a sentence and level 2, and go on."""
    for number in range(page.locator("#lines .criterion").count()):
        page.keyboard.press("c")
        page.keyboard.press("e")
        page.keyboard.type(f"{words} {number}.")
        page.keyboard.press("Escape")
        page.keyboard.press("2")
    page.keyboard.press("Control+Enter")


def saved_by(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.locator("#save").click()
    place = folder / download.value.suggested_filename
    download.value.save_as(place)
    return place


def test_an_assessor_marks_from_a_folder_by_keyboard_and_the_desk_takes_it_in(
    reader: BrowserContext, on_a_stick: Path, person: Asker, violations
):
    page = reader.new_page()
    open_file(page, on_a_stick)
    for look in looks_at(page):
        assert violations(page) == [], look
        assert not wider_than_the_screen(page), look
    expect(page.locator("#saved")).to_have_text("Nothing is written here yet.")
    first = chosen(page)
    radios = page.locator("#lines .criterion").first.get_by_role("radio")
    expect(radios.first).to_be_disabled()
    judge_by_keyboard(page, "She waits")
    expect(page.locator("#piece")).to_be_focused()
    assert chosen(page) != first
    expect(page.locator("#counted")).to_contain_text("1 of")
    expect(page.locator("#saved")).to_have_text("Not saved as a file yet.")

    page.reload()
    page.wait_for_selector("html[data-marking=ready]")
    expect(page.locator("#counted")).to_contain_text("1 of")
    file = saved_by(page, on_a_stick.parent)
    expect(page.locator("#told")).to_contain_text(file.name)
    expect(page.locator("#saved")).to_contain_text("nothing has changed since")
    answer = person.post_form(OFFLINE, {"act": "take"}, (file.name, file.read_bytes()))
    assert "criteria are entered" in told(answer)
    task, code = first
    shown = person.get(f"assessor/a1/mark?task=a1-t{task}&code={code}").text
    assert "She waits 0." in shown


def test_marks_move_to_another_browser_and_the_newer_judgement_stays(
    reader: BrowserContext, chromium, on_a_stick: Path
):
    page = reader.new_page()
    open_file(page, on_a_stick)
    page.locator("#lines textarea").first.fill("From the first.")
    file = saved_by(page, on_a_stick.parent)
    other = chromium.new_context()
    try:
        there = other.new_page()
        open_file(there, on_a_stick)
        there.get_by_label("Bring back marks").set_input_files(file)
        expect(there.locator("#told")).to_have_text("Answers brought back: 1.")
        there.locator("#forget").evaluate("button => button.click()")
        expect(there.locator("#told")).to_contain_text("Save your marks as a file first")
        expect(there.locator("#lines textarea").first).to_have_value("From the first.")
        there.locator("#lines textarea").first.fill("Changed on the second.")
        there.get_by_label("Bring back marks").set_input_files(file)
        expect(there.locator("#told")).to_contain_text("because they are newer: 1")
        expect(there.locator("#lines textarea").first).to_have_value("Changed on the second.")
        no_words = {"answers": [{**json.loads(file.read_text())["answers"][0], "criteria": None}]}
        for changed in (
            {"file": "x"},
            {"schema": 2},
            {"saves": None},
            {"saves": ["?"]},
            {"answers": [None]},
            no_words,
        ):
            foreign = on_a_stick.parent / f"other-{next(iter(changed))}.json"
            foreign.write_text(json.dumps({**json.loads(file.read_text()), **changed}))
            there.get_by_label("Bring back marks").set_input_files(foreign)
            expect(there.locator("#told")).to_contain_text(foreign.name)
            expect(there.locator("#told")).to_contain_text("Nothing was changed")
        saved_by(there, on_a_stick.parent)
        there.locator("#forget").evaluate("button => button.click()")
        expect(there.locator("#told")).to_contain_text("keeps nothing of this file any more")
        expect(there.locator("#lines textarea").first).to_have_value("")
        assert there.evaluate("localStorage.length") == 0
    finally:
        other.close()


def test_what_came_from_another_computer_is_in_no_file_of_this_one(
    reader: BrowserContext, chromium, on_a_stick: Path
):
    """A file that was saved here before holds nothing of it, however old it is; nor is the clock trusted."""
    page = reader.new_page()
    open_file(page, on_a_stick)
    page.locator("#lines textarea").first.fill("First, elsewhere.")
    elsewhere = saved_by(page, on_a_stick.parent)
    here = chromium.new_context()
    try:
        there = here.new_page()
        open_file(there, on_a_stick)
        there.get_by_role("button", name="Next answer").click()
        there.locator("#lines textarea").first.fill("Then, here.")
        saved_by(there, on_a_stick.parent / "here")
        expect(there.locator("#saved")).to_contain_text("nothing has changed since")
        there.get_by_label("Bring back marks").set_input_files(elsewhere)
        expect(there.locator("#saved")).to_contain_text("answers changed since: 1. Save again.")
        saves = json.loads(saved_by(there, on_a_stick.parent / "here").read_text())
        assert [one["criteria"] != {} for one in saves["answers"]] == [True, True]
        there.clock.set_fixed_time("2020-01-01T00:00:00Z")
        there.get_by_role("button", name="Previous answer").click()
        there.locator("#lines textarea").first.fill("With a clock that was put back.")
        expect(there.locator("#saved")).to_contain_text("answers changed since: 1. Save again.")
        there.get_by_label("Bring back marks").set_input_files(elsewhere)
        expect(there.locator("#told")).to_contain_text("because they are newer: 1")
        expect(there.locator("#lines textarea").first).to_have_value("With a clock that was put back.")
    finally:
        here.close()


def test_a_browser_that_keeps_nothing_says_so_and_still_saves_a_file(
    reader: BrowserContext, on_a_stick: Path
):
    page = reader.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', "
        "{ get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    open_file(page, on_a_stick)
    page.locator("#lines textarea").first.fill("Not kept by the browser.")
    expect(page.locator("#keeping")).to_contain_text("does not keep what you write here")
    page.get_by_role("button", name="Next answer").click()
    page.get_by_role("button", name="Previous answer").click()
    expect(page.locator("#lines textarea").first).to_have_value("Not kept by the browser.")
    assert "Not kept by the browser." in saved_by(page, on_a_stick.parent).read_text()


def test_half_of_a_sign_does_not_make_the_whole_file_unreadable(reader: BrowserContext, on_a_stick: Path):
    page = reader.new_page()
    open_file(page, on_a_stick)
    box = page.locator("#lines textarea").first
    box.evaluate(
        "box => { box.value = 'Cut \\ud83d'; box.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    saved = read_marks(saved_by(page, on_a_stick.parent).read_bytes())
    assert [one.evidence for one in saved.answers[0].criteria.values()] == ["Cut \ufffd"]


def test_a_phrase_goes_in_only_as_far_as_there_is_room(reader: BrowserContext, on_a_stick: Path):
    """One sentence that is too long would keep the whole file of marks from being taken in."""
    page = reader.new_page()
    open_file(page, on_a_stick)
    box = page.locator("#lines textarea").first
    box.fill("x" * 3995)
    page.evaluate(
        "read.insertAdjacentHTML('beforeend', '<button class=phrase-in type=button>A phrase.</button>')"
    )
    page.get_by_role("button", name="A phrase.").click()
    expect(box).to_have_value("x" * 3995 + " A ph")


def test_two_tabs_of_one_file_hold_the_same(reader: BrowserContext, on_a_stick: Path):
    one, other = reader.new_page(), reader.new_page()
    for page in (one, other):
        open_file(page, on_a_stick)
    one.locator("#lines textarea").first.fill("Written in the first tab.")
    expect(other.locator("#lines textarea").first).to_have_value("Written in the first tab.")


# Last, because the answer is another one afterwards


def test_pictures_go_along_without_what_the_camera_wrote_and_a_pdf_stays(person, course, board, marks):
    """Photographs are shown as large as the page; only the pictures themselves travel."""
    who = board.people[marks(16)["answers"][0]["code"]]
    handed = json.loads((course.place("submitted", "a1", who) / "responses.json").read_bytes())
    photo, now = from_a_camera(), datetime.now(UTC)
    task = marks(16)["answers"][0]["task"]
    handed["attachments"] = [
        listed(photo, "jpg", task=task, what="Our agreement"),
        listed(PDF, task=task, what="The plan"),
    ]
    handed["handed_in_at"] = moment(now)
    files = {"responses.json": json.dumps(handed).encode(), name_of(photo, "jpg"): photo, name_of(PDF): PDF}
    put_inbound(course.exchange, course.id, f"{who}+a1+{stamp_of(now)}", files)
    for step in ("collect", "autograde"):
        assert person.post("assessor/a1", {"step": step}).status == 200
    text = person.post(OFFLINE, {"act": "make"}).text
    (picture,) = re.findall(r'<img src="data:image/jpeg;base64,([^"]+)" alt="Our agreement">', text)
    assert b"Exif" not in base64.b64decode(picture)
    assert b"Breg" not in base64.b64decode(picture)
    assert text.count("Not in this file") == 1
    assert "The plan" in text
