"""A panel holds for observations too: who watches, the third of a day, work handed on, and the result."""

from __future__ import annotations

import pytest
from builders import NOON, a_handin, put
from judging import ask_to_watch

from alongside.errors import StaleMark
from alongside.grading import marking, sessions
from alongside.grading.acts import acts_of
from alongside.grading.allocation import allocate, marks_now, open_tasks, reassign, to_judge
from alongside.grading.course import assessment_of
from alongside.grading.duties import duties_of
from alongside.grading.marking import Seat, slots_of
from alongside.grading.panel import change_panel
from alongside.grading.progress import watched_of
from alongside.grading.results import standings_in
from alongside.grading.roster import Candidate, write_roster
from alongside.grading.slots import Answer
from alongside.grading.texts import judged_in
from alongside.model.acts import Moved, Third
from alongside.model.marking import Begun
from alongside.model.panel import Assessor, Panel
from alongside.publish import letter

DAY, NEXT = "2026-11-20", "2026-11-27"


def four(_there: Panel) -> Panel:
    listed = [Assessor(id=who, name=who.title(), languages=["en"]) for who in ("ann", "ben", "cat", "dan")]
    return Panel(schema=1, session="a9", assessors=listed, chair="zoe")


@pytest.fixture
def paired(course):
    """One who handed in and one who is only on the list, in a session with an observation."""
    ask_to_watch(course)
    write_roster(course, [Candidate(id=who) for who in ("p01", "p02")])
    put(course, a_handin())
    sessions.collect(course, "a9", NOON)
    change_panel(course, "a9", four)
    assert allocate(course, "a9", "zoe", NOON, "a seed").impossible == []
    return course


def pair(course, who="p02"):
    return [one.assessor for one in duties_of(course, "a9").places(who, "a9-b1")]


def outside(course):
    return next(one for one in ("ann", "ben", "cat", "dan") if one not in pair(course))


def seat(course, assessor, day=DAY, who="p02"):
    criteria = judged_in(assessment_of(course, "a9"))["a9-b1"]
    return Seat(course, Answer("a9", who, "a9-b1", observed=day), criteria, assessor)


def judge(course, assessor, level=2, **more):
    given = {f"a9-b1-c{n}": Begun(evidence="She waited.", level=level) for n in (1, 2)}
    return marking.save(seat(course, assessor, **more), given, NOON)


def stages(course, assessor, **more):
    return {slot.stage for slot in slots_of(seat(course, assessor, **more))}


def waits(course, assessor):
    progress = watched_of(course, "a9", {"a9-b1": 2})
    return progress.allotted("p02", "a9-b1", assessor, duties_of(course, "a9"))


def test_whoever_is_watched_gets_a_pair_before_handing_in(paired):
    assert to_judge(paired, "a9") == ["p01", "p02"]
    assert len(pair(paired)) == 2


def test_only_the_pair_judges_and_nobody_else_sees_it(paired):
    first, second = pair(paired)
    assert (stages(paired, first), stages(paired, outside(paired))) == ({"mark"}, {"others"})
    assert judge(paired, outside(paired)).entered == []
    judge(paired, first)
    judge(paired, second)
    assert [slot.shown for slot in slots_of(seat(paired, outside(paired)))] == [[], []]
    assert stages(paired, first) == {"agree"}


def test_the_list_says_what_waits_for_whom(paired):
    first, second = pair(paired)
    assert (waits(paired, first), waits(paired, outside(paired))) == ("open", "others")
    judge(paired, first)
    assert (waits(paired, first), waits(paired, second)) == ("second", "open")
    judge(paired, second)
    assert waits(paired, first) == "settle"


def test_two_who_differ_too_much_get_a_third_for_that_day(paired):
    first, second = pair(paired)
    judge(paired, first, 0)
    judge(paired, second, 3)
    (third,) = [row.act for row in allocate(paired, "a9", "zoe", NOON).rows if isinstance(row.act, Third)]
    assert (third.candidate, third.task, third.about) == ("p02", "a9-b1", DAY)
    assert (stages(paired, third.assessor), waits(paired, third.assessor)) == ({"mark"}, "open")
    assert stages(paired, third.assessor, day=NEXT) == {"others"}
    assert [row.marking for row in judge(paired, third.assessor).entered] == ["third", "third"]


def test_an_observation_that_is_still_open_is_handed_on(paired):
    first, second = pair(paired)
    judge(paired, second)
    marks = marks_now(paired, "a9", ["p02"])
    assert open_tasks(marks, duties_of(paired, "a9"), first) == {"p02": ["a9-b1"]}
    given = reassign(paired, "a9", first, "Ill.", by="zoe", now=NOON).rows
    assert ["a9-b1"] in [row.act.tasks for row in given if isinstance(row.act, Moved)]
    assert stages(paired, first) == {"others"}


def test_the_chair_decides_about_a_day_and_nobody_alone(paired):
    first, second = pair(paired)
    judge(paired, first, 0)
    with pytest.raises(StaleMark, match="this session has a panel"):
        marking.stand_alone(seat(paired, first), NOON)
    judge(paired, second, 3)
    decided = Begun(evidence="I was there too.", level=2)
    (row,) = marking.overrule(seat(paired, "zoe"), "a9-b1-c1", decided, NOON)
    assert (row.observed, row.marking, row.level) == (DAY, "override", 2)


# The result of the phase


def settle(course, level=2, day=DAY):
    for who in pair(course):
        judge(course, who, level, day=day)
    given = {f"a9-b1-c{n}": Begun(evidence="Settled.", level=level) for n in (1, 2)}
    marking.save(seat(course, pair(course)[0], day), given, NOON)


def standing(course):
    return next(one for one in standings_in(course, "1") if one.candidate == "p02")


def test_the_verdict_counts_what_was_watched_also_without_a_hand_in(paired):
    assert [one.candidate for one in standings_in(paired, "1")] == ["p01"]
    settle(paired)
    assert (standing(paired).verdict.levels["c2"], standing(paired).verdict.result) == (2, "open")


def test_a_line_that_must_be_met_blocks_where_it_was_watched(paired):
    settle(paired, 1)
    blocks = standing(paired).verdict.blocks
    assert ("must not met", "a9-b1-c1") in {(one.why, one.criterion) for one in blocks}
    assert "She gives full attention." in " ".join(letter.missing_of(paired, "1", standing(paired).verdict))


def test_the_newest_day_counts_for_the_verdict(paired):
    settle(paired)
    judge(paired, pair(paired)[0], 3, day=NEXT)
    assert standing(paired).verdict.levels["c2"] is None
    settle(paired, 3, NEXT)
    assert standing(paired).verdict.levels["c2"] == 3


def test_reading_who_has_what_makes_no_ledger(course):
    assert acts_of(course) == []
    assert not (course.root / "ledger.db").exists()
