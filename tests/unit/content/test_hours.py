"""The hours that a path asks of a person, computed from the programme and its units."""

from __future__ import annotations

import msgspec
import pytest

from alongside.content.hours import hours_of, strand_called
from alongside.content.load import unit_folders, unit_in
from alongside.content.shelf import programme
from alongside.errors import ContentError
from alongside.model.programme import Programme
from alongside.model.unit import decode_unit
from alongside.paths import content_root


def a_unit(kind: str, unit_id: str, minutes: int, **more):
    raw = {
        "kind": kind,
        "id": unit_id,
        "title": f"Unit {unit_id}",
        "version": 1,
        "minutes": minutes,
        "why": "x",
    }
    usual = {"module": {"phase": "1", "audience": [], "activities": []}, "assessment": {"phase": "1"}}
    return decode_unit({**raw, **usual.get(kind, {}), **more})


UNITS = {
    "m01": a_unit(
        "module", "m01", 90, before={"minutes": 20, "text": "x"}, after={"minutes": 10, "text": "x"}
    ),
    "m02": a_unit("module", "m02", 60, phase="2", after={"minutes": 5, "text": "x"}),
    "x01": a_unit("exercise", "x01", 40, after="m02"),
    "x02": a_unit("exercise", "x02", 400, after="m09"),
    "a1": a_unit("assessment", "a1", 60, after=["m01", "m02"]),
    "a2": a_unit("assessment", "a2", 30, phase="3"),
}


def a_plan(units: list[str], **more) -> Programme:
    sessions = [
        {
            "id": "s1",
            "title": "One",
            "minutes": 105,
            "parts": [{"unit": "m01"}, {"pause": 15}],
            "when": "Autumn.",
        },
        {
            "id": "s2",
            "title": "Two",
            "minutes": 90,
            "parts": [{"unit": "m02"}, {"planned": "New", "minutes": 30}],
        },
    ]
    raw = {
        "title": "P",
        "languages": ["en"],
        "phases": [],
        "audiences": [{"id": "mentors", "title": "Mentors", "units": units}],
        "strands": [{"id": "short", "title": "Short", "audience": "mentors", "sessions": sessions}],
        "between": ["x01", "x02"],
        "assessments": ["a1", "a2"],
    }
    return msgspec.convert({**raw, **more}, Programme)


def hours(units: list[str], **more):
    plan = a_plan(units, **more)
    return hours_of(plan, plan.strands[0], UNITS)


def test_a_session_counts_its_minutes_its_self_study_and_what_follows_it():
    one, two = hours(["m01", "m02", "x01", "a1"]).lines
    assert (one.together, one.before, one.after, one.practice, one.sitting) == (105, 20, 10, 0, 0)
    assert (two.together, two.before, two.after, two.practice, two.sitting) == (90, 0, 5, 40, 60)
    assert (one.when, two.exercises, two.assessments) == ("Autumn.", ["Unit x01"], ["Unit a1"])
    assert (one.total, two.total) == (135, 195)
    assert two.planned == 30


def test_the_sum_is_that_of_the_lines_and_the_phases_add_up_to_it():
    found = hours(["m01", "m02", "x01", "a1"])
    assert found.sum.total == sum(line.total for line in found.lines) == 330
    assert found.phases == [("1", 180), ("2", 105), ("", 45)]
    assert sum(minutes for _phase, minutes in found.phases) == found.sum.total


def test_what_follows_no_session_stands_on_a_line_of_its_own():
    found = hours(["m01", "m02", "a1", "a2"])
    assert [(line.title, line.sitting) for line in found.lines] == [("One", 0), ("Two", 60), ("", 30)]
    assert ("3", 30) in found.phases


def test_what_follows_a_module_of_another_path_is_counted_there():
    later = {"id": "l1", "title": "Later", "minutes": 50, "parts": [{"unit": "m09"}]}
    long = {"id": "long", "title": "Long", "audience": "mentors", "sessions": [later]}
    both = [*msgspec.to_builtins(a_plan([]))["strands"], long]
    found = hours(["m01", "m02", "x01", "x02", "a1"], strands=both)
    assert [line.practice for line in found.lines] == [0, 40]


def test_an_audience_without_units_takes_what_follows_the_modules_of_its_path():
    assert [line.practice for line in hours([]).lines] == [0, 40]
    assert hours([]).sum.sitting == 60


def test_an_exercise_that_the_audience_does_not_take_is_left_out():
    assert hours(["m01", "m02"]).sum.alone == 35


def test_a_path_that_is_not_there_or_names_no_unit_says_so():
    with pytest.raises(ContentError, match="no strand long"):
        strand_called(a_plan([]), "long")
    plan = a_plan([])
    with pytest.raises(ContentError, match="no unit m01"):
        hours_of(plan, plan.strands[0], {})


def test_every_path_of_the_kit_adds_up():
    plan = programme()
    units = {name: unit_in(folder) for name, folder in unit_folders(content_root()).items()}
    for strand in plan.strands:
        found = hours_of(plan, strand_called(plan, strand.id), units)
        assert found.sum.together == sum(session.minutes for session in strand.sessions)
        assert sum(minutes for _phase, minutes in found.phases) == found.sum.total
    assert strand_called(plan, "") == plan.strands[0]
