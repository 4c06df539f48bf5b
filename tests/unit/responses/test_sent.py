"""A hand-in that came over a network: what its sender may decide, and what not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from alongside import paths
from alongside.content.load import unit_folders, unit_in
from alongside.errors import HandInError
from alongside.model.kinds import Reflection
from alongside.model.unit import AnyUnit
from alongside.responses.handin import handin_bytes, hash_of, read_handin
from alongside.responses.sent import built

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def units(unit_id: str) -> AnyUnit | None:
    folder = unit_folders(paths.content_root()).get(unit_id)
    return unit_in(folder) if folder else None


A1 = units("a1")
EVERY = [units(unit_id) for unit_id in unit_folders(paths.content_root())]
PRIVATE, SHOWN = (
    next(
        (unit, one.id)
        for unit in EVERY
        for one in unit.responses
        if isinstance(one, Reflection) and unit != A1 and (set(one.sees) == {"me"}) is private
    )
    for private in (True, False)
)
"""A reflection that nobody but its writer sees, and one that may be shown: unit and id."""


def entry(response_id: str, text: str = "What I did.", **more: Any) -> dict[str, Any]:
    known = {
        "rev": 1,
        "saved_at": "2026-11-24T11:00:00.000Z",
        "lang": "en",
        "prompt": "?",
        "content_version": 1,
    }
    return {"id": response_id, "kind": "reflection", "value": {"text": text}, **known, **more}


def test_what_was_sent_becomes_a_hand_in_under_the_id_of_the_badge():
    sent = {"answers": [entry("a1-t1")], "portfolio": [entry(SHOWN[1])], "help": {"by": [], "what": ""}}
    handin = built(A1, sent, "aoife", NOON, units)
    assert (handin.candidate, handin.session, handin.handed_in_at) == (
        "aoife",
        "a1",
        "2026-11-24T12:00:00.000Z",
    )
    assert [one.id for one in (*handin.answers, *handin.portfolio)] == ["a1-t1", SHOWN[1]]
    assert handin.answers[0].sha256 == hash_of({"text": "What I did."})
    assert read_handin(handin_bytes(handin)) == handin


@pytest.mark.parametrize("name", ["candidate", "session", "handed_in_at", "schema"])
def test_nothing_that_the_server_says_can_be_said_by_the_sender(name: str):
    with pytest.raises(HandInError, match="not a hand-in"):
        built(A1, {"answers": [], name: "bram"}, "aoife", NOON, units)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ([], "not a hand-in"),
        ({"answers": "none"}, "answers"),
        ({"answers": [5]}, r"answers\[0\]"),
        ({"answers": [entry("a1-t1") | {"kind": "program"}]}, r"answers\[0\]"),
        ({"answers": [entry("a1-t1") | {"owner": "bram"}]}, r"answers\[0\]"),
        ({"answers": [entry("a1-t1"), entry("a1-t1")]}, "stands twice"),
        ({"answers": [entry("a1-t9")]}, "a1-t9"),
        ({"answers": [entry("m03-r1")]}, "m03-r1"),
        ({"answers": [entry("a1-q1")]}, "a1-q1"),
        ({"answers": [entry("a1-t1", saved_at="yesterday")]}, "saved_at"),
        ({"portfolio": [entry("a1-t1")]}, "no such piece"),
        ({"portfolio": [entry("z99-r1")]}, "no such piece"),
        ({"portfolio": [entry("m03-r99")]}, "m03-r99"),
        ({"portfolio": [entry("m03-k1")]}, "no such piece"),
        ({"answers": [], "help": {"by": ["ghost"]}}, "help"),
        ({"answers": [entry("a1-t1")] * 300}, "more than"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_handed_in(sent: Any, told: str):
    with pytest.raises(HandInError, match=told):
        built(A1, sent, "aoife", NOON, units)


def test_what_only_its_writer_may_see_does_not_travel():
    unit, name = PRIVATE
    with pytest.raises(HandInError, match="no such piece"):
        built(A1, {"portfolio": [entry(name)]}, "aoife", NOON, units)
    assert built(unit, {"answers": [entry(name)]}, "aoife", NOON, units).answers == []
