"""Bringing a workspace up to date renews what was issued, and nothing that a person made their own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest

from alongside import paths
from alongside.content import workspace
from alongside.errors import ContentError, WorkspaceError
from alongside.model.workspace import Person

FOLDER = "modules/m01-two-kinds-of-help"
NOTEBOOK, DATA = f"{FOLDER}/module.ipynb", f"{FOLDER}/module.yaml"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The kit's content as one module that a test may change."""
    root = tmp_path / "content"
    shutil.copytree(paths.content_root() / FOLDER, root / FOLDER)
    monkeypatch.setattr(paths, "content_root", lambda: root)
    return root


@pytest.fixture
def desk(content: Path, tmp_path: Path) -> Path:
    workspace.make(tmp_path / "desk", person=Person(id="nika", name="Nika"))
    return tmp_path / "desk"


def change(path: Path, say: str) -> None:
    """Change what a reader of a notebook meets."""
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][0]["source"] = ["# ", say]
    path.write_text(json.dumps(notebook), "utf-8")


def save_as_jupyter_does(path: Path) -> None:
    """Write a notebook anew, as Jupyter does after a run; what a reader meets stays the same."""
    notebook: Any = nbformat.read(path, as_version=4)
    notebook.metadata["language_info"] = {"name": "python", "version": "3.11.9"}
    notebook.cells[0].metadata["editable"] = True
    nbformat.write(notebook, path)


def text_of(path: Path) -> str:
    return json.dumps(json.loads(path.read_text("utf-8"))["cells"])


def test_a_new_workspace_gets_every_file_of_the_curriculum(content, tmp_path):
    made = workspace.make(tmp_path / "new", person=Person(id="nika", name="Nika"))
    assert sorted(made.new) == [NOTEBOOK, DATA]
    assert (tmp_path / "new" / NOTEBOOK).read_bytes() == (content / NOTEBOOK).read_bytes()


def test_a_kit_that_is_not_whole_names_what_is_missing(content, tmp_path):
    (content / NOTEBOOK).unlink()
    with pytest.raises(ContentError, match=r"module\.ipynb.*cannot be read.*download it again"):
        workspace.make(tmp_path / "new", person=Person(id="nika", name="Nika"))


def test_refreshing_twice_does_nothing(desk):
    assert workspace.refresh(desk) == workspace.Refreshed()


def test_a_folder_with_other_things_in_it_does_not_become_a_workspace(tmp_path):
    (tmp_path / "holiday.txt").write_text("Bled", "utf-8")
    with pytest.raises(WorkspaceError, match="not empty"):
        workspace.make(tmp_path, person=Person(id="nika", name="Nika"))


def test_a_module_that_is_new_in_the_kit_is_copied(content, desk):
    shutil.copytree(content / FOLDER, content / "modules" / "m02-another")
    assert workspace.refresh(desk).new == [
        "modules/m02-another/module.yaml",
        "modules/m02-another/module.ipynb",
    ]


def test_an_untouched_notebook_is_renewed(content, desk):
    change(content / NOTEBOOK, "A better title")
    done = workspace.refresh(desk)
    assert (done.renewed, done.own) == ([NOTEBOOK], [])
    assert "A better title" in text_of(desk / NOTEBOOK)


def test_a_notebook_that_jupyter_merely_saved_again_is_still_as_issued(desk):
    save_as_jupyter_does(desk / NOTEBOOK)
    before = (desk / NOTEBOOK).read_bytes()
    assert workspace.refresh(desk) == workspace.Refreshed()
    assert (desk / NOTEBOOK).read_bytes() == before


def test_a_notebook_that_jupyter_merely_saved_again_is_renewed(content, desk):
    save_as_jupyter_does(desk / NOTEBOOK)
    change(content / NOTEBOOK, "A better title")
    assert workspace.refresh(desk).renewed == [NOTEBOOK]
    assert (desk / NOTEBOOK).read_bytes() == (content / NOTEBOOK).read_bytes()


def test_a_change_that_only_the_file_shows_reaches_an_untouched_notebook(content, desk):
    save_as_jupyter_does(content / NOTEBOOK)
    assert workspace.refresh(desk).renewed == [NOTEBOOK]
    assert (desk / NOTEBOOK).read_bytes() == (content / NOTEBOOK).read_bytes()


@pytest.mark.parametrize("renewed", [False, True], ids=["the kit as it was", "a newer kit"])
def test_an_own_edition_is_left_and_named(content, desk, renewed):
    change(desk / NOTEBOOK, "My own words")
    if renewed:
        change(content / NOTEBOOK, "A better title")
    done = workspace.refresh(desk)
    assert (done.renewed, done.own) == ([], [NOTEBOOK])
    assert "My own words" in text_of(desk / NOTEBOOK)


def test_an_own_edition_stays_one_although_its_file_is_damaged(content, desk):
    (desk / NOTEBOOK).write_bytes(b'{"cells": [')
    assert workspace.refresh(desk).own == [NOTEBOOK]
    assert (desk / NOTEBOOK).read_bytes() == b'{"cells": ['


def test_a_changed_data_file_is_an_own_edition(desk):
    (desk / DATA).write_text((desk / DATA).read_text("utf-8") + "\n", "utf-8")
    assert workspace.refresh(desk).own == [DATA]


def test_a_file_that_was_deleted_comes_back(desk):
    (desk / NOTEBOOK).unlink()
    assert workspace.refresh(desk).new == [NOTEBOOK]


def test_answers_are_not_touched(content, desk):
    answers = desk / FOLDER / "m01.responses.json"
    answers.write_bytes(b"whatever a person wrote")
    change(content / NOTEBOOK, "A better title")
    workspace.refresh(desk)
    assert answers.read_bytes() == b"whatever a person wrote"


def test_without_its_record_a_refresh_overwrites_nothing(content, desk):
    (desk / workspace.ISSUED).unlink()
    change(content / NOTEBOOK, "A better title")
    assert workspace.refresh(desk).own == [NOTEBOOK]
    assert "A better title" not in text_of(desk / NOTEBOOK)
