"""Attendance before an award: opt-in, never passed over, every missing session named, and made good."""

from __future__ import annotations

from datetime import date

import pytest
from builders import NOON, a_handin, put
from marking import a_mark

from alongside.errors import WorkspaceError
from alongside.grading import sessions
from alongside.grading.acts import acts_of
from alongside.grading.asking import ask, asked_file, asked_of, asked_rows
from alongside.grading.entering import enter
from alongside.grading.results import standings_in
from alongside.grading.texts import texts_in
from alongside.model.acts import Deferred, Released
from alongside.model.attendance import Absent, Granted, Here, MadeUp, Row
from alongside.publish import letter
from alongside.publish.attending import gate_of, standing, standings
from alongside.records.attendance import record

DAY = date(2026, 3, 2)


@pytest.fixture
def awarded(course, monkeypatch):
    """One candidate whose levels are an award, in a course that lies in a workspace."""
    (course.root.parent / "alongside.yaml").write_text("schema: 1\nperson: {id: zoe, name: Zoe}\n")
    put(course, a_handin())
    sessions.collect(course, "a9", NOON)
    hashes = texts_in(course, "a9", who="p01")
    for line in ("a9-t1-c1", "a9-t1-c2"):
        for who, marking in (("ann", "first"), ("ben", "second"), ("ann", "agreed")):
            one = a_mark(sha256=hashes["p01", "a9-t1"], assessor=who, marking=marking, criterion=line)
            enter(course, "a9", [one], NOON)
    known = letter.framework()
    first = type(known)(version=1, levels=known.levels, award=known.award, competences=known.competences[:1])
    monkeypatch.setattr("alongside.grading.results.framework", lambda: first)
    monkeypatch.setattr(letter, "framework", lambda: first)
    return course


def asks(course, *sessions, least=80):
    ask(course, "1", sessions, least, by="zoe", now=NOON)


def was(course, session, what, note=""):
    row = Row(at=NOON, by="nika", person="p01", group="A", day=DAY, what=what, note=note)
    record(course.root.parent, session, [row])


def release(course):
    return letter.release(course, "1", [], by="zoe", now=NOON)


def test_a_course_that_asks_for_no_attendance_awards_as_before(awarded):
    assert asked_of(awarded, "1") is None
    assert gate_of(awarded, "1") is None
    assert standings_in(awarded, "1")[0].verdict.result == "award"


def test_what_an_award_asks_for_cannot_be_passed_over(awarded):
    asks(awarded, "s1")
    with pytest.raises(WorkspaceError, match="was not looked at"):
        standings_in(awarded, "1")
    assert standings_in(awarded, "1", {})[0].verdict.result == "open"


def test_no_letter_goes_out_while_a_session_is_missing_and_nobody_is_deferred_for_it(awarded):
    asks(awarded, "s1", "s2")
    was(awarded, "s1", Here())
    assert release(awarded).waiting == {"p01": "not attended yet: Half-day 2"}
    assert acts_of(awarded) == []
    assert "“Half-day 2”: missing, or too short" in letter.draw(
        awarded, "1", standing(awarded, "1", "p01"), DAY
    )
    assert [str(one) for one in gate_of(awarded, "1").of("p01").missing] == [
        "Half-day 2: nothing is recorded. Enter the sheet of the day, or make up at least 156 minutes."
    ]


@pytest.mark.parametrize(
    ("what", "note"), [(Here(late=30), ""), (MadeUp(minutes=160, how="online"), ""), (Granted(), "cohort 1")]
)
def test_being_there_making_up_and_a_reason_of_the_coordinator_make_it_good(awarded, what, note):
    asks(awarded, "s1")
    was(awarded, "s1", Absent())
    assert standings(awarded, "1")[0].verdict.result == "open"
    was(awarded, "s1", what, note)
    assert standings(awarded, "1")[0].verdict.result == "award"
    assert release(awarded).sent == ["p01"]
    assert [type(row.act) for row in acts_of(awarded)] == [Released]


def test_who_falls_short_in_marks_is_deferred_for_these_and_told_of_the_session(awarded):
    asks(awarded, "s1")
    hashes = texts_in(awarded, "a9", who="p01")
    low = a_mark(sha256=hashes["p01", "a9-t1"], assessor="cho", marking="override", criterion="a9-t1-c1")
    enter(awarded, "a9", [type(low)(**{**vars_of(low), "level": 0})], NOON)
    assert release(awarded).sent == ["p01"]
    (deferred, _released) = [row.act for row in acts_of(awarded)]
    assert isinstance(deferred, Deferred)
    assert "" not in deferred.missing
    assert deferred.sessions == ["a9"]
    assert "“Half-day 1”" in letter.letter_file(awarded, "1", "p01").read_text()


def vars_of(mark):
    return {name: getattr(mark, name) for name in mark.__struct_fields__}


def test_what_was_asked_before_stays_in_the_file(awarded):
    asks(awarded, "s1")
    asks(awarded)
    assert asked_of(awarded, "1") is None
    assert [row.sessions for row in asked_rows(awarded)] == [["s1"], []]
    assert asked_of(awarded, "2") is None


def test_a_damaged_file_lets_no_award_out(awarded):
    asked_file(awarded).write_text("{")
    with pytest.raises(WorkspaceError, match=r"attendance\.json.*no award"):
        release(awarded)


def test_a_course_in_no_workspace_says_so(awarded):
    asks(awarded, "s1")
    (awarded.root.parent / "alongside.yaml").unlink()
    with pytest.raises(WorkspaceError, match="lies in no workspace"):
        standings(awarded, "1")


@pytest.mark.parametrize("least", [0, 101])
def test_a_share_that_is_none_is_refused(awarded, least):
    with pytest.raises(WorkspaceError, match="least"):
        asks(awarded, "s1", least=least)
