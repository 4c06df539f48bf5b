"""A conversation to rehearse and a timer as the engine hands them to a widget, for the tests."""

from __future__ import annotations

from typing import Any

from alongside.content.present import item_of
from alongside.model.kinds import Rehearsal, Triad
from alongside.model.kinds.triad import Role, Signal
from alongside.model.scenario import Ending, Line, Scenario, Turn


def a_line(line_id: str, text: str, **given: Any) -> Line:
    """A line that draws out with an open question and leads to t2; `given` changes any of it."""
    usual = {"stance": "drawing", "question": "open", "next": "t2", "reason": f"Because of {line_id}."}
    return Line(id=line_id, text=text, **{**usual, **given})


FIRST = Turn(
    id="t1",
    who="Farida",
    says="It is only the rota. (She looks at the door.)",
    lines=[
        a_line("a", "What about the rota?"),
        a_line("b", "Couldn't your deputy do it?", stance="telling", question="disguised", next="e2"),
        a_line("c", "(Say nothing.)", question="none", silence=5, gives=["quiet"]),
    ],
)
SECOND = Turn(
    id="t2",
    who="Farida",
    says="Nobody speaks to anybody now.",
    lines=[
        a_line("a", "Since when?", next="e1"),
        a_line(
            "b",
            "You waited before you said that.",
            stance="together",
            question="none",
            needs=["quiet"],
            next="e1",
        ),
    ],
)
ENDINGS = [
    Ending(id="e1", text="She says what she came to say.", kind="good"),
    Ending(id="e2", text="She thanks you and goes.", kind="poor"),
]


def a_rehearsal(**changes: Any) -> dict[str, Any]:
    """Two turns: a silence at the first opens a line at the second; one line goes straight to a poor end."""
    scenario = Scenario(
        scene="Ten to six, on the telephone.", start="t1", turns=[FIRST, SECOND], endings=ENDINGS
    )
    given = {
        "id": "m03-p1",
        "prompt": "Find out why she rings.",
        "hint": "Try it twice.",
        "scenario": scenario,
    }
    return item_of(Rehearsal(**{**given, **changes}))


def a_triad(**changes: Any) -> dict[str, Any]:
    """Two rounds of four minutes and two, with one signal in the third minute."""
    given = {
        "id": "m03-w1",
        "prompt": "Practice in threes",
        "hint": "One clock for the room.",
        "rounds": 2,
        "talk": 4,
        "feedback": 2,
        "roles": [
            Role(title="Mentor", hint="listens and asks"),
            Role(title="Speaker", hint="brings something small"),
            Role(title="Observer", hint="counts"),
        ],
        "signals": [Signal(minute=3, text="Summary, when you can")],
    }
    return item_of(Triad(**{**given, **changes}))
