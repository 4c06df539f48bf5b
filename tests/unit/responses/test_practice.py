"""What a rehearsed conversation and a timer may hold, how they are told, and what leaves the folder."""

from __future__ import annotations

import msgspec
import pytest
from answering import NOW, SCENARIO, VALUES, a_unit

from alongside.errors import AnswersError, HandInError
from alongside.model.base import TEXT_LIMIT
from alongside.model.kinds import Rehearsal, RehearsalValue
from alongside.model.kinds.rehearsal import Step
from alongside.model.scenario import replay
from alongside.responses.files import read, save
from alongside.responses.handin import build
from alongside.responses.html import answer_text

UNIT = a_unit()
REHEARSAL = next(one for one in UNIT.responses if isinstance(one, Rehearsal))


def path_of(*steps: str) -> RehearsalValue:
    return RehearsalValue(path=[Step(turn=one.split()[0], line=one.split()[1]) for one in steps])


@pytest.mark.parametrize(
    ("steps", "followed"),
    [
        (["t1 a", "t2 a"], 2),
        (["t1 b", "t2 b"], 2),
        (["t1 a", "t2 b"], 1),  # b opens only after a silence
        (["t1 z", "t2 a"], 0),
        (["t2 a"], 0),
        (["t1 a", "t2 a", "t1 a"], 2),
    ],
)
def test_a_path_is_followed_as_far_as_the_conversation_has_it(steps, followed):
    assert len(list(replay(SCENARIO, path_of(*steps).path))) == followed


def test_a_transcript_without_its_conversation_keeps_what_was_said():
    value = RehearsalValue(path=[Step(turn="t1", line="a", own="Why?")], draft="And then")
    assert answer_text(None, value) == "t1: Why? (nearest to: a)\nWritten, not said yet:\n  - And then"


@pytest.mark.parametrize(
    "value",
    [
        {"path": [{"turn": "t1", "line": "z"}]},
        {"path": [{"turn": "t1", "line": "a", "waited": -1}]},
        {"path": [{"turn": "t1", "line": "a"}] * 201},
        {"path": [{"turn": "t1", "line": "a", "own": "x" * TEXT_LIMIT}], "draft": "y"},
        {"path": [], "runs": -1},
    ],
)
def test_a_conversation_nobody_can_have_had_is_refused(tmp_path, value):
    with pytest.raises(AnswersError):
        save(tmp_path, UNIT, "m03-p1", value, 0, NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [{"round": 3}, {"round": 0}, {"phase": "lunch"}, {"left": -1}, {"started_at": "2026-02-30T10:00:00Z"}],
)
def test_a_timer_that_stands_nowhere_is_refused(tmp_path, change):
    with pytest.raises(AnswersError):
        save(tmp_path, UNIT, "m03-w1", VALUES["m03-w1"] | change, 0, NOW)


def test_half_an_emoji_in_own_words_does_not_stop_a_save(tmp_path):
    value = {"path": [{"turn": "t1", "line": "a", "own": "a\ud83db"}], "draft": "c\x00"}
    save(tmp_path, UNIT, "m03-p1", value, 0, NOW)
    kept = read(tmp_path, "m03").entries["m03-p1"].value
    assert (kept.path[0].own, kept.draft) == ("a\ufffdb", "c\ufffd")


def test_a_line_that_was_taken_out_can_still_be_saved_by_whoever_said_it(tmp_path):
    save(tmp_path, UNIT, "m03-p1", VALUES["m03-p1"], 0, NOW)
    rewritten = msgspec.structs.replace(
        REHEARSAL, scenario=msgspec.structs.replace(SCENARIO, turns=SCENARIO.turns[:1])
    )
    unit = msgspec.structs.replace(UNIT, responses=[rewritten])
    saved = save(tmp_path, unit, "m03-p1", VALUES["m03-p1"] | {"runs": 3}, 1, NOW)
    assert saved.entry.value.runs == 3


def test_a_timer_never_leaves_the_folder(tmp_path):
    save(tmp_path, UNIT, "m03-w1", VALUES["m03-w1"], 0, NOW)
    with pytest.raises(HandInError, match="no evidence"):
        build(tmp_path, UNIT, read(tmp_path, "m03"), "c1", NOW, [("m03", "m03-w1", tmp_path)])
