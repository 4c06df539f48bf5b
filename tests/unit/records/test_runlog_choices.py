"""What a trainer chose when time was short stands in the log beside the taps, and the sheet follows it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alongside.content.schedule import run_sheet
from alongside.errors import AlongsideError
from alongside.model.programme import Part, Session
from alongside.records.runlog import choose, log_file, read_log, record

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def given(workspace):
    return read_log(workspace, "s1").given(NINE - HOUR, NINE + HOUR)


def test_a_choice_stands_beside_the_taps_and_a_later_one_replaces_it(tmp_path):
    record(tmp_path, "s1", "m01-a1", NINE)
    choose(tmp_path, "s1", {"m01-a3": 8, "m01-a4": 0}, NINE)
    log = choose(tmp_path, "s1", {"m01-a4": 20}, NINE + timedelta(minutes=2))
    assert (len(log.taps), len(log.choices)) == (1, 3)
    assert given(tmp_path) == {"m01-a3": 8, "m01-a4": 20}


def test_a_choice_of_yesterday_does_not_shorten_today(tmp_path):
    choose(tmp_path, "s1", {"m01-a3": 8}, NINE - 24 * HOUR)
    assert given(tmp_path) == {}


def test_the_start_of_the_sheet_that_was_tapped_on_last_today_is_known(tmp_path):
    record(tmp_path, "s1", "m01-a1", NINE - 24 * HOUR, start="08:00")
    assert read_log(tmp_path, "s1").started(NINE - HOUR, NINE + HOUR) == ""
    record(tmp_path, "s1", "m01-a1", NINE, start="09:30")
    record(tmp_path, "s1", "m01-a2", NINE)
    assert read_log(tmp_path, "s1").started(NINE - HOUR, NINE + HOUR) == "09:30"


def test_a_log_from_before_there_were_choices_is_read(tmp_path):
    path = log_file(tmp_path, "s1")
    path.parent.mkdir()
    path.write_text('{"session": "s1", "taps": [{"slot": "x", "at": "2026-03-02T09:00:00Z"}]}', "utf-8")
    assert read_log(tmp_path, "s1").choices == []


@pytest.mark.parametrize("minutes", ["-1", "1441", '"8"'])
def test_minutes_that_cannot_be_are_named_as_damage(tmp_path, minutes):
    path = log_file(tmp_path, "s1")
    path.parent.mkdir()
    row = f'{{"slot": "x", "minutes": {minutes}, "at": "2026-03-02T09:00:00Z"}}'
    path.write_text(f'{{"session": "s1", "choices": [{row}]}}', "utf-8")
    with pytest.raises(AlongsideError, match=r"s1\.log\.json"):
        choose(tmp_path, "s1", {"x": 5}, NINE)


def test_the_sheet_moves_up_what_follows_a_shorter_slot_and_keeps_what_was_planned():
    session = Session(id="s1", title="s", minutes=45, parts=[Part(pause=15), Part(pause=20), Part(pause=10)])
    slots = run_sheet(session, {}, NINE, {"s1-pause-1": NINE + timedelta(minutes=5)}, {"s1-pause-2": 10})
    assert [(slot.minutes, slot.planned, slot.shortened) for slot in slots] == [
        (15, 15, False),
        (10, 20, True),
        (10, 10, False),
    ]
    assert [slot.late for slot in slots] == [5, 5, -5]
    assert slots[-1].ends == NINE + timedelta(minutes=40)
