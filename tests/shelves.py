"""Small units on the shelves of a workspace, and answers to them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from alongside.content.load import unit_in
from alongside.responses import files

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
_UNIT = """
kind: {kind}
id: {id}
title: Unit {id}
version: 1
minutes: 30
why: To test with.
{more}
responses:
  - {{kind: reflection, id: {id}-r1, prompt: What did you hear?, sees: [me, assessor], activity: {id}-a1}}
  - {{kind: reflection, id: {id}-r2, prompt: And then?, sees: [me, assessor], activity: {id}-a2}}
"""
_ACTIVITIES = """activities:
  - {{id: {id}-a1, title: First part of {id}, minutes: 10, mode: [solo], purpose: technique}}
  - {{id: {id}-a2, title: Second part of {id}, minutes: 20, mode: [solo], purpose: technique}}"""
_MORE = {
    "module": f'phase: "1"\naudience: []\n{_ACTIVITIES}',
    "exercise": "after: {after}\n" + _ACTIVITIES,
    "assessment": 'phase: "1"',
}


def lay(workspace: Path, shelf: str, name: str, kind: str, after: str = "m03") -> Path:
    """Write a unit with two places to answer, `m01-r1` and `m01-r2` for `m01-help`, and return its folder."""
    folder = workspace / shelf / name
    folder.mkdir(parents=True)
    unit_id = name.partition("-")[0]
    text = _UNIT.format(kind=kind, id=unit_id, more=_MORE[kind].format(id=unit_id, after=after))
    (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")
    return folder


def answer(folder: Path, *response_ids: str) -> None:
    """Answer some places of the unit in `folder`."""
    unit = unit_in(folder)
    for response_id in response_ids:
        rev = getattr(files.read(folder, unit.id).entries.get(response_id), "rev", 0)
        files.save(folder, unit, response_id, {"text": f"Said in {response_id}."}, rev, NOON)
