"""A plan and a comparison as the engine hands them to a widget, for the tests."""

from __future__ import annotations

from typing import Any

from alongside.content.present import item_of
from alongside.model.kinds import Comparison, Plan
from alongside.model.kinds.comparison import ComparedLine
from alongside.model.kinds.rating import ScalePoint

BEFORE = {
    "cue": "Farida says that it is only the rota",
    "action": "wait until she goes on",
    "place": "her office",
    "date": "2026-02-10",
}


def a_plan(**changes: Any) -> dict[str, Any]:
    """A plan with two example cues and two example actions."""
    given = {
        "id": "m03-f1",
        "prompt": "Make one plan for the next two weeks.",
        "hint": "Small enough to happen on an ordinary day.",
        "cues": ["a colleague comes to my door with a problem", "I notice that I have begun to advise"],
        "actions": ["ask what they have tried so far", "count to five before I answer"],
    }
    return item_of(Plan(**{**given, **changes}))


def a_following_plan(before: dict[str, str] | None, **changes: Any) -> dict[str, Any]:
    """A plan that follows another one, with what the engine found of that one."""
    return a_plan(id="m04-f1", follows="m03-f1", **changes) | {"before": before}


def scale(*labels: str, start: int = 1) -> list[dict[str, Any]]:
    """Return a scale as plain data, one point for each label."""
    return [{"value": n, "label": label} for n, label in enumerate(labels, start=start)]


FOUR = scale("Not yet", "With help", "Mostly", "Without thinking")
FIVE = scale("never", "rarely", "sometimes", "often", "always")
OWN = [
    {
        "rating": "m03-s1",
        "at": "2025-11-05T10:00:00.000Z",
        "scale": FOUR,
        "ratings": {"c2": [2, 3], "c3": [1]},
    },
    {"rating": "m03-s1", "at": "", "scale": FOUR, "ratings": {"c2": [3, 3], "c3": [2]}},
    {"rating": "m04-s1", "at": "2026-01-20T10:00:00.000Z", "scale": FIVE, "ratings": {"c3": [4]}},
]
"""Two self-assessments on different scales: one kept and rated anew since, one kept once."""
SOURCES = [
    {"rating": "m03-s1", "title": "Listening before helping"},
    {"rating": "m04-s1", "title": "From watching to doing"},
]


def a_comparison(own: list[dict[str, Any]] | None = None, **changes: Any) -> dict[str, Any]:
    """Three competences, levels 0 to 3, and own ratings as the engine found them; none unless given."""
    labels = ["not seen", "seen", "meets", "strong"]
    given = {
        "id": "a1-v1",
        "prompt": "How you see yourself, and what assessors saw",
        "hint": "Look for one line that surprises you.",
        "ratings": ["m03-s1", "m04-s1"],
        "lines": [
            ComparedLine(id="c2", text="Listening and presence"),
            ComparedLine(id="c3", text="Questions and dialogue"),
            ComparedLine(id="c8", text="Reflection and evidence"),
        ],
        "levels": [ScalePoint(value=n, label=label) for n, label in enumerate(labels)],
        "warning": "Self-ratings are a poor guide to how well somebody performs. Use the difference to ask "
        "questions, never as a mark.",
    }
    return item_of(Comparison(**{**given, **changes})) | {"own": own or [], "sources": SOURCES}
