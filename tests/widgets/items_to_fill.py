"""An agreement and a log as the engine hands them to a widget, for the tests."""

from __future__ import annotations

from typing import Any

from alongside.content.present import item_of
from alongside.model.kinds import Agreement, Log
from alongside.model.kinds.agreement import Clause, Limit, Party
from alongside.model.kinds.log import Arrangement


def an_agreement(**changes: Any) -> dict[str, Any]:
    """Two people, two limits, two headings of which one has suggested words."""
    given = {
        "id": "m02-c1",
        "prompt": "Write your own page.",
        "hint": "Plain words, in the order in which you will say them.",
        "title": "Our agreement",
        "people": [Party(id="p1", label="Mentor"), Party(id="p2", label="Leader", hint="A role is enough.")],
        "limits": [
            Limit(id="l1", text="Serious harm to a child or an adult."),
            Limit(id="l2", text="What the law here obliges me to pass on."),
        ],
        "own_words": "The limits in your own words",
        "fields": [
            Clause(
                id="f1", label="What this is for", hint="The leader's words.", suggested="We meet so that ..."
            ),
            Clause(id="f2", label="How either of us can stop"),
        ],
        "review": "Three months from now at the latest.",
    }
    return item_of(Agreement(**{**given, **changes}))


def a_log(**changes: Any) -> dict[str, Any]:
    """Three meetings of 45 to 60 minutes are arranged."""
    given = {
        "id": "x03-l1",
        "prompt": "Your three conversations.",
        "hint": "One row each.",
        "action": "What you practised",
        "arrangement": Arrangement(meetings=3, least=45, most=60),
    }
    return item_of(Log(**{**given, **changes}))
