"""The prompt of an agreement and of a log, as it stands on a code host and on paper."""

from __future__ import annotations

import msgspec
import pytest

from alongside.content.prompts import prompt_markdown
from alongside.model.kinds import Agreement, Log
from alongside.model.kinds.agreement import Clause, Limit, Party
from alongside.model.kinds.log import Arrangement
from alongside.model.unit import decode_unit

PAGE = Agreement(
    id="m03-c1",
    prompt="Your page.",
    title="Our agreement",
    people=[Party(id="p1", label="Mentor"), Party(id="p2", label="Leader")],
    fields=[Clause(id="f1", label="Stopping", hint="Said early.", suggested="Either of us ...")],
    limits=[Limit(id="l1", text="Serious harm.")],
    own_words="In your own words",
    review="In May.",
)


def test_an_agreement_is_a_template_to_copy():
    assert prompt_markdown(PAGE).split("\n\n") == [
        "**Your page.**",
        "**Our agreement**",
        "- Mentor: ______\n- Leader: ______",
        "1. **Stopping.** *Said early.* *Either of us ...*",
        "The limits, each to be said:",
        "- Serious harm.",
        "**In your own words** ______",
        "**We look at it again on** ______ *In May.*",
        "Signed ______ and ______",
    ]


@pytest.mark.parametrize("arrangement", [None, Arrangement(meetings=6, least=45, most=60)])
def test_a_log_is_a_table_to_fill_in(arrangement):
    told = prompt_markdown(Log(id="x03-l1", prompt="Meetings", action="Agreed", arrangement=arrangement))
    assert "Never notes about a child." in told
    assert "| Date | Minutes | With whom (initials or a role) | Agreed | Done |" in told
    assert ("Arranged: 6 times, 45 to 60 minutes each." in told) is (arrangement is not None)


@pytest.mark.parametrize("emptied", ["limits", "people"])
def test_an_agreement_without_limits_or_people_is_no_agreement(emptied):
    raw = {"kind": "agreement", **msgspec.to_builtins(PAGE), emptied: []}
    unit = {
        "kind": "exercise",
        "id": "m03",
        "title": "T",
        "version": 1,
        "minutes": 1,
        "why": "W",
        "after": "m02",
    }
    decode_unit({**unit, "responses": [{**msgspec.to_builtins(PAGE), "kind": "agreement"}]})
    with pytest.raises(msgspec.ValidationError, match=emptied):
        decode_unit({**unit, "responses": [raw]})
