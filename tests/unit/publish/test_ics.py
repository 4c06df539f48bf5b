"""The file for calendar programs: one UID for ever, a number that grows, the right hour, and no smuggling."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from alongside.model.calendar import MeetingRow
from alongside.publish.ics import calendar_bytes
from alongside.records.calendar import cancel, change, dates_of, plan

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
HOSTILE = "Half; day, 1 \\ “ž”\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT" + " and on" * 60


def wish(starts="2026-10-20T09:00", place="Hall"):
    given = {"session": "s1", "starts": starts, "zone": "Europe/Ljubljana", "minutes": 195, "place": place}
    return MeetingRow(act="planned", meeting="x", at="", by="", **given)


def events(workspace, title="Half-day 1"):
    data = calendar_bytes(dates_of(workspace), {"s1": title}, "Our cohort")
    return Calendar.from_ical(data).walk("VEVENT"), data


def test_the_hour_is_that_of_the_place_and_the_zone_is_described(tmp_path):
    plan(tmp_path, [wish()], "nika", NOW)
    [one], data = events(tmp_path)
    assert one["DTSTART"].params["TZID"] == "Europe/Ljubljana"
    assert one.decoded("DTSTART").astimezone(UTC) == datetime(2026, 10, 20, 7, tzinfo=UTC)
    assert one.decoded("DTEND") - one.decoded("DTSTART") == timedelta(minutes=195)
    assert b"BEGIN:VTIMEZONE" in data
    assert b"METHOD:PUBLISH" in data


def test_an_updated_file_replaces_and_a_cancelled_meeting_goes_away(tmp_path):
    [named] = plan(tmp_path, [wish()], "nika", NOW)
    [first], _data = events(tmp_path)
    change(tmp_path, named, wish("2026-10-27T09:00"), "nika", NOW)
    [second], _data = events(tmp_path)
    cancel(tmp_path, named, "Snow.", "nika", NOW)
    [third], _data = events(tmp_path)
    assert first["UID"] == second["UID"] == third["UID"]
    assert [one["SEQUENCE"] for one in (first, second, third)] == [0, 1, 2]
    assert [one["STATUS"] for one in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert second.decoded("DTSTART").astimezone(UTC).hour == 8
    assert "Snow." in third["DESCRIPTION"]


def test_the_same_meetings_give_the_same_bytes(tmp_path):
    plan(tmp_path, [wish()], "nika", NOW)
    assert events(tmp_path)[1] == events(tmp_path)[1]


@pytest.mark.parametrize("where", ["title", "place"])
def test_a_hostile_text_stays_a_text_and_lines_are_folded(tmp_path, where):
    plan(tmp_path, [wish(place=HOSTILE[:300] if where == "place" else "Hall")], "nika", NOW)
    found, data = events(tmp_path, HOSTILE if where == "title" else "Half-day 1")
    assert len(found) == 1
    assert found[0]["UID"].endswith("@alongside")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    there = found[0]["SUMMARY" if where == "title" else "LOCATION"]
    assert there.startswith("Half; day, 1 \\ “ž”\nBEGIN:VEVENT")


def test_a_calendar_without_meetings_is_a_whole_file():
    assert Calendar.from_ical(calendar_bytes([], {}, "Nobody")).walk("VEVENT") == []
