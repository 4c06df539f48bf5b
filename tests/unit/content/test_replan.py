"""When time was lost: practice is never cut, the sum is right, and it says when it cannot be done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside import paths
from alongside.content import shelf
from alongside.content.load import fresh_unit, unit_folders
from alongside.content.replan import Proposal, fits, replan, sort_of
from alongside.content.schedule import Slot, run_sheet
from alongside.model.programme import Part, Session
from alongside.model.unit import Activity, Module

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PURPOSES = ("motivation", "knowledge", "technique", "embedding", "break")


def a_session(*pieces: tuple[str, int]) -> tuple[Session, dict[str, Module]]:
    """A session with one module whose activities have these purposes and minutes."""
    activities = [
        Activity(id=f"m01-a{n}", title=f"Part {n}", minutes=minutes, mode=["plenary"], purpose=purpose)
        for n, (purpose, minutes) in enumerate(pieces, 1)
    ]
    total = sum(minutes for _purpose, minutes in pieces)
    unit = Module(
        id="m01",
        title="m01",
        version=1,
        minutes=total,
        why="To test with.",
        phase="1",
        audience=[],
        activities=activities,
    )
    return Session(id="s1", title="s", minutes=total, parts=[Part(unit="m01")]), {"m01": unit}


def proposed(*pieces: tuple[str, int], late: int, began: int = 0) -> Proposal:
    """What is proposed when the slot `began` (from 0) is over, or will be, `late` minutes after its time."""
    session, units = a_session(*pieces)
    due = run_sheet(session, units, START, {})[began].due
    at = due + late * MINUTE
    slots = run_sheet(session, units, START, {f"m01-a{began + 1}": at})
    return replan(slots, at)


def minutes(proposal: Proposal) -> list[int]:
    return [offer.suggested for offer in proposal.offers]


def test_on_time_nothing_is_proposed():
    proposal = proposed(("motivation", 10), ("knowledge", 20), ("technique", 30), late=0)
    assert (proposal.over, proposal.short, proposal.enough) == (0, 0, True)
    assert [offer.saved for offer in proposal.offers] == [0, 0]


def test_input_is_shortened_first_because_its_text_stays_on_the_page():
    proposal = proposed(
        ("motivation", 10), ("knowledge", 20), ("break", 15), ("motivation", 10), ("technique", 30), late=8
    )
    assert minutes(proposal) == [12, 15, 10, 30]


def test_twenty_minutes_are_found_without_touching_practice():
    proposal = proposed(
        ("motivation", 10), ("knowledge", 20), ("break", 15), ("motivation", 10), ("technique", 30), late=20
    )
    assert proposal.enough
    assert minutes(proposal) == [10, 10, 5, 30]


def test_what_leaving_out_saves_too_much_goes_back_to_the_break():
    proposal = proposed(("technique", 10), ("break", 15), ("motivation", 10), ("technique", 30), late=11)
    assert proposal.enough
    assert minutes(proposal) == [14, 0, 30]


def test_a_meal_stays_a_meal_and_a_break_a_break():
    proposal = proposed(("technique", 10), ("break", 60), ("break", 15), ("embedding", 30), late=60)
    assert minutes(proposal) == [45, 10, 30]
    assert proposal.short == 40
    assert not proposal.enough


def test_practice_alone_cannot_be_made_shorter_and_it_says_so():
    proposal = proposed(("motivation", 10), ("technique", 30), ("embedding", 20), late=20)
    assert (proposal.over, proposal.short) == (20, 20)
    assert minutes(proposal) == [30, 20]


def test_half_a_minute_late_counts_as_a_whole_one():
    session, units = a_session(("motivation", 10), ("knowledge", 20))
    slots = run_sheet(session, units, START, {"m01-a1": START + timedelta(seconds=30)})
    assert replan(slots, START).over == 1


def test_what_runs_over_counts_until_now_and_what_was_passed_over_is_not_offered():
    session, units = a_session(("motivation", 10), ("knowledge", 20), ("technique", 20), ("knowledge", 20))
    slots = run_sheet(session, units, START, {"m01-a1": START, "m01-a3": START + 10 * MINUTE})
    proposal = replan(slots, START + 60 * MINUTE)
    assert [offer.slot.id for offer in proposal.offers] == ["m01-a4"]
    assert proposal.expected == START + 80 * MINUTE
    assert proposal.over == 10


def test_a_session_that_has_not_begun_is_planned_from_now():
    session, units = a_session(("motivation", 10), ("knowledge", 20), ("technique", 20))
    proposal = replan(run_sheet(session, units, START, {}), START + 5 * MINUTE)
    assert proposal.over == 5
    assert minutes(proposal) == [10, 15, 20]


def test_what_is_still_being_written_is_left_alone():
    session, units = a_session(("motivation", 10))
    session = Session(
        id="s1", title="s", minutes=40, parts=[Part(unit="m01"), Part(planned="Later", minutes=30)]
    )
    slots = run_sheet(session, units, START, {"m01-a1": START + 9 * MINUTE})
    assert [(offer.sort, offer.saved) for offer in replan(slots, START).offers] == [("unknown", 0)]


def test_a_choice_must_keep_practice_and_stay_between_the_fewest_and_the_planned_minutes():
    proposal = proposed(("motivation", 10), ("knowledge", 20), ("technique", 30), ("break", 15), late=5)
    told, practice, pause = proposal.offers
    assert [fits(told, one) for one in (-1, 0, 20, 21)] == [False, True, True, False]
    assert [fits(practice, one) for one in (0, 29, 30, 31)] == [False, False, True, False]
    assert [fits(pause, one) for one in (0, 9, 10, 15)] == [False, False, True, True]


PIECES = st.lists(st.tuples(st.sampled_from(PURPOSES), st.integers(1, 90)), min_size=2, max_size=9)


@given(PIECES, st.integers(-30, 300), st.data())
def test_whatever_happens_practice_stays_and_the_sum_is_right(pieces, late, data):
    began = data.draw(st.integers(0, len(pieces) - 1))
    proposal = proposed(*pieces, late=late, began=began)
    saved = sum(offer.saved for offer in proposal.offers)
    for offer in proposal.offers:
        assert 0 <= offer.fewest <= offer.suggested <= offer.minutes
        assert fits(offer, offer.suggested)
        if offer.sort == "practice":
            assert offer.fewest == offer.suggested == offer.minutes
    assert proposal.over == max(0, -((proposal.ends - proposal.expected) // MINUTE))
    assert proposal.short == max(0, proposal.over - saved)
    if proposal.over == 0:
        assert saved == 0
    if proposal.short:
        assert [one.suggested for one in proposal.offers] == [one.fewest for one in proposal.offers]


@given(PIECES, st.integers(0, 120))
def test_what_was_chosen_once_needs_no_second_choice(pieces, late):
    session, units = a_session(*pieces)
    began, at = {"m01-a1": START + late * MINUTE}, START + late * MINUTE
    first = replan(run_sheet(session, units, START, began), at)
    chosen = {offer.slot.id: offer.suggested for offer in first.offers}
    again = replan(run_sheet(session, units, START, began, chosen), at)
    assert (again.over, again.short) == (first.short, first.short)
    assert all(offer.saved == 0 for offer in again.offers)


EVERY = [session for strand in shelf.programme().strands for session in strand.sessions]


@pytest.mark.parametrize("session", EVERY, ids=lambda one: one.id)
def test_every_session_of_the_programme_keeps_its_practice_when_twenty_minutes_are_lost(session):
    units = {one: fresh_unit(folder) for one, folder in unit_folders(paths.content_root()).items()}
    slots: list[Slot] = run_sheet(session, units, START, {})
    slots = run_sheet(session, units, START, {slots[0].id: START + 20 * MINUTE})
    proposal = replan(slots, START + 20 * MINUTE)
    assert proposal.over == 20
    assert all(offer.saved == 0 for offer in proposal.offers if sort_of(offer.slot) == "practice")
