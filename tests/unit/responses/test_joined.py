"""What a plan and a comparison may hold, and what is told of them without their response."""

from __future__ import annotations

import msgspec
import pytest
from answering import NOW, VALUES, a_unit

from alongside.errors import AnswersError
from alongside.grading.answers import is_empty
from alongside.model.kinds import ComparisonValue, PlanValue
from alongside.responses import files
from alongside.responses.fitting import as_value, check_fits
from alongside.responses.html import answer_text

RESPONSES = {response.id: response for response in a_unit().responses}
PLAN, COMPARISON = RESPONSES["m03-f1"], RESPONSES["m03-v1"]
ROW = {"id": "a1", "date": "2026-03-01", "competence": "c2", "level": 2}


def fits(response, value, stored=None):
    check_fits(response, as_value(response, value), stored)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"cue": "x" * 2001}, "cue has 2001 characters; 2000 fit"),
        ({"action": "x" * 2001}, "action has 2001 characters"),
        ({"place": "x" * 201}, "place has 201 characters; 200 fit"),
        ({"learnt": "x" * 4001}, "learnt has 4001 characters; 4000 fit"),
        ({"date": "2026-02-30"}, "“2026-02-30” is not a date"),
        ({"time": "24:00"}, "time"),
        ({"time": "16:00:00"}, "time"),
        ({"became": "failed"}, "became"),
    ],
)
def test_what_does_not_fit_in_a_plan_is_named(changes, why):
    with pytest.raises(AnswersError, match=why):
        fits(PLAN, {**VALUES["m03-f1"], **changes})


def test_a_plan_may_be_half_written():
    fits(PLAN, {"cue": "she stops"})


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"given": [ROW, ROW]}, "a1 stands in two places"),
        ({"given": [{**ROW, "competence": "c9"}]}, "there is no competence c9"),
        ({"given": [{**ROW, "level": 1}]}, "there is no level 1"),
        ({"given": [{**ROW, "date": "March"}]}, "“March” is not a date"),
        ({"given": [{**ROW, "id": "a-1"}]}, "id"),
        ({"given": [{**ROW, "id": f"a{n}"} for n in range(201)]}, "given"),
        ({"note": "x" * 10_001}, "note has 10001 characters"),
    ],
)
def test_what_does_not_fit_in_a_comparison_is_named(changes, why):
    with pytest.raises(AnswersError, match=why):
        fits(COMPARISON, {**VALUES["m03-v1"], **changes})


def test_a_level_of_a_line_that_was_dropped_may_stay():
    older = as_value(COMPARISON, {"given": [{**ROW, "competence": "c9", "level": 7}]})
    fits(COMPARISON, msgspec.to_builtins(older), older)


def test_half_an_emoji_in_a_plan_or_a_note_does_not_stop_a_save(tmp_path):
    files.save(tmp_path, a_unit(), "m03-f1", {"cue": "a\ud83db", "learnt": "c\x00"}, 0, NOW)
    files.save(tmp_path, a_unit(), "m03-v1", {"note": "a\ud83db"}, 0, NOW)
    entries = files.read(tmp_path, "m03").entries
    assert (entries["m03-f1"].value.cue, entries["m03-f1"].value.learnt) == ("a\ufffdb", "c\ufffd")
    assert entries["m03-v1"].value.note == "a\ufffdb"


def test_levels_without_their_comparison_are_told_by_their_ids():
    value = as_value(COMPARISON, {"given": [ROW]})
    assert answer_text(None, value) == "2026-03-01 (Competence: c2; Level that assessors gave: 2)"


@pytest.mark.parametrize("value", [PlanValue(), PlanValue(cue=" "), ComparisonValue(note="\n")])
def test_nothing_filled_in_is_no_answer(value):
    assert answer_text(None, value) == answer_text(None, None)
    assert is_empty(value)
