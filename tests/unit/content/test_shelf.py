"""The units of a workspace, in the order of the programme, and how far somebody has come."""

from __future__ import annotations

import shutil

import msgspec
import pytest
from shelves import lay

from alongside.content import shelf
from alongside.content.load import unit_in
from alongside.model.programme import Part, Programme, Session, Strand
from alongside.model.unit import Activity

PLAN = Programme(
    title="P",
    languages=["en"],
    phases=[],
    audiences=[],
    strands=[
        Strand(
            id="s",
            title="S",
            audience="mentors",
            sessions=[
                Session(
                    id="s1",
                    title="First",
                    minutes=1,
                    parts=[Part(unit="m03"), Part(pause=5), Part(unit="m01")],
                ),
                Session(id="s2", title="Again", minutes=1, parts=[Part(unit="m01"), Part(planned="Later")]),
            ],
        )
    ],
    between=["x03"],
    assessments=["a1"],
)


@pytest.fixture
def workspace(tmp_path):
    for name in ("m01-help", "m02-trust", "m03-listening"):
        lay(tmp_path, "modules", name, "module")
    lay(tmp_path, "exercises", "x03-log", "exercise")
    return tmp_path


def test_the_order_is_that_of_the_sessions_then_what_lies_between_then_assessments():
    assert shelf.order(PLAN) == ["m03", "m01", "x03", "a1"]


def test_a_unit_taught_twice_belongs_to_its_first_session():
    assert shelf.sessions_of_units(PLAN) == {"m03": "First", "m01": "First"}


def test_units_the_programme_does_not_name_come_last(workspace):
    found, bad = shelf.readable(workspace)
    assert bad == []
    assert [unit.id for unit, _folder in shelf.in_order(found, shelf.order(PLAN))] == [
        "m03",
        "m01",
        "x03",
        "m02",
    ]


def test_a_unit_that_cannot_be_read_is_named_and_the_others_stay(workspace):
    (workspace / "modules" / "m02-trust" / "module.yaml").write_text("id: [", encoding="utf-8")
    found, bad = shelf.readable(workspace)
    assert sorted(unit.id for unit, _folder in found) == ["m01", "m03", "x03"]
    assert len(bad) == 1
    assert "m02-trust" in bad[0]


def test_hidden_folders_and_links_are_no_units(workspace):
    module = workspace / "modules" / "m01-help"
    shutil.copytree(module, workspace / "modules" / ".ipynb_checkpoints")
    (workspace / "modules" / "m09-linked").symlink_to(module)
    names = [folder.name for folder in shelf.folders(workspace)]
    assert names == ["m01-help", "m02-trust", "m03-listening", "x03-log"]


def test_progress_counts_the_places_of_the_unit_and_nothing_else(workspace):
    unit = unit_in(workspace / "modules" / "m01-help")
    row = shelf.Shelved(unit, "modules/m01-help", frozenset({"m01-r1", "m01-gone"}))
    assert (row.kind, row.done, row.total) == ("module", 1, 2)
    assert row.waiting.id == "m01-r2"
    assert row.notebook == "modules/m01-help/module.ipynb"


def test_what_waits_first_is_what_comes_first_in_the_unit(workspace):
    unit = unit_in(workspace / "modules" / "m01-help")
    late, early = (
        Activity(id=f"m01-a{n}", title="A", minutes=5, mode=["solo"], purpose="technique") for n in (2, 1)
    )
    last, first = (
        msgspec.structs.replace(r, activity=a.id) for r, a in zip(unit.responses, (late, early), strict=True)
    )
    turned = msgspec.structs.replace(unit, activities=[early, late], responses=[last, first])
    assert shelf.Shelved(turned, "modules/m01-help", frozenset()).waiting.id == first.id


def test_nothing_waits_in_a_unit_that_is_all_answered(workspace):
    unit = unit_in(workspace / "modules" / "m01-help")
    row = shelf.Shelved(unit, "modules/m01-help", frozenset({"m01-r1", "m01-r2"}))
    assert row.waiting is None
    assert row.done == row.total


def test_the_notebook_of_an_assessment_has_its_name(workspace):
    unit = unit_in(lay(workspace, "assessments", "a1", "assessment"))
    assert shelf.notebook_name(unit) == "a1.ipynb"
