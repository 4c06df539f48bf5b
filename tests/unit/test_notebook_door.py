"""`import alongside.notebook as kit`: light, and true to where the notebook lies."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alongside_widgets import WIDGETS

import alongside.notebook as kit
from alongside import paths
from alongside.content.grammar import KIND_OF_CALL
from alongside.content.load import unit_in
from alongside.errors import ContentError
from alongside.responses import files
from alongside.responses.whose import workspace_id

FOLDER = "modules/m01-two-kinds-of-help"
HEAVY = {
    *(
        "pandas",
        "numpy",
        "sqlalchemy",
        "alembic",
        "nbgrader",
        "nbformat",
        "nbconvert",
        "jsonschema",
        "requests",
    ),
    *("tornado.web", "jupyter_server", "nh3", "mistune", "jinja2", "rfc8785", "typer", "rich", "urllib3"),
    *("asyncio.subprocess", "http.server", "multiprocessing.pool"),
}
NOW = datetime(2026, 3, 2, 10, 42, tzinfo=UTC)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a module in a workspace, as the kernel's own; nothing else is said to it."""
    shutil.copytree(paths.content_root() / FOLDER, tmp_path / FOLDER)
    (tmp_path / paths.MARKER).write_text("schema: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / FOLDER)
    for name in ("ALONGSIDE_DESK", "ALONGSIDE_READ_ONLY", "VOILA_REQUEST_URL", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / FOLDER


def answered(here: Path, text: str) -> None:
    files.save(here, unit_in(here), "m01-r1", {"text": text}, 0, NOW)


def modules_after(statement: str, folder: Path) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    command = [sys.executable, "-P", "-c", code]
    return set(subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout.split())


def test_importing_it_loads_nothing_heavy(tmp_path):
    ours = modules_after("import alongside.notebook", tmp_path)
    assert "alongside.notebook" in ours
    assert ours & HEAVY <= modules_after("import anywidget", tmp_path)


def test_showing_a_box_loads_nothing_heavy_either(here):
    ours = modules_after('import alongside.notebook as kit; kit.reflect("m01-r1")', here)
    assert "alongside_widgets.reflect" in ours
    assert ours & HEAVY <= modules_after("import anywidget", here)


def test_pandas_is_loaded_by_the_call_that_needs_it_and_by_no_other(here):
    ours = modules_after('import alongside.notebook as kit; kit.explore("x06-u1")', here)
    assert "pandas" in ours


def test_a_desk_takes_the_answers_of_its_own_workspace(here, monkeypatch):
    root = paths.workspace_of(here)
    monkeypatch.setenv("ALONGSIDE_DESK", str(root))
    place, whose = f"{FOLDER}/m01-r1", workspace_id(root)
    assert kit.reflect("m01-r1").saving == {
        "way": "desk",
        "url": f"alongside/api/answers/{place}",
        "store": f"alongside:{whose}:{place}",
        "whose": whose,
    }


@pytest.mark.parametrize("desk", ["", "/somewhere/else"])
def test_without_its_desk_the_kernel_takes_them(here, monkeypatch, desk):
    monkeypatch.setenv("ALONGSIDE_DESK", desk)
    box = kit.reflect("m01-r1")
    assert box.saving["way"] == "kernel"
    box.outgoing = {"n": 1, "value": {"text": "Sent over the comm."}, "rev": 0}
    assert (box.incoming["n"], box.incoming["rev"]) == (1, 1)
    assert files.read(here, "m01").entries["m01-r1"].value.text == "Sent over the comm."


@pytest.mark.parametrize("sign", ["ALONGSIDE_READ_ONLY", "VOILA_REQUEST_URL"])
def test_a_read_only_edition_shows_and_keeps_nothing(here, monkeypatch, sign):
    answered(here, "Somebody's own words.")
    monkeypatch.setenv(sign, "1")
    box = kit.reflect("m01-r1")
    assert (box.saving["way"], box.answer, box.rev) == ("none", {}, 0)
    before = (here / "m01.responses.json").read_bytes()
    box.outgoing = {"n": 1, "value": {"text": "A visitor's words."}, "rev": 1}
    assert (here / "m01.responses.json").read_bytes() == before


def test_a_box_shows_what_was_answered_but_never_as_html(here):
    answered(here, "My own words.")
    box = kit.reflect("m01-r1")
    assert (box.answer["text"], box.rev) == ("My own words.", 1)
    bundle, _ = box._repr_mimebundle_()
    assert "My own words." not in json.dumps(bundle)


@pytest.mark.parametrize("response", unit_in(paths.content_root() / FOLDER).responses, ids=lambda one: one.id)
def test_every_response_is_shown_by_its_own_call_and_by_no_other(here, response):
    kind = response.__struct_config__.tag
    calls = {kind: getattr(kit, name) for name, kind in KIND_OF_CALL.items()}
    assert isinstance(calls.pop(kind)(response.id), WIDGETS[kind])
    for call in calls.values():
        with pytest.raises(ContentError, match=f"{response.id} is a {kind}"):
            call(response.id)


def test_a_trainers_own_wording_is_used_beside_its_notebook(here):
    data = here / "module.yaml"
    own = data.read_text("utf-8").replace(
        unit_in(here).responses[0].prompt.split("\n")[0], "My own question?", 1
    )
    data.write_text(own, encoding="utf-8")
    assert kit.reflect("m01-r1").item["prompt"].startswith("My own question?")


def test_an_id_that_is_not_there_is_answered_in_one_sentence(here):
    with pytest.raises(ContentError, match="m01 has no response m01-r99") as caught:
        kit.reflect("m01-r99")
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_a_score_is_nothing_outside_grading(here):
    assert kit.score("a1-q1") is None


def test_boxes_that_were_put_away_are_closed(here):
    one, other = kit.reflect("m01-r1"), kit.reflect("m01-r1")
    kit.put_away([one.model_id, "an id that nobody knows"])
    assert one.comm is None
    assert other.comm is not None


def test_while_nbgrader_is_grading_only_text_is_shown(here, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    shown = kit.reflect("m01-r1")
    assert isinstance(shown, kit.HandedIn)
    assert "<script" not in shown._repr_html_()
