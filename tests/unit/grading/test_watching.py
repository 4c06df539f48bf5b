"""Observations are judged like texts: blind, by two, evidence first; what they are about is a day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from builders import NOON
from judging import ask_to_watch, hand_in
from marking import a_row

from alongside.errors import LedgerError
from alongside.grading import lane, marking
from alongside.grading.codes import codes_in, watched_codes
from alongside.grading.counting import newest_days, states_of
from alongside.grading.course import assessment_of
from alongside.grading.ledger_tables import marks_of, trail_of
from alongside.grading.marking import Answer, Seat, Sending, slots_of
from alongside.grading.progress import watched_of
from alongside.grading.texts import judged_in, texts_in
from alongside.model.marking import Begun
from alongside.publish import feedback

DAY, NEXT = "2026-11-20", "2026-11-27"
BOTH = ("a9-b1-c1", "a9-b1-c2")


@pytest.fixture
def watched(course):
    return ask_to_watch(course)


def seat(course, assessor="ann", day=DAY, who="p01"):
    criteria = judged_in(assessment_of(course, "a9"))["a9-b1"]
    return Seat(course, Answer("a9", who, "a9-b1", observed=day), criteria, assessor)


def given(level=2, evidence="She waited four seconds.", **more):
    return {name: Begun(evidence=evidence, level=level, **more) for name in BOTH}


def waits(course, assessor="ann", who="p01"):
    return watched_of(course, "a9", {"a9-b1": 2}).waits(who, "a9-b1", assessor)


def decide(course, level=2, day=DAY):
    for who in ("ann", "ben"):
        marking.save(seat(course, who, day), given(level), NOON)
    return marking.save(seat(course, "ben", day), given(level, "Settled."), NOON).entered


def states(course):
    return [row["state"] for row in trail_of(course, "p01")]


# Judging


def test_a_row_about_an_observation_has_its_day_and_no_hash(watched):
    rows = marking.save(seat(watched), given(), NOON).entered
    assert {(row.observed, row.sha256, row.marking) for row in rows} == {(DAY, None, "first")}


def test_two_observers_of_one_day_are_blind_until_both_are_in(watched):
    marking.save(seat(watched), given(1), NOON)
    before = slots_of(seat(watched, "ben"))
    assert [(slot.stage, slot.shown) for slot in before] == [("mark", []), ("mark", [])]
    marking.save(seat(watched, "ben"), given(1), NOON)
    assert [row.assessor for row in slots_of(seat(watched, "ben"))[0].shown] == ["ann", "ben"]


def test_what_two_settle_on_is_the_result(watched):
    decide(watched)
    rows = [row for row in marks_of(watched, "a9", NOON).rows if row["task"] == "a9-b1"]
    assert [(row["agreed"], row["state"]) for row in rows] == [("2", "decided"), ("2", "decided")]


def test_the_sheet_follows_every_row(watched):
    assert waits(watched) == "open"
    marking.save(seat(watched), given(), NOON)
    assert (waits(watched), waits(watched, "ben")) == ("second", "open")
    marking.save(seat(watched, "ben"), given(), NOON)
    assert (waits(watched), waits(watched, "cat")) == ("settle", "taken")
    marking.save(seat(watched), given(evidence="Settled."), NOON)
    assert waits(watched) == "decided"


def test_somebody_is_watched_who_has_handed_nothing_in(watched):
    decide(watched)
    assert waits(watched, who="p02") == "open"
    assert set(states(watched)) == {"counts"}


def test_a_criterion_of_another_observation_is_refused(watched):
    odd = seat(watched)
    wrong = Seat(odd.course, Answer("a9", "p01", "a9-b2", observed=DAY), odd.criteria, "ann")
    with pytest.raises(LedgerError, match="no such criterion"):
        marking.save(wrong, given(), NOON)


# Days


def test_a_resubmission_archives_no_observation(watched):
    hand_in(watched)
    decide(watched)
    hand_in(watched, text="Another text.", at=NOON + timedelta(hours=1))
    assert set(states(watched)) == {"counts"}


def test_of_two_days_the_newest_counts_and_the_other_stays_in_the_trail(watched):
    decide(watched, 3)
    marking.save(seat(watched, day=NEXT), given(1), NOON)
    assert states(watched) == ["archived"] * 6 + ["counts"] * 2
    assert waits(watched) == "second"


def test_typing_in_an_older_day_later_changes_nothing(watched):
    decide(watched, 3, NEXT)
    marking.save(seat(watched, "cat", DAY), given(1), NOON)
    assert states(watched) == ["counts"] * 6 + ["archived"] * 2
    assert waits(watched) == "decided"


def test_a_day_that_was_taken_back_is_no_newest_day(watched):
    decide(watched, 3)
    marking.save(seat(watched, day=NEXT), given(1), NOON)
    for slot in slots_of(seat(watched, day=NEXT)):
        reason = Begun(evidence="Wrong day.", seen=slot.seen)
        marking.withdraw(seat(watched, day=NEXT), slot.criterion.id, reason, NOON)
    assert states(watched)[:6] == ["counts"] * 6
    assert waits(watched) == "decided"


def test_examples_and_texts_have_no_newest_day():
    rows = [a_row(1), a_row(2, sha256=None, observed=DAY, marking="anchor")]
    assert newest_days(rows) == {}
    assert states_of(rows[1:], {}) == {2: "counts"}


# Sending


def test_the_same_sending_enters_once(watched):
    sending = Sending("a-packet-of-a-tablet")
    first = marking.save(seat(watched), given(), NOON, sending)
    again = marking.save(seat(watched), given(), NOON, sending)
    assert (len(first.entered), again.entered, again.done) == (2, [], set(BOTH))


def test_a_sending_that_arrives_again_after_a_correction_undoes_nothing(watched):
    sending = Sending("a-packet-of-a-tablet")
    for row in marking.save(seat(watched), given(1), NOON, sending).entered:
        marking.save(
            seat(watched), {row.criterion: Begun(evidence="Seen again.", level=3, seen=row.id)}, NOON
        )
    again = marking.save(seat(watched), given(1), NOON, sending)
    assert (again.entered, again.stale) == ([], set())
    assert {slot.standing.level for slot in slots_of(seat(watched))} == {3}


def test_the_same_sending_by_two_windows_at_once_enters_once(watched):
    sending = Sending("a-packet-of-a-tablet")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _n: marking.save(seat(watched), given(), NOON, sending), range(2)))
    assert len(trail_of(watched, "p01")) == 2


def test_what_an_unanswered_sending_entered_is_corrected_by_the_next(watched):
    marking.save(seat(watched), given(1), NOON, Sending("the-first-packet"))
    second = Sending("the-second-packet", ["the-first-packet"])
    assert len(marking.save(seat(watched), given(2), NOON, second).entered) == 2
    assert {slot.standing.level for slot in slots_of(seat(watched))} == {2}


def test_a_late_sending_never_becomes_an_agreement(watched):
    """Her first one arrived, nobody told her, and in between the other observer has judged too."""
    marking.save(seat(watched), given(1), NOON, Sending("the-first-packet"))
    marking.save(seat(watched, "ben"), given(1), NOON)
    late = Sending("the-second-packet", ["the-first-packet"])
    outcome = marking.save(seat(watched), given(1, "Something else.", stage="mark"), NOON, late)
    assert (outcome.entered, outcome.stale) == ([], set(BOTH))


# Codes and feedback


def test_who_watches_a_person_does_not_know_the_code_of_her_text(watched):
    hand_in(watched)
    (written,) = codes_in(watched, "a9")
    (seen,) = watched_codes(watched, "a9", ["p01"])
    assert written != seen
    assert watched_codes(watched, "a9", ["p01"]) == {seen: "p01"}


def test_feedback_waits_for_the_observation_and_then_tells_what_was_seen(watched):
    hand_in(watched)
    lane.autograde(watched, "a9")
    task = judged_in(assessment_of(watched, "a9"))["a9-t1"]
    text = texts_in(watched, "a9")["p01", "a9-t1"]
    desk = Seat(watched, Answer("a9", "p01", "a9-t1", text), task, "ann")
    marking.save(desk, {one.id: Begun(evidence="It is open.", level=2) for one in task}, NOON)
    marking.stand_alone(desk, NOON)
    assert feedback.make(watched, "a9").waiting == ["p01"]
    decide(watched)
    assert feedback.make(watched, "a9").made == ["p01"]
    page = (watched.place("feedback", "a9", "p01") / "a9.html").read_text(encoding="utf-8")
    for words in ("Observation: A conversation", "Seen on 2026-11-20", "She lets silence run.", "Settled."):
        assert words in page
    assert "She waited four seconds." not in page
