"""Marking files as a test reads them, and files of marks as one would save them."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from asking import Answer, Asker

Marks = dict[str, Any]
"""A file of marks, as JSON."""
Place = dict[str, str]
"""An answer of a marking file: task, code, hash."""


def answers_in(text: str) -> list[Place]:
    """Return every answer of a marking file."""
    found = re.findall(r'<template data-task="(\S+)" data-code="(\S+)" data-sha256="(\S+)"', text)
    return [dict(zip(("task", "code", "sha256"), one, strict=True)) for one in found]


def criteria_in(text: str, one: Place) -> list[str]:
    """Return the ids of the criteria that are judged of an answer in a marking file."""
    own = text.partition(f'data-task="{one["task"]}" data-code="{one["code"]}"')[2]
    shared = text.partition(f'<template data-rubric="{one["task"]}">')[2]
    own, shared = (part.partition("</template>")[0] for part in (own, shared))
    return re.findall(r'name="evidence-([^"]+)"', own if 'class="to-judge"' in own else shared)


def marks_of(
    text: str,
    answers: list[Place],
    *saves: str,
    evidence: str = "In line 3 she waits.",
    level: int | None = 2,
) -> Marks:
    """Return what a marking file saves when each criterion of these answers is judged alike."""
    judged = {"evidence": evidence, "level": level, "seen": None, "stage": "mark"}
    return {
        "kind": "alongside-marks",
        "schema": 1,
        "file": re.search(r'data-issue="(\w+)"', text)[1],
        "session": re.search(r'data-session="(\w+)"', text)[1],
        "assessor": re.search(r'data-assessor="([^"]+)"', text)[1],
        "saves": [*saves],
        "answers": [
            {
                **one,
                "at": "2026-11-20T12:00:00.000Z",
                "criteria": dict.fromkeys(criteria_in(text, one), judged),
            }
            for one in answers
        ],
    }


def send(person: Asker, marks: Marks | bytes, session: str = "a1") -> Answer:
    """Take a file of marks in."""
    raw = marks if isinstance(marks, bytes) else json.dumps(marks).encode()
    return person.post_form(f"assessor/{session}/offline", {"act": "take"}, ("marks-a1.json", raw))


def told(answer: Answer) -> str:
    """Return the words of a page, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
