"""The people of a cohort: dated rows that nothing overwrites, and one id however often somebody moves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from alongside.errors import AlongsideError, NotSaved, WorkspaceError
from alongside.model.people import Person
from alongside.records.people import change, come_back, enrol, people_file, read_people, withdraw

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def person(name: str, **given) -> Person:
    return Person(**{"id": "", "name": name, "organisation": "Šolski center", **given})


def enrolled(tmp_path, *names: str, day: date = MONDAY) -> list[str]:
    return [one.id for one in enrol(tmp_path, [person(name) for name in names], "ana", NOW, day)]


def names(tmp_path, day: date) -> list[str]:
    return [one.name for one in read_people(tmp_path).present(day)]


def test_a_workspace_without_a_cohort_has_no_people(tmp_path):
    assert read_people(tmp_path).present() == []
    assert not people_file(tmp_path).exists()


def test_people_are_listed_by_name_whatever_the_accent(tmp_path):
    enrolled(tmp_path, "Živa Kos", "Čedo Anić", "cara Lund", "Łucja Mak", "Mia Neu")
    assert names(tmp_path, MONDAY) == ["cara Lund", "Čedo Anić", "Łucja Mak", "Mia Neu", "Živa Kos"]


def test_two_people_of_one_name_have_two_ids(tmp_path):
    assert enrolled(tmp_path, "Ana Novak", "Ana  Novak") == ["ana-novak", "ana-novak-2"]
    assert enrolled(tmp_path, "ana Nóvak") == ["ana-novak-3"]


def test_two_people_of_one_name_are_told_apart_by_what_differs(tmp_path):
    some = [person("Ana Novak", school="Prva"), person("ana Nóvak", school="Druga"), person("Bo Lund")]
    some += [person("Cy Fox", school="Prva"), person("Cy Fox", school="Prva", mail="cy@example.org")]
    enrol(tmp_path, some, "ana", NOW, MONDAY)
    people = read_people(tmp_path)
    told = [people.called(one.id) for one in people.present(MONDAY)]
    assert told == [
        "Ana Novak (Prva)",
        "ana Nóvak (Druga)",
        "Bo Lund",
        "Cy Fox (cy-fox)",
        "Cy Fox (cy-fox-2)",
    ]


def test_a_late_joiner_is_there_from_the_day_and_not_before(tmp_path):
    enrolled(tmp_path, "Ana Novak")
    enrolled(tmp_path, "Late Larsen", day=MONDAY + 7 * DAY)
    assert names(tmp_path, MONDAY) == ["Ana Novak"]
    assert names(tmp_path, MONDAY + 7 * DAY) == ["Ana Novak", "Late Larsen"]
    assert read_people(tmp_path).state("late-larsen", MONDAY) == "coming"


def test_a_change_of_group_keeps_the_id_and_holds_from_its_day(tmp_path):
    enrolled(tmp_path, "Ana Novak")
    change(tmp_path, "ana-novak", {"group": "B"}, "ana", NOW, day=MONDAY + 3 * DAY)
    people = read_people(tmp_path)
    assert people.rows[-1].act == "moved"
    assert [people.on(day)["ana-novak"].group for day in (MONDAY, MONDAY + 3 * DAY)] == ["A", "B"]
    assert list(people.groups(MONDAY + 3 * DAY)) == ["B"]


def test_who_withdraws_and_returns_is_the_same_person_and_every_row_stays(tmp_path):
    enrolled(tmp_path, "Ana Novak")
    withdraw(tmp_path, "ana-novak", "ana", NOW, MONDAY + 2 * DAY, why="a new post")
    come_back(tmp_path, "ana-novak", "ana", NOW, MONDAY + 5 * DAY)
    people = read_people(tmp_path)
    states = [people.state("ana-novak", MONDAY + n * DAY) for n in range(6)]
    assert states == ["present"] * 2 + ["withdrawn"] * 3 + ["present"]
    assert [row.act for row in people.rows] == ["joined", "withdrew", "returned"]
    assert people.rows[1].why == "a new post"


def test_what_is_put_right_before_the_first_day_holds_from_that_day(tmp_path):
    enrolled(tmp_path, "Late Larsen", day=MONDAY + 7 * DAY)
    change(tmp_path, "late-larsen", {"name": "Late Lund"}, "ana", NOW, day=MONDAY)
    people = read_people(tmp_path)
    assert people.rows[-1].day == MONDAY + 7 * DAY
    assert [one.name for one in people.present(MONDAY + 7 * DAY)] == ["Late Lund"]
    withdraw(tmp_path, "late-larsen", "ana", NOW, MONDAY)
    assert names(tmp_path, MONDAY + 7 * DAY) == []


def test_who_withdrew_cannot_withdraw_again(tmp_path):
    enrolled(tmp_path, "Ana Novak")
    withdraw(tmp_path, "ana-novak", "ana", NOW, MONDAY)
    with pytest.raises(WorkspaceError, match="does not belong"):
        withdraw(tmp_path, "ana-novak", "ana", NOW, MONDAY + DAY)


def test_a_time_without_an_offset_is_not_written(tmp_path):
    with pytest.raises(msgspec.ValidationError):
        enrol(tmp_path, [person("Ana Novak")], "ana", NOW.replace(tzinfo=None), MONDAY)
    assert not people_file(tmp_path).exists()


def test_what_was_written_stays_byte_for_byte_when_more_is_written(tmp_path):
    enrolled(tmp_path, "Ana Novak")
    before = msgspec.json.decode(people_file(tmp_path).read_bytes())["rows"]
    change(tmp_path, "ana-novak", {"mentor": "Berta Zupan"}, "ana", NOW, day=MONDAY)
    assert msgspec.json.decode(people_file(tmp_path).read_bytes())["rows"][:1] == before


def test_a_change_that_changes_nothing_writes_nothing(tmp_path):
    enrolled(tmp_path, "Ana Novak")
    assert change(tmp_path, "ana-novak", {"group": "A"}, "ana", NOW, day=MONDAY) is None
    assert len(read_people(tmp_path).rows) == 1


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda ws: come_back(ws, "ana-novak", "ana", NOW, MONDAY + DAY), "has not withdrawn"),
        (lambda ws: come_back(ws, "ana-novak", "ana", NOW, MONDAY), "has not withdrawn"),
        (lambda ws: withdraw(ws, "nobody", "ana", NOW, MONDAY), "nobody with the id"),
        (lambda ws: change(ws, "ana-novak", {"name": ""}, "ana", NOW, day=MONDAY), "name"),
        (lambda ws: change(ws, "ana-novak", {"group": "a/b"}, "ana", NOW, day=MONDAY), "group"),
        (lambda ws: enrol(ws, [person("X", id="ana-novak")], "ana", NOW, MONDAY), "already"),
        (lambda ws: enrol(ws, [person("X", organisation="")], "ana", NOW, MONDAY), "organisation"),
    ],
    ids=[
        "returns later unasked",
        "returns unasked",
        "unknown",
        "no name",
        "bad group",
        "id taken",
        "homeless",
    ],
)
def test_what_cannot_be_is_said_and_not_written(tmp_path, act, says):
    enrolled(tmp_path, "Ana Novak")
    before = people_file(tmp_path).read_bytes()
    with pytest.raises(WorkspaceError, match=says):
        act(tmp_path)
    assert people_file(tmp_path).read_bytes() == before


def test_people_added_at_the_same_moment_are_all_kept_under_ids_of_their_own(tmp_path):
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _n: enrolled(tmp_path, "Ana Novak"), range(6)))
    assert sorted(read_people(tmp_path).everybody) == ["ana-novak", *(f"ana-novak-{n}" for n in range(2, 7))]


@pytest.mark.parametrize(
    "damage",
    [
        b"{",
        b"\xff",
        b"[" * 100_000,
        b'{"schema": 9, "rows": []}',
        b'{"schema": 1, "rows": [{"at": 1}]}',
        b'{"schema": 1, "rows": [{"at": "2026-11-24T09:00:00Z", "by": "a", "person": "x", "act": "joined",'
        b' "day": "2026-11-24"}]}',
    ],
    ids=["cut off", "no text", "nested", "newer", "not a row", "no name"],
)
def test_a_damaged_file_is_named_and_never_overwritten(tmp_path, damage):
    people_file(tmp_path).parent.mkdir()
    people_file(tmp_path).write_bytes(damage)
    with pytest.raises(AlongsideError, match=r"people\.json"):
        enrolled(tmp_path, "Ana Novak")
    assert people_file(tmp_path).read_bytes() == damage


def test_a_disk_that_refuses_is_one_sentence(tmp_path):
    (tmp_path / "cohort").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises((NotSaved, AlongsideError)):
        enrolled(tmp_path, "Ana Novak")
