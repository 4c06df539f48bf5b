"""Saving keeps what was written, keeps what it replaces where that matters, and refuses what does not fit."""

from __future__ import annotations

import json
from datetime import timedelta

import msgspec
import pytest
from answering import NOW, VALUES, a_unit, whole_tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.errors import AnswersError, NotSaved
from alongside.model.base import TEXT_LIMIT
from alongside.model.kinds import Reflection
from alongside.responses import saving
from alongside.responses.files import acknowledgement, read, save

UNIT = a_unit()
LATER = NOW + timedelta(minutes=31)


def text_of(folder, name="m03-r1"):
    return read(folder, "m03").entries[name].value.text


@pytest.mark.parametrize("name", VALUES)
def test_every_kind_of_answer_comes_back_as_it_was_saved(tmp_path, name):
    saved = save(tmp_path, UNIT, name, VALUES[name], 0, NOW)
    entry = read(tmp_path, "m03").entries[name]
    assert entry == saved.entry
    assert msgspec.to_builtins(entry.value) == VALUES[name]


def test_an_entry_says_when_in_which_language_and_to_which_wording_it_was_given(tmp_path):
    save(tmp_path, UNIT, "m03-r1", {"text": "Yes"}, 0, NOW)
    raw = json.loads((tmp_path / "m03.responses.json").read_text(encoding="utf-8"))
    assert raw == {
        "schema": 1,
        "unit": "m03",
        "entries": [
            {
                "kind": "reflection",
                "id": "m03-r1",
                "rev": 1,
                "saved_at": "2026-03-01T10:42:03.125Z",
                "lang": "en",
                "prompt": "What did you hear?",
                "content_version": 1,
                "value": {"text": "Yes"},
            }
        ],
    }


def test_the_file_is_readable_text_and_nothing_else_stays_in_the_folder(tmp_path):
    save(tmp_path, UNIT, "m03-r1", VALUES["m03-r1"], 0, NOW)
    assert list(whole_tree(tmp_path)) == ["m03.responses.json"]
    assert "Über uns." in (tmp_path / "m03.responses.json").read_text(encoding="utf-8")


def test_the_revision_counts_saves(tmp_path):
    revs = [save(tmp_path, UNIT, "m03-r1", {"text": str(n)}, n, NOW).entry.rev for n in range(3)]
    assert revs == [1, 2, 3]


def test_saving_one_answer_leaves_the_others(tmp_path):
    for name, value in VALUES.items():
        save(tmp_path, UNIT, name, value, 0, NOW)
    assert set(read(tmp_path, "m03").entries) == set(VALUES)


def test_a_stale_save_keeps_both_texts_and_says_so(tmp_path):
    save(tmp_path, UNIT, "m03-r1", {"text": "from the phone"}, 0, NOW)
    saved = save(tmp_path, UNIT, "m03-r1", {"text": "from the desk"}, 0, NOW)
    entry = read(tmp_path, "m03").entries["m03-r1"]
    assert entry.value.text == "from the desk"
    assert [(one.value.text, one.why) for one in entry.earlier] == [("from the phone", "elsewhere")]
    assert acknowledgement(saved)["conflict"] == {
        "rev": 1,
        "saved_at": "2026-03-01T10:42:03.125Z",
        "value": {"text": "from the phone"},
    }


def test_a_stale_save_of_the_same_text_is_no_conflict_and_changes_nothing(tmp_path):
    first = save(tmp_path, UNIT, "m03-r1", {"text": "same"}, 0, NOW)
    before = whole_tree(tmp_path)
    again = save(tmp_path, UNIT, "m03-r1", {"text": "same"}, 0, LATER)
    assert (again.entry, again.conflict) == (first.entry, None)
    assert whole_tree(tmp_path) == before


def test_a_save_sent_again_because_its_acknowledgement_was_lost_still_names_the_other_version(tmp_path):
    save(tmp_path, UNIT, "m03-r1", {"text": "base"}, 0, NOW)
    save(tmp_path, UNIT, "m03-r1", {"text": "phone"}, 1, NOW)
    save(tmp_path, UNIT, "m03-r1", {"text": "desk"}, 1, NOW)
    again = save(tmp_path, UNIT, "m03-r1", {"text": "desk"}, 1, NOW)
    assert again.conflict.value.text == "phone"


def test_a_revision_never_goes_back_after_an_older_copy_was_put_in_place(tmp_path):
    """The page saw revision 7; the file on the disk is older."""
    save(tmp_path, UNIT, "m03-r1", {"text": "old copy"}, 0, NOW)
    saved = save(tmp_path, UNIT, "m03-r1", {"text": "new"}, 7, NOW)
    assert saved.entry.rev == 8
    assert saved.conflict.value.text == "old copy"


def test_a_save_in_the_same_sitting_keeps_no_earlier_version(tmp_path):
    save(tmp_path, UNIT, "m03-r1", {"text": "one"}, 0, NOW)
    save(tmp_path, UNIT, "m03-r1", {"text": "two"}, 1, NOW + timedelta(minutes=30))
    assert read(tmp_path, "m03").entries["m03-r1"].earlier == []


def test_a_new_sitting_keeps_the_text_of_the_last_one(tmp_path):
    save(tmp_path, UNIT, "m03-r1", {"text": "one"}, 0, NOW)
    saved = save(tmp_path, UNIT, "m03-r1", {"text": "two"}, 1, LATER)
    assert [(one.value.text, one.why) for one in saved.entry.earlier] == [("one", "sitting")]
    assert saved.conflict is None


def test_only_the_newest_twenty_sittings_are_kept_and_no_other_reason_counts_among_them(tmp_path):
    save(tmp_path, UNIT, "m03-r1", {"text": "elsewhere"}, 0, NOW)
    save(tmp_path, UNIT, "m03-r1", {"text": "0"}, 0, NOW)
    for n in range(1, 26):
        save(tmp_path, UNIT, "m03-r1", {"text": str(n)}, n + 1, NOW + timedelta(hours=n))
    earlier = read(tmp_path, "m03").entries["m03-r1"].earlier
    assert [one.value.text for one in earlier] == ["elsewhere", *(str(n) for n in range(5, 25))]


@pytest.mark.parametrize("changed", [a_unit(version=2), a_unit(prompt="What else?")])
def test_an_answer_to_an_earlier_wording_is_kept(tmp_path, changed):
    save(tmp_path, UNIT, "m03-r1", {"text": "one"}, 0, NOW)
    saved = save(tmp_path, changed, "m03-r1", {"text": "two"}, 1, NOW)
    (kept,) = saved.entry.earlier
    assert (kept.value.text, kept.why, kept.prompt, kept.content_version) == (
        "one",
        "reworded",
        "What did you hear?",
        1,
    )


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("m03-r9", {"text": "x"}, "m03-r9"),
        ("m03-r1", {"ratings": {}}, "unknown field `ratings`"),
        ("m03-r1", {"text": "x", "also": 1}, "also"),
        ("m03-r1", {"text": 5}, "text"),
        ("m03-s1", {"ratings": {"i9": 1}}, "i9"),
        ("m03-s1", {"ratings": {"i1": 9}}, "9"),
        ("m03-s1", {"ratings": {"i1": True}}, "bool"),
        ("m03-s1", {"ratings": {}, "kept": [{"at": "then", "ratings": {}}]}, "then"),
        ("m03-s1", {"ratings": {}, "kept": [{"at": "2026-01-01", "ratings": {"i7": 1}}]}, "i7"),
        ("m03-k1", {"chosen": ["z"]}, "z"),
        ("m03-k1", {"chosen": ["a", "b"]}, "only one"),
        ("m03-k1", {"pairs": {"a": "b"}}, "b"),
        ("m03-k1", {"chosen": ["a"], "confidence": 4}, "confidence"),
        ("m03-k1", {"order": ["a"]}, "order"),
        ("m03-k2", {"chosen": ["a", "a"]}, "a stands in two places"),
        ("m03-k3", {"pairs": {"a": "t9"}}, "t9"),
        ("m03-k4", {"order": ["a"], "spare": ["a"]}, "two places"),
        ("m03-g1", {"groups": {"g9": []}}, "g9"),
        ("m03-g1", {"groups": {"g1": ["c1"], "g2": ["c1"]}}, "c1"),
        ("m03-g1", {"groups": {"g1": ["c7"]}}, "c7"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name_and_nothing_is_written(tmp_path, name, value, named):
    with pytest.raises(AnswersError, match=named):
        save(tmp_path, UNIT, name, value, 0, NOW)
    assert whole_tree(tmp_path) == {}


@pytest.mark.parametrize("rev", [-1, 2**50, True, "1", None, 1.0])
def test_a_revision_that_is_none_is_refused(tmp_path, rev):
    with pytest.raises(AnswersError, match="revision"):
        save(tmp_path, UNIT, "m03-r1", {"text": "x"}, rev, NOW)


def test_an_item_that_content_dropped_later_does_not_make_its_answer_unsaveable(tmp_path):
    save(tmp_path, UNIT, "m03-s1", {"ratings": {"i1": 1, "i2": 4}}, 0, NOW)
    shorter = msgspec.structs.replace(
        UNIT,
        responses=[
            msgspec.structs.replace(one, items=one.items[:1]) if one.id == "m03-s1" else one
            for one in UNIT.responses
        ],
    )
    saved = save(tmp_path, shorter, "m03-s1", {"ratings": {"i1": 4, "i2": 4}}, 1, NOW)
    assert saved.entry.value.ratings == {"i1": 4, "i2": 4}


def test_a_text_of_the_greatest_length_is_kept_and_a_longer_one_is_refused(tmp_path):
    save(tmp_path, UNIT, "m03-r1", {"text": "x" * TEXT_LIMIT}, 0, NOW)
    with pytest.raises(AnswersError, match="200001 characters"):
        save(tmp_path, UNIT, "m03-r1", {"text": "y" * (TEXT_LIMIT + 1)}, 1, NOW)
    assert text_of(tmp_path) == "x" * TEXT_LIMIT


def test_half_an_emoji_or_a_nul_does_not_stop_a_save(tmp_path):
    save(tmp_path, UNIT, "m03-r1", {"text": "a\ud83db\x00c\ud83d\ude00"}, 0, NOW)
    assert text_of(tmp_path) == "a\ufffdb\ufffdc😀"


def test_an_answer_whose_response_changed_its_kind_is_set_aside_not_lost(tmp_path):
    save(tmp_path, UNIT, "m03-s1", {"ratings": {"i1": 4}}, 0, NOW)
    other = msgspec.structs.replace(UNIT, responses=[Reflection(id="m03-s1", prompt="In words?")])
    save(tmp_path, other, "m03-s1", {"text": "often"}, 0, NOW)
    found = read(tmp_path, "m03")
    assert found.entries["m03-s1"].value.text == "often"
    (sentence,) = found.set_aside
    (aside,) = tmp_path.glob("m03.responses.damaged-*.json")
    assert aside.name in sentence
    assert json.loads(aside.read_text())["pieces"][0]["value"] == {"ratings": {"i1": 4}}


def test_a_file_that_would_grow_too_large_gives_up_old_sittings_first_and_then_refuses(tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "MAX_BYTES", 3000)
    save(tmp_path, UNIT, "m03-r1", {"text": "a" * 1000}, 0, NOW)
    save(tmp_path, UNIT, "m03-r1", {"text": "b" * 1000}, 1, LATER)
    assert len(read(tmp_path, "m03").entries["m03-r1"].earlier) == 1
    save(tmp_path, UNIT, "m03-r2", {"text": "c" * 1000}, 0, LATER)
    assert read(tmp_path, "m03").entries["m03-r1"].earlier == []
    before = whole_tree(tmp_path)
    with pytest.raises(NotSaved, match="larger than"):
        save(tmp_path, UNIT, "m03-r2", {"text": "d" * 2500}, 1, LATER)
    assert whole_tree(tmp_path) == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(["m03-r1", "m03-r2"]), st.text(max_size=40), st.integers(0, 6)), max_size=8
    )
)
def test_whatever_was_saved_stands_on_top_or_among_the_earlier_versions(tmp_path_factory, saves):
    """Every text saved more than half an hour before, or on a stale revision, can still be read."""
    folder = tmp_path_factory.mktemp("answers")
    written: dict[str, list[str]] = {}
    for n, (name, text, base) in enumerate(saves):
        saved = save(folder, UNIT, name, {"text": text}, base, NOW + timedelta(hours=n))
        written.setdefault(name, []).append(saved.entry.value.text)
    entries = read(folder, "m03").entries
    for name, texts in written.items():
        entry = entries[name]
        assert entry.value.text == texts[-1]
        assert {entry.value.text, *(one.value.text for one in entry.earlier)} == set(texts)
