"""Notebooks as documents in a person's browser: opening them, changing them on disk, asking the server."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from desk import Desk
from playwright.sync_api import Locator, Page, TimeoutError, expect

FOLDER = "modules/m01-two-kinds-of-help"
NOTEBOOK = f"{FOLDER}/module.ipynb"
Notebook = dict[str, Any]


def open_notebook(page: Page, desk: Desk, path: str = NOTEBOOK, app: str = "notebooks") -> None:
    """Open a notebook and wait until it has started by itself and every box is there."""
    page.goto(f"{desk.base}/{app}/{path}")
    page.wait_for_selector(".alo-live", state="attached")
    calls = code_of(read(desk.root / path))[1:]
    page.locator(".alo-card").nth(len([call for call in calls if "score" not in call]) - 1).wait_for()


def run_all(page: Page) -> None:
    """Run all cells by JupyterLab's menu; again where it took no notice, as just before it is ready."""
    kernel = page.locator(".jp-Notebook-ExecutionIndicator")
    kernel.and_(page.locator("[data-status=idle]")).wait_for()
    begun = kernel.and_(page.locator("[data-status=busy]")).or_(page.locator(".alo-card")).first
    while not begun.count():
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with suppress(TimeoutError):
            begun.wait_for(state="attached", timeout=10_000)


def box_of(page: Page, number: int = 0) -> Locator:
    """The box to write in of a reflection on the page, in order."""
    return page.locator(".alo-reflect textarea").nth(number)


def write(box: Locator, text: str) -> None:
    """Fill a box, leave it, and wait until its answer was kept and it says so."""
    with box.page.expect_response(lambda told: told.request.method == "PUT" and "/api/answers/" in told.url):
        box.fill(text)
        box.blur()
    expect(said(box)).to_contain_text("Saved")


def said(box: Locator) -> Locator:
    """What is said about saving the answer in a box."""
    return box.locator("xpath=ancestor::*[contains(@class, 'alo-card')]").locator("[role=status]")


def read(path: Path) -> Notebook:
    return json.loads(path.read_text(encoding="utf-8"))


def code_of(notebook: Notebook) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def an_edition(desk: Desk, name: str, change: Callable[[Notebook], Any], of: str = NOTEBOOK) -> str:
    """Lay a changed copy of a notebook beside it and return its path in the workspace."""
    notebook = read(desk.root / of)
    change(notebook)
    path = (desk.root / of).with_name(name)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path.relative_to(desk.root).as_posix()


def a_cell(kind: str, source: str, **more: Any) -> Notebook:
    cell = {"cell_type": kind, "id": "own-cell", "metadata": {}, "source": source}
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {}) | more


def ask(desk: Desk, method: str, address: str, body: Any = None) -> Any:
    """Ask Jupyter's own API as the person whose desk it is; returns parsed JSON, or None for no content."""
    request = urllib.request.Request(
        f"{desk.base}/api/{address}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"token {desk.url.split('token=')[1].strip()}"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        text = answer.read()
    return json.loads(text) if text else None
