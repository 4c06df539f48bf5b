"""More time for one candidate: whoever has it is not late, and loses no points for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOON, a_handin, put

from alongside.errors import LedgerError, WorkspaceError
from alongside.grading import gradebook, sessions
from alongside.grading.acts import acts_of, decide
from alongside.grading.extending import adjust, end_of, extend, extended_in, granted_in
from alongside.grading.lane import autograde
from alongside.grading.states import state_of
from alongside.model.acts import Deferred

P01 = ("a9", "p01")
LATE = NOON + timedelta(hours=5)


@pytest.fixture
def late(course):
    """Two hand-ins five hours late, where each hour costs a point."""
    config = course.root / "nbgrader_config.py"
    rule = (
        "\nfrom nbgrader.plugins import BasePlugin\n"
        "class Hours(BasePlugin):\n"
        "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
        "        return total_seconds_late / 3600\n"
        "c.AssignLatePenalties.plugin_class = Hours\n"
    )
    config.write_text(config.read_text() + rule)
    for who in ("p01", "p02"):
        put(course, a_handin(who, at=LATE), who, LATE)
    sessions.collect(course, "a9", LATE)
    return course


def standing(course, who):
    autograde(course, "a9")
    with gradebook.opened(course) as book:
        found = gradebook.standings(book, "a9")[who]
    return found.seconds_late, found.penalty


def states(course):
    return {one.candidate: one.state for one in state_of(course, "a9")}


def give(course, until, reason="A funeral."):
    extend(course, P01, until, reason, by="zoe", now=NOON)


def test_whoever_has_more_time_is_not_late_and_others_are(late):
    give(late, "2026-11-20T18:00+00:00")
    assert states(late) == {"p01": "handed in", "p02": "late"}
    assert (standing(late, "p01"), standing(late, "p02")) == ((0, 0), (5 * 3600, 5))


def test_lateness_counts_from_the_extension(late):
    give(late, "2026-11-20T16:00+01:00")
    assert standing(late, "p01") == (2 * 3600, 2)


def test_an_extension_that_comes_after_scoring_counts_when_the_questions_are_scored_again(late):
    assert standing(late, "p01")[1] == 5
    give(late, "2026-11-20T18:00+00:00")
    assert standing(late, "p01") == (0, 0)


def test_an_extension_can_be_taken_back_and_both_rows_stay(late):
    give(late, "2026-11-20T18:00+00:00")
    assert standing(late, "p01") == (0, 0)
    give(late, "", "It was for somebody else.")
    assert standing(late, "p01")[1] == 5
    assert states(late)["p01"] == "late"
    assert [one.reason for one in granted_in(acts_of(late))["p01"]] == [
        "A funeral.",
        "It was for somebody else.",
    ]


def test_an_earlier_time_than_that_of_everybody_takes_nothing_away(late):
    give(late, "2026-11-19T12:00+00:00")
    assert standing(late, "p01") == (5 * 3600, 5)


def test_an_extension_by_nbgraders_own_means_stays(late):
    autograde(late, "a9")
    with gradebook.opened(late) as book:
        book.grant_extension("a9", "p01", hours=6)
    assert standing(late, "p01") == (0, 0)


def test_a_deferral_is_more_time_until_the_end_of_its_last_day(late):
    act = Deferred(
        candidate="p01", phase="1", missing=["c1"], sessions=["a9"], until="2027-03-20", reason="By the rule."
    )
    decide(late, "zoe", lambda _rows: [act], NOON)
    assert extended_in(late, "a9") == {"p01": end_of("2027-03-20")}
    assert standing(late, "p01") == (0, 0)


def test_an_adjustment_is_kept_and_changes_no_date(late):
    adjust(late, P01, "A reader.", "Dyslexia.", by="zoe", now=NOON)
    assert extended_in(late, "a9") == {}
    assert [one.what for one in granted_in(acts_of(late))["p01"]] == ["A reader."]


def test_without_a_reason_or_a_time_nothing_is_granted(late):
    with pytest.raises(LedgerError, match="the reason is missing"):
        give(late, "2026-11-20T18:00+00:00", " ")
    with pytest.raises(WorkspaceError, match="'tomorrow' is not a time"):
        give(late, "tomorrow")
    assert acts_of(late) == []
