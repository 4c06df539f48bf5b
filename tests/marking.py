"""Marks to test with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alongside.grading.course import Course
from alongside.grading.results import judge_elsewhere, unasked_in
from alongside.model.acts import Elsewhere
from alongside.model.marks import Entered, Mark

TEXT = "a" * 64
"""The hash of the text that is marked when none is named."""


def a_mark(**changed: Any) -> Mark:
    """Return ann's first mark of one criterion of p01 in session a9; `changed` replaces fields."""
    fields: dict[str, Any] = {
        "assessor": "ann",
        "marking": "first",
        "session": "a9",
        "candidate": "p01",
        "task": "a9-t1",
        "criterion": "a9-t1-c1",
        "evidence": "“What would you like?” is open.",
        "level": 2,
        "sha256": TEXT,
    }
    return Mark(**{**fields, **changed})


def a_row(number: int, **changed: Any) -> Entered:
    """Return the same as a row of the ledger."""
    mark = a_mark(**changed)
    given = {name: getattr(mark, name) for name in Mark.__struct_fields__}
    return Entered(**given, id=number, at="2026-11-20T12:00:00.000Z")


def judged_elsewhere(course: Course, who: str, now: datetime, **levels: int) -> None:
    """Enter what no session of phase 1 asks about: level 2, or what is given by competence."""
    for one in unasked_in(course, "1"):
        about = {"candidate": who, "phase": "1", "competence": one.id, "level": levels.get(one.id, 2)}
        act = Elsewhere(**about, reason="Seen in a conversation at school.")
        judge_elsewhere(course, act, by="zoe", now=now)
