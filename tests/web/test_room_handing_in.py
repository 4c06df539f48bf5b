"""From a badge in the room to the course and back: handed in, taken in, released to one person."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rooms import Browser, Room, a_workspace, badge

from alongside import paths
from alongside.grading import intake, sessions
from alongside.grading.course import Course, set_up_course
from alongside.grading.folders import feedback_file, letter_name, replace
from alongside.records import people


def entry(text: str, response_id: str = "a1-t1") -> dict[str, Any]:
    known = {
        "rev": 3,
        "saved_at": "2026-11-20T11:00:00.000Z",
        "lang": "en",
        "prompt": "?",
        "content_version": 1,
    }
    return {"id": response_id, "kind": "reflection", "value": {"text": text}, **known}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with Room(a_workspace(tmp_path / "workspace", "Aoife Byrne", "Bram Visser")) as running:
        yield running


@pytest.fixture
def course(room: Room) -> Course:
    made = set_up_course(paths.content_root(), room.root / "course", room.root / "exchange")
    shutil.copytree(room.root / "exchange" / "alongside" / "outbound" / "a1", made.place("release", "a1"))
    return made


def handed_in(room: Room) -> list[Path]:
    return sorted((room.root / "exchange" / "alongside" / "inbound").iterdir())


def test_what_was_handed_in_is_taken_in_under_the_badge_and_the_last_one_counts(room: Room, course: Course):
    aoife = Browser(room).come_in(badge(room.root, "aoife-byrne"))
    first = aoife.send("/handin/a1", {"answers": [entry("First.")], "help": {"by": [], "what": ""}})
    last = aoife.send("/handin/a1", {"answers": [entry("Last.")]}).json["receipt"]
    assert (first.status, first.json["receipt"]["ids"]) == (200, ["a1-t1"])
    taken = intake.collect(course, "a1", datetime.now(UTC))
    assert [(one.verdict, one.candidate, one.problems, one.notes) for one in taken] == [
        ("accepted", "aoife-byrne", [], [])
    ] * 2
    answers = course.place("submitted", "a1", "aoife-byrne") / "responses.json"
    assert intake.answers_of(answers.parent).answers[0].value.text == "Last."
    assert last["sha256"] == next(
        one.receipt for one in taken if one.receipt != first.json["receipt"]["sha256"]
    )
    assert "Handed in at" in aoife.get("/").text


@pytest.mark.parametrize("name", ["candidate", "person", "id", "session"])
def test_no_badge_hands_in_under_another_id(room: Room, name: str):
    aoife = Browser(room).come_in(badge(room.root, "aoife-byrne"))
    refused = aoife.send("/handin/a1", {"answers": [entry("Mine.")], name: "bram-visser"})
    assert (refused.status, "Nothing was handed in" in refused.json["problem"]) == (409, True)
    aoife.send(f"/handin/a1?{name}=bram-visser", {"answers": [entry("Mine.")]}, X_Candidate="bram-visser")
    assert [one.name.split("+")[0] for one in handed_in(room)] == ["aoife-byrne"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"answers": [], "answers": []}', b"\xff", b"[" * 100_000]
)
def test_what_is_no_hand_in_is_refused_in_a_sentence(room: Room, body: bytes):
    aoife = Browser(room).come_in(badge(room.root, "aoife-byrne"))
    headers = {"Accept": "application/json", "Content_Type": "application/json", "X_XSRFToken": aoife.xsrf}
    answer = aoife.ask("POST", "/handin/a1", body, **headers)
    assert answer.status in {400, 409}
    assert answer.json["problem"]
    assert handed_in(room) == []


def test_a_module_and_a_session_that_was_not_released_take_no_hand_in(room: Room):
    aoife = Browser(room).come_in(badge(room.root, "aoife-byrne"))
    for session in ("m03", "a2", "z9"):
        assert aoife.get(f"/handin/{session}").status == 404
        assert aoife.send(f"/handin/{session}", {"answers": []}).status == 404
    assert handed_in(room) == []


def test_whoever_withdrew_hands_in_no_more(room: Room):
    aoife = Browser(room).come_in(badge(room.root, "aoife-byrne"))
    now = datetime.now(UTC)
    people.withdraw(room.root, "aoife-byrne", "trainer", now, day=now.date())
    refused = aoife.send("/handin/a1", {"answers": [entry("Late.")]})
    assert (refused.status, "Ask your trainer" in refused.json["problem"]) == (409, True)
    assert Browser(room).post("/join", code=badge_before(room)).status == 403


def badge_before(room: Room) -> str:
    """A code that was issued to Bram, who withdraws after it."""
    code, now = badge(room.root, "bram-visser"), datetime.now(UTC)
    people.withdraw(room.root, "bram-visser", "trainer", now, day=now.date())
    return code


def test_one_person_cannot_fill_the_disk(room: Room):
    aoife, bram = (Browser(room).come_in(badge(room.root, who)) for who in ("aoife-byrne", "bram-visser"))
    statuses = [aoife.send("/handin/a1", {"answers": []}).status for _ in range(22)]
    assert statuses == [200] * 20 + [429] * 2
    assert bram.send("/handin/a1", {"answers": []}).status == 200


def test_feedback_and_letter_are_read_by_whom_they_are_for_and_by_nobody_else(room: Room, course: Course):
    aoife, bram = (Browser(room).come_in(badge(room.root, who)) for who in ("aoife-byrne", "bram-visser"))
    receipts = [
        one.send("/handin/a1", {"answers": [entry("Mine.")]}).json["receipt"] for one in (aoife, bram)
    ]
    intake.collect(course, "a1", datetime.now(UTC))
    page = course.root / "feedback" / "aoife-byrne" / "a1" / "a1.html"
    replace(page, b"<html><main>Well opened, Aoife.</main></html>")
    assert aoife.get("/feedback/a1").status == 404
    assert "Your feedback will stand here" in aoife.get("/").text
    assert "You find it on the first page of this room" in aoife.get("/handin/a1").text
    assert sessions.release_feedback(course, "a1", ["aoife-byrne"]) == ["aoife-byrne"]
    letter = feedback_file(course.exchange, course.id, receipts[0]["sha256"], letter_name("a1"))
    replace(letter, b"<html><main>Dear Aoife.</main></html>")
    read = aoife.get("/feedback/a1")
    assert (read.status, "Well opened, Aoife." in read.text) == (200, True)
    assert "script-src" not in read.headers["Content-Security-Policy"]
    assert "Dear Aoife." in aoife.get("/letter/a1").text
    assert "Read your feedback" in aoife.get("/").text
    assert "Your feedback will stand here" not in aoife.get("/").text
    for path in ("/feedback/a1", "/letter/a1"):
        assert [one.get(path).status for one in (bram, Browser(room))] == [404, 302]
    assert "Read your feedback" not in bram.get("/").text


def test_feedback_on_what_came_as_a_file_is_read_in_the_room_too(room: Room, course: Course, tmp_path: Path):
    aoife = Browser(room).come_in(badge(room.root, "aoife-byrne"))
    aoife.send("/handin/a1", {"answers": [entry("By stick.")]})
    (came,) = handed_in(room)
    by_file = tmp_path / "responses.json"
    came.joinpath("responses.json").rename(by_file)
    shutil.rmtree(came)
    sessions.take_in(course, "a1", [by_file], datetime.now(UTC))
    replace(course.root / "feedback" / "aoife-byrne" / "a1" / "a1.html", b"<main>Thank you.</main>")
    sessions.release_feedback(course, "a1", ["aoife-byrne"])
    assert "Thank you." in aoife.get("/feedback/a1").text
