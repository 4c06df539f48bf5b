"""A place to answer is about the competences of its outcomes, its items and its criteria."""

from __future__ import annotations

import msgspec

from alongside.content.competences import competence_titles, competences_of, taught_by
from alongside.content.load import unit_folders, unit_in
from alongside.model.kinds import AnyResponse, points_of
from alongside.paths import content_root

TAUGHT = {"m03-o1": ["c2"], "m03-o2": ["c3", "c2"], "m03-o3": []}
RATING = {
    "kind": "rating",
    "id": "m03-s1",
    "prompt": "How is it now?",
    "outcomes": ["m03-o1"],
    "scale": [{"value": 1, "label": "rarely"}],
    "items": [
        {"id": "i1", "text": "I wait.", "outcome": "m03-o2"},
        {"id": "i2", "text": "I ask.", "competence": "c5"},
        {"id": "i3", "text": "I close.", "outcome": "m03-o3", "competence": "c2"},
    ],
}
TASK = {
    "kind": "reflection",
    "id": "a1-t1",
    "prompt": "Write.",
    "outcomes": ["m03-o1", "m99-o1"],
    "criteria": [{"id": "a1-t1-c1", "text": "Open.", "competence": "c7"}],
}


def about(raw: dict) -> list[str]:
    return competences_of(msgspec.convert(raw, AnyResponse), TAUGHT)


def test_a_rating_is_about_what_its_outcomes_and_its_items_name_each_once():
    assert about(RATING) == ["c2", "c3", "c5"]


def test_a_task_is_about_its_criteria_and_the_outcomes_of_other_units_that_are_known():
    assert about(TASK) == ["c2", "c7"]


def test_every_place_of_the_kit_that_names_an_outcome_is_about_a_competence_of_the_framework():
    units = [unit_in(folder) for folder in unit_folders(content_root()).values()]
    taught, titles = taught_by(units), competence_titles()
    assert len(titles) == 8
    for response in (response for unit in units for response in unit.responses if not points_of(response)):
        found = competences_of(response, taught)
        assert set(found) <= set(titles)
        assert {one for outcome in response.outcomes for one in taught[outcome]} <= set(found), response.id
        assert found or not any(taught[outcome] for outcome in response.outcomes)
