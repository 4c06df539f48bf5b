"""Erasing somebody from the cohort's files: no word that says who it was stays, and the acts do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alongside.errors import WorkspaceError
from alongside.model.people import Person
from alongside.records.badges import issue, whose
from alongside.records.erasing import erase
from alongside.records.people import change, enrol, people_file, read_people, withdraw

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def cohort(tmp_path):
    ana = Person(
        id="p07", name="Ana Novak", organisation="Mreža", school="OŠ Lipa", mail="ana@x.example", mentor="Cy"
    )
    bo = Person(id="", name="Bo Lund", organisation="Mreža", mentor="Ana Novak")
    enrol(tmp_path, [ana, bo], "x", NOW, TODAY)
    change(tmp_path, "p07", {"group": "B", "line_manager": "Secret Boss"}, "x", NOW, day=TODAY)
    withdraw(tmp_path, "p07", "x", NOW, TODAY, why="Ana is ill")
    return tmp_path


def test_nothing_that_says_who_it_was_is_left(cohort):
    erase(cohort, "p07", "x", NOW, TODAY)
    text = people_file(cohort).read_text("utf-8")
    assert not [word for word in ("Ana", "Lipa", "ana@x", "Cy", "Secret", "ill") if word in text]


def test_the_acts_with_their_days_stay_and_others_are_as_they_were(cohort):
    before = read_people(cohort)
    erase(cohort, "p07", "y", NOW, TODAY)
    people = read_people(cohort)
    assert [row.act for row in people.of("p07")] == ["joined", "changed", "withdrew", "erased"]
    assert people.state("p07", TODAY) == "erased"
    assert people.everybody["p07"].name == "p07"
    bo = people.everybody["bo-lund"]
    assert (bo.name, bo.mentor) == ("Bo Lund", "p07")
    assert len(people.rows) == len(before.rows) + 1


def test_erasing_again_writes_nothing_more(cohort):
    erase(cohort, "p07", "x", NOW, TODAY)
    once = people_file(cohort).read_bytes()
    erase(cohort, "p07", "x", NOW, TODAY)
    assert people_file(cohort).read_bytes() == once


def test_a_code_ends_and_nothing_more_can_be_written_about_the_person(cohort):
    code = issue(cohort, "bo-lund", NOW, "room", timedelta(days=1))
    erase(cohort, "bo-lund", "x", NOW, TODAY)
    assert whose(cohort, code, "room", NOW) is None
    with pytest.raises(WorkspaceError, match="erased"):
        change(cohort, "bo-lund", {"name": "Bo"}, "x", NOW, day=TODAY)


def test_nobody_unknown_is_erased(cohort):
    with pytest.raises(WorkspaceError, match="nobody"):
        erase(cohort, "nobody", "x", NOW, TODAY)
