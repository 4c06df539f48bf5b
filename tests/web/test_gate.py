"""What may start by itself: the kit's forms, whoever edited the words, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from asking import Asker
from desk import Desk
from documents import FOLDER, a_cell, an_edition, ask, box_of, code_of, open_notebook, read
from playwright.sync_api import Page, expect

from alongside.web.desk.gate import OnScreen, verdict

IMPORT, CALL = "import alongside.notebook as kit", 'kit.reflect("m01-r1")'
PROOF = "open('proof.txt', 'w').write('it ran')"


def seen(*cells: str, kernel: str = "alongside") -> dict:
    return verdict(OnScreen(kernel=kernel, cells=list(cells)))


def test_the_forms_of_the_kit_pass():
    assert seen(IMPORT, CALL, '\nkit.check("a1-q1")\n', 'kit.score("a1-q1")') == {
        "ok": True,
        "why": [],
        "ours": True,
    }


@pytest.mark.parametrize(
    "cell",
    [
        PROOF,
        f"{CALL}; {PROOF}",
        f"{CALL}\n{PROOF}",
        f"{CALL}\n!touch proof.txt",
        f"%time {CALL}",
        f"%%bash\n{CALL}",
        f"{CALL} # and {PROOF}",
        f"{CALL}?",
        "kit.reflect('m01-r1')",
        "kit.reflect(r1)",
        'kit.reflect(f"{exit()}")',
        'kit.reflect("m01-r1\\")")',
        'kit.reflect("m01-r1", "x")',
        'kit.os("m01-r1")',
        'kit.reflect.__call__("m01-r1")',
        "",
        IMPORT,
    ],
)
def test_a_cell_of_any_other_form_does_not_pass(cell):
    told = seen(IMPORT, cell, CALL)
    assert not told["ok"]
    assert len(told["why"]) == 1
    assert "code cell 2" in told["why"][0]


@pytest.mark.parametrize(
    "first", ["import alongside.notebook", f"{IMPORT}, os", f"import os\n{IMPORT}", CALL]
)
def test_the_first_cell_is_the_import_and_nothing_more(first):
    assert not seen(first, CALL)["ok"]


@pytest.mark.parametrize("kernel", ["python3", "", "alongside2", "Alongside"])
def test_another_kernel_does_not_pass_but_the_answers_in_it_are_ours(kernel):
    told = seen(IMPORT, CALL, kernel=kernel)
    assert (told["ok"], told["ours"]) == (False, True)


def test_a_notebook_without_the_kit_is_not_ours():
    assert seen("1 + 1", kernel="python3")["ours"] is False


def tamper(notebook):
    [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][-1]["source"] = PROOF


def add_code(notebook):
    notebook["cells"].append(a_cell("code", PROOF))


def take_another_kernel(notebook):
    add_code(notebook)
    notebook["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (tamper, "a code cell must be exactly one call"),
        (add_code, "a code cell must be exactly one call"),
        (take_another_kernel, "its kernel is python3"),
    ],
)
def test_what_does_not_pass_says_so_and_runs_only_when_told(desk: Desk, page: Page, change, reason):
    path = an_edition(desk, f"{change.__name__}.ipynb", change)
    proof = desk.root / FOLDER / "proof.txt"
    page.goto(f"{desk.base}/notebooks/{path}")
    expect(page.locator(".alo-doc-banner")).to_contain_text(reason)
    expect(page.locator(".alo-doc-banner p")).to_have_attribute("role", "alert")
    wait_for_a_kernel(page, desk, path)
    assert page.locator(".alo-card").count() == 0
    assert not proof.exists()
    page.get_by_role("button", name="Start it all the same").click()
    expect(page.locator(".alo-card").first).to_be_visible()
    page.wait_for_selector(".alo-live", state="attached")
    assert proof.read_text() == "it ran"
    proof.unlink()


def wait_for_a_kernel(page: Page, desk: Desk, path: str) -> None:
    """Until the notebook's kernel is there and idle, and whatever would start by itself has had its time."""
    for _ in range(120):
        states = [
            one["kernel"]["execution_state"] for one in ask(desk, "GET", "sessions") if one["path"] == path
        ]
        if states == ["idle"]:
            break
        page.wait_for_timeout(500)
    page.wait_for_timeout(2000)


def edit_as_a_trainer(notebook):
    cells = notebook["cells"]
    cells[0]["source"] = "# My own edition"
    cells.insert(1, a_cell("markdown", "Bring the *yellow* cards."))
    calls = [n for n, cell in enumerate(cells) if cell["cell_type"] == "code"][1:]
    cells[calls[0]], cells[calls[-1]] = cells[calls[-1]], cells[calls[0]]


def test_a_trainers_own_edition_starts_by_itself(desk: Desk, page: Page):
    path = an_edition(desk, "own.ipynb", edit_as_a_trainer)
    assert code_of(read(desk.root / path)) != code_of(read(desk.root / FOLDER / "module.ipynb"))
    open_notebook(page, desk, path)
    expect(page.get_by_role("heading", name="My own edition")).to_be_visible()
    expect(page.get_by_text("Bring the yellow cards.")).to_be_visible()
    expect(page.locator(".alo-doc-banner")).to_have_count(0)
    expect(page).to_have_title("My own edition · Alongside")


def sessions_of(desk: Desk, path: str) -> list[str]:
    return [one["kernel"]["name"] for one in ask(desk, "GET", "sessions") if one["path"] == path]


def ask_early(desk: Desk, path: str) -> bool:
    """Ask for a kernel as a page does that is still loading."""
    person = Asker(desk)
    return person.ask(
        "POST",
        "api/early-kernel",
        json.dumps({"path": path}).encode(),
        **{"X-XSRFToken": person.xsrf, "Content-Type": "application/json"},
    ).json["begun"]


def test_a_form_of_the_kit_gets_one_kernel_however_often_its_page_asks(desk: Desk, page: Page):
    path = an_edition(desk, "early.ipynb", lambda _notebook: None)
    assert [ask_early(desk, path), ask_early(desk, path)] == [True, True]
    assert sessions_of(desk, path) == ["alongside"]
    open_notebook(page, desk, path)
    expect(page.locator(".alo-card").first).to_be_visible()
    assert sessions_of(desk, path) == ["alongside"]


def without_a_kernelspec(notebook):
    del notebook["metadata"]["kernelspec"]


@pytest.mark.parametrize("change", [tamper, take_another_kernel, without_a_kernelspec])
def test_what_does_not_pass_gets_no_kernel_before_its_page(desk: Desk, change):
    path = an_edition(desk, f"no-{change.__name__}.ipynb", change)
    assert ask_early(desk, path) is False
    assert sessions_of(desk, path) == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"cells": 1, "metadata": {}}', b"[" * 200_000])
def test_what_is_no_notebook_gets_no_kernel(desk: Desk, content):
    broken = desk.root / FOLDER / "broken.ipynb"
    broken.write_bytes(content)
    try:
        assert ask_early(desk, f"{FOLDER}/broken.ipynb") is False
    finally:
        broken.unlink()


SHADOWS = (
    *("alongside", "alongside_widgets", "msgspec", "yaml", "anywidget", "traitlets", "gettext", "random"),
    *("ipykernel", "sitecustomize", "usercustomize", "ipython_config", "ipython_kernel_config"),
)


def test_a_file_beside_a_notebook_is_never_imported(desk: Desk, page: Page):
    folder = desk.root / "modules" / "m02-agreements"
    for name in SHADOWS:
        (folder / f"{name}.py").write_text(f"open({str(folder / 'proof.txt')!r}, 'a').write(__name__)\n")
    try:
        open_notebook(page, desk, "modules/m02-agreements/module.ipynb")
        expect(box_of(page)).to_be_visible()
        assert not Path(folder / "proof.txt").exists()
    finally:
        for name in SHADOWS:
            (folder / f"{name}.py").unlink()
