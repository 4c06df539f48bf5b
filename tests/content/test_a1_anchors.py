"""The anchors of the short-door check: a level and a reason for every criterion of every exemplar."""

from __future__ import annotations

import re

import pytest

from alongside import paths
from alongside.content.load import unit_in
from alongside.model.kinds import Reflection

ASSESSMENTS = paths.content_root() / "assessments"
TEXT = (ASSESSMENTS / "anchors" / "a1.md").read_text("utf-8")
UNIT = unit_in(ASSESSMENTS / "source" / "a1")
TASKS = [r for r in UNIT.responses if isinstance(r, Reflection)]
LEVEL = re.compile(r"^- \*\*(a1-t\d-c\d)( \(must\))?: ([0-3])\.\*\* (.+)$", re.MULTILINE)


def exemplars(task_id: str) -> dict[str, str]:
    """Return the text under each `###` of the task's section."""
    section = re.split(r"^## ", TEXT.split(f"\n## {task_id} ")[1], maxsplit=1, flags=re.MULTILINE)[0]
    parts = re.split(r"^### (.+)\n", section, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_each_task_has_one_clear_and_one_not_yet(task):
    assert list(exemplars(task.id)) == ["Clear Phase 1", "Not yet"]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_every_criterion_of_every_exemplar_has_a_level_with_a_reason(task):
    for text in exemplars(task.id).values():
        found = LEVEL.findall(text)
        assert [(cid, bool(must)) for cid, must, _, _ in found] == [(c.id, c.must) for c in task.criteria]
        assert all(len(reason.split()) >= 10 for *_, reason in found)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_clear_means_level_two_on_every_line_and_not_yet_means_none(task):
    clear, not_yet = ([int(found[2]) for found in LEVEL.findall(t)] for t in exemplars(task.id).values())
    assert min(clear) >= 2
    assert max(not_yet) < 2
