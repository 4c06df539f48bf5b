"""Lines to mark, and moments to place in a field, as the engine hands them to a widget, for the tests."""

from __future__ import annotations

from typing import Any

from alongside.content.present import item_of
from alongside.model.kinds import Grid, Markup
from alongside.model.kinds.grid import Axis, CornerName, GridMoment
from alongside.model.kinds.markup import Mark, MarkedLine

NOTES = [
    MarkedLine(
        id="l1",
        text="The teacher was lazy, and the lesson very, very dull.",
        best=["a"],
        reason="Nobody can see laziness.",
        judging=["lazy", "very", "dull"],
        rewritten="The teacher sat at the desk; four pupils drew on their books.",
    ),
    MarkedLine(id="l2", text="Four pupils raised a hand.", best=["b"], reason="Anybody could count them."),
    MarkedLine(
        id="l3", text="He seemed – again – unprepared.", best=["a", "b"], reason="Both can be argued."
    ),
    MarkedLine(id="l4", text="The bell rang at ten."),
]
ROLES = ["Counsellor", "Critical friend", "Teacher", "Guide", "Networker"]
SAYINGS = [
    "When I came to my first school I had no idea whom to ask. I sat in the office until seven.",
    "What have you tried so far?",
    "I could ring Ana in the next town; she has had the same inspection.",
    "It sounds as if the week has been heavy.",
    "Here is how the budget form works.",
]


def a_markup(**changes: Any) -> dict[str, Any]:
    """Four lines of notes to mark as judgement or description; the judging words can be struck."""
    marks = [
        Mark(id="a", label="Judgement", hint="says what I think of it", strikes=True),
        Mark(id="b", label="Description", hint="says what anybody could see or hear"),
    ]
    given = {
        "id": "m06-m1",
        "prompt": "Which of these lines describe, and which judge?",
        "hint": "Notes from a lesson visit (fictional).",
        "marks": marks,
        "lines": NOTES,
    }
    return item_of(Markup(**{**given, **changes}))


def a_transcript(length: int = 40, **changes: Any) -> dict[str, Any]:
    """A conversation of `length` lines, and the five roles of a helper to mark them with."""
    marks = [
        Mark(id="abcde"[n], label=role, hint=f"what a {role.lower()} does") for n, role in enumerate(ROLES)
    ]
    lines = [
        MarkedLine(
            id=f"l{n + 1}",
            who="Mentor" if n % 2 == 0 else "Leader",
            text=SAYINGS[n % len(SAYINGS)],
            best=["abcde"[n % 5]],
            reason="The first words give it away.",
        )
        for n in range(length)
    ]
    given = {"id": "m01-m2", "prompt": "Which role speaks here?", "marks": marks, "lines": lines}
    return item_of(Markup(**{**given, **changes}))


def a_grid(**changes: Any) -> dict[str, Any]:
    """Four moments for the field of support and challenge: one may lie in two corners, one has no reading."""
    moments = [
        GridMoment(
            id="c1",
            text="“You will find your own way,” she says, and looks at the clock.",
            best=["low-low"],
            reason="Neither warmth nor a question.",
        ),
        GridMoment(
            id="c2",
            text="He says that it is all fine, whatever she tells him.",
            best=["high-low"],
            reason="Warm, and nothing to work on.",
        ),
        GridMoment(
            id="c3",
            text="“I know you can. What stops you?”",
            best=["high-high", "low-high"],
            reason="It depends on how long they have known each other.",
        ),
        GridMoment(id="c4", text="They walk to the car in silence.", reason="Ask them."),
    ]
    corners = [
        CornerName(corner="low-low", title="Standing still", hint="nothing happens"),
        CornerName(corner="high-low", title="Comfort", hint="pleasant, and no growth"),
        CornerName(corner="low-high", title="Retreat", hint="people protect themselves"),
        CornerName(corner="high-high", title="Growth", hint="people dare something new"),
    ]
    given = {
        "id": "m02-d1",
        "prompt": "Where does each moment lie?",
        "hint": "Think of the mentor in it.",
        "across": Axis(label="Support", low="low support", high="high support"),
        "up": Axis(label="Challenge", low="low challenge", high="high challenge"),
        "corners": corners,
        "moments": moments,
        "own": 2,
    }
    return item_of(Grid(**{**given, **changes}))
