"""The calendar of a cohort: rows are only added, times are those of the clock at the place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.errors import AlongsideError, WorkspaceError
from alongside.model.calendar import Closed, MeetingRow
from alongside.records.calendar import (
    add,
    by_the_clock,
    calendar_file,
    cancel,
    change,
    close_days,
    closed_days,
    dates_of,
    groups_of,
    open_days,
    plan,
    planned_start,
    put_back,
)
from alongside.records.closed_days import read_closed

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=3)


def wish(session="s1", starts="2026-10-20T09:00", group="", zone="Europe/Ljubljana", **more):
    given = {"minutes": 195, "place": "School hall", **more}
    return MeetingRow(
        act="planned",
        meeting="x",
        at="",
        by="",
        session=session,
        group=group,
        starts=starts,
        zone=zone,
        **given,
    )


def test_a_new_workspace_has_no_dates(tmp_path):
    assert dates_of(tmp_path) == []
    assert not calendar_file(tmp_path).exists()


def test_a_meeting_is_planned_moved_cancelled_and_back_and_every_row_stays(tmp_path):
    [one] = plan(tmp_path, [wish()], "nika", NOW)
    change(tmp_path, one, wish(starts="2026-10-22T14:00", why="The hall is taken."), "nika", LATER)
    moved = dates_of(tmp_path)[0]
    assert (moved.start.isoformat(), moved.sequence) == ("2026-10-22T14:00:00+02:00", 1)
    assert moved.moved_from.isoformat() == "2026-10-20T09:00:00+02:00"
    assert cancel(tmp_path, one, "Snow.", "nika", LATER).cancelled
    assert not put_back(tmp_path, one, "nika", LATER).cancelled
    text = calendar_file(tmp_path).read_text("utf-8")
    assert [text.count(f'"act": "{act}"') for act in ("planned", "changed", "cancelled", "back")] == [1] * 4
    assert (dates_of(tmp_path)[0].sequence, dates_of(tmp_path)[0].uid) == (3, f"{one}@alongside")


def test_planning_again_changes_the_meeting_and_doubles_nothing(tmp_path):
    [one] = plan(tmp_path, [wish()], "nika", NOW)
    assert plan(tmp_path, [wish(starts="2026-10-27T09:00")], "nika", LATER) == [one]
    assert [(m.sequence, m.start.day) for m in dates_of(tmp_path)] == [(1, 27)]
    plan(tmp_path, [wish(starts="2026-10-27T09:00")], "nika", LATER)
    assert dates_of(tmp_path)[0].sequence == 1


def test_after_a_cancelled_meeting_a_session_is_planned_anew(tmp_path):
    [one] = plan(tmp_path, [wish()], "nika", NOW)
    cancel(tmp_path, one, "", "nika", NOW)
    assert plan(tmp_path, [wish()], "nika", LATER) != [one]
    assert [m.cancelled for m in dates_of(tmp_path)].count(True) == 1


def test_a_group_sees_its_own_meetings_and_those_of_everybody(tmp_path):
    plan(tmp_path, [wish(group="A"), wish("s2", "2026-11-03T09:00")], "nika", NOW)
    add(tmp_path, wish(group="B", starts="2026-10-19T09:00"), "nika", NOW)
    assert [m.session for m in dates_of(tmp_path, "A")] == ["s1", "s2"]
    assert [m.group for m in dates_of(tmp_path)] == ["B", "A", ""]
    assert groups_of(tmp_path) == ["A", "B"]


def test_somebody_who_saw_an_older_state_changes_nothing(tmp_path):
    [one] = plan(tmp_path, [wish()], "nika", NOW)
    change(tmp_path, one, wish(place="Library"), "nika", LATER, seen=0)
    with pytest.raises(WorkspaceError, match="in between"):
        cancel(tmp_path, one, "", "ana", LATER, seen=0)
    assert not dates_of(tmp_path)[0].cancelled


def test_the_hour_follows_the_clock_at_the_place_through_the_change_of_clocks(tmp_path):
    plan(tmp_path, [wish(), wish("s2", "2026-10-27T09:00")], "nika", NOW)
    before, after = dates_of(tmp_path)
    assert (before.start.hour, after.start.hour) == (9, 9)
    assert after.start.astimezone(UTC) - before.start.astimezone(UTC) == timedelta(days=7, hours=1)


def test_a_meeting_in_the_night_of_the_change_lasts_its_minutes(tmp_path):
    plan(tmp_path, [wish(starts="2026-10-25T01:00", minutes=180)], "nika", NOW)
    assert dates_of(tmp_path)[0].end.strftime("%H:%M") == "03:00"


@pytest.mark.parametrize(
    ("starts", "zone", "said"),
    [
        ("2026-03-29T02:30", "Europe/Ljubljana", "jump over 02:30"),
        ("2026-02-30T09:00", "Europe/Ljubljana", "2026-02-30 09:00"),
        ("2026-10-20T09:00", "Europe/Nowhere", "Europe/Nowhere"),
        ("2026-10-20T09:00", "../../etc/passwd", "There is no"),
    ],
)
def test_a_time_that_there_is_not_is_refused(tmp_path, starts, zone, said):
    with pytest.raises(WorkspaceError, match=said):
        plan(tmp_path, [wish(starts=starts, zone=zone)], "nika", NOW)
    assert dates_of(tmp_path) == []


def test_a_time_that_comes_twice_is_the_first_of_both():
    assert by_the_clock("2026-10-25T02:30", "Europe/Ljubljana").isoformat() == "2026-10-25T02:30:00+02:00"


def test_two_who_plan_at_the_same_moment_lose_nothing(tmp_path):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: add(tmp_path, wish(group=f"g{n}"), "nika", NOW), range(8)))
    assert groups_of(tmp_path) == [f"g{n}" for n in range(8)]


@pytest.mark.parametrize(
    "damage",
    [b"{", b"\xff\xfe", b'{"schema": 9}', b'{"meetings": [{"act": "burnt"}]}', b"[" * 100_000],
    ids=["cut off", "no text", "newer", "another act", "nested too deeply"],
)
def test_a_damaged_calendar_is_named_and_never_replaced(tmp_path, damage):
    path = calendar_file(tmp_path)
    path.parent.mkdir()
    path.write_bytes(damage)
    with pytest.raises(AlongsideError, match=r"cohort/calendar\.json"):
        plan(tmp_path, [wish()], "nika", NOW)
    assert path.read_bytes() == damage


# Closed days


def test_closed_days_are_added_once_and_taken_back(tmp_path):
    autumn = Closed(date(2026, 10, 26), date(2026, 11, 1), "Autumn")
    close_days(tmp_path, [autumn, autumn], "nika", NOW)
    close_days(tmp_path, [autumn], "nika", NOW)
    assert closed_days(tmp_path) == [autumn]
    assert open_days(tmp_path, autumn, "nika", LATER) == []
    assert calendar_file(tmp_path).read_text("utf-8").count('"first"') == 2


@pytest.mark.parametrize(
    ("line", "first", "last", "name"),
    [
        ("2026-12-25 Christmas Day", "2026-12-25", "2026-12-25", "Christmas Day"),
        ("26. 10. 2026 – 1.11.2026: Jesenske počitnice", "2026-10-26", "2026-11-01", "Jesenske počitnice"),
        ("24/12/2026-02/01/2027", "2026-12-24", "2027-01-02", ""),
        ("2026-10-26 to 2026-11-01; half-term", "2026-10-26", "2026-11-01", "half-term"),
        ("2026-12-21 2027-01-06 Christmas", "2026-12-21", "2027-01-06", "Christmas"),
        ("21.12.2026\t6.1.2027\tChristmas", "2026-12-21", "2027-01-06", "Christmas"),
    ],
)
def test_closed_days_are_read_as_people_write_them(line, first, last, name):
    days = Closed(date.fromisoformat(first), date.fromisoformat(last), name)
    assert read_closed(line) == ([days], [])


@pytest.mark.parametrize(
    "line", ["Christmas", "2026-13-01", "31.2.2027", "2026-11-01 - 2026-10-26", "2026-10-26 - 2027-10-26"]
)
def test_a_line_that_names_no_days_is_named_by_its_number_and_the_rest_is_kept(line):
    good, bad = read_closed(f"2026-12-25 Christmas\n\n{line}")
    assert len(good) == 1
    assert bad[0].startswith("Line 3 ")


def test_what_could_not_be_read_again_is_never_written(tmp_path):
    [one] = plan(tmp_path, [wish()], "nika", NOW)
    before = calendar_file(tmp_path).read_bytes()
    with pytest.raises(WorkspaceError, match="cannot be kept"):
        cancel(tmp_path, one, "x" * 301, "nika", NOW)
    assert calendar_file(tmp_path).read_bytes() == before


def test_the_start_that_is_proposed_is_that_of_todays_meeting_else_of_the_next_else_of_the_last(tmp_path):
    times = ("2026-10-20T09:00", "2026-10-27T13:30", "2026-11-03T18:00")
    first, _second, _third = plan(tmp_path, [wish(starts=one) for one in times], "nika", NOW)
    plan(tmp_path, [wish(starts="2026-10-20T07:15", group="B")], "nika", NOW)

    def proposed(day, group="A", session="s1"):
        found = planned_start(tmp_path, session, group, datetime.fromisoformat(f"{day}T20:00+02:00"))
        return found and f"{found:%H:%M}"

    assert proposed("2026-10-20") == "09:00"
    assert proposed("2026-10-20", "B") == "07:15"
    assert proposed("2026-10-21") == "13:30"
    assert proposed("2027-01-01") == "18:00"
    assert proposed("2026-10-20", session="s9") is None
    cancel(tmp_path, first, "Snow.", "nika", LATER)
    assert proposed("2026-10-20") == "13:30"
