"""A timeline and a map of people as the engine hands them to a widget, for the tests."""

from __future__ import annotations

from typing import Any

from alongside.content.present import item_of
from alongside.model.kinds import SupportMap, Timeline
from alongside.model.kinds.supportmap import Gift, Ring
from alongside.model.kinds.timeline import Lane, LaneOption

SPEAKERS = Lane(
    id="l1",
    label="Who spoke most",
    options=[
        LaneOption(id="a", label="Leader"),
        LaneOption(id="b", label="Mentor"),
        LaneOption(id="c", label="Nobody", hint="Silence that lasted."),
    ],
)
STANCES = Lane(
    id="l2",
    label="The mentor's stance",
    options=[
        LaneOption(id="a", label="Drawing out", hint="Asks, waits, says back."),
        LaneOption(id="b", label="Together"),
        LaneOption(id="c", label="Telling"),
    ],
)
ENERGY = Lane(
    id="l1",
    label="Energy",
    options=[
        LaneOption(id="a", label="High"),
        LaneOption(id="b", label="Enough"),
        LaneOption(id="c", label="Low"),
        LaneOption(id="d", label="Empty"),
    ],
)
HELP = Lane(
    id="l2",
    label="Help I received",
    options=[
        LaneOption(id="a", label="None"),
        LaneOption(id="b", label="Some"),
        LaneOption(id="c", label="What I needed"),
    ],
)


def some_minutes(**changes: Any) -> dict[str, Any]:
    """Eighteen minutes of a conversation, who spoke and in which stance."""
    given = {
        "id": "m03-e1",
        "prompt": "Watch one conversation, minute by minute.",
        "hint": "Note what took most of the minute. You need not catch everything.",
        "length": 18,
        "lanes": [SPEAKERS, STANCES],
    }
    return item_of(Timeline(**{**given, **changes}))


def some_months(**changes: Any) -> dict[str, Any]:
    """Two years of a headship: energy, help, and a few words."""
    given = {
        "id": "m06-e1",
        "prompt": "Your first two years, month by month.",
        "unit": "month",
        "length": 24,
        "lanes": [ENERGY, HELP],
        "notes": True,
    }
    return item_of(Timeline(**{**given, **changes}))


def a_supportmap(**changes: Any) -> dict[str, Any]:
    """Three rings and four kinds of support."""
    given = {
        "id": "m09-n1",
        "prompt": "Who is around you?",
        "hint": "Put on the map whoever helps you to do this job, at work or elsewhere.",
        "rings": [
            Ring(id="a", label="I can ring them tonight"),
            Ring(id="b", label="I see them every week"),
            Ring(id="c", label="Now and then"),
        ],
        "gifts": [
            Gift(id="g1", label="Listens", hint="Without mending it at once."),
            Gift(id="g2", label="Knows the rules"),
            Gift(id="g3", label="Tells me the truth", hint="Also when I would rather not hear it."),
            Gift(id="g4", label="Makes me laugh"),
        ],
    }
    return item_of(SupportMap(**{**given, **changes}))
