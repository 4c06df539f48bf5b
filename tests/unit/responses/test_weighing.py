"""What marked lines and moments in a field may hold, and how they are told."""

from __future__ import annotations

import msgspec
import pytest
from answering import NOW, VALUES, a_unit

from alongside.errors import AnswersError
from alongside.model.kinds.grid import Placed, corner_of
from alongside.model.kinds.markup import words_of
from alongside.responses import files
from alongside.responses.fitting import as_value, check_fits
from alongside.responses.html import answer_html, answer_text

RESPONSES = {response.id: response for response in a_unit().responses}
LINES, FIELD = RESPONSES["m03-m1"], RESPONSES["m03-d1"]


def fits(response, value, stored=None):
    check_fits(response, as_value(response, value), stored)


@pytest.mark.parametrize("name", ["m03-m1", "m03-d1"])
def test_a_whole_answer_fits_and_comes_back_from_the_file(name, tmp_path):
    files.save(tmp_path, a_unit(), name, VALUES[name], 0, NOW)
    assert msgspec.to_builtins(files.read(tmp_path, "m03").entries[name].value) == VALUES[name]


# ---- lines ----


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A very, very dull lesson.", ["A", "very", "very/2", "dull", "lesson"]),
        ("He seemed – again – “lost”…", ["He", "seemed", "again", "lost"]),
        ("It isn't well-meant", ["It", "isn't", "well-meant"]),
        ("Ünlü öğretmen\nÜnlü", ["Ünlü", "öğretmen", "Ünlü/2"]),
        ("1/2 and 1/2", ["1/2", "and", "1/2/2"]),
        (" – … ", []),
    ],
)
def test_a_line_is_cut_into_words_that_each_have_a_name(text, names):
    assert list(words_of(text)) == names


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"marks": {"l9": ["a"]}}, "there is no line l9"),
        ({"rewritten": {"l9": "x"}}, "there is no line l9"),
        ({"marks": {"l1": ["z"]}}, "there is no mark z"),
        ({"marks": {"l1": ["a", "b"]}}, "one mark only"),
        ({"marks": {"l1": ["a", "a"]}}, "a stands in two places"),
        ({"struck": {"l1": ["lesson."]}}, "there is no word lesson."),
        ({"struck": {"l1": ["dull", "dull"]}}, "dull stands in two places"),
        ({"rewritten": {"l1": "x" * 2001}}, "l1 has 2001 characters; 2000 fit"),
        ({"marks": {"l1": "a"}}, "not an answer"),
    ],
)
def test_what_no_line_can_have_is_named(changes, why):
    with pytest.raises(AnswersError, match=why):
        fits(LINES, {**VALUES["m03-m1"], **changes})


def test_a_line_may_have_two_marks_where_several_are_asked_for():
    fits(msgspec.structs.replace(LINES, several=True), {"marks": {"l1": ["a", "b"]}})


def test_what_was_said_of_a_line_that_is_gone_or_reworded_may_stay():
    older = {"marks": {"l9": ["z", "y"]}, "struck": {"l1": ["rude"]}, "rewritten": {"l9": "Mine."}}
    fits(LINES, {**older, "marks": {**older["marks"], "l2": ["b"]}}, as_value(LINES, older))


def test_lines_are_told_with_their_marks_the_words_struck_and_what_became_of_them():
    told = answer_text(LINES, as_value(LINES, VALUES["m03-m1"]))
    assert "Nika: A very, very <dull> lesson." in told
    assert "Judges" in told
    assert "very, dull" in told
    assert "Four <slept>." in told
    assert "&lt;slept&gt;" in answer_html(LINES, as_value(LINES, VALUES["m03-m1"]))


def test_lines_without_struck_words_are_told_in_two_columns():
    html = answer_html(LINES, as_value(LINES, {"marks": {"l2": ["b"]}}))
    assert "Marked as" in html
    assert "Struck" not in html
    assert "Written anew" not in html


def test_marks_without_their_item_are_told_by_their_ids():
    told = answer_text(None, as_value(LINES, VALUES["m03-m1"]))
    assert "l1" in told
    assert "very/2, dull" in told


def test_half_an_emoji_in_a_line_written_anew_does_not_stop_a_save(tmp_path):
    files.save(tmp_path, a_unit(), "m03-m1", {"rewritten": {"l1": "a\ud83db"}}, 0, NOW)
    assert files.read(tmp_path, "m03").entries["m03-m1"].value.rewritten == {"l1": "a\ufffdb"}


# ---- fields ----


@pytest.mark.parametrize(
    ("across", "up", "corner"),
    [
        (0, 0, "low-low"),
        (39, 61, "low-high"),
        (61, 39, "high-low"),
        (100, 100, "high-high"),
        (40, 0, None),
        (60, 100, None),
        (0, 40, None),
        (100, 60, None),
    ],
)
def test_a_place_near_a_middle_line_lies_in_no_corner(across, up, corner):
    assert corner_of(Placed(across=across, up=up)) == corner


OWN = {"id": "x1", "text": "Mine."}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"places": {"c9": {"across": 1, "up": 1}}}, "there is no moment c9"),
        ({"places": {"c1": {"across": 101, "up": 1}}}, "not an answer"),
        ({"places": {"c1": {"across": 1.5, "up": 1}}}, "not an answer"),
        ({"own": [OWN, {**OWN, "id": "x2"}]}, "at most 1 of your own"),
        ({"own": [OWN, OWN]}, "x1 stands in two places"),
        ({"own": [{**OWN, "id": "x-1"}]}, "not an answer"),
        ({"own": [{**OWN, "text": "x" * 2001}]}, "own has 2001 characters; 2000 fit"),
    ],
)
def test_what_no_field_can_hold_is_named(changes, why):
    with pytest.raises(AnswersError, match=why):
        fits(FIELD, {**VALUES["m03-d1"], **changes})


def test_what_was_placed_before_the_content_changed_may_stay():
    older = {"places": {"c9": {"across": 1, "up": 1}}, "own": [OWN, {**OWN, "id": "x2"}]}
    fits(FIELD, {**older, "looked": True}, as_value(FIELD, older))


def test_moments_are_told_with_their_places_and_corners():
    html = answer_html(FIELD, as_value(FIELD, VALUES["m03-d1"]))
    for told in [
        "She &lt;nods&gt;.",
        "Comfort",
        "between the corners",
        "I &lt;waited&gt;.",
        "Retreat",
        "Challenge",
    ]:
        assert told in html


def test_a_moment_of_ones_own_that_is_not_laid_is_told_all_the_same():
    assert "Mine." in answer_text(FIELD, as_value(FIELD, {"own": [OWN]}))
    assert answer_text(FIELD, as_value(FIELD, {"own": [{**OWN, "text": " "}]})) == "Not answered."
