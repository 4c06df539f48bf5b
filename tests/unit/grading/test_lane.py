"""The lane scores by the key, keeps what assessors did, and never mixes an old mark with a new text."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOON, PARTIAL, RIGHT, WRONG, a_handin, put

from alongside.errors import KeyMissing, WorkspaceError
from alongside.grading import copies, gradebook, intake, lane, marks, recording, sessions
from alongside.grading.course import set_up_course

LATER = NOON + timedelta(days=1)


def hand_in(course, raw, candidate="p01", at=NOON):
    put(course, raw, candidate, at)
    intake.collect(course, "a9", LATER)


def standing(course, who="p01"):
    with gradebook.opened(course) as book:
        return gradebook.standings(book, "a9")[who]


def outputs(course, who="p01"):
    notebook = json.loads((course.place("autograded", "a9", who) / "a9.ipynb").read_bytes())
    return {cell["id"]: cell.get("outputs") for cell in notebook["cells"]}


@pytest.mark.parametrize(
    ("checks", "scores"), [(RIGHT, (2, 4)), (PARTIAL, (2, 2)), (WRONG, (0, 0)), ({}, (0, 0))]
)
def test_checked_questions_are_scored_by_the_key(course, checks, scores):
    hand_in(course, a_handin(checks=checks))
    lane.autograde(course, "a9")
    cells = standing(course).cells
    assert (cells["a9-q1"].auto, cells["a9-q2"].auto) == scores
    assert not cells["a9-q1"].needs_marking


def test_a_task_waits_for_an_assessor(course):
    hand_in(course, a_handin())
    lane.autograde(course, "a9")
    task = standing(course).cells["a9-t1"]
    assert (task.needs_marking, task.auto, task.manual, task.points) == (True, None, None, 6)


def test_without_a_key_nothing_is_scored_or_written(course):
    hand_in(course, a_handin())
    (course.root / "keys" / "a9.yaml").unlink()
    with pytest.raises(KeyMissing):
        lane.autograde(course, "a9")
    assert not (course.root / "autograded").exists()
    with gradebook.opened(course) as book:
        assert gradebook.standings(book, "a9") == {}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("points: 4", "points: 5", "5 in the key and 4 in the session"),
        ("id: a9-q2", "id: a9-q7", "no answer for a9-q2"),
    ],
)
def test_a_key_that_does_not_fit_the_session_scores_nobody(course, old, new, why):
    hand_in(course, a_handin())
    key = course.root / "keys" / "a9.yaml"
    key.write_text(key.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(KeyMissing, match=why):
        lane.autograde(course, "a9")


def test_the_autograded_notebook_shows_answers_as_plain_text_only(course):
    hand_in(course, a_handin(text="<script>alert(1)</script>\n# heading"))
    lane.autograde(course, "a9")
    shown = outputs(course)
    assert shown["a9-t1-answer"][0]["data"] == {"text/plain": "<script>alert(1)</script>\n# heading"}
    assert shown["a9-q2"][0]["data"] == {"text/plain": "4.0"}
    assert "Listening" in shown["a9-q2-answer"][0]["data"]["text/plain"]


def test_the_autograded_notebook_is_otherwise_the_issued_one(course):
    hand_in(course, a_handin())
    lane.autograde(course, "a9")
    issued = json.loads((course.place("release", "a9") / "a9.ipynb").read_bytes())
    graded = json.loads((course.place("autograded", "a9", "p01") / "a9.ipynb").read_bytes())
    for cell in (*issued["cells"], *graded["cells"]):
        cell.pop("outputs", None)
    assert graded == issued


def test_marks_of_an_unchanged_answer_survive_another_run(course):
    hand_in(course, a_handin())
    lane.autograde(course, "a9")
    marks.give_mark(course, "a9", ("p01", "a9-t1"), 5, "Heard.")
    marks.give_mark(course, "a9", ("p01", "a9-q1"), 1)
    assert lane.autograde(course, "a9").set_aside == []
    cells = standing(course).cells
    assert (cells["a9-t1"].manual, cells["a9-t1"].comment, cells["a9-t1"].needs_marking) == (
        5,
        "Heard.",
        False,
    )
    assert (cells["a9-q1"].score, cells["a9-q1"].needs_marking) == (1, False)


def test_a_resubmission_sets_aside_the_marks_of_the_old_text_and_says_so(course):
    hand_in(course, a_handin(text="Old."))
    lane.autograde(course, "a9")
    marks.give_mark(course, "a9", ("p01", "a9-t1"), 5, "About the old one.")
    hand_in(course, a_handin(text="New.", at=NOON + timedelta(hours=1)), at=NOON + timedelta(hours=1))
    report = lane.autograde(course, "a9")
    assert report.set_aside == [recording.OldMark("p01", "a9-t1", 5, "About the old one.")]
    task = standing(course).cells["a9-t1"]
    assert (task.manual, task.comment, task.needs_marking) == (None, None, True)
    line = json.loads((course.root / lane.OLD_MARKS).read_text(encoding="utf-8"))
    assert (line["candidate"], line["cell"], line["score"]) == ("p01", "a9-t1", 5)


def test_a_resubmission_keeps_the_marks_of_answers_that_stayed_the_same(course):
    hand_in(course, a_handin(checks=WRONG))
    lane.autograde(course, "a9")
    marks.give_mark(course, "a9", ("p01", "a9-t1"), 5, "Heard.")
    hand_in(course, a_handin(checks=RIGHT, at=NOON + timedelta(hours=1)), at=NOON + timedelta(hours=1))
    assert lane.autograde(course, "a9").set_aside == []
    cells = standing(course).cells
    assert (cells["a9-t1"].manual, cells["a9-t1"].comment) == (5, "Heard.")
    assert (cells["a9-q1"].auto, cells["a9-q2"].auto) == (2, 4)


def test_an_override_of_a_checked_question_falls_with_its_answer(course):
    hand_in(course, a_handin(checks=WRONG))
    lane.autograde(course, "a9")
    marks.give_mark(course, "a9", ("p01", "a9-q1"), 2)
    hand_in(course, a_handin(checks=PARTIAL, at=NOON + timedelta(hours=1)), at=NOON + timedelta(hours=1))
    assert [old.cell for old in lane.autograde(course, "a9").set_aside] == ["a9-q1"]
    question = standing(course).cells["a9-q1"]
    assert (question.manual, question.auto, question.needs_marking) == (None, 2, False)


def test_nothing_is_lost_when_writing_the_notebook_fails_after_the_marks_were_written(course, monkeypatch):
    hand_in(course, a_handin(text="Old."))
    lane.autograde(course, "a9")
    marks.give_mark(course, "a9", ("p01", "a9-t1"), 5, "About the old one.")
    hand_in(course, a_handin(text="New.", at=NOON + timedelta(hours=1)), at=NOON + timedelta(hours=1))

    def refuse(*_given):
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(copies, "_put", refuse)
        with pytest.raises(OSError, match="no space"):
            lane.autograde(course, "a9")
    lane.autograde(course, "a9")
    assert outputs(course)["a9-t1-answer"][0]["data"] == {"text/plain": "New."}
    assert standing(course).cells["a9-t1"].manual is None
    assert "About the old one." in (course.root / lane.OLD_MARKS).read_text(encoding="utf-8")


def test_the_rows_of_a_batch_are_written_all_or_not_at_all(course, monkeypatch):
    hand_in(course, a_handin("p01"), "p01")
    hand_in(course, a_handin("p02"), "p02")
    rows_of = recording.Recorder._rows_of

    def fail_at_the_second(self, sheet, rows):
        if sheet.candidate == "p02":
            self._add([recording.Sheet("p01", sheet.timestamp, {})])
            raise OSError("pulled the plug")
        return rows_of(self, sheet, rows)

    monkeypatch.setattr(recording.Recorder, "_rows_of", fail_at_the_second)
    with pytest.raises(OSError, match="plug"):
        lane.autograde(course, "a9")
    with gradebook.opened(course) as book:
        assert gradebook.standings(book, "a9") == {}


def test_a_submission_that_cannot_be_read_is_named_and_stops_nobody_else(course):
    hand_in(course, a_handin("p01"), "p01")
    hand_in(course, a_handin("p02"), "p02")
    (course.place("submitted", "a9", "p01") / "responses.json").write_bytes(b"{")
    report = lane.autograde(course, "a9")
    assert report.graded == ["p02"]
    assert "p01" in report.problems


def test_late_is_counted_and_costs_nothing_by_default(course):
    hand_in(course, a_handin(at=NOON + timedelta(hours=2)), at=NOON + timedelta(hours=2))
    lane.autograde(course, "a9")
    assert (standing(course).seconds_late, standing(course).penalty) == (7200, 0)


def test_a_penalty_set_in_nbgraders_own_configuration_counts(course):
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    hand_in(course, a_handin(at=NOON + timedelta(hours=2)), at=NOON + timedelta(hours=2))
    lane.autograde(course, "a9")
    assert (standing(course).penalty, standing(course).score) == (6, 0)


def test_a_mark_outside_the_points_is_refused(course):
    hand_in(course, a_handin())
    lane.autograde(course, "a9")
    with pytest.raises(WorkspaceError, match="between 0 and 6"):
        marks.give_mark(course, "a9", ("p01", "a9-t1"), 7)
    with pytest.raises(WorkspaceError, match="marks no a9-t9"):
        marks.give_mark(course, "a9", ("p01", "a9-t9"), 1)
    with pytest.raises(WorkspaceError, match="no a9-t1 of p02"):
        marks.give_mark(course, "a9", ("p02", "a9-t1"), 1)


def test_a_session_of_several_notebooks_has_a_copy_and_rows_of_each(released, tmp_path):
    content = Path(shutil.copytree(released / "content", tmp_path / "content"))
    source = content / "assessments" / "source" / "a9"
    whole = json.loads((source / "a9.ipynb").read_bytes())
    kit, *cells = whole["cells"]
    task = next(n for n, cell in enumerate(cells) if cell["id"] == "a9-t1")
    for name, part in (("a9", cells[:task]), ("a9-writing", cells[task:])):
        (source / f"{name}.ipynb").write_text(json.dumps({**whole, "cells": [kit, *part]}), encoding="utf-8")
    course = set_up_course(content, tmp_path / "course", tmp_path / "exchange")
    sessions.release(course, "a9", due=NOON)
    put(course, a_handin(text="Written."), **{"a9-writing.ipynb": b"changed"})
    (record,) = intake.collect(course, "a9", LATER)
    assert record.notes == [
        "a9-writing.ipynb differs from the notebook that was issued; it is kept and not read"
    ]
    lane.autograde(course, "a9")
    cells = standing(course).cells
    assert (cells["a9-q1"].auto, cells["a9-q2"].auto, cells["a9-t1"].needs_marking) == (2, 4, True)
    copy = json.loads((course.place("autograded", "a9", "p01") / "a9-writing.ipynb").read_bytes())
    assert copy["cells"][-1]["outputs"][0]["data"] == {"text/plain": "Written."}
    submitted = course.place("submitted", "a9", "p01")
    assert {one.name for one in submitted.glob("*.ipynb")} == {"a9.ipynb", "a9-writing.ipynb"}


@pytest.mark.parametrize("time", [b"", b"yesterday", b"\xff", b"0001-01-01"])
def test_a_time_that_is_none_is_named_and_stops_nobody_else(course, time):
    hand_in(course, a_handin("p01"), "p01")
    hand_in(course, a_handin("p02"), "p02")
    (course.place("submitted", "a9", "p01") / "timestamp.txt").write_bytes(time)
    report = lane.autograde(course, "a9")
    assert report.graded == ["p02"]
    assert "timestamp.txt" in report.problems["p01"]


def test_a_key_without_an_answer_of_the_right_form_scores_nobody(course):
    hand_in(course, a_handin())
    key = course.root / "keys" / "a9.yaml"
    key.write_text(key.read_text(encoding="utf-8").replace("right: [a, c]", "right: []"), encoding="utf-8")
    with pytest.raises(KeyMissing, match="a9-q2: the key holds no answer"):
        lane.autograde(course, "a9")
