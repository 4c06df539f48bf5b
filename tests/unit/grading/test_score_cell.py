"""`kit.score` while nbgrader executes: a float from the key, or KeyMissing, and nothing on stderr."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from builders import PARTIAL, a_course, a_handin

from alongside.errors import KeyMissing
from alongside.grading.score_cell import score

HEAVY = ("nbgrader", "sqlalchemy", "pandas", "nbformat", "alembic", "jinja2", "tornado")


@pytest.fixture
def graded(tmp_path, monkeypatch):
    """A folder as nbgrader makes it, and the mark it leaves in the kernel's environment."""
    course = a_course(tmp_path)
    folder = course.place("autograded", "a9", "p01")
    folder.mkdir(parents=True)
    (folder / "assessment.yaml").write_bytes((course.place("source", "a9") / "assessment.yaml").read_bytes())
    (folder / "responses.json").write_bytes(a_handin(checks=PARTIAL))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.delenv("ALONGSIDE_KEYS", raising=False)
    return course


def test_the_score_is_a_float_between_nothing_and_the_points(graded):
    assert (score("a9-q1"), score("a9-q2")) == (2.0, 2.0)
    assert isinstance(score("a9-q1"), float)


def test_an_answer_left_out_earns_nothing(graded):
    (graded.place("autograded", "a9", "p01") / "responses.json").write_bytes(a_handin(checks={}))
    assert score("a9-q1") == 0.0


def test_no_answers_at_all_earn_nothing(graded):
    (graded.place("autograded", "a9", "p01") / "responses.json").unlink()
    assert score("a9-q1") == 0.0


def test_without_the_key_it_raises_and_never_scores(graded, monkeypatch):
    (graded.root / "keys" / "a9.yaml").unlink()
    with pytest.raises(KeyMissing):
        score("a9-q1")
    (graded.root / "keys").rmdir()
    with pytest.raises(KeyMissing, match="ALONGSIDE_KEYS"):
        score("a9-q1")


def test_the_key_folder_can_be_named_in_the_environment(graded, monkeypatch, tmp_path):
    (graded.root / "keys").rename(tmp_path / "locked-away")
    monkeypatch.setenv("ALONGSIDE_KEYS", str(tmp_path / "locked-away"))
    assert score("a9-q1") == 2.0


@pytest.mark.parametrize("execution", [None, "validate"])
def test_elsewhere_it_says_nothing(graded, monkeypatch, execution, capfd):
    monkeypatch.delenv("NBGRADER_EXECUTION")
    if execution:
        monkeypatch.setenv("NBGRADER_EXECUTION", execution)
    assert score("a9-q1") is None
    assert capfd.readouterr() == ("", "")


def test_it_is_light_and_leaves_stderr_empty(graded):
    code = (
        "import sys; from alongside.grading.score_cell import score; print(score('a9-q2')); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.split("\n")[:2] == ["2.0", "[]"]
    assert done.stderr == ""
