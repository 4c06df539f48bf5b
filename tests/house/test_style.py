"""One style for the whole tree: the linter, the formatter and the spelling checker find nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from house.tree import ROOT

CHECKS = (
    ("ruff", "check", "--no-cache", "."),
    ("ruff", "format", "--no-cache", "--check", "."),
    ("codespell",),
)


def run(*words: str, cwd=ROOT, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *_module(words)],
        cwd=cwd,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def _module(words: tuple[str, ...]) -> tuple[str, ...]:
    return ("codespell_lib", *words[1:]) if words[0] == "codespell" else words


@pytest.mark.parametrize("check", CHECKS, ids=" ".join)
def test_the_tree_is_clean(check: tuple[str, ...]):
    done = run(*check)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_would_notice():
    done = run(
        "ruff", "check", "--no-cache", "--stdin-filename", "src/alongside/new.py", "-", given="import os\n"
    )
    assert "F401" in done.stdout


def test_the_spelling_checker_would_notice(tmp_path):
    (tmp_path / "page.md").write_text("We will " + "rec" + "ieve you.")
    assert run("codespell", str(tmp_path)).returncode != 0
