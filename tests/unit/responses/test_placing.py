"""What a timeline and a map of people may hold, and what is told of them without their response."""

from __future__ import annotations

import msgspec
import pytest
from answering import VALUES, a_unit

from alongside.errors import AnswersError
from alongside.grading.answers import is_empty
from alongside.model.kinds import SupportMapValue, TimelineValue
from alongside.responses.fitting import as_value, check_fits
from alongside.responses.html import answer_text

RESPONSES = {response.id: response for response in a_unit().responses}
TIMELINE, MAP = RESPONSES["m03-e1"], RESPONSES["m03-n1"]
ONE = {"id": "p1", "name": "N. D.", "ring": "a"}


def fits(response, value, stored=None):
    check_fits(response, as_value(response, value), stored and as_value(response, stored))


@pytest.mark.parametrize(
    ("stretches", "why"),
    [
        ([{"number": 11}], "there is no stretch 11"),
        ([{"number": 0}], "number"),
        ([{"number": 1}, {"number": 1}], "1 stands in two places"),
        ([{"number": 1, "marks": {"l3": "a"}}], "there is no lane l3"),
        ([{"number": 1, "marks": {"l1": "c"}}], "there is no option c"),
        ([{"number": 1, "note": "x" * 201}], "note has 201 characters; 200 fit"),
        ([{"number": 1, "name": "Maria"}], "name"),
    ],
)
def test_what_does_not_fit_in_a_timeline_is_named(stretches, why):
    with pytest.raises(AnswersError, match=why):
        fits(TIMELINE, {"stretches": stretches})


def test_an_option_belongs_to_its_own_lane():
    lanes = [
        TIMELINE.lanes[0],
        msgspec.structs.replace(TIMELINE.lanes[1], options=TIMELINE.lanes[1].options[1:]),
    ]
    narrower = msgspec.structs.replace(TIMELINE, lanes=lanes)
    with pytest.raises(AnswersError, match="there is no option a"):
        fits(narrower, {"stretches": [{"number": 1, "marks": {"l2": "a"}}]})


def test_what_an_older_timeline_had_may_stay():
    old = {"stretches": [{"number": 12, "marks": {"l9": "z"}}]}
    fits(TIMELINE, {"stretches": [*old["stretches"], {"number": 1, "marks": {"l1": "a"}}]}, old)


def test_half_an_emoji_in_a_few_words_stops_no_save():
    value = as_value(TIMELINE, {"stretches": [{"number": 1, "note": "\ud83d"}]})
    assert value.stretches[0].note == "\ufffd"


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ([ONE, ONE], "p1 stands in two places"),
        ([{**ONE, "ring": "z"}], "there is no ring z"),
        ([{**ONE, "gifts": ["g9"]}], "there is no kind of support g9"),
        ([{**ONE, "gifts": ["g1", "g1"]}], "g1 stands in two places"),
        ([{**ONE, "name": "x" * 61}], "name has 61 characters; 60 fit"),
        ([{**ONE, "step": "x" * 2001}], "step has 2001 characters; 2000 fit"),
        ([{**ONE, "id": "p-1"}], "id"),
        ([{**ONE, "id": f"p{n}"} for n in range(41)], "people"),
    ],
)
def test_what_does_not_fit_on_a_map_is_named(people, why):
    with pytest.raises(AnswersError, match=why):
        fits(MAP, {"people": people})


def test_somebody_may_stand_nowhere_yet_or_in_a_ring_that_is_gone():
    fits(MAP, {"people": [{**ONE, "ring": ""}]})
    old = {"people": [{**ONE, "ring": "z", "gifts": ["g9"]}]}
    fits(MAP, old, old)


def test_without_the_response_ids_stand_for_wording():
    timeline = as_value(TIMELINE, VALUES["m03-e1"])
    assert answer_text(None, timeline).startswith("1 (l1: a; l2: ; In a few words: A <long> breath.)")
    told = answer_text(None, as_value(MAP, VALUES["m03-n1"]))
    assert "N. D. (How near: a; Gives: g2, g1; Still there afterwards: yes" in told
    assert "Nobody gives" not in told


def test_who_lasts_is_told_only_where_it_is_asked():
    short = msgspec.structs.replace(MAP, lasting=False)
    assert "afterwards" not in answer_text(short, VALUES["m03-n1"])


def test_empty_stretches_and_maps_say_nothing():
    assert is_empty(TimelineValue())
    assert is_empty(SupportMapValue())
    assert not is_empty(as_value(TIMELINE, VALUES["m03-e1"]))
    assert not is_empty(as_value(MAP, VALUES["m03-n1"]))
    blank = {"stretches": [{"number": 3, "note": " "}]}
    assert answer_text(TIMELINE, blank) == "Not answered."
