"""The fictional cohort arrives by the ordinary way, in every state that an assessor has to deal with."""

from __future__ import annotations

import pytest
from builders import NOON

from alongside.content import workspace
from alongside.content.load import read_yaml
from alongside.grading import demonstration, sessions
from alongside.model.demonstration import Demonstration
from alongside.model.workspace import Person
from alongside.paths import content_root

_WORD = {"on-time": "handed in", "doubled": "handed in"}
"""Their word in the status of a session, where it is another one than in the cohort's file."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    root = tmp_path_factory.mktemp("demonstration") / "desk"
    workspace.make(root, person=Person(id="nika", name="Nika Example"), demonstration=True)
    return root, demonstration.set_up(root, NOON)


@pytest.fixture(scope="module")
def cohort():
    return read_yaml(content_root() / demonstration.COHORT, Demonstration)


def test_everybody_stands_as_the_cohort_says(desk, cohort):
    states = {one.candidate: one for one in sessions.state_of(desk[1], cohort.session)}
    expected = {one.id: _WORD.get(one.state, one.state) for one in cohort.people}
    expected["nika"] = expected.pop("you")
    assert {who: one.state for who, one in states.items()} == expected
    doubled = [one.id for one in cohort.people if one.state == "doubled"]
    assert [who for who, one in states.items() if one.doubled] == doubled
    assert len(doubled) == 1


def test_the_cohort_is_labelled_fictional(desk, cohort):
    assert desk[1].note == cohort.fictional


def test_nothing_is_marked_or_graded_yet(desk, cohort):
    assert not any(one.autograded or one.marked for one in sessions.state_of(desk[1], cohort.session))


def test_the_person_at_the_desk_can_hand_in_at_once(desk, cohort):
    root, course = desk
    receipt = sessions.hand_in(root, cohort.session, NOON)
    taken = sessions.collect(course, cohort.session, NOON)
    assert [one.receipt for one in taken if one.candidate == "nika"] == [receipt.sha256]


def test_setting_up_again_repeats_nobodys_hand_in(desk, cohort):
    root, course = desk
    before = sessions.state_of(course, cohort.session)
    demonstration.set_up(root, NOON)
    assert [one.earlier for one in sessions.state_of(course, cohort.session)] == [
        one.earlier for one in before
    ]
