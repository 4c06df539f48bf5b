"""What a page keeps of files that it has read is read anew once somebody else has changed them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from builders import NOON, a_handin, put
from house.tree import SOURCES

from alongside.errors import NewerLedger
from alongside.grading import gradebook, intake, sessions
from alongside.grading.answers import value_of
from alongside.grading.codes import codes_in
from alongside.grading.folders import feedback_file, remove, returned_file
from alongside.grading.lane import autograde
from alongside.grading.ledger import opened
from alongside.grading.roster import Candidate, read_roster, write_roster
from alongside.grading.states import state_of
from alongside.web.programme.boards import board_of


@pytest.fixture
def graded(course):
    put(course, a_handin())
    sessions.collect(course, "a9", NOON)
    autograde(course, "a9")
    return course


def elsewhere(code):
    """Run a few lines in another process, as another assessor's desk would."""
    paths = [str(folder.parent) for folder in SOURCES.values()]
    subprocess.run([sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}\n{code}"], check=True)


def states(course):
    return {one.candidate: one for one in state_of(course, "a9")}


def test_the_list_of_the_cohort_is_read_anew_after_somebody_came_or_went(course):
    one, other = Candidate("p01", "Ada"), Candidate("p02", "Ben")
    write_roster(course, [one])
    assert read_roster(course) == {"p01": one}
    write_roster(course, [one, other])
    assert read_roster(course) == {"p01": one, "p02": other}
    write_roster(course, [other])
    assert read_roster(course) == {"p02": other}


def test_what_a_caller_does_to_the_list_of_the_cohort_is_its_own(course):
    write_roster(course, [Candidate("p01", "Ada")])
    read_roster(course).clear()
    codes_in(course, "a9").clear()
    assert set(read_roster(course)) == {"p01"}


def test_whoever_hands_in_has_a_code_and_whoever_is_erased_has_none(graded):
    before = codes_in(graded, "a9")
    put(graded, a_handin("p02"), "p02")
    sessions.collect(graded, "a9", NOON)
    both = codes_in(graded, "a9")
    assert set(both.values()) == {"p01", "p02"}
    assert before.items() <= both.items()
    remove(graded.place("submitted", "a9", "p02"))
    assert codes_in(graded, "a9") == before


def test_a_hand_in_that_was_replaced_is_read_anew_where_it_is_judged(graded):
    place = graded.place("submitted", "a9", "p01")
    assert value_of(intake.answers_of(place), "a9-t1").text == "What would you like to be different?"
    (place / "responses.json").write_bytes(a_handin(text="What would you like to be otherwise?"))
    assert value_of(intake.answers_of(place), "a9-t1").text == "What would you like to be otherwise?"
    graded_then = intake.answers_of(graded.place("autograded", "a9", "p01"))
    assert value_of(graded_then, "a9-t1").text == "What would you like to be different?"


def test_the_list_of_candidates_follows_what_is_handed_in_scored_and_released(graded):
    assert (states(graded)["p01"].state, states(graded)["p01"].outdated) == ("handed in", False)
    late = NOON.replace(hour=18)
    put(graded, a_handin(text="Later.", at=late), at=late)
    sessions.collect(graded, "a9", late)
    again = states(graded)["p01"]
    assert (again.state, again.outdated, again.doubled) == ("late", True, True)
    autograde(graded, "a9")
    assert (states(graded)["p01"].outdated, states(graded)["p01"].feedback_released) == (False, False)
    receipt = intake.received(graded, "a9")[-1].receipt
    page = feedback_file(graded.exchange, graded.id, receipt, "a9")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("Well listened.", encoding="utf-8")
    assert states(graded)["p01"].feedback_released
    page.unlink()
    assert not states(graded)["p01"].feedback_released


def test_what_was_refused_is_named_until_somebody_settles_it(graded):
    put(graded, b"{", "p02")
    sessions.collect(graded, "a9", NOON)
    assert states(graded)["p02"].state == "damaged"
    home = next(name for name, one in intake.kept(graded, "a9").items() if one.verdict == "damaged")
    intake.settle_refused(graded, "a9", home, "aside")
    assert "p02" not in states(graded)


def test_a_page_that_was_given_to_somebody_who_was_only_watched_is_seen(graded):
    write_roster(graded, [Candidate("p01", "Ada"), Candidate("p09", "Zoe")])
    assert not states(graded)["p09"].feedback_released
    page = returned_file(graded.root, "a9", "p09")
    page.parent.mkdir(parents=True)
    page.write_text("You let silence run.", encoding="utf-8")
    assert states(graded)["p09"].feedback_released


def test_what_another_desk_enters_is_on_the_board_and_its_result_in_the_gradebook(graded):
    ((code, _who),) = codes_in(graded, "a9").items()
    assert board_of(graded.root, "a9", "ben", "task").waits("a9-t1", code) == "open"
    assert gradebook.outlines_now(graded, "a9")[0]["p01"].needs_marking
    elsewhere(f"""
from datetime import UTC, datetime
from pathlib import Path
from alongside.grading import marking
from alongside.model.marking import Begun
from alongside.web.programme.boards import board_of, seat_at
board = board_of(Path({str(graded.root)!r}), "a9", "ann", "task")
seat, _handed = seat_at(board, "a9-t1", {code!r})
given = {{one.id: Begun(evidence="Line 2 shows it.", level=2) for one in seat.criteria}}
assert marking.save(seat, given, datetime.now(UTC)).entered
assert board_of(board.course.root, "a9", "ann", "task").first(after=("a9-t1", {code!r})) is None
assert marking.stand_alone(seat, datetime.now(UTC))
""")
    assert board_of(graded.root, "a9", "ben", "task").waits("a9-t1", code) == "decided"
    assert not gradebook.outlines_now(graded, "a9")[0]["p01"].needs_marking
    assert gradebook.given_now(graded, "a9", ["a9-t1"])["p01", "a9-t1"].points == 4.0


def test_a_desk_that_runs_refuses_a_ledger_that_a_newer_kit_has_changed(graded):
    with opened(graded) as ledger:
        assert ledger.rows() == []
    elsewhere(f"""
from sqlalchemy import text
from pathlib import Path
from alongside.store.connecting import connect, sqlite_url, writing
with writing(connect(sqlite_url(Path({str(graded.root)!r}) / "ledger.db"))) as connection:
    connection.execute(text("UPDATE ledger_version SET version_num = '9999'"))
""")
    with pytest.raises(NewerLedger), opened(graded) as ledger:
        ledger.rows()
