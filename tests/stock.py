"""Stock nbgrader as somebody runs it who knows only its manual: commands, and the kit's kernel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from alongside.grading.course import Course


def kernel_environment(jupyter: Path) -> dict[str, str]:
    """Make the kit's kernel for this interpreter in `jupyter`; return the environment that finds it."""
    spec = jupyter / "kernels" / "alongside"
    spec.mkdir(parents=True)
    words = ["-P", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    words += ["--InteractiveShellApp.ignore_cwd=True"]
    shown = {"argv": [sys.executable, *words], "display_name": "Alongside", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(shown), encoding="utf-8")
    path = os.pathsep.join(filter(os.path.isdir, sys.path))
    return {**os.environ, "JUPYTER_PATH": str(jupyter), "PYTHONPATH": path, "JUPYTER_PREFER_ENV_PATH": "0"}


def nbgrader(course: Course, environment: dict[str, str], *words: str) -> str:
    """Run one command of nbgrader in a course; return what it logged."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=course.root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stderr
