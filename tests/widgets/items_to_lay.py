"""Checks and sorts as the engine hands them to a widget, for the tests."""

from __future__ import annotations

from typing import Any

from alongside.content.present import item_of
from alongside.model.kinds import Check, Sort
from alongside.model.kinds.check import Option, Target
from alongside.model.kinds.sort import Card, Group


def _check(form: str, given: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return item_of(Check(**{"id": f"m03-k-{form}", "form": form, **given, **changes}))


def a_single(**changes: Any) -> dict[str, Any]:
    """One right option of three."""
    options = [
        Option(id="a", text="He asks what happens on a Thursday", reason="This is where he arrives."),
        Option(id="b", text="He asks about transport", reason="A remedy, dressed as a question.", right=True),
        Option(id="c", text="He says that he does not know", reason="Here he goes back, and says so."),
    ]
    given = {
        "prompt": "Which line leaves the present too early?",
        "hint": "Read them aloud.",
        "options": options,
        "explain": "Stay until you could draw it.",
    }
    return _check("single", given, changes)


def a_multiple(**changes: Any) -> dict[str, Any]:
    """Two right options of four."""
    options = [
        Option(id="a", text="Gerard Egan", reason="He wrote The Skilled Helper."),
        Option(id="b", text="Alan Fine", reason="One of them.", right=True),
        Option(id="c", text="Nancy Kline", reason="She wrote Time to Think."),
        Option(id="d", text="Graham Alexander", reason="One of them too.", right=True),
    ]
    return _check("multiple", {"prompt": "Who took part?", "options": options}, changes)


def a_match(**changes: Any) -> dict[str, Any]:
    """Three sentences for two targets, one of them long."""
    options = [
        Option(id="a", text="She has applied elsewhere.", reason="Hers to tell.", target="t1"),
        Option(id="b", text="A pupil may be at risk.", reason="Not yours to weigh.", target="t2"),
        Option(id="c", text="He fears for himself tonight.", reason="Stay with him.", target="t2"),
    ]
    targets = [
        Target(id="t1", text="It stays here."),
        Target(id="t2", text="You pass it on today, to the named contact on the country sheet."),
    ]
    return _check("match", {"prompt": "What happens to it?", "options": options, "targets": targets}, changes)


def an_order(**changes: Any) -> dict[str, Any]:
    """Three sentences in the order c, a, d, and one (b) that does not belong."""
    options = [
        Option(id="a", text="When will that be?", reason="After the action."),
        Option(id="b", text="In your place I would ring.", reason="Your action, her diary."),
        Option(id="c", text="What have I missed?", reason="First."),
        Option(id="d", text="What might get in the way?", reason="Last."),
    ]
    given = {"prompt": "Put them in order.", "options": options, "order": ["c", "a", "d"], "spare": True}
    return _check("order", given, changes)


def graded(item: dict[str, Any]) -> dict[str, Any]:
    """The same check as it travels when it earns points: without answer or reasons."""
    options = [{"id": one["id"], "text": one["text"]} for one in item["options"]]
    bare = {"options": options, "order": [], "explain": "", "graded": True, "points": 2, "sees": ["assessor"]}
    return {**item, **bare, "id": "a1-q1"}


def a_sort(**changes: Any) -> dict[str, Any]:
    """Four cards for two piles: one may lie in either, one has no settled place."""
    cards = [
        Card(
            id="c1",
            text="What is coming that I cannot see?",
            best=["g1"],
            reason="She asks for the lie of the land.",
        ),
        Card(id="c2", text="I know what I need to say.", best=["g2"], reason="The step is missing."),
        Card(id="c3", text="Could you show me yours?", best=["g1", "g2"], reason="Both can be argued."),
        Card(id="c4", text="They stop talking when I come in.", reason="Ask first."),
    ]
    groups = [Group(id="g1", title="Mentoring", hint="lends knowledge"), Group(id="g2", title="Coaching")]
    given = {
        "id": "m01-g1",
        "prompt": "What help is it?",
        "hint": "A minute each.",
        "cards": cards,
        "groups": groups,
    }
    return item_of(Sort(**{**given, **changes}))
