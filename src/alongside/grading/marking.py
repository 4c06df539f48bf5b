"""Judging one answer or one observation: what an assessor may do with each criterion, and entering it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from alongside.errors import LedgerError, StaleMark
from alongside.grading.course import Course
from alongside.grading.duties import duties_of
from alongside.grading.entering import enter
from alongside.grading.ledger import opened
from alongside.grading.slots import Answer, Slot, allotted, example_slot, heads_of, may_overrule, slot_of
from alongside.grading.standard import enter_examples
from alongside.model.kinds.reflection import Criterion
from alongside.model.marking import Begun
from alongside.model.marks import Entered, Mark, a_token
from alongside.strings import _


@dataclass(frozen=True)
class Seat:
    """Who marks what: one assessor before one answer, observation or example, with its criteria."""

    course: Course
    answer: Answer
    criteria: Sequence[Criterion]
    assessor: str
    example: bool = False


@dataclass(frozen=True)
class Sending:
    """The name of one sending, so that it enters once however often it arrives.

    `unsure` names earlier sendings of the same page that were never answered: what they may have entered is
    the assessor's own, and is corrected by this one.
    """

    token: str = ""
    unsure: Sequence[str] = ()

    def row_token(self, criterion: str) -> str:
        """Return the token of the row that this sending enters for a criterion."""
        return _row_token(self.token, criterion) if self.token else a_token()

    def entered(self, row: Entered) -> bool:
        """Whether this sending entered a row."""
        return bool(self.token) and row.token == _row_token(self.token, row.criterion)

    def began(self, row: Entered | None) -> bool:
        """Whether an earlier sending of the same page entered a row."""
        return row is not None and row.token in {_row_token(one, row.criterion) for one in self.unsure}


def _row_token(sending: str, criterion: str | None) -> str:
    return hashlib.sha256(f"{sending} {criterion}".encode()).hexdigest()


@dataclass(frozen=True)
class Outcome:
    """What saving did: rows entered, criteria that stand as they were sent, and where something is missing.

    `stale` holds the criteria at which somebody else, or another window, entered something in between,
    `beyond` those on which two would settle on a level that neither has given.
    """

    entered: list[Entered] = field(default_factory=list)
    same: set[str] = field(default_factory=set)
    stale: set[str] = field(default_factory=set)
    no_evidence: set[str] = field(default_factory=set)
    no_level: set[str] = field(default_factory=set)
    beyond: set[str] = field(default_factory=set)

    @property
    def done(self) -> set[str]:
        """The criteria that stand in the ledger as they were sent."""
        return self.same | {str(row.criterion) for row in self.entered}


def slots_of(seat: Seat) -> list[Slot]:
    """Return where the marks of an assessor about an answer go, one for each criterion."""
    return _slots_in(seat, rows_about(seat))


def rows_about(seat: Seat) -> list[Entered]:
    """Return every row about an answer or an observation, replaced ones too, in the order of entering."""
    with opened(seat.course) as ledger:
        rows = ledger.rows(seat.answer.session, seat.answer.candidate, task=seat.answer.task)
    return [row for row in rows if seat.answer.has(row)]


def _slots_in(seat: Seat, rows: Sequence[Entered]) -> list[Slot]:
    if seat.example:
        own = [row for row in rows if (row.marking, row.assessor) == ("anchor", seat.assessor)]
        return [example_slot(one, own) for one in seat.criteria]
    slots = [slot_of(one, heads_of(rows, one.id), seat.assessor) for one in seat.criteria]
    duties = duties_of(seat.course, seat.answer.session)
    return slots if duties is None else [allotted(slot, seat.answer, seat.assessor, duties) for slot in slots]


ONCE = Sending()
"""A sending that nobody repeats."""


def save(seat: Seat, given: Mapping[str, Begun], now: datetime, sending: Sending = ONCE) -> Outcome:
    """Enter what was judged, as far as it is whole; nothing of what is not whole, and nothing over another.

    What `sending` has entered already counts as done. LedgerError where the ledger refuses; nothing was
    entered then.
    """
    outcome, marks = Outcome(), []
    for _look in range(2):  # somebody may be quicker between looking and writing: then look again, once
        outcome, marks = _sorted(seat, given, sending)
        try:
            outcome.entered.extend(_enter(seat, marks, now) if marks else [])
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
    return _enter(seat, [_mark(slot, seat, given.evidence, None)], now)


def stand_alone(seat: Seat, now: datetime) -> list[Entered]:
    """Let one assessor's own levels be the result, where nobody else marks; the ledger says who decided.

    An example has no result, and its marks stand as they are. StaleMark where the session has a panel: then
    somebody else does mark.
    """
    if seat.example:
        return [slot.mine for slot in slots_of(seat) if slot.mine]
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


def _sorted(seat: Seat, given: Mapping[str, Begun], sending: Sending) -> tuple[Outcome, list[Mark]]:
    outcome, marks = Outcome(), []
    rows = rows_about(seat)
    arrived = {row.criterion for row in rows if sending.entered(row)}
    for slot in _slots_in(seat, rows):
        name = slot.criterion.id
        if name not in given:
            continue
        sent, written = given[name], given[name].evidence.strip()
        if name in arrived or (
            slot.standing and (slot.standing.evidence, slot.standing.level) == (written, sent.level)
        ):
            outcome.same.add(name)
        elif not written and sent.level is None and slot.standing is None:
            continue
        elif slot.marking is None or (_moved(slot, sent) and not sending.began(slot.head)):
            outcome.stale.add(name)
        elif not written:
            outcome.no_evidence.add(name)
        elif sent.level is None:
            outcome.no_level.add(name)
        elif sent.level not in slot.levels:
            outcome.beyond.add(name)
        else:
            token = sending.row_token(name)
            marks.append(_mark(slot, seat, written, sent.level, token))
    return outcome, marks


def _moved(slot: Slot, sent: Begun) -> bool:
    """Whether something else is asked by now than where the page was drawn: a blind mark is no agreement."""
    return slot.seen != sent.seen or sent.stage not in {None, slot.stage}


def _enter(seat: Seat, marks: Sequence[Mark], now: datetime) -> list[Entered]:
    into = enter_examples if seat.example else enter
    return into(seat.course, seat.answer.session, marks, now)


def _mark(slot: Slot, seat: Seat, evidence: str, level: int | None, token: str = "") -> Mark:
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
        observed=answer.observed,
        replaces=slot.seen,
        token=token or a_token(),
    )
