"""Files that observers attach: of one day, blind where they may show levels, deleted with a line."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOON
from files_along import PDF, SOUNDS, a_photo
from judging import ask_to_watch

from alongside.errors import AnswersError, LedgerError
from alongside.grading import marking
from alongside.grading.course import Course, assessment_of
from alongside.grading.evidence import delete_due_in, erase
from alongside.grading.marking import Answer, Seat
from alongside.grading.texts import judged_in
from alongside.grading.watched_files import attach_watched, watched_file, watched_files, withdraw_watched
from alongside.model.marking import Begun
from alongside.responses.attaching import Brought

DAY = "2026-11-20"
BOTH = ("a9-b1-c1", "a9-b1-c2")
PAPER = Brought(a_photo(), "sheet.jpg", "", "My sheet")
TALK = Brought(SOUNDS["mp3"], "talk.mp3", "", "The talk", consent="Both of them", until="2027-01-19")


@pytest.fixture
def watched(course: Course) -> Course:
    return ask_to_watch(course)


def seat(course: Course, assessor: str = "ann", day: str = DAY) -> Seat:
    criteria = judged_in(assessment_of(course, "a9"))["a9-b1"]
    return Seat(course, Answer("a9", "p01", "a9-b1", observed=day), criteria, assessor)


def seen(course: Course, assessor: str = "ann", day: str = DAY) -> list[str]:
    return [line.attachment.what for _own, line in watched_files(seat(course, assessor, day), NOON)]


def test_a_photo_of_a_sheet_is_hidden_from_the_other_observer_until_their_own_marks_are_in(watched):
    one = attach_watched(seat(watched), PAPER, NOON)
    file = one.attachment.file
    assert (seen(watched), seen(watched, "ben")) == (["My sheet"], [])
    assert watched_file(seat(watched, "ben"), file, NOON) is None
    given = {name: Begun(evidence="She waited.", level=2) for name in BOTH}
    marking.save(seat(watched, "ben"), {BOTH[0]: given[BOTH[0]]}, NOON)
    assert seen(watched, "ben") == []
    marking.save(seat(watched, "ben"), {BOTH[1]: given[BOTH[1]]}, NOON)
    assert seen(watched, "ben") == ["My sheet"]
    assert watched_file(seat(watched, "ben"), file, NOON)[1].startswith(b"\xff\xd8\xff")


def test_a_recording_is_there_for_both_before_they_judge(watched):
    one = attach_watched(seat(watched), TALK, NOON)
    assert watched_file(seat(watched, "ben"), one.attachment.file, NOON)[1] == SOUNDS["mp3"]


def test_a_file_is_of_the_day_that_was_watched(watched):
    attach_watched(seat(watched), TALK, NOON)
    assert seen(watched, day="2026-11-27") == []


def test_a_recording_of_an_observation_needs_consent_too(watched):
    with pytest.raises(AnswersError, match="who agreed"):
        attach_watched(seat(watched), Brought(SOUNDS["mp3"], "x", "", "The talk"), NOON)


def test_only_who_attached_a_file_deletes_it_and_its_line_stays(watched):
    one = attach_watched(seat(watched), TALK, NOON)
    with pytest.raises(LedgerError, match="not yours"):
        withdraw_watched(seat(watched, "ben"), one.attachment.sha256, NOON)
    withdraw_watched(seat(watched), one.attachment.sha256, NOON)
    ((own, line),) = watched_files(seat(watched), NOON)
    assert (own.by, line.state) == ("ann", "deleted")
    assert list(watched.root.rglob("*.mp3")) == []


def test_on_its_day_a_recording_of_an_observation_is_gone(watched):
    attach_watched(seat(watched), TALK, NOON)
    day = NOON + timedelta(days=60)
    assert len(delete_due_in(watched, day).removed) == 1
    ((_own, line),) = watched_files(seat(watched), day)
    assert (line.state, list(watched.root.rglob("*.mp3"))) == ("deleted", [])


def test_erasing_whoever_was_watched_takes_these_files(watched):
    attach_watched(seat(watched), Brought(PDF, "x.pdf", "", "Form"), NOON)
    assert len(erase(watched, "p01").removed) == 1
    assert seen(watched) == []
