"""Marks go into the ledger whole, once, and are corrected by rows that name what they replace."""

from __future__ import annotations

import pytest
from builders import NOON
from marking import TEXT, a_mark

from alongside.errors import LedgerError, StaleMark
from alongside.grading import ledger as room
from alongside.grading.ledger import Ledger, opened


@pytest.fixture
def ledger(engine):
    return Ledger(engine)


def test_a_mark_gets_a_number_and_the_time_it_was_entered(ledger):
    (row,) = ledger.append([a_mark()], NOON)
    assert (row.id, row.at) == (1, "2026-11-20T12:00:00.000Z")
    assert ledger.rows() == [row]


def test_rows_of_a_session_or_a_candidate_are_found(ledger):
    ledger.append([a_mark(), a_mark(candidate="p02"), a_mark(session="a8")], NOON)
    assert len(ledger.rows(session="a9")) == 2
    assert len(ledger.rows(candidate="p01")) == 2
    assert len(ledger.rows("a9", "p02")) == 1


def test_of_several_marks_all_are_entered_or_none(ledger):
    with pytest.raises(LedgerError, match="the evidence is missing"):
        ledger.append([a_mark(), a_mark(criterion="a9-t1-c2", evidence=" ")], NOON)
    with pytest.raises(StaleMark):
        ledger.append([a_mark(), a_mark()], NOON)
    assert ledger.rows() == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (
            {"evidence": "", "level": None},
            r"p01 a9-t1-c1: the evidence is missing\. Write the sentence, then",
        ),
        ({"level": None}, "the criterion or the level is missing"),
        ({"criterion": None}, "the criterion or the level is missing"),
        ({"level": 4}, "not a mark"),
        ({"assessor": "Ann Lee!"}, "not a mark"),
        ({"marking": "fourth"}, "not a mark"),
        ({"sha256": None}, "one answer .* or one dated observation"),
        ({"observed": "2026-11-20"}, "one answer .* or one dated observation"),
        ({"points": 3.0}, "points are for marks from outside"),
        ({"marking": "outside"}, "points are for marks from outside"),
    ],
)
def test_what_is_not_whole_is_refused_and_says_why(changed, why):
    with pytest.raises(LedgerError, match=why):
        room.check_whole(a_mark(**changed))


def test_the_same_mark_sent_twice_is_kept_once(ledger):
    mark = a_mark()
    assert ledger.append([mark], NOON) == ledger.append([mark], NOON.replace(hour=13))
    assert len(ledger.rows()) == 1
    with pytest.raises(LedgerError, match="says something else"):
        ledger.append([a_mark(token=mark.token, level=0)], NOON)


def test_a_pass_that_is_taken_is_not_taken_again(ledger):
    ledger.append([a_mark()], NOON)
    with pytest.raises(StaleMark, match=r"the first mark is there already, by ann \(row 1\)"):
        ledger.append([a_mark(assessor="ben")], NOON)


def test_nobody_gives_both_of_the_blind_marks(ledger):
    ledger.append([a_mark()], NOON)
    with pytest.raises(LedgerError, match="ann has given the first mark already"):
        ledger.append([a_mark(marking="second")], NOON)
    ledger.append([a_mark(marking="second", assessor="ben"), a_mark(marking="agreed", assessor="ann")], NOON)
    assert len(ledger.rows()) == 3


def test_a_correction_is_a_row_more(ledger):
    (old,) = ledger.append([a_mark()], NOON)
    (new,) = ledger.append([a_mark(level=3, replaces=old.id)], NOON)
    assert [(row.level, row.replaces) for row in ledger.rows()] == [(2, None), (3, old.id)]
    ledger.append([a_mark(level=None, evidence="Meant for p02.", replaces=new.id)], NOON)
    assert len(ledger.rows()) == 3


def test_who_corrects_what_has_been_corrected_is_told_by_whom(ledger):
    ledger.append([a_mark()], NOON)
    ledger.append([a_mark(level=3, replaces=1)], NOON)
    with pytest.raises(StaleMark, match=r"row 1 has been replaced by row 2, by ann\. Read it"):
        ledger.append([a_mark(level=1, replaces=1)], NOON)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"assessor": "ben"}, "row 1 is ann's own mark"),
        ({"criterion": "a9-t1-c2"}, "row 1 is not the first mark of this answer"),
        ({"candidate": "p02"}, "row 1 is not the first mark of this answer"),
        ({"sha256": "b" * 64}, "A correction is about the same text"),
        ({"replaces": 9}, "row 9 is not"),
    ],
)
def test_a_correction_that_does_not_fit_its_row_is_refused(ledger, changed, why):
    ledger.append([a_mark()], NOON)
    with pytest.raises(LedgerError, match=why):
        ledger.append([a_mark(**{"level": 0, "replaces": 1, **changed})], NOON)
    assert len(ledger.rows()) == 1


def test_a_new_text_takes_a_first_mark_of_its_own(ledger):
    ledger.append([a_mark(), a_mark(sha256="b" * 64)], NOON)
    assert [row.sha256 for row in ledger.rows()] == [TEXT, "b" * 64]


def test_the_ledger_of_a_course_lies_beside_the_gradebook(course, monkeypatch):
    monkeypatch.delenv(room.ADDRESS, raising=False)
    with opened(course) as ledger:
        ledger.append([a_mark()], NOON)
    assert (course.root / "ledger.db").is_file()
    with opened(course) as ledger:
        assert len(ledger.rows()) == 1
    assert [path.name for path in course.root.glob("ledger.db*")] == ["ledger.db"]


def test_an_organisation_names_another_place(course, address, monkeypatch):
    monkeypatch.setenv(room.ADDRESS, address)
    with opened(course) as ledger:
        ledger.append([a_mark()], NOON)
        assert len(ledger.rows()) == 1
    assert not (course.root / "ledger.db").exists()
