"""Attendance: rows are only added, a later one corrects, and two people at one door lose nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone

import pytest

from alongside.errors import AlongsideError, NewerSchema, NotSaved
from alongside.model.attendance import Absent, Granted, Here, MadeUp, Row, Unknown
from alongside.records.attendance import absent_from, attendance_file, read_attendance, record

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
DAY = date(2026, 3, 2)


def row(person="ana", what=None, **more) -> Row:
    given = {"at": NINE, "by": "nika", "group": "A", "day": DAY, **more}
    return Row(person=person, what=what or Here(), **given)


def test_nothing_is_recorded_yet(tmp_path):
    assert read_attendance(tmp_path, "s1").rows == []
    assert not attendance_file(tmp_path, "s1").exists()


def test_a_correction_holds_and_what_it_corrects_stays_with_who_and_when(tmp_path):
    record(tmp_path, "s1", [row(what=Absent())])
    record(tmp_path, "s1", [row(what=Here(late=20), by="bor", at=NINE + timedelta(hours=1))])
    there = read_attendance(tmp_path, "s1")
    assert there.at("A", DAY)["ana"].what == Here(late=20)
    assert [(one.by, one.what) for one in there.history("ana", "A", DAY)] == [
        ("nika", Absent()),
        ("bor", Here(late=20)),
    ]


def test_a_mistake_is_taken_back_and_stays_in_the_file(tmp_path):
    record(tmp_path, "s1", [row(), row(what=Unknown())])
    there = read_attendance(tmp_path, "s1")
    assert there.at("A", DAY)["ana"].what == Unknown()
    assert len(there.rows) == 2


def test_a_meeting_is_a_group_and_a_day(tmp_path):
    record(tmp_path, "s1", [row(), row("bo", group="B"), row("bo", day=DAY + timedelta(days=7))])
    there = read_attendance(tmp_path, "s1")
    assert there.meetings() == [("A", DAY), ("B", DAY), ("A", DAY + timedelta(days=7))]
    assert list(there.at("A", DAY)) == ["ana"]


def test_what_is_made_up_stands_beside_the_meeting_and_is_corrected_by_its_day(tmp_path):
    later = DAY + timedelta(days=9)
    rows = [row(what=Absent(word=True)), row(what=MadeUp(minutes=60), day=later)]
    record(tmp_path, "s1", [*rows, row(what=MadeUp(minutes=90, how="online", whom="Bor"), day=later)])
    held = read_attendance(tmp_path, "s1").holding("ana")
    assert [one.what for one in held] == [Absent(word=True), MadeUp(minutes=90, how="online", whom="Bor")]
    assert read_attendance(tmp_path, "s1").meetings() == [("A", DAY)]


def test_what_was_granted_is_taken_back_whenever_it_was(tmp_path):
    later = DAY + timedelta(days=1)
    record(
        tmp_path, "s1", [row(what=Granted(), note="cohort 1"), row(what=Granted(granted=False), day=later)]
    )
    (held,) = read_attendance(tmp_path, "s1").holding("ana")
    assert not held.what.granted


def test_two_people_who_tap_at_once_lose_nothing(tmp_path):
    def tap(number):
        record(tmp_path, "s1", [row(f"p{number:02}", by="nika" if number % 2 else "bor")])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(tap, range(24)))
    assert len(read_attendance(tmp_path, "s1").at("A", DAY)) == 24
    assert [one.name for one in attendance_file(tmp_path, "s1").parent.iterdir()] == ["s1.json"]


def test_a_tap_that_is_sent_twice_is_one_row(tmp_path):
    for _again in range(2):
        record(tmp_path, "s1", [row(token="t1"), row("bo", token="t2")])
    assert len(read_attendance(tmp_path, "s1").rows) == 2


def test_all_rows_of_a_sheet_are_kept_or_none(tmp_path):
    with pytest.raises(AlongsideError, match="bo"):
        record(tmp_path, "s1", [row(), row("bo", what=Here(late=5000))])
    assert read_attendance(tmp_path, "s1").rows == []


@pytest.mark.parametrize(
    "damage",
    [b"{", b"\xff\xfe", b'{"schema": 1, "session": "s1", "rows": [{}]}', b"[" * 100_000],
    ids=["cut off", "no text", "fields are missing", "nested too deeply"],
)
def test_a_damaged_file_is_named_and_never_overwritten(tmp_path, damage):
    path = attendance_file(tmp_path, "s1")
    path.parent.mkdir(parents=True)
    path.write_bytes(damage)
    with pytest.raises(AlongsideError, match=r"s1\.json"):
        record(tmp_path, "s1", [row()])
    assert path.read_bytes() == damage


def test_a_file_of_a_newer_kit_or_of_another_session_is_refused(tmp_path):
    path = attendance_file(tmp_path, "s1")
    path.parent.mkdir(parents=True)
    path.write_text('{"schema": 2, "session": "s1"}')
    with pytest.raises(NewerSchema):
        read_attendance(tmp_path, "s1")
    path.write_text('{"schema": 1, "session": "s2"}')
    with pytest.raises(AlongsideError, match="another session"):
        read_attendance(tmp_path, "s1")


def test_a_disk_that_refuses_is_said(tmp_path):
    (tmp_path / "cohort").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(NotSaved):
        record(tmp_path, "s1", [row()])


def test_absent_is_who_was_recorded_so_last_in_that_group_and_has_made_nothing_up(tmp_path):
    record(
        tmp_path, "s1", [row("ana", Absent()), row("bo", Absent(word=True)), row("cy"), row("di", Absent())]
    )
    record(tmp_path, "s1", [row("ed", Absent(), group="B"), row("di", Here(late=60))])
    record(tmp_path, "s1", [row("bo", MadeUp(minutes=60), day=DAY + timedelta(days=7))])
    assert absent_from(tmp_path, "s1", "A", DAY) == {"ana"}
    assert absent_from(tmp_path, "s1", "", DAY) == {"ana", "ed"}
    assert absent_from(tmp_path, "s1", "A", DAY + timedelta(days=1)) == set()
