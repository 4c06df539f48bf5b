"""A live room on a Hub: a trainer's desk tells how it stands and takes in what others dropped, each once."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

import pytest

from alongside.errors import AnswersError
from alongside.model.liveroom import Message
from alongside.records import liveroom, runlog, sharing
from alongside.records.livebox import heard_in, place_of, post, sync, told_in
from alongside.records.roomclosing import close

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "exchange" / "live" / "in").mkdir(parents=True)
    return place_of(tmp_path / "exchange")


@pytest.fixture
def room(tmp_path, place):
    opened = liveroom.open_room(tmp_path, "s1", "tove", NOW)
    runlog.record(tmp_path, "s1", "m01-a2", NOW)
    turn(tmp_path)
    return opened


def turn(root) -> None:
    """What the trainer's page does each time that it looks."""
    sync(root, root / "exchange", NOW)


def word(number=1, text="Ask first.", **more) -> Message:
    return Message(id=f"message-{number:04}", n=number, kind="takeaway", item="takeaway", text=text, **more)


def takeaways(root, room) -> list[str]:
    return [one.text for one in sharing.standing(sharing.read_shared(root, room.id), "takeaway")]


def test_a_desk_without_a_hub_has_no_such_place(tmp_path):
    assert place_of(tmp_path) is None
    sync(tmp_path, tmp_path, NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_room_is_found_by_its_code_and_says_what_is_under_way(tmp_path, place, room):
    liveroom.act(tmp_path, room.id, "started", "tove", NOW, seconds=300)
    turn(tmp_path)
    told = heard_in(place, f" {room.code.lower()} ")
    assert told["running"]["id"] == "m01-a2"
    assert told["timer"]["ends"].isoformat() == "2026-11-24T09:05:00+00:00"
    assert heard_in(place, "CDHX" if room.code != "CDHX" else "CDHJ") is None
    assert told_in(place, "../in") is None


def test_what_is_dropped_is_shared_once_and_its_sender_sees_how_it_stands(tmp_path, place, room):
    told = told_in(place, room.code)
    post(place, told, word())
    assert heard_in(place, room.code)["mine"] == []
    turn(tmp_path)
    assert takeaways(tmp_path, room) == ["Ask first."]
    assert list((place / "in").iterdir()) == []
    assert sharing.judge(tmp_path, room.id, "message-0001", "through", NOW)
    turn(tmp_path)
    assert heard_in(place, room.code)["mine"] == [{"id": "message-0001", "state": "through"}]
    post(place, told, word(2, "", back=True))
    turn(tmp_path)
    assert takeaways(tmp_path, room) == []


def test_one_account_has_one_voice(tmp_path, place, room):
    told = told_in(place, room.code)
    for number in (1, 2):
        post(place, told, word(number, f"Thought {number}."))
        turn(tmp_path)
    assert takeaways(tmp_path, room) == ["Thought 2."]


@pytest.mark.skipif(not hasattr(os, "chown") or os.geteuid() != 0, reason="only root gives files away")
def test_whose_a_message_is_is_who_owns_its_file(tmp_path, place, room):
    told = told_in(place, room.code)
    for number, owner in ((1, 4001), (2, 4002)):
        post(place, told, word(number, f"Of {owner}."))
        [dropped] = (place / "in").iterdir()
        os.chown(dropped, owner, -1)
        turn(tmp_path)
    assert sorted(takeaways(tmp_path, room)) == ["Of 4001.", "Of 4002."]


def test_what_is_told_names_nobody_and_says_nothing_that_was_shared(tmp_path, place, room):
    post(place, told_in(place, room.code), word(text="Unforgettable", called="Ana"))
    turn(tmp_path)
    [path] = place.glob("*.json")
    assert set(json.loads(path.read_text())["states"]) == {"message-0001"}
    assert not any(one in path.read_text() for one in ("Ana", "Unforgettable", "account", "seat"))


def test_what_does_not_fit_is_refused_at_once_and_what_is_forged_goes_away(tmp_path, place, room):
    with pytest.raises(AnswersError):
        post(place, told_in(place, room.code), word(text=" "))
    (place / "in" / "forged.json").write_text('{"format": "alongside-live", "schema": 1}')
    turn(tmp_path)
    assert list((place / "in").iterdir()) == []
    assert takeaways(tmp_path, room) == []


def test_a_room_that_is_closed_is_told_no_more_and_takes_nothing(tmp_path, place, room):
    told = told_in(place, room.code)
    close(tmp_path, room.id, "tove", NOW)
    post(place, told, word())
    turn(tmp_path)
    assert told_in(place, room.code) is None
    assert list(place.glob("**/*.json")) == []
