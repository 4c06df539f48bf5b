"""Anchors as data: levels with reasons that fit the session and the kind; the same on paper."""

from __future__ import annotations

import re

import pytest
import yaml

from alongside import paths
from alongside.content.load import unit_in
from alongside.model.kinds import Reflection

ASSESSMENTS = paths.content_root() / "assessments"
SESSIONS = ("a2", "a3")
DATA = {s: yaml.safe_load((ASSESSMENTS / "anchors" / f"{s}.yaml").read_text("utf-8")) for s in SESSIONS}
PAPER = {s: (ASSESSMENTS / "anchors" / f"{s}.md").read_text("utf-8") for s in SESSIONS}
ANCHORS = [(session, anchor) for session in SESSIONS for anchor in DATA[session]["anchors"]]
KINDS = {
    "a2": ["borderline", "clear-phase-2", "clear-phase-2", "clear-phase-2", "hard", "not-yet"],
    "a3": ["borderline", "clear-phase-1", "clear-phase-2", "clear-phase-3", "hard", "hard"],
}

each_session = pytest.mark.parametrize("session", SESSIONS)
each_anchor = pytest.mark.parametrize(("session", "anchor"), ANCHORS, ids=[a["id"] for _, a in ANCHORS])


def criteria(session: str) -> dict[str, dict[str, bool]]:
    """Return each task and observation with its criteria, and whether they must be met."""
    unit = unit_in(ASSESSMENTS / "source" / session)
    found = [r for r in unit.responses if isinstance(r, Reflection)] + list(unit.observations)
    return {one.id: {c.id: c.must for c in one.criteria} for one in found}


def about(anchor: dict) -> str:
    """Return what the anchor is an example of."""
    return anchor.get("task") or anchor["levels"][0]["criterion"].rsplit("-", 1)[0]


def levels(anchor: dict) -> list[int]:
    return [one["level"] for one in anchor["levels"]]


def numbered(text: str) -> dict[int, str]:
    return {int(n): line for n, line in re.findall(r"^(\d+)\. (.+)$", text, re.MULTILINE)}


@each_session
def test_the_kinds_that_assessors_have_to_tell_apart_are_there(session):
    assert DATA[session]["id"] == session
    assert sorted(anchor["kind"] for anchor in DATA[session]["anchors"]) == KINDS[session]
    ids = [anchor["id"] for anchor in DATA[session]["anchors"]]
    assert ids == [f"{session}-anchor-{n}" for n in range(1, len(ids) + 1)]


@each_anchor
def test_an_anchor_has_a_level_for_every_criterion_of_what_it_is_about(session, anchor):
    assert [one["criterion"] for one in anchor["levels"]] == list(criteria(session)[about(anchor)])
    assert all(level in {0, 1, 2, 3} for level in levels(anchor))


@each_anchor
def test_every_level_has_a_sentence_of_evidence_and_a_reason(session, anchor):
    for one in anchor["levels"]:
        assert set(one) == {"criterion", "level", "evidence", "reason"}
        assert len(one["evidence"].split()) >= 7
        assert len(one["reason"].split()) >= 10


@each_anchor
def test_the_levels_are_those_of_its_kind(session, anchor):
    given = levels(anchor)
    must = [
        level for level, must in zip(given, criteria(session)[about(anchor)].values(), strict=True) if must
    ]
    fits = {
        "clear-phase-1": min(must, default=2) >= 2 > sum(given) / len(given),
        "clear-phase-2": min(given) >= 2 and given.count(3) <= len(given) / 2,
        "clear-phase-3": min(given) >= 2 and given.count(3) > len(given) / 2,
        "borderline": max(given) <= 2 and 1 in given,
        "hard": len(set(given)) > 1,
        "not-yet": max(given) < 2,
    }
    assert fits[anchor["kind"]]


@pytest.mark.parametrize("anchor", DATA["a3"]["anchors"], ids=lambda anchor: anchor["id"])
def test_a_conversation_is_numbered_and_its_evidence_names_lines_that_exist(anchor):
    lines = numbered(anchor["text"])
    assert list(lines) == list(range(1, len(lines) + 1))
    assert 20 <= len(lines) <= 30
    for one in anchor["levels"]:
        named = [int(n) for n in re.findall(r"(?<!minute )\b(\d+)\b", one["evidence"])]
        assert named
        assert set(named) <= set(lines)


@pytest.mark.parametrize("anchor", DATA["a3"]["anchors"], ids=lambda anchor: anchor["id"])
def test_a_conversation_says_that_it_is_invented(anchor):
    assert "Invented;" in anchor["text"].splitlines()[0]


@pytest.mark.parametrize("anchor", DATA["a3"]["anchors"], ids=lambda anchor: anchor["id"])
def test_words_in_quotation_marks_in_the_evidence_were_said(anchor):
    said = anchor["text"].lower()
    for one in anchor["levels"]:
        for words in re.findall(r'"([^"]+)"', one["evidence"]):
            assert words.rstrip("?.,").lower() in said


@each_session
def test_what_is_not_a_conversation_is_said_to_be_invented_too(session):
    assert "invented" in PAPER[session].split("## The texts")[0]
    assert "No panel has tried them yet" in PAPER[session]


@each_anchor
def test_paper_and_data_say_the_same(session, anchor):
    paper = PAPER[session]
    assert f"### {anchor['id']} {anchor['title']}\n\n{anchor['text'].strip()}\n" in paper
    must = criteria(session)[about(anchor)]
    for one in anchor["levels"]:
        mark = " (must)" if must[one["criterion"]] else ""
        said = f"- **{one['criterion']}{mark}: {one['level']}.** {one['evidence']} *Why:* {one['reason']}\n"
        assert said in paper


@each_session
def test_no_heading_gives_away_the_kind_before_the_levels(session):
    headings = re.findall(r"^### (.+)$", PAPER[session].split("## The levels")[0], re.MULTILINE)
    assert len(headings) == len(DATA[session]["anchors"])
    assert not [h for h in headings if re.search(r"clear|phase|border|hard|not yet", h.lower())]


@each_session
def test_no_line_of_an_anchor_stands_in_the_session(session):
    folder = ASSESSMENTS / "source" / session
    given = " ".join(" ".join(path.read_text("utf-8").split()) for path in folder.iterdir())
    for anchor in DATA[session]["anchors"]:
        said = [line.strip() for line in anchor["text"].splitlines() if len(line.split()) >= 8]
        assert said
        assert not [line for line in said if line in given]
