"""What an agreement and a log may hold, and that a page is not ready without its limits."""

from __future__ import annotations

import msgspec
import pytest
from answering import NOW, VALUES, a_unit

from alongside.errors import AnswersError
from alongside.grading.answers import is_empty
from alongside.model.kinds import AgreementValue, LogValue
from alongside.responses import files
from alongside.responses.fitting import as_value, check_fits

RESPONSES = {response.id: response for response in a_unit().responses}
PAGE, LOG = RESPONSES["m03-c1"], RESPONSES["m03-l1"]
ROW = {"id": "a1", "date": "2026-03-03", "minutes": 40, "with_whom": "N.", "action": "Ask", "done": True}
BLANK = {"fields": {}, "limits": [], "own_words": "", "review": "", "ready": False}


def fits(response, value, stored=None):
    check_fits(response, as_value(response, value), stored)


@pytest.mark.parametrize("name", ["m03-c1", "m03-l1"])
def test_a_whole_answer_fits_and_comes_back_from_the_file(name, tmp_path):
    files.save(tmp_path, a_unit(), name, VALUES[name], 0, NOW)
    assert msgspec.to_builtins(files.read(tmp_path, "m03").entries[name].value) == VALUES[name]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"fields": {"f9": "x"}}, "there is no field f9"),
        ({"limits": ["l9"]}, "there is no limit l9"),
        ({"limits": ["l1", "l1"]}, "l1 stands in two places"),
        ({"fields": {"p1": "x" * 61}}, "p1 has 61 characters; 60 fit"),
        ({"fields": {"f1": "x" * 4001}}, "f1 has 4001 characters; 4000 fit"),
        ({"own_words": "x" * 2001}, "own_words has 2001 characters; 2000 fit"),
        ({"review": "2026-02-30"}, "“2026-02-30” is not a date"),
        ({"review": "20260301"}, "“20260301” is not a date"),
        ({"review": None}, "own_words|review"),
        ({"ready": True, "limits": ["l1"]}, "not ready while l2 is not acknowledged"),
        ({"ready": True, "own_words": " \n"}, "not ready without the limits in your own words"),
    ],
)
def test_what_does_not_fit_on_a_page_is_named(changes, why):
    with pytest.raises(AnswersError, match=why):
        fits(PAGE, {**VALUES["m03-c1"], **changes})


def test_a_page_may_keep_what_a_dropped_clause_held():
    older = as_value(PAGE, {**BLANK, "fields": {"f9": "Kept."}, "limits": ["l9"]})
    fits(PAGE, {**BLANK, "fields": {"f9": "Kept."}, "limits": ["l9", "l1"]}, older)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"date": "2026-13-01"}, "“2026-13-01” is not a date"),
        ({"date": ""}, "“” is not a date"),
        ({"minutes": -1}, "the row of 2026-03-03 has -1 minutes; 0 to 1440"),
        ({"minutes": 1441}, "has 1441 minutes"),
        ({"minutes": "40"}, "minutes"),
        ({"with_whom": "x" * 61}, "with_whom has 61 characters"),
        ({"action": "x" * 2001}, "action has 2001 characters"),
        ({"id": "../a"}, "regex"),
        ({"child": "x"}, "unknown field"),
    ],
)
def test_what_does_not_fit_in_a_row_is_named(changes, why):
    with pytest.raises(AnswersError, match=why):
        fits(LOG, {"rows": [{**ROW, **changes}]})


@pytest.mark.parametrize("minutes", [0, 1440])
def test_a_row_may_have_no_minutes_or_a_whole_day(minutes):
    fits(LOG, {"rows": [{**ROW, "minutes": minutes}]})


def test_a_row_is_there_once_and_there_are_not_too_many():
    with pytest.raises(AnswersError, match="the row a1 is there twice"):
        fits(LOG, {"rows": [ROW, ROW]})
    with pytest.raises(AnswersError, match="at most 500 rows"):
        fits(LOG, {"rows": [{**ROW, "id": f"r{n}"} for n in range(501)]})


def test_broken_characters_are_replaced_everywhere():
    page = as_value(PAGE, {**BLANK, "fields": {"f1": "a\ud800"}, "own_words": "b\ud800"})
    row = as_value(LOG, {"rows": [{**ROW, "action": "c\ud800", "with_whom": "d\ud800"}]}).rows[0]
    for text in (page.fields["f1"], page.own_words, row.action, row.with_whom):
        assert text.encode("utf-8")


def test_an_empty_page_and_an_empty_log_count_as_nothing_answered():
    assert is_empty(AgreementValue(**{**BLANK, "fields": {"f1": " "}}))
    assert not is_empty(AgreementValue(**{**BLANK, "limits": ["l1"]}))
    assert not is_empty(AgreementValue(**{**BLANK, "fields": {"f1": "x"}}))
    assert is_empty(LogValue(rows=[]))
    assert not is_empty(as_value(LOG, {"rows": [ROW]}))
