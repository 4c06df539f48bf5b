"""What `kit.score("a1-q1")` does while `nbgrader autograde` executes the issued notebook.

The kernel that runs it is started for every submission, so this imports shapes and the rule, nothing heavier.
nbgrader gives full marks for any output that is not a number and none for anything on stderr: this returns
a float and writes nothing.
"""

from __future__ import annotations

import os
from pathlib import Path

from alongside import paths
from alongside.content.load import find_unit, read_yaml, response_of
from alongside.errors import ContentError, KeyMissing
from alongside.grading.answers import check_of
from alongside.grading.score import score_item
from alongside.model.base import unit_of
from alongside.model.key import Key, KeyItem
from alongside.model.kinds import Check
from alongside.responses.handin import read_handin


def score(response_id: str) -> float | None:
    """Return the points of a checked question, None outside of grading; KeyMissing without its key."""
    if os.environ.get("NBGRADER_EXECUTION") != "autograde":
        return None
    here = Path.cwd()
    item = _key_item(here, response_id)
    check = response_of(find_unit(response_id, here)[0], response_id)
    if not isinstance(check, Check):
        raise ContentError("is not a checked question", where=response_id)
    handed = here / "responses.json"
    if not handed.is_file():
        return 0.0
    return float(score_item(item, check.form, check_of(read_handin(handed.read_bytes()), response_id)))


def _key_item(here: Path, response_id: str) -> KeyItem:
    folder = paths.keys_dir(here)
    path = folder / f"{unit_of(response_id)}.yaml" if folder else None
    if path is None or not path.is_file():
        raise KeyMissing("the key is not here", where=response_id, do="Name its folder in ALONGSIDE_KEYS.")
    for item in read_yaml(path, Key).items:
        if item.id == response_id:
            return item
    raise KeyMissing("the key has no answer for this question", where=response_id)
