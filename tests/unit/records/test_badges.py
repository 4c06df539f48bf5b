"""Codes on badges: found however they are typed, kept as hashes, ended by time, by a new one or by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alongside.errors import AlongsideError, WorkspaceError
from alongside.model.people import Person
from alongside.records.badges import SIGNS, badges_file, issue, issue_all, standing, take_back, whose
from alongside.records.people import enrol, withdraw

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
def cohort(tmp_path):
    people = [Person(id="", name=name, organisation="Mreža") for name in ("Ana Novak", "Bo Lund")]
    enrol(tmp_path, people, "ana", NOW, NOW.date())
    return tmp_path


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda c: f" {c[:2]} {c[2:4]}  {c[5:]}\n", lambda c: c[:4] + "–" + c[5:]]
)
def test_a_code_says_who_has_it_however_it_is_typed(cohort, typed):
    code = issue(cohort, "ana-novak", NOW, "room", WEEK)
    assert len(code) == 9
    assert set(code) <= {*SIGNS, "-"}
    assert whose(cohort, typed(code), "room", NOW) == "ana-novak"


def test_each_of_a_sheet_has_a_code_of_their_own_and_none_stands_in_the_file(cohort):
    codes = issue_all(cohort, ["ana-novak", "bo-lund"], NOW, "room", WEEK)
    assert [whose(cohort, code, "room", NOW) for code in codes.values()] == ["ana-novak", "bo-lund"]
    kept = badges_file(cohort).read_text("utf-8")
    assert not [code for code in codes.values() if code in kept or code.replace("-", "") in kept]


def test_a_code_for_the_room_is_none_for_the_hub(cohort):
    code = issue(cohort, "ana-novak", NOW, "room", WEEK)
    assert whose(cohort, code, "hub", NOW) is None


def test_a_new_code_ends_the_old_one_and_time_ends_each(cohort):
    old, new = (issue(cohort, "ana-novak", NOW, "room", WEEK) for _twice in range(2))
    assert (whose(cohort, old, "room", NOW), whose(cohort, new, "room", NOW)) == (None, "ana-novak")
    assert standing(cohort, "room", NOW) == {"ana-novak": NOW + WEEK}
    assert whose(cohort, new, "room", NOW + WEEK) is None
    assert standing(cohort, "room", NOW + WEEK) == {}


def test_a_code_that_was_taken_back_lets_nobody_in(cohort):
    code = issue(cohort, "ana-novak", NOW, "room", WEEK)
    take_back(cohort, "ana-novak", NOW)
    assert whose(cohort, code, "room", NOW) is None


def test_who_withdrew_is_not_let_in_from_that_day(cohort):
    code = issue(cohort, "ana-novak", NOW, "room", 2 * WEEK)
    withdraw(cohort, "ana-novak", "ana", NOW, NOW.date() + WEEK)
    assert whose(cohort, code, "room", NOW) == "ana-novak"
    assert whose(cohort, code, "room", NOW + WEEK) is None


@pytest.mark.parametrize("code", ["", "-", "2222-2222", "x" * 10_000, "Ä\ud7ff"])
def test_a_wrong_code_is_nobodys(cohort, code):
    issue(cohort, "ana-novak", NOW, "room", WEEK)
    assert whose(cohort, code, "room", NOW) is None


def test_nobody_gets_a_code_who_does_not_belong_to_the_cohort(cohort):
    with pytest.raises(WorkspaceError, match="nobody"):
        issue(cohort, "nobody", NOW, "room", WEEK)
    assert not badges_file(cohort).exists()


def test_a_damaged_file_is_named_and_stays(cohort):
    badges_file(cohort).write_bytes(b"{")
    with pytest.raises(AlongsideError, match=r"badges\.json"):
        issue(cohort, "ana-novak", NOW, "room", WEEK)
    assert badges_file(cohort).read_bytes() == b"{"
