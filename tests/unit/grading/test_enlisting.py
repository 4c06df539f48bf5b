"""The list of candidates follows the cohort: same ids, and nobody is lost who handed in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.grading.course import Course
from alongside.grading.enlisting import Followed, follow, foreseen
from alongside.grading.roster import Candidate, read_roster, write_roster
from alongside.model.people import Person
from alongside.records.people import change, enrol, read_people, withdraw

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def course(tmp_path) -> Course:
    for name in ("course", "exchange"):
        (tmp_path / name).mkdir()
    return Course(tmp_path / "course", "alongside", tmp_path / "exchange", None)


@pytest.fixture
def cohort(tmp_path):
    named = [("Ana Novak", "trainee"), ("Bo Lund", "trainee"), ("Tia Trainer", "trainer")]
    people = [Person(id="", name=name, organisation="Mreža", roles=[role]) for name, role in named]
    enrol(tmp_path, people, "x", NOW, TODAY)
    return tmp_path


def followed(course: Course, workspace, day: date = TODAY, act=follow) -> Followed:
    people = read_people(workspace)
    return act(course, people.on(day), people.states(day))


def handed_in(course: Course, who: str) -> None:
    (course.root / "submitted" / who / "a1").mkdir(parents=True)


def test_trainees_stand_in_the_list_under_their_id_and_trainers_do_not(course, cohort):
    assert followed(course, cohort).added == ["Ana Novak", "Bo Lund"]
    assert read_roster(course) == {
        "ana-novak": Candidate("ana-novak", "Ana", "Novak"),
        "bo-lund": Candidate("bo-lund", "Bo", "Lund"),
    }
    assert not followed(course, cohort).changed


def test_looking_ahead_writes_nothing(course, cohort):
    assert followed(course, cohort, act=foreseen).changed
    assert read_roster(course) is None


def test_who_stood_there_keeps_the_line_and_strangers_to_the_cohort_stay(course, cohort):
    there = [Candidate("ana-novak", "Ana", "Novak", "ana@x.example"), Candidate("zed", "Zed", "Other")]
    write_roster(course, there)
    assert followed(course, cohort).added == ["Bo Lund"]
    assert [read_roster(course)[one.id] for one in there] == there


def test_where_there_was_no_list_who_handed_in_stands_in_it(course, cohort):
    handed_in(course, "early-bird")
    followed(course, cohort)
    assert "early-bird" in read_roster(course)


def test_who_withdrew_leaves_the_list_unless_something_was_handed_in(course, cohort):
    followed(course, cohort)
    handed_in(course, "bo-lund")
    for who in ("ana-novak", "bo-lund"):
        withdraw(cohort, who, "x", NOW, TODAY)
    done = followed(course, cohort)
    assert (done.dropped, done.kept) == (["Ana Novak"], ["Bo Lund"])
    assert list(read_roster(course)) == ["bo-lund"]


def test_what_lies_in_the_exchange_and_was_not_collected_counts_as_handed_in(course, cohort):
    followed(course, cohort)
    (course.exchange / "alongside" / "inbound" / "ana-novak+a1+20261124T090000.000000Z").mkdir(parents=True)
    withdraw(cohort, "ana-novak", "x", NOW, TODAY)
    assert followed(course, cohort).kept == ["Ana Novak"]


def test_a_withdrawal_in_the_future_changes_the_list_on_its_day(course, cohort):
    followed(course, cohort)
    withdraw(cohort, "ana-novak", "x", NOW, TODAY + timedelta(7))
    assert not followed(course, cohort).changed
    assert followed(course, cohort, TODAY + timedelta(7)).dropped == ["Ana Novak"]


def test_a_new_name_reaches_the_list_and_a_formula_does_not(course, cohort):
    followed(course, cohort)
    change(cohort, "ana-novak", {"name": "=Ana Kos"}, "x", NOW, day=TODAY)
    assert followed(course, cohort).renamed == ["=Ana Kos"]
    assert read_roster(course)["ana-novak"].name == "Ana Kos"
    assert not followed(course, cohort).changed
