"""What makes the tiny session of `builders` one with a portfolio item or an observation, and its marks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builders import NOON, a_handin, answer, put

from alongside.grading import intake
from alongside.grading.course import Course

CHOSEN = {"m03-r2": "She found her own next step.", "x03-r1": "Three silences, and what came of them."}
"""Answers from units of portfolio item 3, and their texts."""
_OBSERVATION = """
observations:
  - id: a9-b1
    title: A conversation
    minutes: 20
    brief: Twenty minutes about something real and modest.
    criteria:
      - {id: a9-b1-c1, text: She gives full attention., competence: c2, must: true}
      - {id: a9-b1-c2, text: She lets silence run., competence: c2}
"""


def ask_for_item(course: Course, item: int = 3) -> Course:
    """Let a9-t1 be marked with what is chosen from an item of the portfolio."""
    for path in _data_files(course):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("id: a9-t1, prompt", f"id: a9-t1, portfolio: {item}, prompt"), "utf-8")
    return course


def ask_to_watch(course: Course) -> Course:
    """Give the session an observation, a9-b1, with two criteria."""
    for path in _data_files(course):
        path.write_text(path.read_text(encoding="utf-8") + _OBSERVATION, encoding="utf-8")
    return course


def hand_in(course: Course, chosen: dict[str, str] | None = None, who: str = "p01", **more: Any) -> None:
    """Hand in a text with portfolio answers, and take it in."""
    given = [answer(name, {"text": text}, "reflection") for name, text in (chosen or {}).items()]
    at = more.pop("at", NOON)
    put(course, a_handin(who, portfolio=given, at=at, **more), who, at=at)
    intake.collect(course, "a9", at)


def _data_files(course: Course) -> list[Path]:
    return [course.place(step, "a9") / "assessment.yaml" for step in ("source", "release")]
