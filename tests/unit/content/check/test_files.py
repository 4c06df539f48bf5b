"""Every value and every cell knows its line, however the file is laid out."""

from __future__ import annotations

import json

import pytest

from alongside.content.check.files import read_notebook_file, read_yaml_file
from alongside.content.check.shapes import errors_in
from alongside.model.key import Key
from alongside.model.unit import AnyUnit, Module

PLAN = """\
id: m01
activities:
- id: m01-a1
  minutes: 10
- {id: m01-a2, minutes: 20}
why: >-
  Because
"""


def a_cell(number: int, source: object) -> dict:
    return {"cell_type": "markdown", "id": f"m01-{number}", "metadata": {}, "source": source}


def a_notebook(cells: list) -> dict:
    return {"metadata": {"cells": [1, 2], "x": "]"}, "cells": cells, "nbformat": 4, "nbformat_minor": 5}


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("id",), 1),
        (("activities",), 2),
        (("activities", 0), 3),
        (("activities", 0, "minutes"), 4),
        (("activities", 1, "minutes"), 5),
        (("activities", 0, "title"), 3),
        (("activities", 7), 2),
        (("why",), 6),
        ((), 1),
    ],
)
def test_a_place_in_yaml_has_the_line_of_its_field_or_of_the_nearest_above(tmp_path, place, line):
    path = tmp_path / "module.yaml"
    path.write_text(PLAN, encoding="utf-8")
    assert read_yaml_file(tmp_path, path).line(*place) == line


@pytest.mark.parametrize("indent", [1, 4])
def test_a_cell_is_found_in_any_layout(tmp_path, indent):
    cells = [a_cell(1, ["one\n", "two"]), a_cell(2, 'with "cells": [ and } in it'), a_cell(3, "three")]
    path = tmp_path / "module.ipynb"
    path.write_text(json.dumps(a_notebook(cells), indent=indent), encoding="utf-8")
    file = read_notebook_file(tmp_path, path)
    lines = path.read_text(encoding="utf-8").split("\n")
    for number in range(3):
        line = file.cell_line(number)
        assert lines[line - 1].strip() == "{"
        assert f'"m01-{number + 1}"' in lines[line + 1]


def test_in_a_notebook_of_one_line_every_cell_is_on_it(tmp_path):
    path = tmp_path / "module.ipynb"
    path.write_text(json.dumps(a_notebook([a_cell(1, ["one\n", "two"]), a_cell(2, "x")])), encoding="utf-8")
    file = read_notebook_file(tmp_path, path)
    assert [file.cell_line(0), file.cell_line(1), file.source_line(0, 5)] == [1, 1, 1]


def test_a_character_of_a_source_has_the_line_it_is_written_on(tmp_path):
    path = tmp_path / "module.ipynb"
    cells = [a_cell(1, ["first\n", "\n", 'the "source": [ word\n', "last"]), a_cell(2, "in one string")]
    path.write_text(json.dumps(a_notebook(cells), indent=1), encoding="utf-8")
    file = read_notebook_file(tmp_path, path)
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[file.source_line(0, 0) - 1].strip() == '"first\\n",'
    assert (
        lines[file.source_line(0, len("first\n\nthe")) - 1].strip()
        == json.dumps('the "source": [ word\n') + ","
    )
    assert file.source_line(1, 5) == file.cell_line(1)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe",
        b"",
        b"[]",
        b'{"cells": {}}',
        b"[" * 100_000,
        b'{"nbformat": 4, "metadata": {}, "cells": [{}]}',
    ],
)
def test_what_is_no_notebook_is_a_problem_and_no_crash(tmp_path, body):
    path = tmp_path / "module.ipynb"
    path.write_bytes(body)
    file = read_notebook_file(tmp_path, path)
    assert file.problem
    assert file.cells == []


@pytest.mark.parametrize("body", [b"a: [", b"\t- x", b"{a: *nobody}", b"- !!python/name:os.system", b"\xff"])
def test_what_is_no_yaml_is_a_problem_and_no_crash(tmp_path, body):
    path = tmp_path / "module.yaml"
    path.write_bytes(body)
    assert read_yaml_file(tmp_path, path).problem


def test_every_error_of_every_entry_is_told():
    raw = {
        "id": "a1",
        "items": [{"id": "a1-q1", "points": "two"}, {"points": 1, "pairs": {"a": 3}}],
        "tasks": {},
        "more": 1,
    }
    assert sorted(errors_in(raw, Key), key=str) == [
        (("items", 0, "points"), "Expected `int`, got `str`"),
        (("items", 1), "the field id is missing"),
        (("items", 1, "pairs", "a"), "Expected `str`, got `int`"),
        (("more",), "unknown field more"),
        (("tasks",), "Expected `array`, got `object`"),
    ]


def test_an_entry_is_read_as_the_kind_it_says():
    raw = {"kind": "module", "before": {"minutes": "5", "text": "Read."}}
    found = errors_in(raw, AnyUnit)
    assert (("before", "minutes"), "Expected `int`, got `str`") in found
    assert ((), "the field phase is missing") in found


def test_an_entry_of_no_kind_is_told_as_a_whole():
    assert errors_in({"kind": "poster"}, AnyUnit) == [(("kind",), "Invalid value 'poster'")]
    assert errors_in(None, Module) == [((), "Expected `object`, got `null`")]
