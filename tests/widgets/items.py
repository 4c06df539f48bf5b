"""Items as the engine hands them to a widget, for the tests."""

from __future__ import annotations

from typing import Any

from alongside.content.present import item_of
from alongside.model.kinds import Rating, Reflection
from alongside.model.kinds.rating import RatingItem, ScalePoint
from alongside.model.kinds.reflection import Criterion


def a_reflection(**changes: Any) -> dict[str, Any]:
    """A box to write in, with a hint and a suggested length."""
    given = {
        "id": "m03-r1",
        "prompt": "When did somebody last listen to you until you had finished?",
        "hint": "One moment is enough. What did the other person do, and what did you do with the silence?",
        "words": 120,
    }
    return item_of(Reflection(**{**given, **changes}))


def a_task(**changes: Any) -> dict[str, Any]:
    """A marked task with two criteria."""
    criteria = [
        Criterion(
            id="a1-t1-c1", text="Quotes what the colleague said and what you said next", competence="c2"
        ),
        Criterion(
            id="a1-t1-c2",
            text="Names a limit of the conversation and keeps names out",
            competence="c8",
            must=True,
        ),
    ]
    return a_reflection(
        id="a1-t1", prompt="Describe one conversation.", criteria=criteria, sees=["assessor"], **changes
    )


def a_rating(**changes: Any) -> dict[str, Any]:
    """A self-assessment of five statements on a scale of four."""
    texts = [
        "I let the other person finish before I speak",
        "I can ask three open questions in a row without slipping in advice",
        "I say back what I heard and check whether it is what was meant",
        "I notice when a conversation needs a mentor and when it needs a coach",
        "I agree with the other person what stays between us, and what cannot",
    ]
    given = {
        "id": "m03-s1",
        "prompt": "Where do you stand today?",
        "hint": "Nobody marks this. Think of the last two weeks, not of your best day.",
        "items": [RatingItem(id=f"i{n}", text=text) for n, text in enumerate(texts, start=1)],
        "scale": [
            ScalePoint(value=n, label=label)
            for n, label in enumerate(["Not yet", "With help", "Mostly", "Without thinking"], start=1)
        ],
    }
    return item_of(Rating(**{**given, **changes}))
