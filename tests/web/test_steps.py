"""Which step of a session is next: the first one that somebody waits for."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from asking import Asker
from desk import Desk

from alongside.grading.states import State, SubmissionState
from alongside.web.programme.assessing import state_names
from alongside.web.programme.steps import STEPS, next_step

MISSING = SubmissionState("p1", "Pia", "missing")
SENT = replace(MISSING, state="handed in")
SCORED = replace(SENT, autograded=True)
MARKED = replace(SCORED, marked=True)
TOLD = replace(MARKED, feedback_released=True)


@pytest.mark.parametrize(
    ("states", "step"),
    [
        ([], "collect"),
        ([MISSING], "collect"),
        ([MISSING, replace(SENT, state="damaged")], "collect"),
        ([SENT, TOLD], "autograde"),
        ([replace(SENT, state="late"), SCORED], "autograde"),
        ([replace(TOLD, outdated=True)], "autograde"),
        ([SCORED, TOLD], "mark"),
        ([MARKED, TOLD], "feedback"),
        ([TOLD, MISSING], "collect"),
    ],
)
def test_the_next_step_is_what_somebody_waits_for(states, step):
    assert next_step(True, states) == step


def test_a_session_that_was_not_released_is_released_first():
    assert next_step(False, [MISSING]) == "release"


def test_every_step_but_marking_is_a_button_of_the_page():
    assert set(STEPS) == {"release", "collect", "autograde", "feedback"}


def test_every_state_has_a_name():
    assert set(state_names()) == set(get_args(State))


def test_steps_that_do_not_exist_and_sessions_that_do_not_exist_are_refused(desk: Desk):
    person = Asker(desk)
    assert person.post("assessor/a1", {"step": "delete"}).status == 400
    assert person.post("assessor/zz9", {"step": "release"}).status == 404
    assert person.get("assessor/zz9").status == 404
    assert person.get("assessor/zz9/grades.csv").status == 404
    assert not (desk.root / "course" / "release" / "zz9").exists()
