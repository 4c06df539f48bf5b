"""The letter box for complaints: what is dropped reaches one part alone, dated and once."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from textwrap import dedent

import accounts
import pytest

from alongside.hub.accounts import ensure
from alongside.hub.cohort import complaints_go_to, parts_of
from alongside.hub.house import prepare
from alongside.model.complaint import Complaint
from alongside.model.people import Person
from alongside.records.complaint_box import box_of, drop, take_out
from alongside.records.complaints import complaints_in, due, lodge
from alongside.records.people import enrol, withdraw

WORDS = "He told my head about the merger."


def complaint(**more: str) -> Complaint:
    given = {"id": "c1", "at": "2026-11-20T10:00:00.000Z", "about": "trainer", "words": WORDS, "name": "Ana"}
    return Complaint(**{**given, **more})


@pytest.fixture
def box(tmp_path):
    (tmp_path / "exchange" / "complaints").mkdir(parents=True)
    return box_of(tmp_path / "exchange")


def kept(tmp_path):
    found, problems = complaints_in(tmp_path)
    assert problems == []
    return [one.complaint.words for one in found]


def test_there_is_a_box_only_where_a_hub_made_one(tmp_path):
    assert box_of(tmp_path) is None


def test_what_is_dropped_is_taken_out_once_with_its_day_and_deadline(tmp_path, box):
    drop(box, complaint())
    assert take_out(tmp_path, box) == []
    [one] = complaints_in(tmp_path)[0]
    today = datetime.now().astimezone().date()
    assert (one.complaint, one.arrived) == (complaint(), today)
    assert due(one, today).day > today
    assert list(box.iterdir()) == []
    assert take_out(tmp_path, box) == []
    assert kept(tmp_path) == [WORDS]


def test_pressing_twice_makes_one_complaint(tmp_path, box):
    drop(box, complaint())
    drop(box, complaint(at="2026-11-20T10:00:09.000Z"))
    assert take_out(tmp_path, box) == []
    assert kept(tmp_path) == [WORDS]


def test_nobody_takes_the_place_of_a_complaint_by_using_its_id(tmp_path, box):
    lodge(tmp_path, complaint(), date(2026, 11, 20))
    drop(box, complaint(words="All is well.", name="Bor"))
    assert take_out(tmp_path, box) == []
    assert sorted(kept(tmp_path)) == ["All is well.", WORDS]


def test_what_is_no_complaint_stays_in_the_box_and_is_named(tmp_path, box):
    (box / "odd.json").write_text("{")
    drop(box, complaint())
    [told] = take_out(tmp_path, box)
    assert "odd.json" in told
    assert kept(tmp_path) == [WORDS]


def test_coordinators_get_complaints_until_somebody_has_that_part(tmp_path):
    now = datetime.now(UTC)

    def joins(name: str, role: str) -> Person:
        new = Person(id=name, name=name.title(), organisation="School", roles=[role])
        return enrol(tmp_path, [new], "test", now, now.date())[0]

    cora = joins("cora", "coordinator")
    assert parts_of(tmp_path, cora) == ["complaints", "coordinator"]
    assert parts_of(tmp_path, joins("tom", "trainer")) == ["trainer"]
    joins("orla", "complaints")
    assert parts_of(tmp_path, cora) == ["coordinator"]
    assert complaints_go_to(tmp_path) == ["Orla"]
    withdraw(tmp_path, "orla", "test", now, now.date())
    assert parts_of(tmp_path, cora) == ["complaints", "coordinator"]


DROP = dedent(
    """
    import sys
    from pathlib import Path
    from alongside.model.complaint import Complaint
    from alongside.records.complaint_box import box_of, drop
    at = "2026-11-20T10:00:00.000Z"
    drop(box_of(Path(sys.argv[1])), Complaint(id="c1", at=at, about="trainer", words=sys.argv[2]))
    """
)
TAKE = dedent(
    """
    import os, sys
    from pathlib import Path
    from alongside.records.complaint_box import box_of, take_out
    from alongside.records.complaints import complaints_in
    os.umask(0o002)
    (Path(sys.argv[2]) / "complaints").symlink_to(sys.argv[3])
    print(take_out(Path(sys.argv[2]), box_of(Path(sys.argv[1]))))
    print([one.complaint.words for one in complaints_in(Path(sys.argv[2]))[0]])
    """
)
PEOPLE = {"ana": "trainee", "ben": "trainee", "tom": "trainer", "asa": "assessor", "orla": "complaints"}


@pytest.mark.skipif(bool(accounts.why_not()), reason=accounts.why_not() or "accounts can be made")
def test_no_account_but_that_of_the_person_for_complaints_reads_what_is_dropped():
    with accounts.house() as house:
        prepare(house)
        homes = {who: ensure(house, who, [role]).home for who, role in PEOPLE.items()}
        box, store = house.exchange / "complaints", house.programme / "complaints"
        accounts.as_account(house, "ana", DROP, str(house.exchange), WORDS)
        [dropped] = box.iterdir()
        tried = json.dumps([str(box), str(store), str(dropped)])
        others = ["ben", "tom", "asa"]
        seen = {who: json.loads(accounts.as_account(house, who, accounts.ATTEMPTS, tried)) for who in others}
        assert [got for found in seen.values() for got in found.values() if got is not None] == []
        anas = json.loads(accounts.as_account(house, "ana", accounts.ATTEMPTS, tried))
        assert (anas[str(box)], anas[str(store)]) == (None, None)
        given = (str(house.exchange), str(homes["orla"]), str(store))
        assert accounts.as_account(house, "orla", TAKE, *given) == f"[]\n[{WORDS!r}]\n"
        assert list(box.iterdir()) == []
        [lies] = store.iterdir()
        for who in ["ana", *others]:
            found = json.loads(accounts.as_account(house, who, accounts.ATTEMPTS, json.dumps([str(lies)])))
            assert found == {str(lies): None}
