"""Erased means that no file of the workspace holds the words, and that copies with others are named."""

from __future__ import annotations

import json

import pytest
from answering import NOW, a_session, a_unit, whole_tree

from alongside.responses import receipts
from alongside.responses.erase import erase_entry, erase_everything
from alongside.responses.files import read, save
from alongside.responses.handin import build

UNIT, SESSION = a_unit(), a_session()
SECRET = "quince-marmalade"


@pytest.fixture
def workspace(tmp_path):
    """A workspace where the secret lies in every place that the kit or Jupyter makes."""
    module, session = tmp_path / "modules" / "m03-listening", tmp_path / "assessments" / "a1"
    for folder in (module, session):
        (folder / ".ipynb_checkpoints").mkdir(parents=True)
    save(module, UNIT, "m03-r1", {"text": f"{SECRET} one"}, 0, NOW)
    save(module, UNIT, "m03-r1", {"text": f"{SECRET} two"}, 0, NOW)
    save(module, UNIT, "m03-r2", {"text": "harmless"}, 0, NOW)
    save(session, SESSION, "a1-t1", {"text": "task"}, 0, NOW)
    words = json.dumps({"id": "m03-r1", "value": {"text": SECRET}})
    for name in (
        "m03.responses.damaged-20260101T000000Z.json",
        ".m03.responses.json.saving.0123",
        ".ipynb_checkpoints/m03.responses-checkpoint.json",
    ):
        (module / name).write_text(words)
    pieces = {
        "unit": "m03",
        "why": ["m03-r1: x", "m03-r2: y"],
        "pieces": [json.loads(words), {"id": "m03-r2"}],
    }
    (module / "m03.responses.damaged-20260102T000000Z.json").write_text(json.dumps(pieces))
    handin = build(tmp_path, SESSION, read(session, "a1"), "anna", NOW, [("m03", "m03-r1", module)])
    receipts.record(tmp_path, receipts.stage(tmp_path, handin)[1])
    (module / "module.ipynb").write_text("{}")
    return tmp_path


def places_of_the_secret(workspace):
    return [name for name, data in whole_tree(workspace).items() if SECRET.encode() in data]


def test_the_secret_lies_in_every_place_before(workspace):
    assert len(places_of_the_secret(workspace)) == 6


def test_one_answer_is_erased_everywhere_and_every_other_stays(workspace):
    report = erase_entry(workspace, "m03-r1")
    assert places_of_the_secret(workspace) == []
    module = workspace / "modules" / "m03-listening"
    assert list(read(module, "m03").entries) == ["m03-r2"]
    assert any("m03-r2" in sentence for sentence in read(module, "m03").set_aside)
    assert "modules/m03-listening/m03.responses.json: m03-r1" in report.removed
    assert "modules/m03-listening/m03.responses.damaged-20260101T000000Z.json" in report.removed
    assert len(report.elsewhere) == 1
    assert "m03-r1" in report.elsewhere[0] and "handed in for a1" in report.elsewhere[0]


def test_erasing_an_answer_that_never_left_names_no_other_place(workspace):
    assert erase_entry(workspace, "m03-r2").elsewhere == []
    assert len(places_of_the_secret(workspace)) >= 3


def test_everything_is_erased_but_the_kits_files_and_the_receipts(workspace):
    report = erase_everything(workspace)
    assert places_of_the_secret(workspace) == []
    assert sorted(whole_tree(workspace)) == ["modules/m03-listening/module.ipynb", "receipts.json"]
    assert b"task" not in (workspace / "receipts.json").read_bytes()
    assert len(report.elsewhere) == 1


@pytest.mark.parametrize("name", ["portfolio.json", "shown.json", "comments.json"])
def test_what_was_chosen_shown_and_commented_is_erased_with_everything(workspace, name):
    """And so is what a crash left while one of them was saved."""
    for trace in (name, f".{name}.saving.0123"):
        (workspace / trace).write_text(json.dumps({"schema": 1, "of": SECRET}))
    assert name in erase_everything(workspace).removed
    assert places_of_the_secret(workspace) == []


def test_what_was_shown_to_somebody_is_named_with_their_name(workspace):
    shown = receipts.Receipt(act="shown", ids=["m03-r2"], at="2026-03-02T08:00:00Z", to="Mentor Meier")
    receipts.record(workspace, shown)
    assert "shown to Mentor Meier" in erase_entry(workspace, "m03-r2").elsewhere[0]


def test_a_leftover_alone_is_found_and_erased(tmp_path):
    """A first save that was killed leaves words but no file of answers."""
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / ".m03.responses.json.saving.0123").write_text(SECRET)
    (tmp_path / "exercises" / ".ipynb_checkpoints").mkdir(parents=True)
    (tmp_path / "exercises" / ".ipynb_checkpoints" / "x03.responses-checkpoint.json").write_text(SECRET)
    erase_everything(tmp_path)
    assert whole_tree(tmp_path) == {}


def test_a_damaged_file_that_cannot_be_told_is_named_as_what_may_remain(workspace):
    aside = workspace / "modules" / "m03-listening" / "m03.responses.damaged-20260103T000000Z.json"
    aside.write_bytes(b"no id in here")
    assert any(aside.name in sentence for sentence in erase_entry(workspace, "m03-r1").left)


def test_a_damaged_record_of_receipts_is_said(workspace):
    (workspace / "receipts.json").write_bytes(b"{")
    report = erase_everything(workspace)
    assert any("receipts.json" in sentence for sentence in report.left)
    assert places_of_the_secret(workspace) == []


def test_a_newer_or_damaged_file_does_not_stop_erasing_everything(workspace):
    path = workspace / "modules" / "m03-listening" / "m03.responses.json"
    path.write_text('{"schema": 9, "text": "' + SECRET)
    erase_everything(workspace)
    assert places_of_the_secret(workspace) == []
