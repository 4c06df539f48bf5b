"""Hours: from the programme's own minutes, with short breaks and without lunch; what is missing, by name."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from alongside.model.attendance import Absent, Granted, Here, MadeUp, Row, Unknown
from alongside.records.attendance import read_attendance, record
from alongside.records.hours import attended, attended_by, kept, timed

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
DAY = date(2026, 3, 2)


def put(workspace, session, what, *, person="ana", group="A", day=DAY, note=""):
    given = {"at": NINE, "by": "nika", "group": group, "day": day, "note": note}
    record(workspace, session, [Row(person=person, what=what, **given)])


def has(workspace, session="s1", person="ana"):
    return kept(read_attendance(workspace, session), timed()[session], person)


def test_a_short_break_belongs_to_a_session_and_a_meal_does_not():
    """195 minutes with a break of 15; 390 with an hour for lunch; 420 with an hour for lunch."""
    sessions = timed()
    assert [sessions[one].counted for one in ("s1", "r1", "tt1", "f1")] == [195, 330, 360, 90]
    assert all(sum(length for length, _c in one.parts) == one.session.minutes for one in sessions.values())


@pytest.mark.parametrize(
    ("late", "early", "left"),
    [(0, 0, 330), (20, 0, 310), (0, 45, 285), (150, 0, 180), (200, 0, 180), (210, 0, 180), (0, 240, 150)],
)
def test_what_is_missed_of_lunch_costs_nothing(late, early, left):
    assert timed()["r1"].present(late, early) == left


def test_nobody_has_less_than_nothing(tmp_path):
    put(tmp_path, "s1", Here(late=190, early=100))
    assert has(tmp_path).minutes == 0


def test_halves_of_one_session_with_two_groups_add_up_and_never_to_more_than_it_has(tmp_path):
    put(tmp_path, "s1", Here(early=105))
    put(tmp_path, "s1", Here(late=95), group="B", day=DAY + timedelta(days=1))
    assert has(tmp_path).minutes == 190
    put(tmp_path, "s1", Here(), group="B", day=DAY + timedelta(days=1))
    assert has(tmp_path).minutes == 195


def test_a_made_up_session_counts_its_minutes_and_is_named_as_made_up(tmp_path):
    put(tmp_path, "s1", Absent())
    put(tmp_path, "s1", MadeUp(minutes=160, how="online", whom="Bor"), day=DAY + timedelta(days=9))
    one = has(tmp_path)
    assert (one.there, one.made_up, one.minutes) == (0, 160, 160)
    assert [row.what.how for row in one.made] == ["online"]


def test_nothing_recorded_is_missing_and_says_what_would_make_it_good(tmp_path):
    found = attended(tmp_path, "ana", ["s1", "s2"], 80)
    assert not found.good
    assert str(found.missing[0]) == (
        "Half-day 1: nothing is recorded. Enter the sheet of the day, or make up at least 156 minutes."
    )
    assert [one.session for one in found.missing] == ["s1", "s2"]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (Absent(), "absent on 2026-03-02. Make up at least 156 minutes"),
        (Absent(word=True), "absent on 2026-03-02, with word."),
        (Here(late=60), "135 of 195 minutes, and at least 156 are asked. Make up at least 21 minutes"),
        (Unknown(), "nothing is recorded"),
    ],
    ids=["absent", "with word", "too short", "taken back"],
)
def test_a_missing_session_says_why(tmp_path, what, said):
    put(tmp_path, "s1", what)
    (one,) = attended(tmp_path, "ana", ["s1"], 80).missing
    assert said in str(one)


def test_a_little_late_is_attended_and_what_is_asked_is_rounded_up(tmp_path):
    put(tmp_path, "s1", Here(late=39))
    assert attended(tmp_path, "ana", ["s1"], 80).good
    put(tmp_path, "s1", Here(late=40))
    assert attended(tmp_path, "ana", ["s1"], 80).missing[0].minutes == 1


def test_making_up_what_is_short_makes_it_good(tmp_path):
    put(tmp_path, "s1", Here(late=60))
    put(tmp_path, "s1", MadeUp(minutes=21), day=DAY + timedelta(days=3))
    assert attended(tmp_path, "ana", ["s1"], 80).good


def test_what_is_granted_counts_without_hours_and_is_named(tmp_path):
    put(tmp_path, "s1", Granted(), note="cohort 1, certificate seen")
    found = attended(tmp_path, "ana", ["s1"], 100)
    assert found.good
    assert [row.note for row in found.granted] == ["cohort 1, certificate seen"]
    assert has(tmp_path).minutes == 0


def test_a_change_of_group_keeps_what_was_attended(tmp_path):
    put(tmp_path, "s1", Here(), group="A")
    put(tmp_path, "s2", Here(), group="B")
    found = attended_by(tmp_path, ["ana", "bo"], ["s1", "s2"], 100)
    assert (found["ana"].good, len(found["bo"].missing)) == (True, 2)


def test_a_session_that_the_programme_has_no_more_is_named_and_not_waved_through(tmp_path):
    (one,) = attended(tmp_path, "ana", ["zz9"], 80).missing
    assert "no such session" in one.why
