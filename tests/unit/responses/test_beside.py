"""What a person answered elsewhere reaches the plan and the comparison that are joined to it."""

from __future__ import annotations

import json
from datetime import timedelta

import msgspec
import pytest
from answering import NOW, VALUES, a_unit, whole_tree

from alongside.errors import ContentError
from alongside.model.kinds import Comparison, Plan, Rating, Reflection
from alongside.model.kinds.comparison import ComparedLine
from alongside.model.kinds.rating import RatingItem, ScalePoint
from alongside.responses.beside import beside
from alongside.responses.files import save

SCALE = [ScalePoint(value=1, label="never"), ScalePoint(value=4, label="always")]
PLAIN_SCALE = [{"value": 1, "label": "never"}, {"value": 4, "label": "always"}]
RATING = Rating(
    id="m03-s1",
    prompt="How often?",
    items=[
        RatingItem(id="i1", text="I wait", competence="c2"),
        RatingItem(id="i2", text="I say it back", competence="c2"),
        RatingItem(id="i3", text="I ask", competence="c3"),
        RatingItem(id="i4", text="I sleep"),
    ],
    scale=SCALE,
)
UNIT = msgspec.structs.replace(
    a_unit(), responses=[*(one for one in a_unit().responses if one.id != RATING.id), RATING]
)
NEXT = Plan(id="m04-f1", prompt="The next plan", follows="m03-f1")
MADE = {"cue": "she stops", "action": "wait", "place": "her office", "date": "2026-03-03"}


def a_comparison(*ratings):
    lines = [ComparedLine(id="c2", text="Listening")]
    return Comparison(
        id="m03-v1", prompt="Beside", ratings=list(ratings), lines=lines, levels=SCALE, warning="W."
    )


def find(any_id):
    if not any_id.startswith("m03-"):
        raise ContentError(f"there is no unit {any_id}")
    return UNIT


def answered(workspace, response_id, value, folder="modules/m03-listening", now=NOW, unit=UNIT):
    place = workspace / folder
    place.mkdir(parents=True, exist_ok=True)
    save(place, unit, response_id, value, 0, now)
    return place / f"{unit.id}.responses.json"


def before(workspace):
    return beside(NEXT, workspace, find)["before"]


def own(workspace, *ratings):
    return beside(a_comparison(*(ratings or ("m03-s1",))), workspace, find)["own"]


@pytest.mark.parametrize(
    "response", [Reflection(id="m03-r1", prompt="What?"), Plan(id="m03-f1", prompt="A plan"), RATING]
)
def test_most_responses_get_nothing_besides(tmp_path, response):
    answered(tmp_path, "m03-f1", VALUES["m03-f1"])
    assert beside(response, tmp_path, find) == {}


# ---- the plan before ----


def test_a_plan_is_shown_in_the_words_it_was_made_in(tmp_path):
    answered(tmp_path, "m03-f1", {**MADE, "time": "16:00", "became": "did", "learnt": "Much."})
    assert before(tmp_path) == MADE


def test_without_answers_no_plan_was_made(tmp_path):
    assert before(tmp_path) is None


@pytest.mark.parametrize("value", [{"cue": "she stops"}, {**MADE, "action": " \n"}])
def test_a_plan_without_an_action_was_not_made(tmp_path, value):
    answered(tmp_path, "m03-f1", value)
    assert before(tmp_path) is None


def test_an_answer_of_another_kind_is_no_plan(tmp_path):
    answered(tmp_path, "m03-r1", {"text": "I waited."})
    other = Plan(id="m04-f1", prompt="The next plan", follows="m03-r1")
    assert beside(other, tmp_path, find) == {"before": None}


def test_of_a_unit_in_two_folders_the_last_plan_counts(tmp_path):
    later = NOW + timedelta(days=1)
    answered(tmp_path, "m03-f1", {**MADE, "action": "old"}, folder="modules/m03-my-copy")
    answered(tmp_path, "m03-f1", MADE, now=later)
    answered(tmp_path, "m03-f1", {**MADE, "action": "older"}, folder="a/m03", now=NOW - timedelta(days=1))
    assert before(tmp_path) == MADE


def test_a_damaged_file_beside_a_good_one_hides_nothing(tmp_path):
    answered(tmp_path, "m03-f1", MADE)
    damaged = answered(tmp_path, "m03-r1", {"text": "x"}, folder="modules/m03-my-copy")
    damaged.write_bytes(b'{"schema": 1, "unit"')
    assert before(tmp_path) == MADE


def test_a_file_of_a_newer_kit_is_passed_over_and_left_alone(tmp_path):
    newer = answered(tmp_path, "m03-f1", MADE)
    newer.write_text(json.dumps({"schema": 99, "unit": "m03", "entries": []}), encoding="utf-8")
    left = whole_tree(tmp_path)
    assert before(tmp_path) is None
    assert whole_tree(tmp_path) == left


def test_a_damaged_plan_is_no_plan_and_is_kept_aside(tmp_path):
    path = answered(tmp_path, "m03-f1", MADE)
    raw = json.loads(path.read_text("utf-8"))
    raw["entries"][0]["value"]["action"] = ["wait"]
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert before(tmp_path) is None
    assert any("damaged" in name for name in whole_tree(tmp_path))


# ---- own ratings ----


def test_each_profile_tells_the_values_of_a_competence_item_by_item(tmp_path):
    kept = [{"at": "2026-01-01T08:00:00.000Z", "ratings": {"i1": 1, "i2": 4, "i3": 1}}]
    answered(tmp_path, "m03-s1", {"ratings": {"i1": 4, "i2": 4, "i4": 1}, "kept": kept})
    assert own(tmp_path) == [
        {
            "rating": "m03-s1",
            "at": "2026-01-01T08:00:00.000Z",
            "scale": PLAIN_SCALE,
            "ratings": {"c2": [1, 4], "c3": [1]},
        },
        {"rating": "m03-s1", "at": "", "scale": PLAIN_SCALE, "ratings": {"c2": [4, 4]}},
    ]


def test_a_rating_whose_items_name_no_competence_tells_nothing(tmp_path):
    answered(tmp_path, "m03-s1", {"ratings": {"i4": 4}})
    assert own(tmp_path) == []


def test_a_profile_that_was_cleared_again_is_left_out(tmp_path):
    kept = [{"at": "2026-01-01T08:00:00.000Z", "ratings": {"i1": 1}}]
    answered(tmp_path, "m03-s1", {"ratings": {}, "kept": kept})
    assert [one["at"] for one in own(tmp_path)] == ["2026-01-01T08:00:00.000Z"]


def test_of_a_rating_in_two_folders_the_last_one_counts(tmp_path):
    answered(tmp_path, "m03-s1", {"ratings": {"i1": 4}}, now=NOW + timedelta(hours=1))
    answered(tmp_path, "m03-s1", {"ratings": {"i1": 1}}, folder="modules/m03-my-copy")
    assert [one["ratings"] for one in own(tmp_path)] == [{"c2": [4]}]


def test_a_damaged_file_of_ratings_leaves_an_empty_comparison(tmp_path):
    answered(tmp_path, "m03-s1", {"ratings": {"i1": 4}}).write_bytes(b"\x00\xff")
    assert own(tmp_path) == []


@pytest.mark.parametrize("named", ["m03-r1", "m03-s9"])
def test_what_is_no_rating_tells_nothing(tmp_path, named):
    answered(tmp_path, "m03-r1", {"text": "x"})
    assert own(tmp_path, named) == []


def test_a_unit_that_is_not_here_takes_nothing_from_the_others(tmp_path):
    answered(tmp_path, "m03-s1", {"ratings": {"i1": 4}})
    found = beside(a_comparison("m09-s1", "m03-s1"), tmp_path, find)
    assert [one["rating"] for one in found["own"]] == ["m03-s1"]
    assert found["sources"] == [{"rating": "m03-s1", "title": "Listening"}]


def test_before_anything_is_rated_the_sources_are_named(tmp_path):
    found = beside(a_comparison("m03-s1"), tmp_path, find)
    assert found == {"own": [], "sources": [{"rating": "m03-s1", "title": "Listening"}]}
