"""nbgrader's own commands, run in a process of their own: they change folder and search path as they go."""

from __future__ import annotations

import os
import subprocess
import sys

from alongside.errors import WorkspaceError
from alongside.grading.course import Course

_LAST_LINES = 6


def nbgrader(course: Course, *words: str) -> str:
    """Run one nbgrader command in the course and return its log; WorkspaceError ends with what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=course.root,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = "\n".join((done.stderr or done.stdout).strip().splitlines()[-_LAST_LINES:])
        raise WorkspaceError(f"nbgrader {' '.join(words)} did not work:\n{said}", where=str(course.root))
    return done.stderr
