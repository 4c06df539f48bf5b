"""A session with a panel: who has what, when more come in, when two differ, when somebody is away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOON, a_handin, put
from marking import a_mark
from msgspec import structs

from alongside.errors import LedgerError, StaleMark, WorkspaceError
from alongside.grading import marking, sessions
from alongside.grading.acts import acts_of, decide
from alongside.grading.allocation import allocate, reassign
from alongside.grading.course import assessment_of
from alongside.grading.drafts import draft_of, keep_draft
from alongside.grading.duties import Place, duties_of
from alongside.grading.entering import enter
from alongside.grading.ledger import opened
from alongside.grading.ledger_tables import trail_of
from alongside.grading.marking import Answer, Seat, slots_of
from alongside.grading.panel import change_panel, panel_file, panel_of
from alongside.grading.progress import progress_of
from alongside.grading.texts import criteria_of, texts_in
from alongside.model.acts import Adjusted, Allocated, Third
from alongside.model.marking import Begun, Draft
from alongside.model.panel import Assessor, Conflict, Panel

LINES = ("a9-t1-c1", "a9-t1-c2")


def three(there: Panel) -> Panel:
    listed = [Assessor(id=who, name=who.title(), languages=["en"]) for who in ("ann", "ben", "cat", "dan")]
    return Panel(schema=1, session="a9", assessors=listed, chair="zoe", candidates=there.candidates)


@pytest.fixture
def paired(course):
    """Six hand-ins, allocated to a panel of four."""
    for n in range(1, 7):
        put(course, a_handin(f"p0{n}"), f"p0{n}")
    sessions.collect(course, "a9", NOON)
    change_panel(course, "a9", three)
    assert allocate(course, "a9", "zoe", NOON, "a seed").impossible == []
    return course


def pair(course, who="p01"):
    return [one.assessor for one in duties_of(course, "a9").places(who, "a9-t1")]


def text(course, who="p01"):
    return texts_in(course, "a9", who=who)[who, "a9-t1"]


def mark(course, assessor, marking_, level, who="p01", line=LINES[0], **more):
    given = a_mark(
        assessor=assessor,
        marking=marking_,
        level=level,
        candidate=who,
        criterion=line,
        sha256=text(course, who),
        **more,
    )
    enter(course, "a9", [given], NOON)


def slots(course, assessor, who="p01"):
    criteria = criteria_of(assessment_of(course, "a9"))["a9-t1"]
    seat = Seat(course, Answer("a9", who, "a9-t1", text(course, who)), criteria, assessor)
    return {slot.criterion.id: slot for slot in slots_of(seat)}


def stages(course, assessor, who="p01"):
    return [slot.stage for slot in slots(course, assessor, who).values()]


def waits(course, assessor, who="p01"):
    progress = progress_of(course, "a9", [who], {"a9-t1": 2})
    return progress.allotted(who, "a9-t1", assessor, duties_of(course, "a9"))


def outside(course, who="p01"):
    return next(one for one in ("ann", "ben", "cat", "dan") if one not in pair(course, who))


def test_without_a_panel_everybody_may_mark_everything(course):
    put(course, a_handin())
    sessions.collect(course, "a9", NOON)
    assert duties_of(course, "a9") is None
    assert stages(course, "anybody") == ["mark", "mark"]
    with pytest.raises(WorkspaceError, match="this session has no panel"):
        allocate(course, "a9", "zoe", NOON)


def test_pairs_are_rows_with_the_seed_and_the_panel_they_were_drawn_from(paired):
    rows = acts_of(paired, "a9")
    assert len(rows) == 12
    assert {(row.by, row.act.seed, len(row.act.panel)) for row in rows} == {("zoe", "a seed", 64)}
    assert sorted(duties_of(paired, "a9").loads().values()) == [3, 3, 3, 3]


def test_allocating_again_changes_nothing_and_late_hand_ins_move_nobody(paired):
    before = {who: pair(paired, who) for who in ("p01", "p02", "p03", "p04", "p05", "p06")}
    assert allocate(paired, "a9", "zoe", NOON).rows == []
    put(paired, a_handin("p07"), "p07")
    sessions.collect(paired, "a9", NOON)
    added = allocate(paired, "a9", "zoe", NOON, "another seed").rows
    assert [row.act.candidate for row in added] == ["p07", "p07"]
    assert {row.act.seed for row in added} == {"a seed"}
    assert {who: pair(paired, who) for who in before} == before


def test_an_assessor_marks_what_is_theirs_and_sees_nothing_of_the_rest(paired):
    first, second = pair(paired)
    other = outside(paired)
    assert (stages(paired, first), stages(paired, other)) == (["mark", "mark"], ["others", "others"])
    assert (waits(paired, first), waits(paired, other)) == ("open", "others")
    mark(paired, first, "first", 2)
    mark(paired, second, "second", 2)
    assert [slot.shown for slot in slots(paired, other).values()] == [[], []]


def test_saving_enters_nothing_that_is_somebody_elses(paired):
    other, criteria = outside(paired), criteria_of(assessment_of(paired, "a9"))["a9-t1"]
    seat = Seat(paired, Answer("a9", "p01", "a9-t1", text(paired)), criteria, other)
    done = marking.save(seat, {LINES[0]: Begun(evidence="Open.", level=2)}, NOON)
    assert (done.entered, done.stale) == ([], {LINES[0]})
    with pytest.raises(StaleMark, match="this session has a panel"):
        marking.stand_alone(seat, NOON)


def test_a_disagreement_goes_to_a_third_marker_who_had_nothing_to_do_with_it(paired):
    first, second = pair(paired)
    mark(paired, first, "first", 0)
    mark(paired, second, "second", 2)
    mark(paired, first, "first", 2, line=LINES[1])
    mark(paired, second, "second", 3, line=LINES[1])
    (row,) = allocate(paired, "a9", "zoe", NOON).rows
    third = row.act.assessor
    assert isinstance(row.act, Third)
    assert (row.act.criteria, third in {first, second}) == ([LINES[0]], False)
    assert stages(paired, third) == ["mark", "others"]
    assert slots(paired, third)[LINES[0]].marking == "third"
    assert waits(paired, third) == "open"
    last = next(one for one in ("ann", "ben", "cat", "dan") if one not in {first, second, third})
    assert stages(paired, last) == ["others", "others"]
    mark(paired, third, "third", 2)
    assert waits(paired, third) == "others"
    assert allocate(paired, "a9", "zoe", NOON).rows == []


def test_a_disagreement_that_nobody_may_decide_is_named(paired):
    first, second = pair(paired)
    change_panel(paired, "a9", lambda there: _only(there, first, second))
    mark(paired, first, "first", 0)
    mark(paired, second, "second", 2)
    (said,) = allocate(paired, "a9", "zoe", NOON).impossible
    assert said.startswith("a9-t1 of p01 needs a third marker, and nobody may. Let the chair decide")
    assert "(away)" in said


def _only(panel, *stay):
    listed = [
        Assessor(id=one.id, name=one.name, languages=one.languages, away=one.id not in stay)
        for one in panel.assessors
    ]
    return Panel(schema=1, session="a9", assessors=listed)


def test_one_action_gives_the_open_work_of_somebody_who_is_away_to_others(paired):
    first, second = pair(paired)
    mark(paired, first, "first", 2)
    kept = Draft(
        sha256=text(paired), at="2026-11-20T12:00:00.000Z", criteria={LINES[1]: Begun(evidence="So")}
    )
    keep_draft(paired, first, ("a9", "p01", "a9-t1"), kept)
    had = len(duties_of(paired, "a9").candidates(first))
    given = reassign(paired, "a9", first, "Ill until June.", by="zoe", now=NOON)
    assert given.impossible == []
    assert len(given.rows) == had
    moved = next(row.act for row in given.rows if row.act.candidate == "p01")
    assert (moved.instead_of, moved.tasks, moved.reason) == (first, ["a9-t1"], "Ill until June.")
    new = moved.assessor
    assert duties_of(paired, "a9").place(new, "p01", "a9-t1") == Place(new, (first,))
    assert stages(paired, new) == ["others", "mark"]
    assert stages(paired, second) == ["mark", "mark"]
    assert stages(paired, first) == ["correct", "others"]
    assert draft_of(paired, first, ("a9", "p01", "a9-t1")) == kept
    with opened(paired) as ledger:
        assert [(row.assessor, row.level) for row in ledger.rows("a9", "p01")] == [(first, 2)]
    assert panel_of(paired, "a9").assessor(first).away


def test_with_the_marks_of_both_a_moved_task_is_as_finished_as_any(paired):
    first, second = pair(paired)
    mark(paired, first, "first", 2)
    reassign(paired, "a9", first, "Ill.", by="zoe", now=NOON)
    new = next(one for one in pair(paired) if one != second)
    assert waits(paired, new) == "open"
    mark(paired, new, "first", 2, line=LINES[1])
    assert waits(paired, new) == "second"
    mark(paired, second, "second", 2)
    mark(paired, second, "second", 2, line=LINES[1])
    assert (waits(paired, new), waits(paired, second)) == ("settle", "settle")


def test_work_that_is_done_is_not_moved(paired):
    first, _second = pair(paired)
    for who in duties_of(paired, "a9").candidates(first):
        for line in LINES:
            mark(paired, first, "first", 2, who, line)
    assert reassign(paired, "a9", first, "Ill.", by="zoe", now=NOON).rows == []


def test_a_third_marker_who_is_away_is_replaced(paired):
    first, second = pair(paired)
    mark(paired, first, "first", 0)
    mark(paired, second, "second", 3)
    third = allocate(paired, "a9", "zoe", NOON).rows[0].act.assessor
    given = reassign(paired, "a9", third, "Ill.", by="zoe", now=NOON).rows
    found = [row.act for row in given if isinstance(row.act, Third)]
    assert [one.assessor in {first, second, third} for one in found] == [False]
    assert (stages(paired, third)[0], stages(paired, found[0].assessor)[0]) == ("others", "mark")


def too_close(course, *assessors, who="p01"):
    """Name a conflict after the hand-in was given."""

    def change(there: Panel) -> Panel:
        listed = [
            structs.replace(one, conflicts=[Conflict(candidate=who, why="sister")])
            if one.id in assessors
            else one
            for one in there.assessors
        ]
        return structs.replace(there, assessors=listed)

    change_panel(course, "a9", change)


def test_a_conflict_that_is_named_late_closes_what_is_open_and_allocating_moves_it(paired):
    first, second = pair(paired)
    mark(paired, first, "first", 2)
    others = {who: pair(paired, who) for who in ("p02", "p03", "p04", "p05", "p06")}
    too_close(paired, first)
    assert (stages(paired, first), waits(paired, first)) == (["correct", "others"], "others")
    assert not duties_of(paired, "a9").gives(first, "p01", "a9-t1")
    given = allocate(paired, "a9", "zoe", NOON)
    (moved,) = [row.act for row in given.rows]
    assert (moved.instead_of, moved.tasks, moved.reason) == (first, ["a9-t1"], "sister")
    assert moved.assessor not in {first, second}
    assert stages(paired, moved.assessor) == ["others", "mark"]
    assert {who: pair(paired, who) for who in others} == others
    assert allocate(paired, "a9", "zoe", NOON).rows == []


def test_of_a_pair_that_are_both_too_close_each_place_goes_to_somebody_else(paired):
    both = pair(paired)
    too_close(paired, *both)
    assert allocate(paired, "a9", "zoe", NOON).impossible == []
    assert len({*both, *pair(paired)}) == 4


def test_work_of_somebody_too_close_that_nobody_can_take_over_is_named(paired):
    too_close(paired, "ann", "ben", "cat", "dan")
    said = allocate(paired, "a9", "zoe", NOON).impossible
    assert len(said) == 2
    assert "Nobody can take p01 over" in said[0]
    assert "(sister)" in said[0]


def test_a_third_marker_who_is_too_close_is_replaced(paired):
    first, second = pair(paired)
    mark(paired, first, "first", 0)
    mark(paired, second, "second", 3)
    third = allocate(paired, "a9", "zoe", NOON).rows[0].act.assessor
    too_close(paired, third)
    assert (stages(paired, third)[0], waits(paired, third)) == ("others", "others")
    (row,) = allocate(paired, "a9", "zoe", NOON).rows
    assert (isinstance(row.act, Third), row.act.reason) == (True, "sister")
    assert row.act.assessor not in {first, second, third}
    assert stages(paired, row.act.assessor)[0] == "mark"


@pytest.mark.parametrize(
    ("away", "reason", "said"), [("eve", "Ill.", "not on the panel"), ("ann", " ", "reason")]
)
def test_somebody_unknown_or_a_missing_reason_is_refused(paired, away, reason, said):
    with pytest.raises(WorkspaceError, match=said):
        reassign(paired, "a9", away, reason, by="zoe", now=NOON)
    assert not any(one.away for one in panel_of(paired, "a9").assessors)


def test_marks_on_an_older_text_open_the_place_again(paired):
    first, _second = pair(paired)
    for line in LINES:
        mark(paired, first, "first", 2, line=line)
    assert waits(paired, first) == "second"
    put(paired, a_handin("p01", text="A new text."), "p01", NOON + timedelta(hours=1))
    sessions.collect(paired, "a9", NOON + timedelta(hours=1))
    assert waits(paired, first) == "open"


# The chair


def overrule(course, who="zoe", line=LINES[0], seen=None):
    criteria = criteria_of(assessment_of(course, "a9"))["a9-t1"]
    seat = Seat(course, Answer("a9", "p01", "a9-t1", text(course)), criteria, who)
    return marking.overrule(seat, line, Begun(evidence=" It is open. ", level=2, seen=seen), NOON)


def test_the_chair_decides_with_a_reason_that_stands_on_the_record(paired):
    first, second = pair(paired)
    mark(paired, first, "first", 0)
    mark(paired, second, "second", 2)
    assert stages(paired, "zoe") == ["closed", "others"]
    (row,) = overrule(paired)
    assert (row.assessor, row.marking, row.level, row.evidence) == ("zoe", "override", 2, "It is open.")
    assert stages(paired, first)[0] == "decided"
    assert slots(paired, "zoe")[LINES[0]].stage == "decided"
    with pytest.raises(StaleMark, match="the chair has decided here by now"):
        overrule(paired)
    assert overrule(paired, seen=row.id)[0].replaces == row.id
    assert [one["marking"] for one in trail_of(paired, "p01")][-2:] == ["override", "override"]


@pytest.mark.parametrize("who", ["first", "outside"])
def test_nobody_but_the_chair_decides_alone(paired, who):
    first, second = pair(paired)
    mark(paired, first, "first", 0)
    mark(paired, second, "second", 2)
    with pytest.raises(LedgerError, match="not yours to decide"):
        overrule(paired, first if who == "first" else outside(paired))


def test_the_chair_waits_for_both_marks_and_sees_none_before(paired):
    mark(paired, pair(paired)[0], "first", 0)
    assert slots(paired, "zoe")[LINES[0]].shown == []
    with pytest.raises(LedgerError, match="not yours to decide"):
        overrule(paired)


@pytest.mark.parametrize("why", ["marked it", "has a conflict"])
def test_a_chair_who_marked_it_or_has_a_conflict_does_not_decide(paired, why):
    first, second = pair(paired)
    chair = first if why == "marked it" else outside(paired)
    named = [Conflict(candidate="p01", why="sister")] if why == "has a conflict" else []

    def seated(there):
        listed = [structs.replace(one, conflicts=named if one.id == chair else []) for one in there.assessors]
        return structs.replace(there, chair=chair, assessors=listed)

    change_panel(paired, "a9", seated)
    mark(paired, first, "first", 0)
    mark(paired, second, "second", 2)
    with pytest.raises(LedgerError, match="not yours to decide"):
        overrule(paired, chair)


# The rows and the file


def test_rows_are_read_again_where_another_ledger_lies_there(paired):
    assert len(acts_of(paired)) == 12
    (paired.root / "ledger.db").unlink()
    for leftover in paired.root.glob("ledger.db-*"):
        leftover.unlink()
    assert acts_of(paired) == []
    act = Adjusted(candidate="p01", session="a9", what="A reader.", reason="Dyslexia.")
    decide(paired, "zoe", lambda _rows: [act], NOON)
    assert [row.act for row in acts_of(paired)] == [act]
    assert acts_of(paired, candidate="p02") == []


@pytest.mark.parametrize(
    "wrong",
    [
        Adjusted(candidate="../p01", session="a9", what="x", reason="y"),
        Adjusted(candidate="p01", session="a9", what="x", reason=" "),
    ],
)
def test_an_act_that_is_not_whole_is_refused(paired, wrong):
    with pytest.raises(LedgerError, match=r"this cannot be written|the reason is missing"):
        decide(paired, "zoe", lambda _rows: [wrong], NOON)
    assert len(acts_of(paired)) == 12


def test_what_the_decision_raises_writes_nothing(paired):
    act = Allocated(candidate="p01", session="a9", assessor="ann", seed="s", panel="a" * 64)

    def make(_rows):
        yield act
        raise WorkspaceError("no")

    with pytest.raises(WorkspaceError):
        decide(paired, "zoe", make, NOON)
    assert len(acts_of(paired)) == 12


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("schema: 1\nsession: a1\nassessors: []\n", "this is the panel of a1"),
        ("schema: 9\nsession: a9\nassessors: []\n", "schema 9"),
        ("schema: 1\nsession: a9\nassessors: [{id: ann, name: Ann, languages: []}]\n", "languages"),
        ("schema: 1\nsession: a9\nassessors: []\nchair: Ann Smith\n", "chair"),
        (
            "schema: 1\nsession: a9\nassessors:\n" + 2 * "- {id: a, name: A, languages: [en]}\n",
            "a stands twice among the assessors",
        ),
    ],
)
def test_a_panel_that_is_wrong_is_named_by_its_file(course, written, said):
    path = panel_file(course, "a9")
    path.parent.mkdir()
    path.write_text(written)
    with pytest.raises(Exception, match=said) as caught:
        panel_of(course, "a9")
    assert "a9.yaml" in str(caught.value)


def test_a_panel_that_would_be_wrong_is_not_kept(paired):
    before = panel_file(paired, "a9").read_bytes()
    with pytest.raises(WorkspaceError, match="twice"):
        change_panel(
            paired, "a9", lambda there: Panel(schema=1, session="a9", assessors=there.assessors[:1] * 2)
        )
    assert panel_file(paired, "a9").read_bytes() == before
