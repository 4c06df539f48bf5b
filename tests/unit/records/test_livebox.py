"""A live room on a Hub: a trainer's desk tells how it stands and takes in what others dropped, each once."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta

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
    told = heard_in(place, f" {room.code.lower()} ", NOW)
    assert told["running"]["id"] == "m01-a2"
    assert told["timer"]["ends"].isoformat() == "2026-11-24T09:05:00+00:00"
    assert heard_in(place, "CDHX" if room.code != "CDHX" else "CDHJ", NOW) is None
    assert told_in(place, "../in", NOW) is None


def test_what_is_dropped_is_shared_once_and_its_sender_sees_how_it_stands(tmp_path, place, room):
    told = told_in(place, room.code, NOW)
    post(place, told, word())
    assert heard_in(place, room.code, NOW)["mine"] == []
    turn(tmp_path)
    assert takeaways(tmp_path, room) == ["Ask first."]
    assert list((place / "in").iterdir()) == []
    assert sharing.judge(tmp_path, room.id, "message-0001", "through", NOW)
    turn(tmp_path)
    assert heard_in(place, room.code, NOW)["mine"] == [{"id": "message-0001", "state": "through"}]
    post(place, told, word(2, "", back=True))
    turn(tmp_path)
    assert takeaways(tmp_path, room) == []


def test_one_account_has_one_voice(tmp_path, place, room):
    told = told_in(place, room.code, NOW)
    for number in (1, 2):
        post(place, told, word(number, f"Thought {number}."))
        turn(tmp_path)
    assert takeaways(tmp_path, room) == ["Thought 2."]


@pytest.mark.skipif(not hasattr(os, "chown") or os.geteuid() != 0, reason="only root gives files away")
def test_whose_a_message_is_is_who_owns_its_file(tmp_path, place, room):
    told = told_in(place, room.code, NOW)
    for number, owner in ((1, 4001), (2, 4002)):
        post(place, told, word(number, f"Of {owner}."))
        [dropped] = (place / "in").iterdir()
        os.chown(dropped, owner, -1)
        turn(tmp_path)
    assert sorted(takeaways(tmp_path, room)) == ["Of 4001.", "Of 4002."]


def test_what_is_told_names_nobody_and_says_nothing_that_was_shared(tmp_path, place, room):
    post(place, told_in(place, room.code, NOW), word(text="Unforgettable", called="Ana"))
    turn(tmp_path)
    [path] = place.glob("*.json")
    assert set(json.loads(path.read_text())["states"]) == {"message-0001"}
    assert not any(one in path.read_text() for one in ("Ana", "Unforgettable", "account", "seat"))


def test_what_does_not_fit_is_refused_at_once_and_what_is_forged_goes_away(tmp_path, place, room):
    with pytest.raises(AnswersError):
        post(place, told_in(place, room.code, NOW), word(text=" "))
    (place / "in" / "forged.json").write_text('{"format": "alongside-live", "schema": 1}')
    turn(tmp_path)
    assert list((place / "in").iterdir()) == []
    assert takeaways(tmp_path, room) == []


def test_a_room_that_is_closed_is_told_no_more_and_takes_nothing(tmp_path, place, room):
    told = told_in(place, room.code, NOW)
    close(tmp_path, room.id, "tove", NOW)
    post(place, told, word())
    turn(tmp_path)
    assert told_in(place, room.code, NOW) is None
    assert list(place.glob("**/*.json")) == []


def later(**more: float) -> datetime:
    """So much later than now: files are told by the clock of the disk."""
    return datetime.now(UTC) + timedelta(**more)


@pytest.fixture
def today(tmp_path, place):
    """A room that was opened just now."""
    opened = liveroom.open_room(tmp_path, "s1", "tove", later())
    sync(tmp_path, tmp_path / "exchange", later())
    return opened


def test_what_lay_in_the_box_counts_from_when_it_was_dropped(tmp_path, place, today):
    stuck = Message(id="message-0001", n=1, kind="stuck", item="stuck")
    post(place, told_in(place, today.code, later()), stuck)
    dropped = later()
    sync(tmp_path, tmp_path / "exchange", later(hours=2))
    [voice] = sharing.waiting(sharing.read_shared(tmp_path, today.id))
    assert voice.at <= dropped


def test_what_is_taken_back_while_nobody_looks_is_never_seen(tmp_path, place, today):
    told = told_in(place, today.code, later())
    post(place, told, word())
    post(place, told, word(2, "", back=True))
    sync(tmp_path, tmp_path / "exchange", later())
    assert takeaways(tmp_path, today) == []


def test_a_page_knows_that_no_desk_of_a_trainer_takes_anything_in(tmp_path, place, today):
    assert heard_in(place, today.code, later())["away"] is False
    assert heard_in(place, today.code, later(minutes=2))["away"] is True
    [path] = place.glob("*.json")
    os.utime(path, (0, 0))
    assert heard_in(place, today.code, later())["away"] is True
    sync(tmp_path, tmp_path / "exchange", later())
    assert heard_in(place, today.code, later())["away"] is False


def test_a_room_that_nobody_closed_is_over_though_no_desk_is_open_to_say_so(place, today):
    assert told_in(place, today.code, later(hours=17)) is not None
    assert told_in(place, today.code, later(hours=19)) is None


def test_of_two_run_sheets_the_one_that_was_tapped_last_tells_what_is_under_way(tmp_path, place, room):
    """Two trainers share the records of a cohort, and each has a run sheet of her own."""
    other = tmp_path / "bettina"
    other.mkdir()
    (other / "cohort").symlink_to(tmp_path / "cohort", target_is_directory=True)

    def told_after_both(moment: datetime) -> str:
        for one in (tmp_path, other, tmp_path):
            sync(one, tmp_path / "exchange", moment)
        return told_in(place, room.code, moment).running.id

    assert told_after_both(NOW) == "m01-a2"
    ten, twenty = NOW + timedelta(minutes=10), NOW + timedelta(minutes=20)
    runlog.record(other, "s1", "m01-a3", ten)
    assert told_after_both(ten) == "m01-a3"
    runlog.record(other, "s1", "m01-a3", twenty, undone=True)
    assert told_after_both(twenty) == "m01-a2"
