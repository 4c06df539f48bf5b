"""Marking one answer at the desk: what an assessor may do with each criterion, and entering it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from alongside.errors import LedgerError, StaleMark
from alongside.grading.counting import CriterionMarks
from alongside.grading.course import Course
from alongside.grading.duties import Duties, duties_of
from alongside.grading.entering import enter
from alongside.grading.ledger import opened
from alongside.model.kinds.reflection import Criterion
from alongside.model.marking import Begun
from alongside.model.marks import BLIND, Entered, Mark, Marking
from alongside.strings import _

Stage = Literal["mark", "correct", "agree", "wait", "decided", "closed", "others"]
"""What there is to do with a criterion for one assessor.

mark     give a blind mark; the other one's is not shown. correct: change it while no second one is there.
agree    both marks are there, level or adjacent: enter what the two settled on.
wait     both are there and too far apart: a third assessor decides. decided: there is a result.
closed   two others have marked, and nobody waits for this assessor.
others   the panel has given it to somebody else, whose marks are not shown.
"""
Heads = Mapping[Marking, Entered]
"""The newest row of each pass about one criterion of one text, withdrawn ones too."""


@dataclass(frozen=True)
class Slot:
    """Where the next row of one assessor about one criterion goes: its pass, and the row that it replaces."""

    criterion: Criterion
    stage: Stage
    marking: Marking | None = None
    head: Entered | None = None
    mine: Entered | None = None
    heads: Heads = field(default_factory=dict)

    @property
    def seen(self) -> int | None:
        """The number of the row that a new one would replace."""
        return self.head.id if self.head else None

    @property
    def standing(self) -> Entered | None:
        """The row that a new one would replace, where it holds a level."""
        return self.head if self.head and self.head.level is not None else None

    @property
    def shown(self) -> list[Entered]:
        """The marks of others that this assessor may see: none before their own mark is in."""
        if self.stage in {"mark", "correct", "others"}:
            return []
        return [row for row in self.heads.values() if row.level is not None]


@dataclass(frozen=True)
class Answer:
    """Which text is marked: whose, to which task, and its hash."""

    session: str
    candidate: str
    task: str
    sha256: str


@dataclass(frozen=True)
class Seat:
    """Who marks what: one assessor before one answer, with the criteria of its task."""

    course: Course
    answer: Answer
    criteria: Sequence[Criterion]
    assessor: str


@dataclass(frozen=True)
class Outcome:
    """What saving did: rows entered, criteria that stand as they were sent, and where something is missing.

    `stale` holds the criteria at which somebody else, or another window, entered something in between.
    """

    entered: list[Entered] = field(default_factory=list)
    same: set[str] = field(default_factory=set)
    stale: set[str] = field(default_factory=set)
    no_evidence: set[str] = field(default_factory=set)
    no_level: set[str] = field(default_factory=set)

    @property
    def done(self) -> set[str]:
        """The criteria that stand in the ledger as they were sent."""
        return self.same | {str(row.criterion) for row in self.entered}


def slots_of(seat: Seat) -> list[Slot]:
    """Return where the marks of an assessor about an answer go, one for each criterion."""
    with opened(seat.course) as ledger:
        rows = ledger.rows(seat.answer.session, seat.answer.candidate)
    about = [row for row in rows if (row.task, row.sha256) == (seat.answer.task, seat.answer.sha256)]
    slots = [slot_of(one, heads_of(about, one.id), seat.assessor) for one in seat.criteria]
    duties = duties_of(seat.course, seat.answer.session)
    return slots if duties is None else [allotted(slot, seat.answer, seat.assessor, duties) for slot in slots]


def allotted(slot: Slot, answer: Answer, assessor: str, duties: Duties) -> Slot:
    """Return what is left of a slot where a panel says who marks: a mark only in one's own place.

    The chair sees both marks once they are there, and marks nothing.
    """
    if slot.stage not in {"mark", "decided", "closed"} or (slot.stage == "decided" and slot.mine):
        return slot
    where = (answer.candidate, answer.task)
    by = {row.assessor for name, row in slot.heads.items() if name in _PAIR and row.level is not None}
    third = slot.criterion.id in duties.third_for(assessor, *where, answer.sha256)
    own = third if slot.marking == "third" else duties.may_mark(assessor, where, by)
    if slot.stage == "mark" and own:
        return slot
    away = duties.place(assessor, *where) is None and not third
    if len(by) == len(_PAIR) and away and duties.in_the_chair(assessor, answer.candidate):
        stage: Stage = "decided" if slot.stage == "decided" else "closed"
        return replace(slot, stage=stage, marking=None, head=None)
    return replace(slot, stage="others", marking=None, head=None)


def heads_of(rows: Sequence[Entered], criterion: str) -> dict[Marking, Entered]:
    """Return the newest row of each pass; a correction stays in the pass of the row that it replaces."""
    of_people = [
        row for row in rows if row.criterion == criterion and row.marking not in {"anchor", "outside"}
    ]
    return {row.marking: row for row in of_people}


def slot_of(criterion: Criterion, heads: Heads, assessor: str) -> Slot:
    """Return what `assessor` may do with one criterion, from the newest row of each pass."""
    there: dict[Marking, Entered] = {name: row for name, row in heads.items() if row.level is not None}
    marks = CriterionMarks("", "", criterion, there)
    mine = next((heads[one] for one in BLIND if one in heads and heads[one].assessor == assessor), None)

    def slot(stage: Stage, marking: Marking | None = None) -> Slot:
        return Slot(criterion, stage, marking, heads.get(marking) if marking else None, mine, heads)

    if mine is None:
        free = next((one for one in _OPEN[marks.progress] if one not in heads), None)
        return slot("mark", free) if free else slot("decided" if marks.result else "closed")
    if marks.result is not None:
        own = marks.result.assessor == assessor or marks.result.marking in {"agreed", "override"}
        return slot("decided", marks.result.marking if own else None)
    if mine.level is None:
        return slot("mark", mine.marking)
    if marks.progress == "to agree":
        return slot("agree", "agreed")
    return slot("wait") if marks.progress == "to a third marker" else slot("correct", mine.marking)


_PAIR: tuple[Marking, ...] = ("first", "second")
_OPEN: dict[str, tuple[Marking, ...]] = {
    "not marked": ("first", "second"),
    "marked once": ("first", "second"),
    "to agree": ("first", "second"),
    "to a third marker": ("first", "second", "third"),
    "decided": ("first", "second"),
}
"""The passes that are open to somebody who has marked nothing yet; the earliest free one is taken."""


def save(seat: Seat, given: Mapping[str, Begun], now: datetime) -> Outcome:
    """Enter what was judged, as far as it is whole; nothing of what is not whole, and nothing over another.

    LedgerError where the ledger refuses; nothing was entered then.
    """
    outcome, marks = Outcome(), []
    for _look in range(2):  # somebody may be quicker between looking and writing: then look again, once
        outcome, marks = _sorted(seat, given)
        try:
            outcome.entered.extend(enter(seat.course, seat.answer.session, marks, now) if marks else [])
        except StaleMark:
            continue
        return outcome
    outcome.stale.update(str(mark.criterion) for mark in marks)
    return outcome


def withdraw(seat: Seat, criterion: str, given: Begun, now: datetime) -> list[Entered]:
    """Take back the mark that the page showed (`given.seen`); its reason is `given.evidence`.

    StaleMark where another one stands there by now.
    """
    slot = next(one for one in slots_of(seat) if one.criterion.id == criterion)
    if slot.standing is None or slot.seen != given.seen:
        raise StaleMark("another mark stands there by now", where=criterion, do="Read it, then decide.")
    return enter(seat.course, seat.answer.session, [_mark(slot, seat, given.evidence, None)], now)


def stand_alone(seat: Seat, now: datetime) -> list[Entered]:
    """Let one assessor's own levels be the result, where nobody else marks; the ledger says who decided.

    StaleMark where the session has a panel: then somebody else does mark.
    """
    if duties_of(seat.course, seat.answer.session) is not None:
        do = _("A second assessor marks too; the chair may decide with a reason.")
        raise StaleMark(_("this session has a panel"), where=seat.answer.task, do=do)
    marks = []
    for slot in slots_of(seat):
        if slot.stage == "correct" and slot.mine is not None:
            place = Slot(slot.criterion, "decided", "override", slot.heads.get("override"))
            marks.append(_mark(place, seat, slot.mine.evidence, slot.mine.level))
    return enter(seat.course, seat.answer.session, marks, now) if marks else []


def overrule(seat: Seat, criterion: str, given: Begun, now: datetime) -> list[Entered]:
    """Enter what the chair decides about one criterion; the reason is its evidence.

    `given.seen` is the overriding row that the page showed. LedgerError where this person is not the chair,
    has a conflict or has marked it; StaleMark where the chair has decided in between.
    """
    answer, duties = seat.answer, duties_of(seat.course, seat.answer.session)
    slot = next(one for one in slots_of(seat) if one.criterion.id == criterion)
    if duties is None or not duties.in_the_chair(seat.assessor, answer.candidate) or not may_overrule(slot):
        do = _(
            "Somebody decides who has not marked it and has no conflict; the panel's page names the chair."
        )
        raise LedgerError(_("this is not yours to decide"), where=criterion, do=do)
    head = slot.heads.get("override")
    if given.seen != (head.id if head else None):
        raise StaleMark(
            _("the chair has decided here by now"), where=criterion, do=_("Read it, then decide.")
        )
    place = Slot(slot.criterion, "decided", "override", head)
    return enter(seat.course, answer.session, [_mark(place, seat, given.evidence.strip(), given.level)], now)


def may_overrule(slot: Slot) -> bool:
    """Whether the chair may decide here: both marks are there, and none of them is the chair's own."""
    both = all(name in slot.heads and slot.heads[name].level is not None for name in _PAIR)
    return both and slot.mine is None and slot.stage in {"decided", "closed"}


def _sorted(seat: Seat, given: Mapping[str, Begun]) -> tuple[Outcome, list[Mark]]:
    outcome, marks = Outcome(), []
    for slot in slots_of(seat):
        name = slot.criterion.id
        if name not in given:
            continue
        sent, written = given[name], given[name].evidence.strip()
        if slot.standing and (slot.standing.evidence, slot.standing.level) == (written, sent.level):
            outcome.same.add(name)
        elif not written and sent.level is None and slot.standing is None:
            continue
        elif slot.seen != sent.seen or slot.marking is None:
            outcome.stale.add(name)
        elif not written:
            outcome.no_evidence.add(name)
        elif sent.level is None:
            outcome.no_level.add(name)
        else:
            marks.append(_mark(slot, seat, written, sent.level))
    return outcome, marks


def _mark(slot: Slot, seat: Seat, evidence: str, level: int | None) -> Mark:
    answer = seat.answer
    if slot.marking is None:
        raise StaleMark("there is nothing to enter here", where=slot.criterion.id, do="Load the page again.")
    return Mark(
        assessor=seat.assessor,
        marking=slot.marking,
        session=answer.session,
        candidate=answer.candidate,
        task=answer.task,
        criterion=slot.criterion.id,
        evidence=evidence,
        level=level,
        sha256=answer.sha256,
        replaces=slot.seen,
    )
