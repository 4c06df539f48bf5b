"""Hours of a group: who is listed, what is missing by name, a table that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from typer.testing import CliRunner

from alongside.cli.commands import whole
from alongside.content.shelf import programme
from alongside.model.attendance import Absent, Granted, Here, MadeUp, Row
from alongside.model.people import Person
from alongside.records.attendance import record
from alongside.records.hours_table import group_hours, hours_csv, usual_path
from alongside.records.people import change, enrol, read_people, withdraw

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = date(2026, 6, 1)


@pytest.fixture
def cohort(tmp_path):
    """Ana and Bo in A, Cy in B, a trainer in A; half-day 1 held with A: Bo absent, and half of it made up."""
    (tmp_path / "alongside.yaml").write_text("schema: 1\nperson: {id: nika, name: Nika}\n")
    people = [
        *(Person(id=who, name=name, organisation="=Net") for who, name in (("ana", "Ana"), ("bo", "Bo"))),
        Person(id="cy", name="Cy", organisation="Net", group="B"),
        Person(id="tara", name="Tara", organisation="Net", roles=["trainer"]),
    ]
    enrol(tmp_path, people, "nika", NOW, DAY)
    put(tmp_path, "ana", Here())
    put(tmp_path, "bo", Absent())
    put(tmp_path, "bo", MadeUp(minutes=90), day=DAY + timedelta(days=5))
    return tmp_path


def put(workspace, who, what, *, session="s1", day=DAY, group="A", note=""):
    given = {"at": NOW, "by": "nika", "group": group, "day": day, "note": note}
    record(workspace, session, [Row(person=who, what=what, **given)])


def hours(cohort, group="A"):
    found = group_hours(cohort, read_people(cohort), programme().strands[0], group, least=80, day=LATER)
    return {one.person.id: one for one in found.people}, found.held


def test_those_who_take_part_are_listed_with_what_is_missing_of_sessions_that_were_held(cohort):
    found, held = hours(cohort)
    assert list(found) == ["ana", "bo"]
    assert held == ["s1"]
    assert found["ana"].missing == []
    assert [str(one) for one in found["bo"].missing] == [
        "Half-day 1: 90 of 195 minutes, and at least 156 are asked. "
        "Make up at least 66 minutes, and enter with whom and how."
    ]
    assert (found["bo"].minutes, found["bo"].made_up) == (90, 90)


def test_a_session_that_counts_by_a_reason_is_not_missing(cohort):
    put(cohort, "bo", Granted(), note="cohort 1")
    assert hours(cohort)[0]["bo"].missing == []


def test_hours_follow_into_another_group(cohort):
    change(cohort, "ana", {"group": "B"}, "nika", NOW, day=DAY + timedelta(days=7))
    found, held = hours(cohort, "B")
    assert (found["ana"].minutes, held) == (195, [])
    assert list(hours(cohort)[0]) == ["bo"]


def test_whoever_left_the_cohort_keeps_the_hours_and_is_named_as_gone(cohort):
    withdraw(cohort, "ana", "nika", NOW, day=DAY + timedelta(days=7))
    ana = hours(cohort)[0]["ana"]
    assert (ana.left, ana.minutes) == (True, 195)


def test_the_path_of_a_group_is_the_one_on_which_most_is_recorded(cohort):
    strands = programme().strands
    assert usual_path(cohort, strands, "A").id == "short-door"
    assert usual_path(cohort, strands, "nobody").id == strands[0].id
    put(cohort, "cy", Here(), session="h1", group="B")
    assert usual_path(cohort, strands, "B").id == "long-door"


def test_a_table_has_a_row_for_each_person_and_session_and_no_formula(cohort):
    rows = list(csv.DictReader(io.StringIO(hours_csv(list(hours(cohort)[0].values())))))
    assert len(rows) == 2 * 4
    first = next(row for row in rows if (row["person"], row["session"]) == ("bo", "s1"))
    assert (first["organisation"], first["days"], first["made_up"], first["state"]) == (
        "'=Net",
        "2026-03-02",
        "90",
        "made up",
    )


def test_the_commands_list_hours_and_write_certificates_once(cohort, tmp_path):
    run = CliRunner().invoke
    listed = run(whole(), ["attendance", "hours", "--in", str(cohort)])
    assert listed.output.startswith("ana (Ana): 3 h 15 min\nbo (Bo): 1 h 30 min\n  Half-day 1: 90 of 195")
    assert run(whole(), ["attendance", "hours", "--in", str(cohort), "--csv"]).output.startswith(
        "person,name"
    )
    file = tmp_path / "all.pdf"
    done = run(whole(), ["attendance", "certificates", str(file), "--in", str(cohort)])
    assert (done.exit_code, done.output) == (0, "Ana\nBo\n")
    assert file.read_bytes().startswith(b"%PDF")
    again = run(whole(), ["attendance", "certificates", str(file), "ana", "--in", str(cohort)])
    assert "Choose another name" in str(again.exception)
    nobody = run(whole(), ["attendance", "certificates", str(file), "--in", str(cohort), "--group", "B"])
    assert "no hours to certify" in str(nobody.exception)
