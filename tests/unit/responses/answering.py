"""Small things to answer with: a unit that has one response of every kind, a session, and a moment."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from alongside.model.kinds import (
    Agreement,
    Check,
    Comparison,
    Grid,
    Log,
    Markup,
    Plan,
    Rating,
    Reflection,
    Rehearsal,
    Sort,
    SupportMap,
    Timeline,
    Triad,
)
from alongside.model.kinds.agreement import Clause, Limit, Party
from alongside.model.kinds.check import Option, Target
from alongside.model.kinds.comparison import ComparedLine
from alongside.model.kinds.grid import Axis, CornerName, GridMoment
from alongside.model.kinds.log import Arrangement
from alongside.model.kinds.markup import Mark, MarkedLine
from alongside.model.kinds.rating import RatingItem, ScalePoint
from alongside.model.kinds.sort import Card, Group
from alongside.model.kinds.supportmap import Gift, Ring
from alongside.model.kinds.timeline import Lane, LaneOption
from alongside.model.kinds.triad import Role
from alongside.model.scenario import Ending, Line, Scenario, Turn
from alongside.model.unit import Assessment, Module

NOW = datetime(2026, 3, 1, 10, 42, 3, 125000, tzinfo=UTC)
OPTIONS = [
    Option(id="a", text="Listen <first>"),
    Option(id="b", text="Give advice"),
    Option(id="c", text="Ask"),
]

USUAL = {"stance": "drawing", "question": "open", "reason": "It teaches."}
SCENARIO = Scenario(
    scene="On the telephone.",
    start="t1",
    turns=[
        Turn(
            id="t1",
            who="Farida",
            says="It is <only> the rota.",
            lines=[
                Line(id="a", text="What about it?", next="t2", **USUAL),
                Line(id="b", text="(Say nothing.)", next="t2", silence=5, gives=["quiet"], **USUAL),
            ],
        ),
        Turn(
            id="t2",
            who="Farida",
            says="Nobody speaks.",
            lines=[
                Line(id="a", text="Since when?", next="e1", **USUAL),
                Line(id="b", text="You waited.", next="e1", needs=["quiet"], **USUAL),
            ],
        ),
    ],
    endings=[Ending(id="e1", text="She says it.", kind="good")],
)


def _option(letter: str) -> LaneOption:
    return LaneOption(id=letter, label=f"Option <{letter}>")


def a_unit(version: int = 1, prompt: str = "What did you hear?", unit_id: str = "m03") -> Module:
    """Return a module with a reflection, a rating, a check of every form and a sort."""
    return Module(
        id=unit_id,
        title="Listening",
        version=version,
        minutes=60,
        why="To test with.",
        phase="1",
        audience=["mentors"],
        activities=[],
        responses=[
            Reflection(id=f"{unit_id}-r1", prompt=prompt),
            Reflection(id=f"{unit_id}-r2", prompt="And then?"),
            Rating(
                id=f"{unit_id}-s1",
                prompt="How often?",
                items=[RatingItem(id="i1", text="I wait"), RatingItem(id="i2", text="I ask")],
                scale=[ScalePoint(value=1, label="never"), ScalePoint(value=4, label="always")],
            ),
            Check(id=f"{unit_id}-k1", prompt="Which one?", form="single", options=OPTIONS),
            Check(id=f"{unit_id}-k2", prompt="Which?", form="multiple", options=OPTIONS),
            Check(
                id=f"{unit_id}-k3",
                prompt="Match",
                form="match",
                options=OPTIONS,
                targets=[Target(id="t1", text="Mentoring"), Target(id="t2", text="Coaching")],
            ),
            Check(id=f"{unit_id}-k4", prompt="Order", form="order", options=OPTIONS, spare=True),
            Sort(
                id=f"{unit_id}-g1",
                prompt="Sort",
                cards=[Card(id="c1", text="A letter"), Card(id="c2", text="A visit")],
                groups=[Group(id="g1", title="Before"), Group(id="g2", title="After")],
            ),
            Agreement(
                id=f"{unit_id}-c1",
                prompt="Your page",
                title="Our agreement",
                people=[Party(id="p1", label="Mentor"), Party(id="p2", label="Leader")],
                fields=[Clause(id="f1", label="Stopping")],
                limits=[Limit(id="l1", text="Serious <harm>"), Limit(id="l2", text="The law")],
                own_words="In your own words",
            ),
            Log(
                id=f"{unit_id}-l1",
                prompt="Meetings",
                action="What we agreed",
                arrangement=Arrangement(meetings=6, least=45, most=60),
            ),
            Rehearsal(id=f"{unit_id}-p1", prompt="Try it", scenario=SCENARIO),
            Triad(
                id=f"{unit_id}-w1",
                prompt="In threes",
                rounds=2,
                talk=12,
                feedback=3,
                roles=[Role(title="Mentor"), Role(title="Speaker")],
            ),
            Timeline(
                id=f"{unit_id}-e1",
                prompt="Minute by minute",
                length=10,
                lanes=[
                    Lane(id="l1", label="Who spoke", options=[*map(_option, "ab")]),
                    Lane(id="l2", label="Stance", options=[*map(_option, "ab")]),
                ],
                notes=True,
            ),
            SupportMap(
                id=f"{unit_id}-n1",
                prompt="Around me",
                rings=[Ring(id="a", label="Near"), Ring(id="b", label="Far")],
                gifts=[Gift(id=f"g{n}", label=f"Gift {n}") for n in (1, 2, 3)],
            ),
            Markup(
                id=f"{unit_id}-m1",
                prompt="Mark",
                marks=[Mark(id="a", label="Judges", strikes=True), Mark(id="b", label="Describes")],
                lines=[
                    MarkedLine(id="l1", text="A very, very <dull> lesson.", who="Nika"),
                    MarkedLine(id="l2", text="Four raised a hand."),
                ],
            ),
            Grid(
                id=f"{unit_id}-d1",
                prompt="Place",
                across=Axis(label="Support", low="little", high="much"),
                up=Axis(label="Challenge", low="little", high="much"),
                corners=[
                    CornerName(corner="low-low", title="Still"),
                    CornerName(corner="high-low", title="Comfort"),
                    CornerName(corner="low-high", title="Retreat"),
                    CornerName(corner="high-high", title="Growth"),
                ],
                moments=[GridMoment(id="c1", text="She <nods>."), GridMoment(id="c2", text="He asks.")],
                own=1,
            ),
            Plan(id=f"{unit_id}-f1", prompt="Make a plan", cues=["she <stops>"], follows="m02-f1"),
            Comparison(
                id=f"{unit_id}-v1",
                prompt="Side by side",
                ratings=[f"{unit_id}-s1"],
                lines=[ComparedLine(id="c2", text="Listening <first>"), ComparedLine(id="c3", text="Asking")],
                levels=[ScalePoint(value=0, label="not seen"), ScalePoint(value=2, label="meets")],
                warning="A poor guide.",
            ),
        ],
    )


def a_session() -> Assessment:
    """Return a session with a check and a task that assessors see, and a note that only the person sees."""
    return Assessment(
        id="a1",
        title="First session",
        version=2,
        minutes=30,
        why="To test with.",
        phase="1",
        responses=[
            Check(id="a1-q1", prompt="Which?", form="single", options=OPTIONS, points=1, sees=["assessor"]),
            Reflection(id="a1-t1", prompt="Describe it.", sees=["me", "assessor"]),
            Reflection(id="a1-r1", prompt="For yourself."),
        ],
    )


VALUES = {
    "m03-r1": {"text": "They were “silent”.\nÜber uns."},
    "m03-s1": {"ratings": {"i1": 4}, "kept": [{"at": "2026-01-01T08:00:00.000Z", "ratings": {"i1": 1}}]},
    "m03-k1": {"chosen": ["a"], "confidence": 3, "looked": True},
    "m03-k2": {"chosen": ["a", "c"]},
    "m03-k3": {"pairs": {"a": "t1", "c": "t2"}},
    "m03-k4": {"order": ["c", "a"], "spare": ["b"]},
    "m03-g1": {"groups": {"g1": ["c2"], "g2": []}, "disputed": ["c1"]},
    "m03-c1": {
        "fields": {"p1": "N. D.", "f1": "By saying so."},
        "limits": ["l1", "l2"],
        "own_words": "Harm, and the law.",
        "review": "2026-06-01",
        "ready": True,
    },
    "m03-p1": {
        "path": [
            {"turn": "t1", "line": "b", "waited": 5},
            {"turn": "t2", "line": "b", "own": "You took <time>."},
        ],
        "finished": True,
        "runs": 2,
    },
    "m03-w1": {"round": 2, "phase": "feedback", "left": 90.5, "started_at": "2026-03-01T10:42:03.125Z"},
    "m03-f1": {
        "cue": "she stops",
        "action": "wait <five> seconds",
        "place": "her office",
        "date": "2026-03-03",
        "time": "16:00",
        "became": "not-yet",
        "learnt": "I spoke first.",
    },
    "m03-v1": {
        "given": [
            {"id": "b2", "date": "2026-06-01", "competence": "c2", "level": 2},
            {"id": "a1", "date": "2026-03-01", "competence": "c3", "level": 0},
        ],
        "note": "They saw <more>.",
    },
    "m03-e1": {
        "stretches": [
            {"number": 1, "marks": {"l1": "a"}, "note": "A <long> breath."},
            {"number": 3, "marks": {"l1": "a", "l2": "b"}},
            {"number": 2, "marks": {"l1": "b"}},
        ]
    },
    "m03-n1": {
        "people": [
            {"id": "p1", "name": "N. D.", "ring": "a", "gifts": ["g2", "g1"], "lasts": True, "step": "Ring."},
            {"id": "p2", "name": "<deputy>", "ring": ""},
        ]
    },
    "m03-m1": {
        "marks": {"l1": ["a"], "l2": ["b"]},
        "struck": {"l1": ["very/2", "dull"]},
        "rewritten": {"l1": "Four <slept>."},
        "looked": True,
    },
    "m03-d1": {
        "places": {"c1": {"across": 80, "up": 20}, "c2": {"across": 50, "up": 90}},
        "own": [{"id": "x1", "text": "I <waited>.", "at": {"across": 30, "up": 70}}],
    },
    "m03-l1": {
        "rows": [
            {
                "id": "b2",
                "date": "2026-03-10",
                "minutes": 55,
                "with_whom": "K.",
                "action": "Ring",
                "done": False,
            },
            {
                "id": "a1",
                "date": "2026-03-03",
                "minutes": 40,
                "with_whom": "N.",
                "action": "<Ask>",
                "done": True,
            },
        ]
    },
}
"""Response id to a value that fits it, one for every kind and form."""


def whole_tree(folder: Path) -> dict[str, bytes]:
    """Return the path and content of every file below `folder`, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
