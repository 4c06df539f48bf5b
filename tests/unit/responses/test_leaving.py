"""Everything a person wrote can be read without the kit, moved to another computer, and brought back."""

from __future__ import annotations

import json
import stat
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from answering import NOW, VALUES, a_session, a_unit, whole_tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.errors import AnswersError, NewerSchema, NotSaved
from alongside.responses import archive, receipts
from alongside.responses.export import export_html, export_json
from alongside.responses.files import read, save
from alongside.responses.takealong import MANIFEST, restore, take_along

UNIT = a_unit()
MODULE = "modules/m03-listening"
LATER = NOW + timedelta(days=1)


@pytest.fixture
def workspace(tmp_path):
    root = tmp_path / "first"
    folder = root / MODULE
    folder.mkdir(parents=True)
    for name, value in VALUES.items():
        save(folder, UNIT, name, value, 0, NOW)
    save(folder, UNIT, "m03-r1", {"text": "Second <b>thoughts</b>"}, 1, LATER)
    session = root / "assessments" / "a1"
    session.mkdir(parents=True)
    save(session, a_session(), "a1-t1", {"text": "The task"}, 0, NOW)
    (session / "a1.responses.damaged-20260101T000000Z.json").write_bytes(b"{ damaged words")
    receipts.record(
        root, receipts.Receipt(act="shown", ids=["m03-r1"], at="2026-03-02T08:00:00Z", to="mentor")
    )
    return root


@pytest.fixture
def other(tmp_path):
    (tmp_path / "second").mkdir()
    return tmp_path / "second"


def a_zip(**members):
    manifest = json.dumps({"schema": 1, "made_at": "2026-03-01T00:00:00Z"})
    return zipped([(MANIFEST, manifest), *members.items()])


def zipped(members):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, data in members:
            whole.writestr(name, data)
    return packed.getvalue()


def an_answer_file(**entries):
    listed = [
        {
            "kind": "reflection",
            "id": name.replace("_", "-"),
            "rev": 1,
            "saved_at": "2026-03-01T00:00:00Z",
            "lang": "en",
            "prompt": "P",
            "content_version": 1,
            "value": {"text": text},
        }
        for name, text in entries.items()
    ]
    return json.dumps({"schema": 1, "unit": "m03", "entries": listed}).encode()


def unit_for(unit_id, _folder):
    return {"m03": UNIT}.get(unit_id)


def test_the_page_holds_every_word_of_every_unit_with_earlier_versions_and_needs_nothing_else(workspace):
    page = export_html(workspace, unit_for, LATER)
    for word in (
        "Second &lt;b&gt;thoughts",
        "They were “silent”.",
        "4 always",
        "The task",
        "earlier sitting",
    ):
        assert word in page
    assert "damaged-20260101T000000Z" in page
    assert "<script" not in page and "http://" not in page and "https://" not in page and "src=" not in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')


def test_the_json_holds_every_entry_as_it_stands_in_its_file(workspace):
    whole = json.loads(export_json(workspace, NOW))
    by_unit = {unit["unit"]: unit for unit in whole["units"]}
    stored = json.loads((workspace / MODULE / "m03.responses.json").read_text(encoding="utf-8"))
    assert by_unit["m03"]["entries"] == stored["entries"]
    assert by_unit["m03"]["folder"] == MODULE
    assert by_unit["a1"]["problems"]


def test_an_empty_workspace_exports_a_page_that_says_so(other):
    assert "Nothing has been written yet." in export_html(other, unit_for, NOW)


def test_a_file_of_a_newer_kit_is_named_in_the_export_and_does_not_stop_it(workspace):
    (workspace / "exercises").mkdir()
    (workspace / "exercises" / "x03.responses.json").write_text('{"schema": 9}')
    page = export_html(workspace, unit_for, NOW)
    assert "newer version" in page and "The task" in page


def test_one_file_moves_every_word_to_another_computer(workspace, other, tmp_path):
    before = whole_tree(workspace)
    taken = take_along(workspace, tmp_path / "mine.zip", NOW)
    done = restore(taken.path, other)
    assert whole_tree(other) == before == whole_tree(workspace)
    assert f"{MODULE}/m03-r1" in done.added and not done.both and not taken.left_behind


def test_a_zip_file_that_is_there_already_is_not_overwritten(workspace, tmp_path):
    (tmp_path / "mine.zip").write_bytes(b"other")
    with pytest.raises(AnswersError, match="exists already"):
        take_along(workspace, tmp_path / "mine.zip", NOW)
    with pytest.raises(NotSaved):
        take_along(workspace, tmp_path / "no such folder" / "mine.zip", NOW)
    assert (tmp_path / "mine.zip").read_bytes() == b"other"


def test_restoring_twice_changes_nothing_the_second_time(workspace, other, tmp_path):
    taken = take_along(workspace, tmp_path / "mine.zip", NOW)
    restore(taken.path, other)
    before = whole_tree(other)
    assert len(restore(taken.path, other).same) == len(VALUES) + 1
    assert whole_tree(other) == before


@pytest.mark.parametrize(
    ("when_here", "on_top"), [(LATER + timedelta(days=1), "here"), (NOW - timedelta(days=1), "taken")]
)
def test_where_both_have_an_answer_both_are_kept_and_the_later_lies_on_top(
    workspace, other, tmp_path, when_here, on_top
):
    (other / MODULE).mkdir(parents=True)
    here = save(other / MODULE, UNIT, "m03-r1", {"text": "here"}, 0, when_here).entry
    taken = take_along(workspace, tmp_path / "mine.zip", NOW)
    done = restore(taken.path, other)
    entry = read(other / MODULE, "m03").entries["m03-r1"]
    texts = {"here": "here", "taken": "Second <b>thoughts</b>"}
    assert entry.value.text == texts[on_top]
    assert {one.value.text for one in entry.earlier} == {
        *VALUES["m03-r1"].values(),
        *texts.values(),
    } - {entry.value.text}
    assert done.both == [f"{MODULE}/m03-r1"]
    assert (entry.rev > here.rev) == (on_top == "taken"), "an open page must learn of what now lies on top"


@pytest.mark.parametrize(
    "name",
    [
        "../m03.responses.json",
        "/m03.responses.json",
        "a/../../m03.responses.json",
        "C:/m03.responses.json",
        "a\\..\\m03.responses.json",
        "./m03.responses.json",
        "a//m03.responses.json",
        ".ssh/m03.responses.json",
        "a /m03.responses.json",
        "a/b/c/d/e/f/g/h/m03.responses.json",
        "a\x1b/m03.responses.json",
        "modules/module.yaml",
        "alongside.yaml",
        "modules/m03.responses.json.py",
    ],
)
def test_a_name_that_leads_elsewhere_or_is_no_file_of_answers_is_refused(other, name):
    with pytest.raises(AnswersError):
        restore(a_zip(**{name: an_answer_file(m03_r1="x")}), other)
    assert whole_tree(other.parent) == {}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused_whatever_its_case(other):
    manifest = (MANIFEST, '{"schema": 1}')
    for second in ("m03.responses.json", "M03.RESPONSES.json"):
        with pytest.raises(AnswersError, match="stands twice"):
            restore(zipped([manifest, ("m03.responses.json", b"{}"), (second, b"{}")]), other)


def test_a_link_in_the_zip_is_refused(other):
    link = zipfile.ZipInfo("m03.responses.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(AnswersError, match="link"):
        restore(zipped([(MANIFEST, '{"schema": 1}'), (link, "/etc/passwd")]), other)


def test_a_link_in_the_workspace_is_not_followed(other, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (other / "modules").symlink_to(outside)
    with pytest.raises(AnswersError, match="link"):
        restore(a_zip(**{"modules/m03.responses.json": an_answer_file(m03_r1="x")}), other)
    assert whole_tree(outside) == {}


def test_bombs_are_refused_whatever_their_directory_says(other, monkeypatch):
    bomb = a_zip(**{"m03.responses.json": b" " * (archive.MAX_TOTAL + 1)})
    assert len(bomb) < 100_000
    with pytest.raises(AnswersError, match="unpacks to more"):
        restore(bomb, other)
    lying = bomb.replace((archive.MAX_TOTAL + 1).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    with pytest.raises(AnswersError):
        restore(lying, other)
    monkeypatch.setattr(archive, "MAX_TOTAL", 3_000_000)
    many = {f"m{n:02}.responses.json": b" " * 1_000_000 for n in range(4)}
    with pytest.raises(AnswersError, match="unpacks to more"):
        restore(a_zip(**many), other)
    with pytest.raises(AnswersError, match="more than"):
        restore(a_zip(**{f"{n}/m03.responses.json": b"" for n in range(archive.MAX_MEMBERS)}), other)
    with pytest.raises(AnswersError, match="larger than"):
        restore(b"P" * (archive.MAX_ARCHIVE + 1), other)
    assert whole_tree(other) == {}


@pytest.mark.parametrize(
    ("members", "error"),
    [
        ([], AnswersError),
        ([(MANIFEST, "{}")], AnswersError),
        ([(MANIFEST, "[" * 100_000)], AnswersError),
        ([(MANIFEST, '{"schema": 2}')], NewerSchema),
        ([(MANIFEST, '{"schema": 1}'), ("m03.responses.json", "[" * 100_000)], AnswersError),
        ([(MANIFEST, '{"schema": 1}'), ("m03.responses.json", '{"schema": 2}')], NewerSchema),
        ([(MANIFEST, '{"schema": 1}'), ("receipts.json", "{}")], AnswersError),
    ],
)
def test_nothing_is_written_unless_the_whole_zip_can_be_read(other, members, error):
    good = ("m04.responses.json", an_answer_file().replace(b"m03", b"m04"))
    with pytest.raises(error):
        restore(zipped([good, *members]), other)
    assert whole_tree(other) == {}


def test_a_damaged_entry_in_the_zip_is_set_aside_here(other):
    data = an_answer_file(m03_r1="good", m03_r2="odd").replace(b'"rev": 1', b'"rev": "odd"', 1)
    done = restore(a_zip(**{"m03.responses.json": data}), other)
    assert list(read(other, "m03").entries) == ["m03-r2"]
    assert "good" in (other / done.set_aside[0]).read_text()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_zip_with_bytes_changed_is_restored_or_refused_in_one_sentence(tmp_path_factory, data):
    good = a_zip(**{"m03.responses.json": an_answer_file(m03_r1="words")})
    place = data.draw(st.integers(0, len(good) - 1))
    broken = bytearray(good)
    broken[place] = data.draw(st.integers(0, 255))
    folder = tmp_path_factory.mktemp("broken")
    try:
        restore(bytes(broken[: data.draw(st.integers(0, len(good)))]), folder)
    except AnswersError as err:
        assert str(err)
        assert whole_tree(folder) == {}
