"""The run sheet: planned from a start, moved by what happened, honest about midnight and clock changes."""

from __future__ import annotations

import os
import time as clocks
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from alongside.content.schedule import find_session, run_sheet, span_of, start_of, under_way
from alongside.errors import ContentError
from alongside.model.programme import Part, Programme, Session, Strand
from alongside.model.unit import Activity, Module

LJUBLJANA = ZoneInfo("Europe/Ljubljana")
START = datetime(2026, 3, 2, 9, 0, tzinfo=LJUBLJANA)
MINUTE = timedelta(minutes=1)


def a_module(unit_id: str, *minutes: int) -> Module:
    activities = [
        Activity(id=f"{unit_id}-a{n}", title=f"Part {n}", minutes=one, mode=["plenary"], purpose="technique")
        for n, one in enumerate(minutes, 1)
    ]
    return Module(
        id=unit_id,
        title=unit_id,
        version=1,
        minutes=sum(minutes),
        why="To test with.",
        phase="1",
        audience=[],
        activities=activities,
    )


UNITS = {"m01": a_module("m01", 10, 20), "m02": a_module("m02", 30)}
SESSION = Session(
    id="s1",
    title="Half-day",
    minutes=120,
    parts=[Part(unit="m01"), Part(pause=15), Part(unit="m02"), Part(planned="To be written", minutes=45)],
)


def sheet(began=None, start=START):
    return run_sheet(SESSION, UNITS, start, began or {})


def clock(moments):
    return [moment.strftime("%H:%M") for moment in moments]


def test_every_part_begins_when_the_one_before_it_ends():
    slots = sheet()
    assert [slot.id for slot in slots] == ["m01-a1", "m01-a2", "s1-pause-2", "m02-a1", "s1-planned-4"]
    assert clock(slot.due for slot in slots) == ["09:00", "09:10", "09:30", "09:45", "10:15"]
    assert [slot.expected for slot in slots] == [slot.due for slot in slots]
    assert clock([slots[-1].ends]) == ["11:00"]


def test_a_module_still_being_written_keeps_its_place_and_its_minutes():
    last = sheet()[-1]
    assert (last.title, last.minutes, last.unwritten, last.unit, last.activity) == (
        "To be written",
        45,
        True,
        None,
        None,
    )


def test_what_comes_after_a_late_beginning_moves_and_what_came_before_does_not():
    slots = sheet({"m01-a2": START + 17 * MINUTE})
    assert [slot.late for slot in slots] == [0, 7, 7, 7, 7]
    assert clock(slot.due for slot in slots) == ["09:00", "09:10", "09:30", "09:45", "10:15"]
    assert clock(slot.begins for slot in slots) == ["09:00", "09:17", "09:37", "09:52", "10:22"]


def test_the_last_beginning_decides_so_that_lost_time_can_be_won_back():
    slots = sheet({"m01-a1": START + 12 * MINUTE, "m02-a1": START + 42 * MINUTE})
    assert [slot.late for slot in slots] == [12, 12, 12, -3, -3]


def test_the_slot_under_way_is_the_one_that_began_last_whatever_its_place():
    assert under_way(sheet()) is None
    assert under_way(sheet({"m01-a1": START, "m01-a2": START + 9 * MINUTE})).id == "m01-a2"
    assert under_way(sheet({"m01-a1": START + 50 * MINUTE, "m02-a1": START + 45 * MINUTE})).id == "m01-a1"


def test_minutes_are_counted_as_they_pass_in_the_night_in_which_the_clocks_change():
    """On 29 March 2026 02:00 became 03:00 in Ljubljana: half an hour after 01:45 it is 03:15."""
    slots = sheet(start=datetime(2026, 3, 29, 1, 45, tzinfo=LJUBLJANA))
    assert clock(slot.due for slot in slots) == ["01:45", "01:55", "03:15", "03:30", "04:00"]
    assert slots[-1].ends.astimezone(UTC) - slots[0].due.astimezone(UTC) == timedelta(hours=2)


def test_being_late_is_counted_as_the_clock_shows_it():
    """09:07:50 is shown as 09:07, so it is seven minutes late; 08:59:30 is shown as 08:59."""
    assert sheet({"m01-a1": START + timedelta(minutes=7, seconds=50)})[0].late == 7
    assert sheet({"m01-a1": START - timedelta(seconds=30)})[0].late == -1


def test_a_tap_in_another_offset_is_the_same_moment():
    tapped = (START + 5 * MINUTE).astimezone(UTC)
    assert sheet({"m01-a1": tapped})[0].late == 5


def test_a_session_with_an_unknown_unit_is_refused_by_name():
    lost = Session(id="s9", title="Lost", minutes=10, parts=[Part(unit="m99")])
    with pytest.raises(ContentError, match="m99"):
        run_sheet(lost, UNITS, START, {})


def test_a_session_is_found_by_its_id_and_a_wrong_one_is_named():
    strand = Strand(id="short", title="Short", audience="mentors", sessions=[SESSION])
    plan = Programme(title="P", languages=["en"], phases=[], audiences=[], strands=[strand])
    assert find_session(plan, "s1") is SESSION
    with pytest.raises(ContentError, match="s2"):
        find_session(plan, "s2")


@pytest.fixture
def in_ljubljana(monkeypatch):
    if not hasattr(clocks, "tzset"):
        pytest.skip("this system's clock cannot be set for one program")
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Europe/Ljubljana")
    clocks.tzset()
    yield
    monkeypatch.setenv("TZ", before) if before else monkeypatch.delenv("TZ")
    clocks.tzset()


@pytest.mark.parametrize(
    ("now", "at", "starts"),
    [
        ("2026-03-02T07:30", "09:00", "2026-03-02T09:00+01:00"),
        ("2026-03-02T21:00", "09:00", "2026-03-02T09:00+01:00"),
        ("2026-03-03T00:30", "22:30", "2026-03-02T22:30+01:00"),
        ("2026-03-03T04:00", "22:30", "2026-03-03T22:30+01:00"),
        ("2026-03-29T01:30", "09:00", "2026-03-29T09:00+02:00"),
        ("2026-10-25T23:00", "00:15", "2026-10-25T00:15+02:00"),
    ],
    ids=["before", "evening", "over midnight", "long over", "into summer time", "out of summer time"],
)
def test_a_session_starts_today_or_yesterday_while_it_may_still_be_going_on(in_ljubljana, now, at, starts):
    found = start_of(time.fromisoformat(at), datetime.fromisoformat(now).astimezone(), 120)
    assert found.isoformat(timespec="minutes") == starts


@pytest.mark.parametrize(
    ("now", "since", "until"),
    [
        ("2026-03-02T10:30", "2026-03-02T08:00+01:00", "2026-03-02T14:00+01:00"),
        ("2026-03-02T04:00", "2026-03-02T00:00+01:00", "2026-03-03T00:00+01:00"),
        ("2026-03-02T20:00", "2026-03-02T00:00+01:00", "2026-03-03T00:00+01:00"),
    ],
    ids=["going on", "long before", "long after"],
)
def test_a_morning_group_does_not_mix_with_another_but_no_tap_of_today_stays_unseen(
    in_ljubljana, now, since, until
):
    start = datetime.fromisoformat("2026-03-02T09:00").astimezone()
    found = span_of(start, 120, datetime.fromisoformat(now).astimezone())
    assert [moment.isoformat(timespec="minutes") for moment in found] == [since, until]
