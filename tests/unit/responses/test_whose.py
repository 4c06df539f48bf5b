"""The id of a workspace is made once, kept, and never in the way of an answer."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from alongside.responses.whose import workspace_id


def test_it_is_made_once_and_kept(tmp_path):
    made = workspace_id(tmp_path)
    assert re.fullmatch(r"[0-9a-f]{16}", made)
    assert workspace_id(tmp_path) == made


def test_two_workspaces_have_two(tmp_path):
    (tmp_path / "other").mkdir()
    assert workspace_id(tmp_path) != workspace_id(tmp_path / "other")


def test_programs_that_ask_at_once_get_the_same(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(workspace_id, [tmp_path] * 32))) == 1


@pytest.mark.parametrize("damage", [b"", b"../../x\n", b"\xff" * 16, b"0" * 99_999])
def test_a_damaged_one_is_made_anew(tmp_path, damage):
    (tmp_path / ".alongside").mkdir()
    (tmp_path / ".alongside" / "id").write_bytes(damage)
    made = workspace_id(tmp_path)
    assert re.fullmatch(r"[0-9a-f]{16}", made)
    assert workspace_id(tmp_path) == made


def test_where_it_cannot_be_kept_the_place_of_the_workspace_stands_for_it(tmp_path):
    (tmp_path / ".alongside").write_text("a file where the folder should be")
    assert workspace_id(tmp_path) == workspace_id(tmp_path)
    assert re.fullmatch(r"[0-9a-f]{16}", workspace_id(tmp_path))
