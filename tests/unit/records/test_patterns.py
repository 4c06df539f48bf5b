"""Dates from a pattern: the distances of the programme, around what is closed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.content.shelf import programme
from alongside.errors import WorkspaceError
from alongside.model.calendar import Closed
from alongside.records.patterns import dates_from

STRANDS = {strand.id: strand for strand in programme().strands}
TUESDAY = date(2026, 10, 6)


def days(strand="short-door", first=TUESDAY, closed=(), **more):
    return {one.session.id: one for one in dates_from(STRANDS[strand], first, closed, **more)}


def test_the_short_door_keeps_the_distances_of_the_programme():
    found = days()
    weeks = [(found[b].day - found[a].day).days / 7 for a, b in pairwise(["s1", "s2", "f1", "f2"])]
    assert weeks == [2, 5, 12]
    assert not any(one.moved for one in found.values())


def test_the_long_door_lies_in_its_months():
    found = days("long-door")
    assert (found["d1"].day, found["r2"].day) == (TUESDAY, TUESDAY + timedelta(1))
    months = [(found[one].day - TUESDAY).days / 30.4 + 1 for one in ("h1", "h2", "h3", "h4", "as1")]
    assert [int(month) for month in months] == [2, 3, 5, 6, 7]


def test_a_holiday_moves_what_falls_into_it_and_is_named():
    autumn = Closed(date(2026, 10, 19), date(2026, 10, 23), "Autumn holidays")
    found = days(closed=[autumn])
    assert (found["s2"].meant, found["s2"].day) == (date(2026, 10, 20), date(2026, 10, 26))
    assert found["s2"].because == (autumn,)
    assert not found["s2"].outside
    assert found["f1"].day == date(2026, 12, 1), "on a Tuesday again"


def test_a_day_outside_the_bounds_is_said_to_be_so():
    found = days(closed=[Closed(date(2026, 10, 19), date(2026, 11, 8), "Closed")])
    assert found["s2"].day == date(2026, 11, 9)
    assert found["s2"].outside


def test_both_days_of_the_residential_move_together():
    feast = Closed(date(2026, 10, 7), date(2026, 10, 7), "A feast")
    found = days("long-door", closed=[feast])
    assert found["r1"].day == found["d1"].day == date(2026, 10, 8)
    assert found["r2"].day == date(2026, 10, 9)
    assert found["r1"].because == found["r2"].because == (feast,)


def test_weekends_are_avoided_unless_chosen():
    saturday = date(2026, 10, 10)
    assert days(first=saturday)["s1"].day == date(2026, 10, 12)
    assert days(first=saturday)["s1"].weekend
    assert days(first=saturday, weekdays={5})["s1"].day == saturday
    assert {one.day.weekday() for one in days(first=saturday, weekdays={5}).values()} == {5}


def test_a_residential_on_a_chosen_day_has_its_second_day_after_it():
    found = days("long-door", weekdays={1})
    assert (found["r1"].day.weekday(), found["r2"].day.weekday()) == (1, 2)


def test_where_no_day_is_free_that_is_said():
    with pytest.raises(WorkspaceError, match="no free day for Half-day 1"):
        days(closed=[Closed(date(2026, 1, 1), date(2028, 1, 1))])


@settings(max_examples=40, deadline=None)
@given(
    strand=st.sampled_from(sorted(STRANDS)),
    first=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    starts=st.lists(st.integers(0, 300), max_size=6),
)
def test_no_session_lies_on_a_closed_day_and_their_order_stays(strand, first, starts):
    closed = [Closed(first + timedelta(n), first + timedelta(n + 8)) for n in starts]
    found = dates_from(STRANDS[strand], first, closed)
    assert not any(holiday.holds(one.day) for one in found for holiday in closed)
    assert all(one.day.weekday() < 5 for one in found)
    assert all(a.day <= b.day for a, b in pairwise(found))
