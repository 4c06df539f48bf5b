"""What one assessor may do with each criterion of an answer: from its rows and from who has what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from alongside.grading.counting import CriterionMarks
from alongside.grading.duties import Duties
from alongside.model.kinds.reflection import Criterion
from alongside.model.marking import Stage
from alongside.model.marks import BLIND, Entered, Marking

LEVELS = range(4)
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
    def own(self) -> bool:
        """Whether what is entered here is an own judgement, for which no other's mark has to be in view."""
        return self.marking is not None and self.stage in {"mark", "correct"}

    @property
    def levels(self) -> set[int]:
        """The levels that may be entered: what two settle on is one of theirs, never a third one."""
        if self.marking != "agreed":
            return set(LEVELS)
        return {row.level for name, row in self.heads.items() if name in _PAIR and row.level is not None}

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
    """What is judged: whose, of which task or observation, and the hash of the text or the day.

    Exactly one of the two is there.
    """

    session: str
    candidate: str
    task: str
    sha256: str | None = None
    observed: str | None = None

    @property
    def about(self) -> str:
        """The hash or the day: what marks on it are about."""
        return self.sha256 or self.observed or ""

    def has(self, row: Entered) -> bool:
        """Whether a row is about this."""
        return (row.task, row.sha256, row.observed) == (self.task, self.sha256, self.observed)


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
        own = marks.result.assessor == assessor or marks.result.marking == "agreed"
        return slot("decided", marks.result.marking if own else None)
    if mine.level is None:
        return slot("mark", mine.marking)
    if marks.progress == "to agree":
        return slot("agree", "agreed")
    return slot("wait") if marks.progress == "to a third marker" else slot("correct", mine.marking)


def example_slot(criterion: Criterion, own: Sequence[Entered]) -> Slot:
    """Return where a mark on an example goes: everybody has one, and none is shown to another."""
    head = next((row for row in reversed(own) if row.criterion == criterion.id), None)
    stage: Stage = "correct" if head and head.level is not None else "mark"
    return Slot(criterion, stage, "anchor", head, head)


def allotted(slot: Slot, answer: Answer, assessor: str, duties: Duties) -> Slot:
    """Return what is left of a slot where a panel says who marks: a mark only in one's own place.

    The chair sees both marks once they are there, and marks nothing.
    """
    if slot.stage not in {"mark", "decided", "closed"} or (slot.stage == "decided" and slot.mine):
        return slot
    where = (answer.candidate, answer.task)
    by = {row.assessor for name, row in slot.heads.items() if name in _PAIR and row.level is not None}
    third = slot.criterion.id in duties.third_for(assessor, *where, answer.about)
    own = third if slot.marking == "third" else duties.may_mark(assessor, where, by)
    if slot.stage == "mark" and own:
        return slot
    away = duties.place(assessor, *where) is None and not third
    if len(by) == len(_PAIR) and away and duties.in_the_chair(assessor, answer.candidate):
        stage: Stage = "decided" if slot.stage == "decided" else "closed"
        return replace(slot, stage=stage, marking=None, head=None)
    return replace(slot, stage="others", marking=None, head=None)


def may_overrule(slot: Slot) -> bool:
    """Whether the chair may decide here: both marks are there, and none of them is the chair's own."""
    both = all(name in slot.heads and slot.heads[name].level is not None for name in _PAIR)
    return both and slot.mine is None and slot.stage in {"decided", "closed"}


_PAIR: tuple[Marking, ...] = ("first", "second")
_OPEN: dict[str, tuple[Marking, ...]] = {
    "not marked": ("first", "second"),
    "marked once": ("first", "second"),
    "to agree": ("first", "second"),
    "to a third marker": ("first", "second", "third"),
    "decided": ("first", "second"),
}
"""The passes that are open to somebody who has marked nothing yet; the earliest free one is taken."""
