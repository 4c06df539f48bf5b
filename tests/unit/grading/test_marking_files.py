"""Which marking files a course gave out, and what is no file of marks."""

from __future__ import annotations

import json

import msgspec
import pytest

from alongside.errors import LedgerError
from alongside.grading.course import Course
from alongside.grading.marking_files import (
    LARGEST,
    PLACE,
    give_out,
    given_out,
    note_taken,
    origin_of,
    read_marks,
)
from alongside.grading.slots import Slot
from alongside.model.kinds.reflection import Criterion
from alongside.model.marking_file import FileOfMarks, MarkingFile, Taken


def a_file(number: int = 1, **changed: object) -> MarkingFile:
    fields = {
        "id": f"{number:032}",
        "session": "a1",
        "assessor": "ann",
        "at": f"2026-11-2{number}T10:00:00Z",
        "by": "ann",
        "answers": 12,
    }
    return MarkingFile(**{**fields, **changed})


def marks_of(made: MarkingFile, **changed: object) -> FileOfMarks:
    fields = {
        "kind": "alongside-marks",
        "schema": 1,
        "file": made.id,
        "session": made.session,
        "assessor": made.assessor,
        "saves": ["monday-1"],
        "answers": [],
    }
    return FileOfMarks(**{**fields, **changed})


@pytest.fixture
def course(tmp_path) -> Course:
    return Course(tmp_path, "alongside", tmp_path / "exchange", None)


def test_files_of_a_session_are_listed_the_newest_first(course):
    for one in (a_file(1), a_file(3), a_file(2), a_file(4, session="a2")):
        give_out(course, one)
    assert [one.id[-1] for one in given_out(course, "a1")] == ["3", "2", "1"]


def test_a_damaged_record_hides_no_other(course):
    give_out(course, a_file(1))
    for name, raw in (("x", b"{"), ("y", b"\xff"), ("z", b"")):
        (course.root / PLACE / f"{name}.json").write_bytes(raw)
    assert given_out(course, "a1") == [a_file(1)]


def test_marks_belong_to_the_file_that_names_them(course):
    made = a_file(1)
    give_out(course, made)
    assert origin_of(course, marks_of(made)) == made


@pytest.mark.parametrize("changed", [{"assessor": "bob"}, {"session": "a2"}, {"file": "0" * 31 + "9"}])
def test_marks_of_another_origin_are_refused(course, changed):
    made = a_file(1)
    give_out(course, made)
    with pytest.raises(LedgerError, match="come from no marking file"):
        origin_of(course, marks_of(made, **changed))


def test_every_time_that_marks_came_back_is_kept(course):
    made = a_file(1)
    give_out(course, made)
    times = [
        Taken(at="2026-11-22T10:00:00Z", by="ann", entered=3),
        Taken(at="2026-11-23T10:00:00Z", by="eva", entered=0),
    ]
    for one in times:
        note_taken(course, made, one)
    assert given_out(course, "a1")[0].taken == times


def test_a_file_of_marks_reads_as_it_was_written():
    marks = marks_of(a_file(1))
    raw = msgspec.json.encode({"schema": 1, **msgspec.to_builtins(marks)})
    assert read_marks(raw) == marks


def test_what_is_wrong_in_a_file_of_marks_is_named():
    whole = msgspec.to_builtins(marks_of(a_file(1)))
    judged = {"task": "a1-t1", "code": "ABCDEF", "sha256": "0" * 64, "at": "2026-11-22T10:00:00Z"}
    broken = {**whole, "answers": [{**judged, "criteria": {"a1-t1-c1": {"level": 4}}}]}
    with pytest.raises(LedgerError, match=r"Choose the file.*save the marks anew.*answers\[0\]\.criteria"):
        read_marks(msgspec.json.encode(broken))


def test_a_huge_file_is_refused_before_it_is_read():
    with pytest.raises(LedgerError, match="too large"):
        read_marks(b"[" * (LARGEST + 1))


JUDGED = {"task": "a1-t1", "code": "ABCDEF", "sha256": "0" * 64, "at": "2026-11-22T10:00:00Z"}


def raw_marks(*answers: object) -> bytes:
    return json.dumps({"schema": 1, **msgspec.to_builtins(marks_of(a_file())), "answers": answers}).encode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": True},
        {"level": 1.0},
        {"level": "2"},
        {"level": 10**30},
        {"seen": 1e300},
        {"evidence": "x" * 4001},
        {"evidence": "\ud800"},
        {"stage": "agree"},
        {"stage": None},
    ],
    ids=str,
)
def test_what_is_no_judgement_of_ones_own_is_refused(wrong):
    sound = {"evidence": "She waits.", "level": 2, "seen": None, "stage": "mark"}
    assert read_marks(raw_marks({**JUDGED, "criteria": {"a1-t1-c1": sound}})).answers
    with pytest.raises(LedgerError, match=r"not a file of marks"):
        read_marks(raw_marks({**JUDGED, "criteria": {"a1-t1-c1": {**sound, **wrong}}}))


def test_an_answer_that_stands_twice_is_refused():
    one = {**JUDGED, "criteria": {}}
    with pytest.raises(LedgerError, match="stands in it twice"):
        read_marks(raw_marks(one, one))


def test_a_mark_of_the_order_of_bytes_is_no_harm():
    assert read_marks(b"\xef\xbb\xbf" + raw_marks()).answers == []


def test_the_marking_file_itself_is_told_from_a_file_of_marks():
    with pytest.raises(LedgerError, match="the marking file itself"):
        read_marks(b"\n<!doctype html>")


def test_saves_of_the_past_are_kept_once_and_a_record_does_not_grow_for_ever(course):
    made, taken = a_file(1), Taken(at="2026-11-22T10:00:00Z", by="ann", entered=0)
    give_out(course, made)
    for past in (["monday-1"], ["monday-1", "tuesday1"], [f"{number:08}" for number in range(2000)]):
        note_taken(course, made, taken, past)
    (kept,) = given_out(course, "a1")
    assert len(kept.past) == 1000
    assert kept.past[-1] == "00001999"


@pytest.mark.parametrize(
    ("stage", "marking", "own"),
    [
        ("mark", "first", True),
        ("correct", "second", True),
        ("agree", "agreed", False),
        ("closed", None, False),
    ],
)
def test_only_an_own_judgement_is_made_without_the_desk(stage, marking, own):
    criterion = Criterion(id="a1-t1-c1", competence="c1", text="Waits.")
    assert Slot(criterion, stage, marking).own is own
