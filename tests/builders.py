"""Small things to test with: a session with two questions and a task, its key, courses and hand-ins."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785

from alongside.content.load import unit_in
from alongside.content.prompts import prompt_markdown
from alongside.grading.course import Course, set_up_course
from alongside.grading.folders import RECEIPT_FILE, put_inbound, receipt_of, stamp_of
from alongside.model.unit import AnyUnit
from alongside.paths import content_root

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
RIGHT = {"a9-q1": {"chosen": ["b"]}, "a9-q2": {"chosen": ["a", "c"]}}
WRONG = {"a9-q1": {"chosen": ["a"]}, "a9-q2": {"chosen": ["b", "d"]}}
PARTIAL = {"a9-q1": {"chosen": ["b"]}, "a9-q2": {"chosen": ["a"]}}

_SESSION = """
kind: assessment
id: a9
title: A tiny session
version: 1
minutes: 10
why: It is small enough to test with.
phase: "1"
responses:
  - {kind: check, id: a9-q1, form: single, prompt: Which one?, points: 2, sees: [me, assessor],
     options: [{id: a, text: Telling}, {id: b, text: Asking}]}
  - {kind: check, id: a9-q2, form: multiple, prompt: Which two?, points: 4, sees: [me, assessor],
     options: [{id: a, text: Listening}, {id: b, text: Advising},
               {id: c, text: Waiting}, {id: d, text: Scoring}]}
  - {kind: reflection, id: a9-t1, prompt: Write an opening question., sees: [me, assessor],
     criteria: [{id: a9-t1-c1, text: The question is open., competence: c1},
                {id: a9-t1-c2, text: It leaves the next step to the mentee., competence: c1}]}
"""
_KEY = """
id: a9
items:
  - {id: a9-q1, points: 2, right: [b],
     reasons: {a: It takes the problem over., b: It leaves the problem with her.}}
  - {id: a9-q2, points: 4, right: [a, c]}
tasks:
  - id: a9-t1
    criteria:
      - {id: a9-t1-c1, levels: [{level: 3, looks_like: No yes or no answers it.}]}
"""


def a_content(root: Path) -> Path:
    """Write content with the one session a9, its key, and the kit's own nbgrader_config.py."""
    source = root / "assessments" / "source" / "a9"
    source.mkdir(parents=True)
    (source / "assessment.yaml").write_text(_SESSION, encoding="utf-8")
    (source / "a9.ipynb").write_text(json.dumps(_notebook(unit_in(source)), indent=1), encoding="utf-8")
    (root / "assessments" / "keys").mkdir()
    (root / "assessments" / "keys" / "a9.yaml").write_text(_KEY, encoding="utf-8")
    shutil.copy(content_root() / "assessments" / "nbgrader_config.py", root / "assessments")
    return root


def a_course(root: Path) -> Course:
    """Set up the course of a9, not yet released, with its exchange beside it."""
    return set_up_course(a_content(root / "content"), root / "course", root / "exchange")


def answer(response_id: str, value: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return one entry of a hand-in."""
    return {
        "id": response_id,
        "kind": kind,
        "value": value,
        "saved_at": "2026-11-20T11:00:00.000Z",
        "lang": "en",
        "prompt": "As asked.",
        "content_version": 1,
        "sha256": sha256(rfc8785.dumps(value)).hexdigest(),
    }


def a_handin(
    candidate: str = "p01",
    checks: dict[str, dict[str, Any]] | None = None,
    text: str | None = "What would you like to be different?",
    at: datetime = NOON,
    session: str = "a9",
    **changed: Any,
) -> bytes:
    """Return the bytes of a `responses.json`; `changed` replaces whole fields of it."""
    answers = [answer(one, value, "check") for one, value in (RIGHT if checks is None else checks).items()]
    if text is not None:
        answers.append(answer("a9-t1", {"text": text}, "reflection"))
    whole = {
        "schema": 1,
        "session": session,
        "candidate": candidate,
        "handed_in_at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "answers": answers,
        "portfolio": [],
    }
    return json.dumps({**whole, **changed}, ensure_ascii=False, indent=1).encode()


def put(course: Course, raw: bytes, candidate: str = "p01", at: datetime = NOON, **more: bytes) -> Path:
    """Lay a hand-in of a9 into the exchange, with the issued notebook and whatever else is given by name."""
    issued = (course.place("release", "a9") / "a9.ipynb").read_bytes()
    files = {"responses.json": raw, "a9.ipynb": issued, RECEIPT_FILE: receipt_of(raw).encode(), **more}
    return put_inbound(course.exchange, course.id, f"{candidate}+a9+{stamp_of(at)}", files)


def _notebook(unit: AnyUnit) -> dict[str, Any]:
    cells = [_code("a9-kit", "import alongside.notebook as kit", _nbgrader("a9-kit"))]
    for response in unit.responses:
        prompt = {
            "cell_type": "markdown",
            "source": prompt_markdown(response),
            "metadata": {"tags": ["prompt"]},
        }
        if response.id.startswith("a9-q"):
            cells += [
                {**prompt, "id": f"{response.id}-prompt"},
                _code(
                    f"{response.id}-answer", f'kit.check("{response.id}")', _nbgrader(f"{response.id}-answer")
                ),
                _code(
                    response.id,
                    f'kit.score("{response.id}")',
                    _nbgrader(response.id, grade=True, points=response.points),
                ),
            ]
        else:
            task = _nbgrader(response.id, task=True, points=3 * len(response.criteria))
            prompt["metadata"] = {**prompt["metadata"], "nbgrader": task}
            call = f'kit.reflect("{response.id}")'
            cells += [
                {**prompt, "id": response.id},
                _code(f"{response.id}-answer", call, _nbgrader(f"{response.id}-answer")),
            ]
    kernel = {"display_name": "Alongside", "language": "python", "name": "alongside"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def _nbgrader(grade_id: str, **more: Any) -> dict[str, Any]:
    base = {
        "schema_version": 3,
        "grade_id": grade_id,
        "locked": True,
        "grade": False,
        "solution": False,
        "task": False,
    }
    return {**base, **more}


def _code(cell_id: str, source: str, nbgrader: dict[str, Any]) -> dict[str, Any]:
    blank = {"cell_type": "code", "execution_count": None, "outputs": []}
    return {**blank, "id": cell_id, "source": source, "metadata": {"nbgrader": nbgrader}}
