"""The demonstration cohort: invented people whose answers fit the session they hand in."""

from __future__ import annotations

from itertools import chain

import pytest

from alongside import paths
from alongside.content.load import read_yaml, unit_in
from alongside.grading.score import score_item
from alongside.model.demonstration import AT_DESK, Demonstration
from alongside.model.key import Key
from alongside.model.kinds import Check, Reflection

ROOT = paths.content_root() / "assessments"
COHORT = read_yaml(ROOT / "demonstration" / "cohort.yaml", Demonstration)
UNIT = unit_in(ROOT / "source" / COHORT.session)
KEY = {item.id: item for item in read_yaml(ROOT / "keys" / f"{COHORT.session}.yaml", Key).items}
CHECKS = {r.id: r for r in UNIT.responses if isinstance(r, Check)}
TASKS = {r.id for r in UNIT.responses if isinstance(r, Reflection)}
HAND_INS = [(p, a) for p in COHORT.people for a in (p.first, p.answers) if a is not None]
WRITTEN = [text.text for _, answers in HAND_INS for text in answers.texts.values()]


def test_help_is_declared_and_stands_in_no_text():
    assert all(one.help is not None for _person, one in HAND_INS if one.texts)
    assert {tuple(one.help.by) for _person, one in HAND_INS if one.help} >= {(), ("person",), ("language",)}
    assert [text for text in WRITTEN if "Help:" in text] == []


def test_the_cohort_says_that_it_is_invented():
    assert "invented" in COHORT.fictional


def test_every_id_is_its_own_and_can_be_a_candidate():
    names = [person.id for person in COHORT.people]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.isalnum() and name.islower() for name in names)


def test_the_person_at_the_desk_has_answered_nothing():
    (you,) = (person for person in COHORT.people if person.id == AT_DESK)
    assert (you.state, you.answers, you.first) == ("missing", None, None)


def test_every_way_in_which_a_hand_in_can_arrive_occurs():
    states = {person.state for person in COHORT.people if person.id != AT_DESK}
    assert states == {"on-time", "late", "missing", "empty", "doubled", "damaged"}


@pytest.mark.parametrize("person", COHORT.people, ids=lambda person: person.id)
def test_what_was_handed_in_agrees_with_the_state(person):
    assert (person.answers is None) == (person.state == "missing")
    assert (person.first is not None) == (person.state == "doubled")
    assert (person.minutes_to_spare is None) == (person.state == "missing")
    assert ((person.minutes_to_spare or 0) < 0) == (person.state == "late")
    if person.answers is not None:
        assert (not person.answers.checks and not person.answers.texts) == (person.state == "empty")


@pytest.mark.parametrize(("person", "answers"), HAND_INS, ids=lambda value: getattr(value, "id", ""))
def test_answers_name_only_options_and_targets_of_the_session(person, answers):
    assert set(answers.texts) <= TASKS
    for check_id, value in answers.checks.items():
        check = CHECKS[check_id]
        options = {option.id for option in check.options}
        assert {*value.chosen, *value.order, *value.spare, *value.pairs} <= options
        assert set(value.pairs.values()) <= {target.id for target in check.targets}
        assert set(value.order).isdisjoint(value.spare)
        assert value.confidence in (None, 1, 2, 3)


def test_points_are_spread_from_weak_to_strong():
    totals = [
        sum(score_item(KEY[i], CHECKS[i].form, value) for i, value in answers.checks.items())
        for _, answers in HAND_INS
        if answers.checks
    ]
    most = sum(check.points for check in CHECKS.values())
    assert min(totals) < most / 2
    assert max(totals) > most * 0.9


def test_texts_are_of_a_length_that_people_write():
    lengths = [len(text.split()) for text in WRITTEN if text]
    assert max(lengths) <= 220
    assert sorted(lengths)[len(lengths) // 2] >= 100


def test_one_text_is_blank_one_holds_markup_and_one_is_in_another_language():
    assert WRITTEN.count("") == 1
    assert sum("<script>" in text for text in WRITTEN) == 1
    assert {p.lang for p in COHORT.people} > {"en"}


def test_some_check_is_left_unanswered_and_some_confidence_unsaid():
    values = list(chain.from_iterable(a.checks.values() for _, a in HAND_INS))
    assert any(len(a.checks) < len(CHECKS) for _, a in HAND_INS if a.checks)
    assert any(value.confidence is None for value in values)
