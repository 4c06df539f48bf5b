"""Intake keeps what came, byte for byte, and lets through only what the session expects."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from builders import NOON, WRONG, a_handin, answer, put

from alongside.errors import WorkspaceError
from alongside.grading import intake
from alongside.grading.course import set_up_course
from alongside.grading.roster import Candidate, write_roster

LATER = NOON + timedelta(hours=5)
_SUBMITTED = ["a9.ipynb", "assessment.yaml", "responses.json", "timestamp.txt"]


def the_only(course, raw, **more):
    put(course, raw, **more)
    (record,) = intake.collect(course, "a9", LATER)
    return record


def submitted(course, who="p01"):
    return course.place("submitted", "a9", who)


def test_what_came_is_kept_byte_for_byte(course):
    raw = a_handin()
    folder = put(course, raw, **{"photo.jpg": b"\xff\xd8\x00"})
    intake.collect(course, "a9", LATER)
    (home,) = course.place("received", "a9").iterdir()
    for path in folder.iterdir():
        assert (home / "raw" / path.name).read_bytes() == path.read_bytes()


def test_a_submission_is_the_issued_notebook_and_the_checked_answers_and_nothing_else(course):
    raw = a_handin()
    the_only(course, raw, **{"evil.py": b"boom", "a9.ipynb": b"not even json"})
    assert sorted(path.name for path in submitted(course).iterdir()) == _SUBMITTED
    assert (submitted(course) / "responses.json").read_bytes() == raw
    for name in ("a9.ipynb", "assessment.yaml"):
        assert (submitted(course) / name).read_bytes() == (course.place("release", "a9") / name).read_bytes()
    assert (submitted(course) / "timestamp.txt").read_text() == "2026-11-20 12:00:00.000000 UTC"


def test_a_changed_notebook_is_named_and_not_read(course):
    record = the_only(course, a_handin(), **{"a9.ipynb": b"\xff not a notebook"})
    assert record.verdict == "accepted"
    assert any("differs from the notebook that was issued" in note for note in record.notes)


def test_an_unchanged_notebook_is_not_mentioned(course):
    assert the_only(course, a_handin()).notes == []


def test_one_bad_hand_in_stops_nobody_else(course):
    put(course, b"{", "p01")
    put(course, a_handin("p02"), "p02")
    verdicts = {one.candidate: one.verdict for one in intake.collect(course, "a9", LATER)}
    assert verdicts == {"p01": "damaged", "p02": "accepted"}
    assert not submitted(course, "p01").exists()
    assert submitted(course, "p02").is_dir()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"schema": 1}',
        a_handin(schema=2),
        a_handin(handed_in_at="yesterday"),
        a_handin(answers="none"),
        a_handin(candidate="../../etc"),
        a_handin(surprise=1),
        a_handin(checks={"a9-q1": {"chosen": ["zz"]}}),
        a_handin(answers=[answer("a9-q1", {"text": "wrong kind"}, "reflection")]),
        a_handin(answers=[answer("a9-t1", {"text": "twice"}, "reflection")] * 2),
        a_handin().replace(b"What would", b"What could"),
    ],
)
def test_damaged_answers_never_reach_a_submission(course, raw):
    record = the_only(course, raw)
    assert record.verdict == "damaged"
    assert record.problems
    assert not (course.root / "submitted").exists()


def test_a_folder_without_answers_is_damaged(course):
    folder = put(course, a_handin())
    (folder / "responses.json").unlink()
    (record,) = intake.collect(course, "a9", LATER)
    assert "holds no responses.json" in record.problems[0]


def test_answers_of_another_session_are_foreign(course):
    answers = [answer("a8-t1", {"text": "elsewhere"}, "reflection")]
    record = the_only(course, a_handin(session="a8", answers=answers))
    assert (record.verdict, record.problems) == ("foreign", ["these are answers of session a8, not a9"])


def test_answers_in_somebody_elses_name_are_foreign(course):
    record = the_only(course, a_handin("p02"), candidate="p01")
    assert record.verdict == "foreign"
    assert "came in the name of p01" in record.problems[0]


def test_somebody_outside_the_cohort_is_foreign_until_put_on_the_list(course):
    write_roster(course, [Candidate("p02")])
    assert the_only(course, a_handin()).verdict == "foreign"
    write_roster(course, [Candidate("p01"), Candidate("p02")])
    (again,) = intake.collect(course, "a9", LATER + timedelta(days=1))
    assert again.verdict == "accepted"
    assert again.received_at.startswith("2026-11-20T17:00")
    assert submitted(course).is_dir()


def test_the_latest_of_several_hand_ins_counts_whatever_the_order_of_arrival(course):
    late = a_handin(checks=WRONG, at=NOON + timedelta(hours=1))
    put(course, late, at=NOON + timedelta(hours=1))
    intake.collect(course, "a9", LATER)
    put(course, a_handin(), at=NOON)
    intake.collect(course, "a9", LATER)
    assert (submitted(course) / "responses.json").read_bytes() == late
    assert len(intake.received(course, "a9")) == 2


def test_collecting_again_changes_nothing(course):
    put(course, a_handin())
    first = intake.collect(course, "a9", LATER)
    before = (submitted(course) / "timestamp.txt").stat().st_mtime_ns
    assert intake.collect(course, "a9", LATER + timedelta(days=1)) == first
    assert (submitted(course) / "timestamp.txt").stat().st_mtime_ns == before


def test_a_clock_that_runs_ahead_gains_nothing(course):
    record = the_only(course, a_handin(at=LATER + timedelta(days=30)))
    assert record.counts_from == "2026-11-20T17:00:00.000Z"
    assert any("a clock is wrong" in note for note in record.notes)


def test_a_hand_in_too_large_to_copy_is_named_and_left_where_it_lies(course, monkeypatch):
    monkeypatch.setattr("alongside.grading.parcel.MAX_FILE", 1000)
    folder = put(course, a_handin(text="long " * 1000))
    (record,) = intake.collect(course, "a9", LATER)
    assert record.verdict == "damaged"
    assert "larger than" in record.problems[0]
    assert (folder / "responses.json").is_file()
    assert intake.collect(course, "a9", LATER) == [record]


def test_a_file_that_came_by_mail_is_taken_in_like_any_other(course, tmp_path):
    (tmp_path / "from Maud.json").write_bytes(a_handin("maud"))
    record = intake.take_in(course, "a9", tmp_path / "from Maud.json", LATER)
    assert intake.settle(course, "a9") == ["maud"]
    assert record.verdict == "accepted"
    assert submitted(course, "maud").is_dir()


def test_nothing_is_taken_in_before_the_session_is_released(tmp_path, released):
    course = set_up_course(released / "content", tmp_path / "course", tmp_path / "exchange")
    with pytest.raises(WorkspaceError, match="has not been released"):
        intake.take_in(course, "a9", tmp_path / "any", NOON)


def test_a_record_says_what_became_of_a_hand_in(course):
    put(course, a_handin())
    intake.collect(course, "a9", LATER)
    (home,) = course.place("received", "a9").iterdir()
    record = json.loads((home / "record.json").read_text())
    assert record["verdict"] == "accepted"
    assert record["candidate"] == "p01"
    assert len(record["receipt"]) == 64
