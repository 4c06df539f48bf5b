"""Every notebook that is committed runs from a clean kernel, and says everything before it has run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from alongside_widgets import WIDGETS
from nbclient import NotebookClient

from alongside import paths
from alongside.content.grammar import Call, Text, read_cells
from alongside.content.load import unit_in
from alongside.content.prompts import prompt_markdown

ROOT = paths.content_root()
NOTEBOOKS = sorted([*ROOT.glob("modules/*/*.ipynb"), *ROOT.glob("exercises/*/*.ipynb")])
NOTEBOOKS += sorted(ROOT.glob("assessments/source/*/*.ipynb"))
JUPYTER = Path(__file__).parents[2] / "src" / "alongside" / "jupyter" / "share" / "jupyter"

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.parent.name)


def run(path: Path, folder: Path) -> Any:
    """Run a notebook in `folder` with the kit's kernel; nbclient raises where a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    return NotebookClient(notebook, kernel_name="alongside", timeout=240, resources=resources).execute()


@pytest.fixture
def copy_of(tmp_path: Path):
    """A copy of a unit's folder, so that nothing is written beside the content."""

    def copy(path: Path) -> Path:
        return Path(shutil.copytree(path.parent, tmp_path / path.parent.name))

    return copy


def shown(cell: Any) -> set[str]:
    return {kind for output in cell.outputs for kind in output.get("data", {})}


def test_there_are_notebooks_of_every_sort():
    assert {path.relative_to(ROOT).parts[0] for path in NOTEBOOKS} == {"modules", "exercises", "assessments"}


@pytest.mark.parametrize("read_only", [False, True], ids=["a desk", "a read-only edition"])
@every_notebook
def test_it_runs_from_a_clean_kernel(path: Path, read_only: bool, copy_of, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("JUPYTER_PATH", str(JUPYTER))
    if read_only:
        monkeypatch.setenv("ALONGSIDE_READ_ONLY", "1")
    folder = copy_of(path)
    before = sorted(folder.iterdir())
    ran = run(path, folder)
    code = [cell for cell in ran.cells if cell.cell_type == "code"]
    assert code[0].outputs == []
    for cell in code[1:]:
        is_box = "kit.score" not in cell.source
        assert ("application/vnd.jupyter.widget-view+json" in shown(cell)) is is_box, cell.source
        assert ("text/html" in shown(cell)) is is_box, cell.source
    assert sorted(folder.iterdir()) == before


@every_notebook
def test_unrun_it_shows_every_prompt(path: Path):
    unit = unit_in(path.parent)
    cells = read_cells(nbformat.read(path, as_version=4))
    words = "\n".join(cell.source for cell in cells if isinstance(cell, Text))
    calls = {cell.target for cell in cells if isinstance(cell, Call)}
    laid_open = {one.id for one in getattr(unit, "explorations", [])}
    assert calls == {response.id for response in unit.responses} | laid_open
    assert [one.id for one in unit.responses if prompt_markdown(one).strip() not in words] == []


@every_notebook
def test_unrun_it_holds_no_output(path: Path):
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


def test_every_kind_of_widget_is_met_somewhere():
    responses = [one for path in NOTEBOOKS for one in unit_in(path.parent).responses]
    assert {one.__struct_config__.tag for one in responses} == set(WIDGETS)
