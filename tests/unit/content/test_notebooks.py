"""A notebook has one form on disk, and a fingerprint that only its content can change."""

from __future__ import annotations

import json

import nbformat
import pytest

from alongside import paths
from alongside.content.notebooks import fingerprint, kernel_of, normalised, tags_of, without_outputs

ROOT = paths.content_root()
NOTEBOOKS = sorted(ROOT.glob("modules/*/*.ipynb"))


def a_notebook(source: object = 'kit.reflect("m01-r1")', **cell: object) -> dict:
    code = {
        "cell_type": "code",
        "id": "m01-r1",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
    text = {"cell_type": "markdown", "id": "m01-open", "metadata": {"tags": ["before", "after"]}}
    text["source"] = "# Été"
    return {
        "cells": [text, {**code, **cell}],
        "metadata": {"kernelspec": {"name": "alongside", "display_name": "Alongside"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def a_run_notebook() -> dict:
    output = {"output_type": "stream", "name": "stdout", "text": "my own words"}
    ran = a_notebook(outputs=[output], execution_count=7, metadata={"execution": {"x": 1}, "editable": False})
    ran["metadata"]["widgets"] = {"state": "my own words"}
    return ran


def test_nothing_of_a_run_is_left():
    bare = without_outputs(a_run_notebook())
    assert "my own words" not in json.dumps(bare)
    assert bare["cells"][1]["execution_count"] is None
    assert bare["cells"][1]["metadata"] == {"editable": False}


def test_the_notebook_handed_in_is_not_changed():
    ran = a_run_notebook()
    without_outputs(ran)
    assert ran == a_run_notebook()


def test_the_form_on_disk_is_the_one_nbformat_writes():
    ours = normalised(a_notebook("one\ntwo\n"))
    assert ours == nbformat.writes(nbformat.from_dict(a_notebook("one\ntwo\n"))) + "\n"


def test_normalising_twice_changes_nothing():
    once = normalised(a_run_notebook())
    assert normalised(json.loads(once)) == once


def test_letters_stand_as_themselves():
    assert "# Été" in normalised(a_notebook())


@pytest.mark.parametrize("source", ["", "one", "one\n", "one\ntwo", "one\n\n", "form\x0cfeed\u2028line"])
def test_splitting_a_source_into_lines_loses_nothing(source):
    cell = json.loads(normalised(a_notebook(source)))["cells"][1]
    assert "".join(cell["source"]) == source


def test_outputs_layout_and_locks_leave_the_fingerprint_alone():
    same = a_run_notebook()
    same["cells"][1]["source"] = ["kit.reflect", '("m01-r1")']
    same["cells"][0]["metadata"] = {"tags": ["after", "before"], "editable": False}
    same["metadata"]["language_info"] = {"name": "python"}
    assert fingerprint(same) == fingerprint(a_notebook())


@pytest.mark.parametrize(
    "change",
    [{"id": "m01-r2"}, {"cell_type": "raw"}, {"source": "import os"}, {"metadata": {"tags": ["prompt"]}}],
)
def test_every_change_a_reader_meets_changes_the_fingerprint(change):
    assert fingerprint(a_notebook(**change)) != fingerprint(a_notebook())


def test_another_kernel_changes_the_fingerprint():
    other = a_notebook()
    other["metadata"]["kernelspec"]["name"] = "python3"
    assert fingerprint(other) != fingerprint(a_notebook())


def test_the_order_of_cells_changes_the_fingerprint():
    other = a_notebook()
    other["cells"].reverse()
    assert fingerprint(other) != fingerprint(a_notebook())


def test_a_notebook_without_the_usual_parts_still_has_a_fingerprint():
    assert fingerprint({}) != fingerprint({"cells": [{}]})
    assert kernel_of({"metadata": {"kernelspec": None}}) == ""
    assert tags_of({"metadata": {"tags": "prompt"}}) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.parent.name)
def test_the_fingerprint_of_a_real_notebook_survives_another_editor(path):
    notebook = json.loads(path.read_text("utf-8"))
    assert fingerprint(json.loads(json.dumps(nbformat.from_dict(notebook)))) == fingerprint(notebook)
