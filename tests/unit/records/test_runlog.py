"""The log of a session: taps are only ever added, corrected by later ones, and never lost to each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

from alongside.errors import AlongsideError, NotSaved
from alongside.records.runlog import log_file, read_log, record

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
HOUR = timedelta(hours=1)


def began(workspace, since=NINE - HOUR, until=NINE + 4 * HOUR):
    return read_log(workspace, "s1").began(since, until)


def test_nothing_was_tapped_yet(tmp_path):
    assert read_log(tmp_path, "s1").taps == []
    assert not log_file(tmp_path, "s1").exists()


def test_a_later_tap_corrects_an_earlier_one_and_both_stay_in_the_log(tmp_path):
    record(tmp_path, "s1", "m01-a1", NINE)
    log = record(tmp_path, "s1", "m01-a1", NINE + timedelta(minutes=4))
    assert len(log.taps) == 2
    assert began(tmp_path) == {"m01-a1": NINE + timedelta(minutes=4)}


def test_a_tap_that_was_a_mistake_is_taken_back_and_can_be_made_again(tmp_path):
    record(tmp_path, "s1", "m01-a1", NINE)
    record(tmp_path, "s1", "m01-a1", NINE + HOUR, undone=True)
    assert began(tmp_path) == {}
    record(tmp_path, "s1", "m01-a1", NINE + 2 * HOUR)
    assert began(tmp_path) == {"m01-a1": NINE + 2 * HOUR}
    assert [tap.undone for tap in read_log(tmp_path, "s1").taps] == [False, True, False]


def test_only_the_taps_of_the_session_that_is_going_on_count(tmp_path):
    record(tmp_path, "s1", "m01-a1", NINE - timedelta(days=1))
    record(tmp_path, "s1", "m01-a2", NINE)
    assert began(tmp_path) == {"m01-a2": NINE}


def test_a_session_over_midnight_keeps_its_taps(tmp_path):
    start = NINE.replace(hour=22, minute=30)
    record(tmp_path, "s1", "m01-a1", start)
    record(tmp_path, "s1", "m01-a2", start + 2 * HOUR)
    assert list(began(tmp_path, start - HOUR, start + 5 * HOUR)) == ["m01-a1", "m01-a2"]


def test_taps_at_the_same_moment_are_all_kept(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: record(tmp_path, "s1", f"m01-a{n}", NINE), range(8)))
    assert sorted(began(tmp_path)) == [f"m01-a{n}" for n in range(8)]
    assert [path.name for path in log_file(tmp_path, "s1").parent.iterdir()] == ["s1.log.json"]


@pytest.mark.parametrize(
    "damage",
    [b"{", b"\xff\xfe", b'{"session": "s1", "taps": [{"slot": "x"}]}', b"[" * 100_000],
    ids=["cut off", "no text", "a field is missing", "nested too deeply"],
)
def test_a_damaged_log_is_named_and_never_overwritten(tmp_path, damage):
    path = log_file(tmp_path, "s1")
    path.parent.mkdir()
    path.write_bytes(damage)
    with pytest.raises(AlongsideError, match=r"s1\.log\.json"):
        record(tmp_path, "s1", "m01-a1", NINE)
    assert path.read_bytes() == damage


def test_a_time_without_an_offset_is_refused(tmp_path):
    path = log_file(tmp_path, "s1")
    path.parent.mkdir()
    path.write_text('{"session": "s1", "taps": [{"slot": "m01-a1", "at": "2026-03-02T09:00:00"}]}', "utf-8")
    with pytest.raises(AlongsideError, match="offset"):
        read_log(tmp_path, "s1")


def test_a_disk_that_refuses_is_said(tmp_path):
    (tmp_path / "trainer").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(NotSaved):
        record(tmp_path, "s1", "m01-a1", NINE)
