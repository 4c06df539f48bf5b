"""A live room on a Hub when no page of it is open: the trainer's own server takes in what is shared."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from alongside.model.liveroom import Message
from alongside.records import liveroom, sharing
from alongside.records.livebox import place_of, post, sync, told_in
from alongside.web.extension import AlongsideExtension
from alongside.web.programme.roomwatch import RoomWatch, keep_up

STUCK = Message(id="message-0001", n=1, kind="stuck", item="stuck", called="Table 3")


def now() -> datetime:
    return datetime.now().astimezone()


@pytest.fixture
def root(tmp_path):
    """The workspace of a trainer on a Hub."""
    settings = "schema: 1\nlang: en\nexchange: exchange\nperson: {id: tove, name: Tove}\n"
    (tmp_path / "alongside.yaml").write_text(settings)
    (tmp_path / "exchange" / "live" / "in").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def room(root):
    """A room that Tove has opened by her page, and somebody stuck in it since."""
    opened = liveroom.open_room(root, "s1", "tove", now())
    sync(root, root / "exchange", now())
    place = place_of(root / "exchange")
    post(place, told_in(place, opened.code, now()), STUCK)
    return opened


def test_a_look_takes_in_what_was_dropped_and_knows_whose_room_it_is(root, room):
    assert keep_up(root, now()) == 1
    assert [one.called for one in sharing.waiting(sharing.read_shared(root, room.id))] == ["Table 3"]


def test_the_room_of_another_trainer_is_looked_after_and_keeps_only_her_server_awake(root, room):
    settings = root / "alongside.yaml"
    settings.write_text(settings.read_text().replace("tove", "bettina-horn"))
    assert keep_up(root, now()) == 0
    assert len(sharing.waiting(sharing.read_shared(root, room.id))) == 1


def test_a_room_that_was_left_open_is_closed_without_anybody_who_looks(root, room):
    assert keep_up(root, now() + timedelta(hours=19)) == 0
    assert liveroom.read_room(root, room.id).closed is not None
    assert not sharing.shared_file(root, room.id).exists()


def test_what_goes_wrong_is_told_once_and_what_was_dropped_waits(root, room, caplog):
    log = logging.getLogger("alongside-test")
    watch = RoomWatch(root, log)
    record = liveroom.room_file(root, room.id)
    whole = record.read_bytes()
    record.write_bytes(b"{")
    for _again in range(2):
        asyncio.run(watch.look())
    assert len(caplog.records) == 1
    record.write_bytes(whole)
    asyncio.run(watch.look())
    assert (watch.own, len(caplog.records)) == (1, 1)
    assert len(sharing.waiting(sharing.read_shared(root, room.id))) == 1


@pytest.mark.parametrize(
    ("parts", "looks"), [(["owner"], False), (["owner", "trainer"], True), (None, False)]
)
def test_only_a_trainers_server_on_a_hub_looks(root, room, monkeypatch, parts, looks):
    """The clock of the server is played by the test; a server with an open room is not idle."""
    every = []
    monkeypatch.setattr(
        "alongside.web.programme.roomwatch.PeriodicCallback",
        lambda look, _time: SimpleNamespace(start=lambda: every.append(look)),
    )
    extension = AlongsideExtension()
    extension.settings = {"alongside_workspace": root}
    extension.settings |= {"alongside_roles": frozenset(parts)} if parts else {}
    asyncio.run(extension._start_jupyter_server_extension(None))
    assert len(every) == looks
    for look in every:
        asyncio.run(look())
    assert extension.current_activity() == looks
