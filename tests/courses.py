"""Fixtures: a course whose session a9 has been released, made once by nbgrader and copied for every test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from builders import NOON, a_course

from alongside.grading import sessions
from alongside.grading.course import Course, open_course


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("released")
    sessions.release(a_course(root), "a9", due=NOON)
    return root


@pytest.fixture
def course(released: Path, tmp_path: Path) -> Course:
    for name in ("course", "exchange"):
        shutil.copytree(released / name, tmp_path / name)
    return open_course(tmp_path / "course")
