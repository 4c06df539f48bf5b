"""The anchors of the short-door check: a level, its evidence and a reason for every line of every example."""

from __future__ import annotations

import pytest

from alongside import paths
from alongside.content.load import read_yaml, unit_in
from alongside.model.anchor import Anchors
from alongside.model.kinds import Reflection

ASSESSMENTS = paths.content_root() / "assessments"
ANCHORS = read_yaml(ASSESSMENTS / "anchors" / "a1.yaml", Anchors).anchors
UNIT = unit_in(ASSESSMENTS / "source" / "a1")
TASKS = [r for r in UNIT.responses if isinstance(r, Reflection)]
every_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)


def of(task):
    return {one.kind: one for one in ANCHORS if one.about == task.id}


@every_task
def test_each_task_has_one_clear_and_one_not_yet(task):
    assert list(of(task)) == ["clear-phase-1", "not-yet"]
    assert len([one for one in ANCHORS if one.about == task.id]) == 2


@every_task
def test_every_criterion_has_a_level_with_evidence_and_a_reason(task):
    for one in of(task).values():
        assert [level.criterion for level in one.levels] == [c.id for c in task.criteria]
        assert all(len(f"{level.evidence} {level.reason}".split()) >= 15 for level in one.levels)
        assert all(level.evidence != level.reason for level in one.levels)


@every_task
def test_clear_means_level_two_on_every_line_and_not_yet_means_none(task):
    clear, not_yet = ([level.level for level in one.levels] for one in of(task).values())
    assert min(clear) >= 2
    assert max(not_yet) < 2


def test_the_page_beside_them_repeats_no_answer_and_no_reason():
    page = " ".join((ASSESSMENTS / "anchors" / "a1.md").read_text("utf-8").split())
    said = [level.reason for one in ANCHORS for level in one.levels]
    paragraphs = [" ".join(part.split()) for one in ANCHORS for part in one.text.split("\n\n")]
    assert [text for text in (*said, *paragraphs) if text in page] == []
