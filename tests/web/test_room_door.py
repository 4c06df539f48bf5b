"""The door of a room: wrong codes, growing waits, and who is in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from alongside.web.room.door import FREE, IN_ALL, LONGEST, Door
from alongside.web.room.inside import LASTS, Inside

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_few_wrong_codes_cost_nothing_and_the_next_ones_a_growing_wait():
    door, waits = Door(), []
    for _ in range(FREE - 1):
        door.wrong("10.0.0.7", NOON)
    assert door.seconds_to_wait("10.0.0.7", NOON) == 0
    for _ in range(4):
        door.wrong("10.0.0.7", NOON)
        waits.append(door.seconds_to_wait("10.0.0.7", NOON))
    assert waits == [10, 20, 40, 80]
    assert door.seconds_to_wait("10.0.0.7", NOON + 80 * SECOND) == 0


def test_no_wait_is_longer_than_the_longest():
    door = Door()
    for _ in range(200):
        door.wrong("10.0.0.7", NOON)
    assert door.seconds_to_wait("10.0.0.7", NOON) == LONGEST.total_seconds()


def test_whoever_guesses_at_one_address_keeps_nobody_else_out():
    door = Door()
    for _ in range(50):
        door.wrong("10.0.0.7", NOON)
    assert door.seconds_to_wait("10.0.0.8", NOON) == 0


def test_guessing_from_very_many_addresses_slows_everybody_down():
    door = Door()
    for number in range(IN_ALL):
        door.wrong(f"10.0.{number // 250}.{number % 250}", NOON)
    assert door.seconds_to_wait("10.9.9.9", NOON) == 10
    assert door.seconds_to_wait("10.9.9.9", NOON + timedelta(minutes=11)) == 0
    assert door.wrong_lately(NOON + timedelta(minutes=11)) == 0


def test_a_right_code_and_an_hour_of_quiet_wipe_the_slate():
    door = Door()
    for _ in range(FREE):
        door.wrong("10.0.0.7", NOON)
    door.right("10.0.0.7")
    assert door.seconds_to_wait("10.0.0.7", NOON) == 0
    for _ in range(FREE):
        door.wrong("10.0.0.7", NOON)
    door.wrong("10.0.0.7", NOON + timedelta(hours=2))
    assert door.seconds_to_wait("10.0.0.7", NOON + timedelta(hours=2)) == 0


def test_who_came_in_is_known_after_a_restart_and_the_cookie_is_written_nowhere(tmp_path: Path):
    token = Inside(tmp_path / "room.json").enter("aoife", "Aoife", NOON)
    again = Inside(tmp_path / "room.json")
    assert again.who(token, NOON) == "aoife"
    assert token not in (tmp_path / "room.json").read_text(encoding="utf-8")


def test_a_visit_ends_by_itself_by_signing_out_and_by_being_sent_out(tmp_path: Path):
    inside = Inside(tmp_path / "room.json")
    phone, laptop = (inside.enter("aoife", "Aoife", NOON) for _ in range(2))
    other = inside.enter("bram", "Bram", NOON)
    assert inside.who(phone, NOON + LASTS) is None
    inside.leave(phone, NOON)
    assert [inside.who(one, NOON) for one in (phone, laptop, other)] == [None, "aoife", "bram"]
    inside.send_out("aoife", NOON)
    assert [inside.who(one, NOON) for one in (phone, laptop, other)] == [None, None, "bram"]
    assert inside.everybody(NOON) == {"bram": "Bram"}


def test_a_damaged_list_of_visits_only_asks_everybody_for_their_code_again(tmp_path: Path):
    (tmp_path / "room.json").write_text("{", encoding="utf-8")
    inside = Inside(tmp_path / "room.json")
    assert inside.everybody(NOON) == {}
    assert inside.who(inside.enter("aoife", "Aoife", NOON), NOON) == "aoife"
