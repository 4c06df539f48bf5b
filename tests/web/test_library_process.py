"""The process behind the read-only edition: kernels, limits, errors, and its end."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from edition import LISTENING, LIVE, Edition, ask, eventually, unit
from playwright.sync_api import Browser, expect

from alongside.web.library import settings


def test_a_closed_page_leaves_no_kernel(chromium: Browser, tmp_path: Path):
    edition = Edition(tmp_path / "copies")
    try:
        assert eventually(lambda: len(edition.kernels()) == 2)
        # A context of its own: the page's last message is lost where its context goes with it.
        context = chromium.new_context()
        page = context.new_page()
        page.goto(edition.address(LISTENING))
        page.locator(LIVE).wait_for(state="attached", timeout=90_000)
        assert eventually(lambda: len(edition.kernels()) == 3)
        page.close(run_before_unload=True)
        assert eventually(lambda: len(edition.kernels()) == 2)
        context.close()
    finally:
        edition.stop()


def test_kernels_that_nobody_closed_are_culled():
    culling = settings(Path(), ip="127.0.0.1", port=0, readers=1)["SpareKernels"]
    assert 0 < culling["cull_idle_timeout"] <= 300
    assert 0 < culling["cull_interval"] <= 60
    assert culling["cull_connected"] is False


def test_a_reader_too_many_is_asked_to_wait(tmp_path: Path):
    edition = Edition(tmp_path / "copies", "--readers", "1")
    try:
        assert ask(edition.base, f"/voila/render/{LISTENING}")[0] == 200
        status, text = ask(edition.base, f"/voila/render/{LISTENING}")
        assert (status, "Many people are here just now" in text) == (503, True)
        assert ask(edition.base, "/")[0] == 200
    finally:
        edition.stop()


def test_an_exercise_that_fails_says_so_without_a_traceback_and_the_others_go_on(
    chromium: Browser, tmp_path: Path
):
    edition = Edition(tmp_path / "copies")
    try:
        _change(edition.folder / LISTENING, lambda cell: _break(cell, "m03-g1"))
        page = chromium.new_page()
        page.goto(edition.address(LISTENING))
        page.locator("html[data-live=no]").wait_for(state="attached", timeout=90_000)
        expect(page.locator(".alo-card")).to_have_count(len(unit().responses) - 1, timeout=90_000)
        expect(page.locator(".waiting")).to_have_text(re.compile("^This exercise could not be started"))
        assert not re.search(r"Traceback|NameError|ContentError|Voil", page.locator("body").inner_text())
        page.close()
    finally:
        edition.stop()


def test_an_error_in_the_template_does_not_keep_a_reader_waiting(tmp_path: Path):
    edition = Edition(tmp_path / "copies", before="import alongside.web.library_pages as p; p.LONGEST = 5.0")
    try:
        _change(edition.folder / LISTENING, lambda cell: cell["metadata"].update(tags=5))
        status, text = ask(edition.base, f"/voila/render/{LISTENING}")
        assert "Traceback" not in text
        assert status == 503 or text.count("</html>") == 0
        (edition.folder / LISTENING).write_text("no notebook", encoding="utf-8")
        status, text = ask(edition.base, f"/voila/render/{LISTENING}")
        assert (status >= 400, "Traceback" in text) == (True, False)
    finally:
        edition.stop()


def test_a_taken_port_is_one_sentence(tmp_path: Path):
    edition = Edition(tmp_path / "copies")
    port = urlsplit(edition.base).port
    command = [sys.executable, "-m", "alongside", "library", "--no-browser", "--port", str(port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        f"Port {port} is taken or not allowed. Leave --port out, or choose another."
    ]
    edition.stop()


def test_the_edition_and_its_kernels_end_with_the_process_that_started_it(tmp_path: Path):
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    edition = Edition(tmp_path / "copies", "--parent", str(parent.pid))
    assert eventually(lambda: len(edition.kernels()) == 2)
    kernels = list(edition.kernels())
    parent.kill()
    parent.communicate()
    assert edition.process.wait(timeout=60) == 0
    assert eventually(lambda: not any(map(psutil.pid_exists, kernels)))
    edition.stop()


def _change(path: Path, change: Callable[[dict], None]) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        change(cell)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _break(cell: dict, cell_id: str) -> None:
    if cell["id"] == cell_id:
        cell["source"] = 'kit.sort("m03-nothing")'
