"""A floor of the engine imports only from below, and rooms on one floor do not import each other."""

from __future__ import annotations

import subprocess
import sys

import pytest
from house.tree import ROOT, SOURCES, Import, imports_in, imports_of_the_product, third_party

FLOORS = (
    {"alongside.errors", "alongside.strings"},
    {"alongside.model", "alongside.paths"},
    {"alongside.content", "alongside.responses", "alongside.store", "alongside.stats"},
    {"alongside.grading", "alongside.records", "alongside.kernels", "alongside.exploring"},
    {"alongside.publish"},
    {"alongside.web.answering", "alongside.web.listening"},
    {"alongside.web.page"},
    {"alongside.web.assets", "alongside.web.attached"},
    {"alongside.web.desk", "alongside.web.programme", "alongside.web.room", "alongside.hub"},
    {"alongside.web.extension", "alongside.web.server"},
    {"alongside.web.library_pages"},
    {"alongside.web.library"},
    {"alongside.web"},
    {"alongside.cli"},
    {"alongside.__main__"},
)
"""The engine from the ground up. `alongside.web` itself only names the extension that Jupyter mounts."""

DOOR = "alongside.notebook"
DOOR_MAY_LOAD = (
    "alongside.errors",
    "alongside.model",
    "alongside.paths",
    "alongside.strings",
    "alongside.content.citing",
    "alongside.content.grammar",
    "alongside.content.load",
    "alongside.content.present",
    "alongside.responses",
    "alongside_widgets",
)
DOOR_MAY_LOAD_LATE = ("alongside.grading.score_cell", "alongside.exploring.controls")
"""`kit.score` needs the one, and only while nbgrader is grading; `kit.explore` the other, with pandas."""

TOO_HEAVY = ("pandas", "sqlalchemy", "nbgrader", "requests", "jsonschema", "nbformat", "tornado.web")
WIDGETS_MAY_USE = {"anywidget", "traitlets"}
ROOMS_WITH_NBGRADER = tuple(
    f"alongside.grading.{room}"
    for room in ("gradebook", "standings", "recording", "exchange", "issuing", "late")
)
"""Decision 2 says why these."""


def within(name: str, rooms: tuple[str, ...] | set[str]) -> str | None:
    """The longest of `rooms` that holds the dotted `name`."""
    holding = [room for room in rooms if name == room or name.startswith(room + ".")]
    return max(holding, key=len, default=None)


def height(name: str) -> int | None:
    """The floor of a module; the most exact name decides."""
    room = within(name, set().union(*FLOORS))
    return next((level for level, rooms in enumerate(FLOORS) if room in rooms), None)


def trespasses(imports: list[Import]) -> list[str]:
    """Imports that go up, or sideways into another room."""
    rooms = set().union(*FLOORS)
    wrong = []
    for one in imports:
        if not one.target.startswith("alongside.") or one.importer in {DOOR, "alongside"}:
            continue
        below = height(one.target) is not None and height(one.target) < height(one.importer)
        if not below and within(one.target, rooms) != within(one.importer, rooms):
            wrong.append(str(one))
    return wrong


def test_every_module_of_the_engine_stands_on_a_floor():
    importers = {one.importer for one in imports_of_the_product() if one.importer.startswith("alongside.")}
    assert {name for name in importers if height(name) is None} == {DOOR}


def test_every_floor_is_a_room_that_exists_or_is_planned():
    planned = {"alongside.hub"}
    there = {room for room in set().union(*FLOORS) if _exists(room)}
    assert set().union(*FLOORS) - there <= planned


def _exists(room: str) -> bool:
    place = ROOT.joinpath("src", *room.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


def test_a_floor_imports_only_from_below():
    assert trespasses(imports_of_the_product()) == []


@pytest.mark.parametrize(
    ("importer", "line"),
    [
        ("alongside.content.load", "from alongside.grading import lane"),
        ("alongside.content.load", "from alongside.responses import files"),
        ("alongside.web.desk.home", "from alongside.web.programme import sessions"),
        ("alongside.model.unit", "from alongside import paths"),
        ("alongside.responses.files", "from alongside.notebook import reflect"),
    ],
)
def test_going_up_or_sideways_is_noticed(importer: str, line: str):
    assert len(trespasses(list(imports_in(line, importer)))) == 1


def test_the_door_for_notebooks_loads_only_what_every_kernel_may_pay_for():
    used = [
        one for one in imports_of_the_product() if one.importer == DOOR and one.target.startswith("alongside")
    ]
    allowed_late = DOOR_MAY_LOAD + DOOR_MAY_LOAD_LATE
    wrong = [one for one in used if not within(one.target, DOOR_MAY_LOAD if one.on_load else allowed_late)]
    assert [str(one) for one in wrong] == []


def test_importing_the_door_loads_nothing_heavy():
    loaded = _modules_after("import alongside.notebook")
    assert {"alongside.notebook", "alongside_widgets", "msgspec"} <= loaded
    assert sorted(loaded.intersection(TOO_HEAVY)) == []


def _modules_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    folders = [str(folder.parent) for folder in SOURCES.values()]
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {folders!r}; {code}"]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


@pytest.mark.parametrize("door", ["alongside.cli.commands", "alongside.web.room.app"])
def test_what_assessment_needs_is_loaded_by_no_command_before_it_is_asked_for(door: str):
    loaded = _modules_after(f"import {door}")
    assert door in loaded
    assert sorted(loaded & {"nbgrader", "nbconvert", "jupyterhub", "typst", "pandas"}) == []


def test_widgets_stand_alone():
    used = [one for one in imports_of_the_product() if one.importer.startswith("alongside_widgets")]
    assert used
    assert third_party(used) <= WIDGETS_MAY_USE
    assert [str(one) for one in used if within(one.target, {"alongside"})] == []


def test_nbgrader_is_imported_in_the_rooms_for_it_and_nowhere_else():
    importers = {one.importer for one in imports_of_the_product() if within(one.target, {"nbgrader"})}
    assert importers
    assert {name for name in importers if not within(name, ROOMS_WITH_NBGRADER)} == set()
