"""A concern is written once, only added to, for its owner alone, and in nothing that is about marks."""

from __future__ import annotations

import os
import stat

import msgspec
import pytest
from builders import NOON, a_handin, put
from marking import a_mark

from alongside.errors import NotSaved, WorkspaceError
from alongside.grading import exports, intake, lane, tidy
from alongside.grading.concerns import FOLDER, add_step, concern_of, concerns_in, record
from alongside.grading.entering import enter
from alongside.grading.ledger_tables import csv_of, trail_of
from alongside.grading.marks import grades_csv
from alongside.model.concern import Concern, Handed
from alongside.publish import feedback
from alongside.responses.moments import moment

WORDS = "he said that he would not come home"


def a_concern(number: str = "c1", **changed) -> Concern:
    given = {
        "id": number,
        "at": moment(NOON),
        "by": "ann",
        "session": "a9",
        "task": "a9-t1",
        "code": "7QK2HX",
        "candidate": "p01",
        "about": "child",
        "words": WORDS,
    }
    return Concern(**{**given, **changed})


def a_step(**changed) -> Handed:
    return Handed(
        **{"act": "told", "at": moment(NOON), "by": "ann", "way": "telephone", "to": "Ines", **changed}
    )


def test_a_concern_comes_back_as_it_was_written(course):
    record(course, a_concern())
    assert concern_of(course, "c1").concern == a_concern()
    assert concerns_in(course)[0][0].steps == []


def test_the_same_concern_is_never_written_over(course):
    record(course, a_concern())
    with pytest.raises(WorkspaceError, match="already"):
        record(course, a_concern(words="something else"))
    assert concern_of(course, "c1").concern.words == WORDS


def test_steps_are_added_in_their_order_and_none_is_lost(course):
    record(course, a_concern())
    add_step(course, "c1", a_step())
    add_step(course, "c1", a_step(act="received", by="ines", way="in person"))
    assert [(one.act, one.by) for one in concern_of(course, "c1").steps] == [
        ("told", "ann"),
        ("received", "ines"),
    ]


def test_the_newest_comes_first(course):
    record(course, a_concern("c1"))
    record(course, a_concern("c2", at=moment(NOON.replace(hour=13))))
    assert [one.concern.id for one in concerns_in(course)[0]] == ["c2", "c1"]


def test_a_damaged_file_is_named_and_hides_no_other(course):
    record(course, a_concern())
    (course.root / FOLDER / "c2.json").write_bytes(b"{")
    found, problems = concerns_in(course)
    assert [one.concern.id for one in found] == ["c1"]
    assert len(problems) == 1
    assert "c2.json" in problems[0]
    assert "ring" in problems[0]


def test_a_file_of_a_newer_kit_is_named(course):
    record(course, a_concern())
    path = course.root / FOLDER / "c1.json"
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    assert "newer" in concerns_in(course)[1][0]


@pytest.mark.parametrize("name", ["", "../c1", "c1.json", "nobody", "c 1"])
def test_there_is_no_way_to_another_file(course, name):
    with pytest.raises(WorkspaceError, match="no such concern"):
        concern_of(course, name)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_only_its_owner_can_read_it_on_the_disk(course):
    record(course, a_concern())
    modes = [
        stat.S_IMODE(path.stat().st_mode) for path in (course.root / FOLDER, course.root / FOLDER / "c1.json")
    ]
    assert modes == [0o700, 0o600]


def test_a_disk_that_refuses_is_told(course):
    (course.root / FOLDER).write_bytes(b"a file in the place of the folder")
    with pytest.raises(NotSaved):
        record(course, a_concern())


def test_no_words_make_no_concern():
    with pytest.raises(msgspec.ValidationError, match="words"):
        msgspec.convert({**msgspec.to_builtins(a_concern()), "words": ""}, Concern)


def test_no_mark_export_or_feedback_holds_a_word_of_it(course):
    put(course, a_handin())
    intake.collect(course, "a9", NOON)
    lane.autograde(course, "a9")
    record(course, a_concern())
    enter(course, "a9", [a_mark()], NOON)
    feedback.make(course, "a9", unfinished=True)
    told = [
        csv_of(trail_of(course, "p01")),
        grades_csv(course, "a9"),
        tidy.tidy_csv(course, "a9"),
        exports.nbgrader_csv(course, "a9"),
        exports.moodle_csv(course, "a9", feedback=True),
        (course.place("feedback", "a9", "p01") / "a9.html").read_text("utf-8"),
    ]
    assert all(told)
    assert [text for text in told if WORDS in text or "c1" in text.split()] == []
