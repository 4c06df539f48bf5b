"""What a page of the static edition saved comes into a workspace as what was taken along does."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from answering import NOW, VALUES, a_unit, whole_tree

from alongside.errors import AnswersError, NewerSchema
from alongside.responses import onefile
from alongside.responses.files import read, save
from alongside.responses.moments import moment
from alongside.responses.takealong import restore

UNIT = a_unit()
FOLDER = "modules/m03-listening"
PLACE = f"{FOLDER}/m03.responses.json"


def an_entry(name="m03-r1", text="From the stick.", saved_at=NOW, **more):
    said = {"kind": "reflection", "id": name, "value": {"text": text}, "rev": 1, "saved_at": moment(saved_at)}
    return said | {"lang": "en", "prompt": "What did you hear?", "content_version": 1, "earlier": []} | more


def a_file(*entries, **more):
    files = {PLACE: {"schema": 1, "unit": "m03", "entries": list(entries)}}
    whole = {"format": "alongside-answers", "schema": 1, "made_at": moment(NOW), "files": files}
    return json.dumps(whole | more).encode()


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "mine" / FOLDER).mkdir(parents=True)
    return tmp_path / "mine"


def test_answers_of_every_kind_come_back(workspace, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name, value in VALUES.items():
        save(folder, UNIT, name, value, 0, NOW)
    files = {PLACE: json.loads((folder / "m03.responses.json").read_bytes())}
    done = restore(a_file(files=files), workspace)
    assert sorted(done.added) == sorted(f"{FOLDER}/{name}" for name in VALUES)
    assert read(workspace / FOLDER, "m03").entries == read(folder, "m03").entries


def test_a_file_on_the_disk_is_taken_too(workspace, tmp_path):
    path = tmp_path / "answers.json"
    path.write_bytes(b"\xef\xbb\xbf" + a_file(an_entry()))
    assert restore(path, workspace).added == [f"{FOLDER}/m03-r1"]


@pytest.mark.parametrize("later", [True, False])
def test_an_answer_that_is_here_already_is_not_overwritten(workspace, later):
    save(workspace / FOLDER, UNIT, "m03-r1", {"text": "Mine."}, 0, NOW)
    other = an_entry(saved_at=NOW + timedelta(days=1 if later else -1))
    assert restore(a_file(other), workspace).both == [f"{FOLDER}/m03-r1"]
    entry = read(workspace / FOLDER, "m03").entries["m03-r1"]
    told = [entry.value.text, entry.earlier[0].value.text]
    assert told == (["From the stick.", "Mine."] if later else ["Mine.", "From the stick."])


def test_bringing_the_same_file_back_twice_changes_nothing(workspace):
    restore(a_file(an_entry()), workspace)
    before = whole_tree(workspace)
    assert restore(a_file(an_entry()), workspace).same == [f"{FOLDER}/m03-r1"]
    assert whole_tree(workspace) == before


def test_a_damaged_entry_is_set_aside_and_the_others_come_back(workspace):
    done = restore(a_file(an_entry(), an_entry("m03-r2", rev="often")), workspace)
    assert done.added == [f"{FOLDER}/m03-r1"]
    assert len(done.set_aside) == 1


BAD = {
    "cut off": a_file(an_entry())[:-20],
    "another file": b'{"name": "a shopping list"}',
    "a list": b"[1, 2]",
    "no files": a_file(files=None),
    "a list of files": a_file(files=[PLACE]),
    "no schema": a_file(an_entry(), schema=None),
    "a way out": a_file(files={"../../m03.responses.json": {}}),
    "an absolute path": a_file(files={"/etc/m03.responses.json": {}}),
    "a drive": a_file(files={"C:\\m03.responses.json": {}}),
    "hidden": a_file(files={".alongside/m03.responses.json": {}}),
    "no file of answers": a_file(files={"modules/m03-listening/module.yaml": {}}),
    "twice": a_file(files={PLACE: {}, PLACE.upper(): {}}),
    "another unit": a_file(files={PLACE: {"schema": 1, "unit": "m04", "entries": []}}),
    "no entries": a_file(files={PLACE: {"schema": 1, "unit": "m03"}}),
    "a name twice": a_file().replace(b'"unit":', b'"unit": "m03", "unit":'),
    "too deep": a_file(files={PLACE: json.loads("[" * 40 + "]" * 40)}),
    "not a number": a_file(made_at=float("nan")),
    "half a character": a_file(files={"\ud800.responses.json": {}}),
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_one_sentence_and_changes_nothing(workspace, data):
    before = whole_tree(workspace)
    with pytest.raises(AnswersError, match=r"Nothing was changed\.$") as told:
        restore(data, workspace)
    assert "\n" not in str(told.value)
    assert whole_tree(workspace) == before


def test_a_file_of_a_newer_kit_is_refused_whatever_its_frame(workspace):
    for more in ({}, {"files": []}):
        with pytest.raises(NewerSchema, match="newer version of the kit"):
            restore(a_file(schema=2, **more), workspace)


def test_a_larger_file_than_is_taken_is_refused_before_it_is_read(workspace, monkeypatch):
    monkeypatch.setattr(onefile, "MAX_ARCHIVE", 100)
    with pytest.raises(AnswersError, match="larger than"):
        restore(a_file(an_entry()), workspace)
