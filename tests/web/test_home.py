"""The home page: one next thing in the order of the programme, and every trouble by its name."""

from __future__ import annotations

import dataclasses

import pytest
from shelves import NOON, answer, lay

from alongside.content import workspace
from alongside.content.load import unit_in
from alongside.model.handin import Receipt
from alongside.model.workspace import Person
from alongside.responses import files, receipts
from alongside.responses.moments import moment
from alongside.web.desk.home import desk_of
from alongside.web.desk.next import Next, next_thing
from alongside.web.desk.sittings import Sitting


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A workspace with two modules, an exercise, a session begun, and one that was only released."""
    monkeypatch.setattr(workspace, "refresh", lambda folder: None)
    place = tmp_path / "workspace"
    workspace.make(place, person=Person(id="p1", name="Pia"))
    lay(place, "modules", "m01-help", "module")
    lay(place, "modules", "m02-trust", "module")
    lay(place, "exercises", "x03-log", "exercise")
    lay(place, "assessments", "a1", "assessment")
    lay(place, "exchange/course/outbound", "a2", "assessment")
    return place


def done(root, *units):
    for unit in units:
        (folder,) = root.glob(f"[mea]*s/{unit}*")
        answer(folder, f"{unit}-r1", f"{unit}-r2")


def handed_in(root, session):
    receipt = Receipt(act="handed-in", ids=[f"{session}-r1"], at=moment(NOON), to=session, sha256="0" * 64)
    receipts.record(root, receipt)


def the_next(root) -> Next | None:
    return desk_of(root).next


def test_somebody_new_begins_with_the_first_module(root):
    assert the_next(root) == Next(
        "begin", "Unit m01", 30, "unit/modules/m01-help", "modules/m01-help/module.ipynb"
    )


def test_somebody_who_has_begun_goes_on_where_an_answer_is_missing(root):
    answer(root / "modules" / "m01-help", "m01-r1")
    step = the_next(root)
    assert (step.act, step.title, step.within, step.anchor, step.minutes) == (
        "continue",
        "Second part of m01",
        "Unit m01",
        "m01-a2",
        20,
    )


def test_a_unit_that_is_all_answered_makes_way_for_the_next_one(root):
    done(root, "m01")
    assert the_next(root).title == "Unit m02"
    done(root, "m02")
    assert the_next(root).title == "Unit x03"


def test_after_the_units_come_the_sessions_to_answer_then_to_hand_in_then_to_fetch(root):
    done(root, "m01", "m02", "x03")
    assert (the_next(root).act, the_next(root).address) == ("begin", "unit/assessments/a1")
    answer(root / "assessments" / "a1", "a1-r1")
    assert the_next(root).act == "continue"
    answer(root / "assessments" / "a1", "a1-r2")
    assert (the_next(root).act, the_next(root).address) == ("hand-in", "handin/a1")
    handed_in(root, "a1")
    assert (the_next(root).act, the_next(root).address) == ("start", "begin/a2")


def test_when_everything_is_handed_in_nothing_waits(root):
    done(root, "m01", "m02", "x03", "a1")
    handed_in(root, "a1")
    handed_in(root, "a2")
    assert the_next(root) is None


def test_what_was_handed_in_half_empty_does_not_come_back(root):
    done(root, "m01", "m02", "x03")
    answer(root / "assessments" / "a1", "a1-r1")
    handed_in(root, "a1")
    assert the_next(root).address == "begin/a2"


def test_a_session_that_cannot_be_read_is_passed_over():
    lost = Sitting("a1", problem="cannot be read")
    ready = dataclasses.replace(
        lost, id="a2", title="Two", folder="assessments/a2", done=1, total=1, problem=""
    )
    assert next_thing([], [lost]) is None
    assert next_thing([], [lost, ready]).address == "handin/a2"


def test_every_trouble_is_named_and_the_rest_of_the_desk_stays(root):
    (root / "modules" / "m02-trust" / "module.yaml").write_text("id: [", "utf-8")
    (root / "modules" / "m01-help" / "m01.responses.json").write_text('{"schema": 99}', "utf-8")
    (root / "exercises" / "x03-log" / "x03.responses.json").write_bytes(b"\x00\x01")
    (root / "assessments" / "a1" / "assessment.yaml").write_text("no unit", "utf-8")
    (root / "receipts.json").write_text("{", "utf-8")
    desk = desk_of(root)
    for name in ("m02-trust", "m01.responses.json", "x03.responses.damaged-", "receipts.json"):
        assert [line for line in desk.problems if name in line], name
    assert [row.unit.id for row in desk.modules] == ["m01"]
    assert [bool(one.problem) for one in desk.sittings] == [True, False]


def test_a_text_that_was_emptied_again_is_no_progress_and_waits(root):
    folder = root / "modules" / "m01-help"
    answer(folder, "m01-r1", "m01-r2")
    files.save(folder, unit_in(folder), "m01-r1", {"text": " \n"}, 1, NOON)
    (row, *_others) = desk_of(root).modules
    assert (row.done, row.total) == (1, 2)
    assert (the_next(root).act, the_next(root).anchor) == ("continue", "m01-a1")


def test_a_session_counts_only_what_says_something(root):
    folder = root / "assessments" / "a1"
    answer(folder, "a1-r1")
    files.save(folder, unit_in(folder), "a1-r2", {"text": ""}, 0, NOON)
    assert (desk_of(root).sittings[0].done, desk_of(root).sittings[0].total) == (1, 2)


def test_progress_adds_up_by_session_and_counts_what_was_handed_in(root):
    answer(root / "modules" / "m01-help", "m01-r1")
    done(root, "x03")
    handed_in(root, "a1")
    desk = desk_of(root)
    assert [(one.title, one.done, one.total) for one in desk.progress] == [
        ("Half-day 1", 1, 4),
        ("Between sessions", 2, 2),
    ]
    assert (desk.done, desk.total, desk.handed_in) == (3, 6, 1)


def test_a_path_holds_its_modules_and_the_practice_after_them(root):
    short = next(one for one in desk_of(root).paths if one.title.startswith("The short door"))
    assert [row.unit.id for row in short.rows] == ["m01", "m02", "x03"]
    assert (short.is_open, short.done, short.total) == (True, 0, 6)


def test_only_what_was_begun_or_comes_next_lies_open(root):
    lay(root, "modules", "n01-new", "module")
    assert [path.is_open for path in desk_of(root).paths] == [True, False]
    answer(root / "modules" / "n01-new", "n01-r1")
    assert [path.is_open for path in desk_of(root).paths] == [True, True]


def test_practice_comes_after_the_session_whose_module_it_follows(root):
    lay(root, "exercises", "x01-card", "exercise", after="m01")
    lay(root, "modules", "m04-doing", "module")
    units = [row.unit.id for row in desk_of(root).paths[0].rows]
    assert units == ["m01", "m02", "x01", "m04", "x03"]
    done(root, "m01", "m02")
    assert the_next(root).title == "Unit x01"
