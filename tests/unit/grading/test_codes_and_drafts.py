"""Codes stay the same and tell no name; drafts and phrases are kept for one assessor and are no marks."""

from __future__ import annotations

import pytest
from builders import NOON

from alongside.errors import WorkspaceError
from alongside.grading.codes import codes_in
from alongside.grading.drafts import change_phrases, draft_of, drop_draft, keep_draft, phrases_of
from alongside.model.marking import Begun, Draft, Phrase
from alongside.responses.moments import moment

WHERE = ("a9", "p01", "a9-t1")
DRAFT = Draft(
    sha256="a" * 64,
    at=moment(NOON),
    criteria={"a9-t1-c1": Begun(evidence="She asks"), "a9-t1-c2": Begun(evidence="He", level=1)},
)


def hand_in(course, *people):
    for who in people:
        course.place("submitted", "a9", who).mkdir(parents=True)


def test_a_code_stays_the_same_when_others_come_and_has_no_letter_to_misread(course):
    hand_in(course, "p01")
    (before,) = codes_in(course, "a9")
    hand_in(course, *(f"q{n}" for n in range(30)))
    after = codes_in(course, "a9")
    assert after[before] == "p01"
    assert len(after) == 31
    assert list(after) == sorted(after)
    assert not set("".join(after)) & set("01IO")


def test_codes_of_two_sessions_do_not_betray_each_other(course):
    hand_in(course, "p01")
    (course.root / "submitted" / "p01" / "a8").mkdir()
    assert set(codes_in(course, "a9")) != set(codes_in(course, "a8"))


def test_a_damaged_key_of_the_codes_is_named_and_not_made_anew(course):
    hand_in(course, "p01")
    codes_in(course, "a9")
    path = course.root / "marking" / "codes.key"
    path.write_bytes(b"short")
    with pytest.raises(WorkspaceError, match=r"codes\.key"):
        codes_in(course, "a9")
    assert path.read_bytes() == b"short"


def test_a_draft_comes_back_and_goes_as_its_criteria_are_entered(course):
    keep_draft(course, "ann", WHERE, DRAFT)
    assert draft_of(course, "ann", WHERE) == DRAFT
    assert draft_of(course, "ben", WHERE) is None
    drop_draft(course, "ann", WHERE, {"a9-t1-c1"})
    assert set(draft_of(course, "ann", WHERE).criteria) == {"a9-t1-c2"}
    drop_draft(course, "ann", WHERE, {"a9-t1-c2"})
    assert draft_of(course, "ann", WHERE) is None
    assert not (course.root / "ledger.db").exists()


def test_a_damaged_draft_keeps_nobody_from_marking(course):
    keep_draft(course, "ann", WHERE, DRAFT)
    next((course.root / "marking" / "ann" / "a9").glob("*.json")).write_text("{")
    assert draft_of(course, "ann", WHERE) is None


def test_phrases_are_one_assessors_own(course):
    phrase = Phrase(id="x1", text="Names the limit before the talk.")
    change_phrases(course, "ann", lambda there: [*there, phrase])
    assert phrases_of(course, "ann") == [phrase]
    assert phrases_of(course, "ben") == []


def test_more_phrases_than_fit_are_refused_and_those_there_stay(course):
    phrase = Phrase(id="x1", text="One.")
    change_phrases(course, "ann", lambda there: [phrase])
    with pytest.raises(WorkspaceError, match="200"):
        change_phrases(course, "ann", lambda there: [phrase] * 201)
    assert phrases_of(course, "ann") == [phrase]
