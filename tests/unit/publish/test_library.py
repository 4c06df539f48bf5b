from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from alongside import paths
from alongside.content.grammar import Refused, read_cells
from alongside.content.load import unit_folders, unit_in
from alongside.content.shelf import order, programme
from alongside.errors import WorkspaceError
from alongside.publish.library import copy_of, publish


def test_the_copies_stand_in_the_order_of_the_programme_under_names_a_newcomer_understands(tmp_path: Path):
    copies = publish(tmp_path / "copies")
    assert [copy.name for copy in copies][:3] == [
        "01-two-kinds-of-help.ipynb",
        "02-agreements.ipynb",
        "03-listening.ipynb",
    ]
    units = [unit_in(folder) for folder in unit_folders(paths.content_root()).values()]
    place = {unit_id: number for number, unit_id in enumerate(order(programme()))}
    published = [unit for unit in units if type(unit).__name__ in {"Module", "Exercise"}]
    wanted = sorted(published, key=lambda unit: (place.get(unit.id, len(place)), unit.id))
    assert [copy.title for copy in copies] == [unit.title for unit in wanted]


def test_nothing_but_notebooks_is_published(tmp_path: Path):
    copies = publish(tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(copy.name for copy in copies)


def test_no_assessment_key_note_or_answer_is_published(tmp_path: Path):
    publish(tmp_path)
    text = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    sessions = [
        unit for unit in map(unit_in, unit_folders(paths.content_root()).values()) if unit.id[0] == "a"
    ]
    assert sessions
    assert [unit.id for unit in sessions if f'"{unit.id}-' in text] == []
    for path in tmp_path.iterdir():
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert all(not cell.get("outputs") for cell in cells)


def test_every_copy_is_of_the_form_the_kit_starts_by_itself(tmp_path: Path):
    for copy in publish(tmp_path):
        cells = read_cells(json.loads((tmp_path / copy.name).read_text(encoding="utf-8")))
        assert [cell for cell in cells if isinstance(cell, Refused)] == []


def test_the_same_content_gives_the_same_bytes(tmp_path: Path):
    for name in ("one", "two"):
        publish(tmp_path / name)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_publishing_again_into_the_same_folder_renews_it(tmp_path: Path):
    first = publish(tmp_path)[0]
    (tmp_path / first.name).write_text("spoilt", encoding="utf-8")
    publish(tmp_path)
    assert json.loads((tmp_path / first.name).read_text(encoding="utf-8"))["cells"]


@pytest.mark.parametrize("name", ["diary.txt", "m01.responses.json", "keys/a1.yaml"])
def test_a_folder_that_holds_other_things_is_refused_and_left_alone(tmp_path: Path, name: str):
    other = tmp_path / name
    other.parent.mkdir(exist_ok=True)
    other.write_text("mine", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"Choose a new folder\."):
        publish(tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [other.name]


@pytest.mark.skipif(os.name == "nt", reason="making a link needs a right that not everyone has on Windows")
def test_a_link_in_the_place_of_a_copy_is_refused(tmp_path: Path):
    (tmp_path / "elsewhere").write_text("{}", encoding="utf-8")
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "01-two-kinds-of-help.ipynb").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WorkspaceError):
        publish(folder)
    assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == "{}"


def test_a_copy_has_no_outputs_and_nothing_for_trainers_only():
    code = {
        "cell_type": "code",
        "id": "b",
        "source": "x",
        "metadata": {},
        "outputs": [1],
        "execution_count": 3,
    }
    secret = {"cell_type": "markdown", "id": "c", "source": "psst", "metadata": {"tags": ["trainer-only"]}}
    told = copy_of({"cells": [code, secret], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    assert [(cell["id"], cell["outputs"]) for cell in json.loads(told)["cells"]] == [("b", [])]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
