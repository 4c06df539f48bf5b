"""An author's JupyterLab shows everything, runs nothing by itself, and saves nothing that a run leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from desk import Desk
from documents import FOLDER, NOTEBOOK, a_cell, an_edition, ask, box_of, read, run_all, write
from playwright.sync_api import Page, expect

SECRET = "words that belong to one person"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk as an author opens it."""
    running = Desk(tmp_path_factory.mktemp("author") / "workspace", "--author", "--name", "Nika Dolinar")
    yield running
    running.stop()


def a_run(notebook: dict[str, Any]) -> None:
    """Make a notebook look as a browser sends it after a run, with words in every place there is for them."""
    output = {"output_type": "display_data", "data": {"text/html": SECRET}, "metadata": {}}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [output], "execution_count": 3}
            cell["metadata"] |= {"execution": {"said": SECRET}}
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"x": SECRET}}}


def save(desk: Desk, path: str) -> str:
    """Save a run of the notebook at `path` through Jupyter's API; return its file and checkpoints as text."""
    notebook = read(desk.root / path)
    a_run(notebook)
    ask(desk, "PUT", f"contents/{path}", {"type": "notebook", "format": "json", "content": notebook})
    ask(desk, "POST", f"contents/{path}/checkpoints")
    files = [desk.root / path, *(desk.root / path).parent.glob(".ipynb_checkpoints/*")]
    assert len(files) > 1
    return "".join(file.read_text("utf-8") for file in files)


def test_a_saved_notebook_and_its_checkpoint_hold_no_run(desk: Desk):
    saved = save(desk, NOTEBOOK)
    assert SECRET not in saved
    assert re.search(r'"execution_count": \d', saved) is None


def test_answers_stay_out_under_another_kernel_too(desk: Desk):
    def take_python(notebook: dict[str, Any]) -> None:
        notebook["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3"}

    assert SECRET not in save(desk, an_edition(desk, "python.ipynb", take_python))


def test_a_notebook_that_has_nothing_to_do_with_the_kit_keeps_its_outputs(desk: Desk):
    def take_everything(notebook: dict[str, Any]) -> None:
        notebook["cells"] = [a_cell("code", "1 + 1")]
        notebook["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3"}

    assert SECRET in save(desk, an_edition(desk, "mine.ipynb", take_everything))


def test_nothing_starts_by_itself_and_run_all_gives_working_boxes(desk: Desk, page: Page):
    page.goto(f"{desk.base}/lab/tree/{NOTEBOOK}")
    expect(page.get_by_text("import alongside.notebook as kit")).to_be_visible()
    expect(page.get_by_text('kit.reflect("m01-r1")')).to_be_attached()
    idle = page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    idle.wait_for()
    assert page.locator(".alo-card").count() == 0
    assert page.locator(".alo-doc-bar").count() == 0
    run_all(page)
    write(box_of(page), SECRET)
    assert SECRET in (desk.root / FOLDER / "m01.responses.json").read_text("utf-8")
    keys_do_not_touch_cells(page, len(read(desk.root / NOTEBOOK)["cells"]))
    saved_by_hand(desk, page)


def keys_do_not_touch_cells(page: Page, cells: int) -> None:
    drawn = page.locator(".jp-Notebook .jp-Cell")
    expect(drawn).to_have_count(cells)  # JupyterLab draws the last ones while it has nothing else to do
    page.locator(".alo-rate input[type=radio]").first.focus()
    for key in ("a", "b", "d", "d", "x", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert drawn.count() == cells


def saved_by_hand(desk: Desk, page: Page) -> None:
    page.get_by_role("menuitem", name="File", exact=True).click()
    with page.expect_response(lambda told: told.request.method == "PUT" and "/api/contents/" in told.url):
        page.locator("[data-command='docmanager:save']:visible", has_text="Save Notebook").click()
    text = (desk.root / NOTEBOOK).read_text("utf-8")
    assert SECRET not in text
    assert all(cell.get("outputs", []) == [] for cell in json.loads(text)["cells"])
