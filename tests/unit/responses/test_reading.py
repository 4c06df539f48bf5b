"""Reading never loses anything: what is damaged is set aside and named, what is newer is left alone."""

from __future__ import annotations

import json

import pytest
from answering import NOW, a_unit, whole_tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.errors import AnswersError, NewerSchema
from alongside.responses.decode import Decoded, decode, upgraded
from alongside.responses.files import read, save
from alongside.responses.untrusted import MAX_BYTES, Unreadable

UNIT = a_unit()


def an_entry(name="m03-r1", text="kept words", **changed):
    whole = {
        "kind": "reflection",
        "id": name,
        "rev": 1,
        "saved_at": "2026-03-01T10:42:03.125Z",
        "lang": "en",
        "prompt": "P?",
        "content_version": 1,
        "value": {"text": text},
    }
    return {**whole, **changed}


def a_file(folder, *entries, **changed):
    path = folder / "m03.responses.json"
    path.write_text(
        json.dumps({"schema": 1, "unit": "m03", "entries": list(entries), **changed}), encoding="utf-8"
    )
    return path


def aside_in(folder):
    return sorted(folder.glob("m03.responses.damaged-*.json"))


def test_nothing_was_answered_where_there_is_no_file(tmp_path):
    assert read(tmp_path, "m03").entries == {}
    assert whole_tree(tmp_path) == {}


@pytest.mark.parametrize("unit_id", ["../m03", "m03/x", "m03-r1", "", "M03", "m03\n"])
def test_what_is_no_id_of_a_unit_names_no_file(tmp_path, unit_id):
    with pytest.raises(AnswersError, match="not the id of a unit"):
        read(tmp_path, unit_id)


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"m03"',
        b"\xff\xfe{}",
        b'{"schema": 1, "unit": "m03"}',
        b'{"schema": 1, "unit": "m04", "entries": []}',
        b'{"schema": "1", "unit": "m03", "entries": []}',
        b'{"schema": true, "unit": "m03", "entries": []}',
        b'{"schema": 0, "unit": "m03", "entries": []}',
        b'{"schema": 1, "unit": "m03", "entries": [], "entries": []}',
        b'{"schema": NaN, "unit": "m03", "entries": []}',
        b'{"schema": 1' + b"0" * 5000 + b', "unit": "m03", "entries": []}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"schema": 1, "unit": "m03", "entries": [' + b"[" * 40 + b"]" * 40 + b"]}",
        b'"' + b'\\"' * 200_000,
        b" " * (MAX_BYTES + 1),
    ],
    ids=lambda data: f"{data[:24]!r}",
)
def test_a_damaged_file_is_moved_aside_byte_for_byte_and_named(tmp_path, damaged):
    (tmp_path / "m03.responses.json").write_bytes(damaged)
    found = read(tmp_path, "m03")
    (aside,) = aside_in(tmp_path)
    assert found.entries == {}
    assert aside.name in found.set_aside[0]
    assert whole_tree(tmp_path) == {aside.name: damaged}


def test_after_a_damaged_file_answers_can_be_saved_and_the_damage_is_still_named(tmp_path):
    (tmp_path / "m03.responses.json").write_bytes(b"{")
    save(tmp_path, UNIT, "m03-r1", {"text": "again"}, 0, NOW)
    found = read(tmp_path, "m03")
    assert found.entries["m03-r1"].value.text == "again"
    assert aside_in(tmp_path)[0].read_bytes() == b"{"
    assert aside_in(tmp_path)[0].name in found.set_aside[0]


def test_two_damaged_files_in_the_same_second_both_stay(tmp_path):
    for damage in (b"{1", b"{2", b"{3"):
        (tmp_path / "m03.responses.json").write_bytes(damage)
        read(tmp_path, "m03")
    assert {path.read_bytes() for path in aside_in(tmp_path)} == {b"{1", b"{2", b"{3"}


@pytest.mark.parametrize(
    "damaged",
    [
        an_entry("m03-r2", rev=0),
        an_entry("m03-r2", rev="7"),
        an_entry("m03-r2", saved_at="yesterday"),
        an_entry("m03-r2", saved_at="2026-02-31T00:00:00Z"),
        an_entry("m03-r2", kind="poem"),
        an_entry("m03-r2", value={"ratings": {}}),
        an_entry("m03-r2", value={"text": "half \ud83d"}),
        an_entry("m03-r2", value={"text": "nul \x00"}),
        an_entry("m03-r2", more=1),
        an_entry("m04-r2"),
        an_entry("m03-r2\n"),
        {"id": "m03-r2"},
        "m03-r2",
        None,
        7,
    ],
    ids=repr,
)
def test_a_damaged_entry_is_set_aside_and_named_while_the_others_stay(tmp_path, damaged):
    a_file(tmp_path, an_entry(), damaged, an_entry("m03-r3"))
    found = read(tmp_path, "m03")
    assert list(found.entries) == ["m03-r1", "m03-r3"]
    (aside,) = aside_in(tmp_path)
    assert json.loads(aside.read_text())["pieces"] == [damaged]
    (sentence,) = found.set_aside
    assert aside.name in sentence
    assert read(tmp_path, "m03") == found


def test_an_entry_with_a_name_twice_is_set_aside_with_both_values(tmp_path):
    whole = json.dumps({"schema": 1, "unit": "m03", "entries": [an_entry(), an_entry("m03-r2")]})
    text = whole.replace('"id": "m03-r2"', '"id": "m03-r2", "rev": 5, "rev": 6')
    (tmp_path / "m03.responses.json").write_text(text)
    assert list(read(tmp_path, "m03").entries) == ["m03-r1"]
    (aside,) = aside_in(tmp_path)
    assert ["rev", 6] in json.loads(aside.read_text())["pieces"][0]["repeated"]


def test_of_two_entries_with_the_same_id_the_later_is_used_and_the_other_set_aside(tmp_path):
    a_file(tmp_path, an_entry(text="newer", rev=3), an_entry(text="older", rev=2))
    found = read(tmp_path, "m03")
    assert found.entries["m03-r1"].value.text == "newer"
    assert json.loads(aside_in(tmp_path)[0].read_text())["pieces"][0]["value"]["text"] == "older"


def test_a_field_that_the_file_has_no_place_for_is_set_aside(tmp_path):
    a_file(tmp_path, an_entry(), notes="by hand")
    assert list(read(tmp_path, "m03").entries) == ["m03-r1"]
    assert json.loads(aside_in(tmp_path)[0].read_text())["pieces"] == [{"notes": "by hand"}]


def test_a_save_beside_a_damaged_entry_keeps_every_word(tmp_path):
    a_file(tmp_path, an_entry(), an_entry("m03-r2", rev="x", text="secret words"))
    save(tmp_path, UNIT, "m03-r1", {"text": "new"}, 1, NOW)
    assert read(tmp_path, "m03").entries["m03-r1"].value.text == "new"
    assert "secret words" in aside_in(tmp_path)[0].read_text()


def test_a_refused_value_sets_nothing_aside(tmp_path):
    path = a_file(tmp_path, an_entry(), an_entry("m03-r2", rev="x"))
    before = path.read_bytes()
    with pytest.raises(AnswersError):
        save(tmp_path, UNIT, "m03-s1", {"ratings": {"i9": 1}}, 0, NOW)
    assert whole_tree(tmp_path) == {path.name: before}


@pytest.mark.parametrize(
    "act", [lambda folder: read(folder, "m03"), lambda f: save(f, UNIT, "m03-r1", {"text": ""}, 1, NOW)]
)
def test_a_newer_schema_is_refused_and_left_byte_for_byte(tmp_path, act):
    path = a_file(tmp_path, {"of": "tomorrow"}, schema=2, also="new")
    before = path.read_bytes()
    with pytest.raises(NewerSchema, match="newer version"):
        act(tmp_path)
    assert whole_tree(tmp_path) == {path.name: before}


def test_an_older_schema_is_brought_forward_step_by_step():
    table = {
        1: lambda raw: {**raw, "schema": 2, "a": 1},
        2: lambda raw: {**raw, "schema": 3, "b": raw["a"] + 1},
    }
    assert upgraded({"schema": 1}, 3, table) == {"schema": 3, "a": 1, "b": 2}
    assert upgraded({"schema": 3}, 3, table) == {"schema": 3}
    with pytest.raises(Unreadable, match="schema 0 is unknown"):
        upgraded({"schema": 0}, 3, table)
    with pytest.raises(NewerSchema):
        upgraded({"schema": 4}, 3, table)


def test_a_byte_order_mark_of_a_windows_editor_is_no_damage(tmp_path):
    path = a_file(tmp_path, an_entry())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert list(read(tmp_path, "m03").entries) == ["m03-r1"]


def test_what_cannot_be_opened_is_named_not_moved(tmp_path):
    (tmp_path / "m03.responses.json").mkdir()
    with pytest.raises(AnswersError, match="cannot be read"):
        read(tmp_path, "m03")
    assert (tmp_path / "m03.responses.json").is_dir()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(JSON | st.fixed_dictionaries({}, optional={k: JSON | st.just(v) for k, v in an_entry().items()}))
)
def test_whatever_stands_among_the_entries_is_either_used_or_a_damaged_piece(entries):
    data = json.dumps({"schema": 1, "unit": "m03", "entries": entries}).encode()
    decoded = decode(data, "m03")
    assert len(decoded.entries) + len(decoded.pieces) == len(entries)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200) | st.text(alphabet='[]{}":,\\ntrue10e.', max_size=60).map(str.encode))
def test_bytes_from_anywhere_are_unreadable_or_an_answer_file(data):
    try:
        assert isinstance(decode(data, "m03"), Decoded)
    except Unreadable as err:
        assert str(err)
