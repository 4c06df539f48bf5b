"""Portfolio, half-day, trainer file: complete keys, lines that must be met, kept from learners."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from alongside import paths
from alongside.content.check.rules.secrecy import alike, wordings
from alongside.content.load import read_yaml, unit_folders, unit_in
from alongside.model.framework import Framework
from alongside.model.key import Key
from alongside.model.kinds import Reflection, points_of
from alongside.model.kinds.reflection import Criterion
from alongside.model.unit import Assessment

ROOT = paths.content_root()
SESSIONS = ("a2", "a3", "a4")
FRAMEWORK = read_yaml(ROOT / "assessments" / "framework.yaml", Framework)
MUST = {
    "a2": ["a2-t2-c1", "a2-t11-c1", "a2-t11-c2"],
    "a3": ["a3-t2-c1", "a3-t3-c1", "a3-t3-c2", "a3-b1-c1", "a3-b2-c1"],
    "a4": ["a4-t3-c1", "a4-b3-c1"],
}
"""The lines that must be met, session by session: writing first, then what is watched."""

each_session = pytest.mark.parametrize("session", SESSIONS)


def folder(session: str) -> Path:
    return ROOT / "assessments" / "source" / session


@cache
def unit(session: str) -> Assessment:
    found = unit_in(folder(session))
    assert isinstance(found, Assessment)
    return found


@cache
def key(session: str) -> Key:
    return read_yaml(ROOT / "assessments" / "keys" / f"{session}.yaml", Key)


def judged(session: str) -> dict[str, list[Criterion]]:
    """Return the criteria of each text, then of each observation."""
    written = {r.id: r.criteria for r in unit(session).responses if isinstance(r, Reflection)}
    return written | {o.id: o.criteria for o in unit(session).observations}


def criteria(session: str) -> list[Criterion]:
    return [criterion for some in judged(session).values() for criterion in some]


def cells(session: str) -> list[dict]:
    return json.loads((folder(session) / f"{session}.ipynb").read_text("utf-8"))["cells"]


def shown(session: str) -> str:
    return "\n\n".join("".join(cell["source"]) for cell in cells(session))


# Complete


@each_session
def test_the_key_has_a_scheme_for_each_text_and_each_observation(session):
    assert key(session).id == session
    assert [task.id for task in key(session).tasks] == list(judged(session))


@each_session
def test_every_criterion_has_four_levels_and_something_to_watch_for(session):
    for scheme, asked in zip(key(session).tasks, judged(session).values(), strict=True):
        assert scheme.note
        assert [criterion.id for criterion in scheme.criteria] == [criterion.id for criterion in asked]
        for criterion in scheme.criteria:
            assert [level.level for level in criterion.levels] == [0, 1, 2, 3]
            assert len({level.looks_like for level in criterion.levels}) == 4
            assert len(criterion.watch_for.split()) >= 5


@each_session
def test_nothing_is_left_to_a_guess(session):
    """Everything is judged by people: there is no check, so there are no points to be had by lot."""
    assert all(isinstance(r, Reflection) and r.criteria for r in unit(session).responses)
    assert key(session).items == []


@each_session
def test_texts_go_to_the_writer_and_to_assessors_only(session):
    assert all(r.sees == ["me", "assessor"] for r in unit(session).responses)


@each_session
def test_the_lines_that_must_be_met(session):
    assert [c.id for c in criteria(session) if c.must] == MUST[session]


@each_session
def test_the_scheme_of_a_must_line_says_so_or_says_what_falls_short(session):
    watched = {c.id: c.watch_for for task in key(session).tasks for c in task.criteria}
    assert all(watched[one].startswith("This line must be met") for one in MUST[session])


@each_session
def test_outcomes_named_belong_to_the_modules_before(session):
    folders = unit_folders(ROOT)
    known = {outcome.id for one in unit(session).after for outcome in unit_in(folders[one]).outcomes}
    assert {name for r in unit(session).responses for name in r.outcomes} <= known


# The framework


def test_the_portfolio_has_each_of_its_twelve_items_once():
    assert [r.portfolio for r in unit("a2").responses] == list(range(1, 13))


@pytest.mark.parametrize("response", unit("a2").responses, ids=lambda r: r.id)
def test_a_covering_note_is_short_and_asks_for_shortfall_and_help(response):
    assert 60 <= response.words <= 120
    assert response.prompt.startswith(f"Covering note for item {response.portfolio},")
    assert "help did you have" in response.prompt
    assert 2 <= len(response.criteria) <= 3


def test_the_portfolio_covers_every_competence():
    assert {c.competence for c in criteria("a2")} == {c.id for c in FRAMEWORK.competences}


def test_every_must_line_of_phase_two_is_judged_in_the_portfolio_and_on_the_day():
    lines = {
        (competence.id, line.text.rstrip("."))
        for competence in FRAMEWORK.competences
        for part in competence.phases
        for line in part.descriptors
        if line.must and part.phase in {"1", "2"}
    }
    assert len(lines) == 3
    assert {(c.competence, c.text) for c in criteria("a2") if c.must} == lines
    assert {c.competence for c in criteria("a3") if c.must} == {competence for competence, _ in lines}


def test_both_dilemmas_ask_for_the_first_move_with_the_country_sheet():
    moves = [c for name in ("a3-t2", "a3-t3") for c in judged("a3")[name] if c.competence == "c1"]
    assert len(moves) == 2
    assert all(c.must and "first move" in c.text and "country sheet" in c.text for c in moves)


# What the candidate sees


@each_session
def test_each_line_of_an_observation_stands_in_the_notebook(session):
    text = shown(session)
    for watched in unit(session).observations:
        assert f"### {watched.title}\n" in text
        for c in watched.criteria:
            assert f"- {c.text}{' (must be met)' if c.must else ''}\n" in text


@each_session
def test_the_notebook_gives_each_cell_the_points_of_its_response(session):
    nbgrader = {c["id"]: c["metadata"]["nbgrader"] for c in cells(session) if "nbgrader" in c["metadata"]}
    given = {name: data["points"] for name, data in nbgrader.items() if data["task"]}
    assert given == {r.id: points_of(r) for r in unit(session).responses}


@pytest.mark.parametrize("session", ["a3", "a4"])
def test_the_minutes_of_the_pieces_add_up_to_those_of_the_session(session):
    rows = [line.strip("|").split("|") for line in shown(session).splitlines() if line.startswith("|")]
    column = [cell.strip() for cell in rows[0]].index("Minutes")
    *pieces, total = [[int(n) for n in re.findall(r"\d+", row[column])] for row in rows[2:]]
    assert total == [unit(session).minutes] == [sum(sum(piece) for piece in pieces)]


@pytest.mark.parametrize("session", ["a3", "a4"])
def test_the_minutes_of_an_observation_are_those_said_to_the_candidate(session):
    for watched in unit(session).observations:
        said = re.search(rf"### {watched.title}\n+\*(\d+) minutes, observed", shown(session))
        assert said
        assert int(said[1]) == watched.minutes


@each_session
def test_every_source_cited_is_in_the_evidence_and_named_at_the_end(session):
    known = {s["key"] for s in yaml.safe_load((ROOT / "handbook" / "evidence.yaml").read_text("utf-8"))}
    cited = set(re.findall(r"\[([a-z]\w+_[a-z0-9_]+)\]", shown(session)))
    assert cited == set(unit(session).evidence)
    assert cited <= known
    assert cited == set(re.findall(r"^- \*\*\[(\w+)\]", shown(session), re.MULTILINE))


# Apart from what a learner gets


@each_session
def test_no_sentence_of_a_key_stands_in_what_a_learner_gets(session):
    given = " ".join(path.read_text("utf-8") for path in folder(session).iterdir())
    given = " ".join(given.replace('\\"', '"').split())
    schemes = [criterion for task in key(session).tasks for criterion in task.criteria]
    secret = [level.looks_like for c in schemes for level in c.levels] + [c.watch_for for c in schemes]
    secret += [sentence for task in key(session).tasks for sentence in re.split(r"(?<=\.) ", task.note)]
    assert not [text for text in secret if text.strip() in given]


@each_session
def test_no_task_repeats_what_was_practised(session):
    practised = [
        text
        for name, where in unit_folders(ROOT).items()
        if not name.startswith("a")
        for response in unit_in(where).responses
        for text in wordings(response)
    ]
    asked = [text for response in unit(session).responses for text in wordings(response)]
    assert practised
    assert not [(text, known) for text in asked for known in practised if alike(text, known)]
