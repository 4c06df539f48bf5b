"""Judging one answer or one observation: what an assessor may do with each criterion, and entering it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from alongside.errors import StaleMark
from alongside.grading.counting import CriterionMarks
from alongside.grading.course import Course
from alongside.grading.entering import enter
from alongside.grading.ledger import opened
from alongside.model.kinds.reflection import Criterion
from alongside.model.marking import Begun, Stage
from alongside.model.marks import BLIND, Entered, Mark, Marking, a_token

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
        if self.stage in {"mark", "correct"}:
            return []
        return [row for row in self.heads.values() if row.level is not None]


@dataclass(frozen=True)
class Answer:
    """What is judged: whose, of which task or observation, and the hash of the text or the day.

    Exactly one of the two is there.
    """

    session: str
    candidate: str
    task: str
    sha256: str | None = None
    observed: str | None = None

    def has(self, row: Entered) -> bool:
        """Whether a row is about this."""
        return (row.task, row.sha256, row.observed) == (self.task, self.sha256, self.observed)


@dataclass(frozen=True)
class Seat:
    """Who marks what: one assessor before one answer or observation, with its criteria."""

    course: Course
    answer: Answer
    criteria: Sequence[Criterion]
    assessor: str


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
    return _slots_in(seat, rows_about(seat))


def rows_about(seat: Seat) -> list[Entered]:
    """Return every row about an answer or an observation, replaced ones too, in the order of entering."""
    with opened(seat.course) as ledger:
        rows = ledger.rows(seat.answer.session, seat.answer.candidate)
    return [row for row in rows if seat.answer.has(row)]


def _slots_in(seat: Seat, rows: Sequence[Entered]) -> list[Slot]:
    return [slot_of(one, heads_of(rows, one.id), seat.assessor) for one in seat.criteria]


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


_OPEN: dict[str, tuple[Marking, ...]] = {
    "not marked": ("first", "second"),
    "marked once": ("first", "second"),
    "to agree": ("first", "second"),
    "to a third marker": ("first", "second", "third"),
    "decided": ("first", "second"),
}
"""The passes that are open to somebody who has marked nothing yet; the earliest free one is taken."""
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
    """Let one assessor's own levels be the result, where nobody else marks; the ledger says who decided."""
    marks = []
    for slot in slots_of(seat):
        if slot.stage == "correct" and slot.mine is not None:
            place = Slot(slot.criterion, "decided", "override", slot.heads.get("override"))
            marks.append(_mark(place, seat, slot.mine.evidence, slot.mine.level))
    return enter(seat.course, seat.answer.session, marks, now) if marks else []


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
        else:
            token = sending.row_token(name)
            marks.append(_mark(slot, seat, written, sent.level, token))
    return outcome, marks


def _moved(slot: Slot, sent: Begun) -> bool:
    """Whether something else is asked by now than where the page was drawn: a blind mark is no agreement."""
    return slot.seen != sent.seen or sent.stage not in {None, slot.stage}


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
