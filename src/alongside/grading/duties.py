"""Who has what to mark, by the rows of the allocation: pure functions, and one that reads the rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from alongside.grading.acts import acts_of
from alongside.grading.course import Course
from alongside.grading.panel import conflicts_of, panel_of
from alongside.model.acts import Allocated, Moved, Recorded, Third
from alongside.model.marks import Entered
from alongside.model.panel import Panel


@dataclass(frozen=True)
class Place:
    """One of the two places before a task: whose it is, and whose open work it was before."""

    assessor: str
    before: tuple[str, ...] = ()

    def free(self, marked_by: Set[str]) -> bool:
        """Whether nobody in this place has marked yet, where `marked_by` have given their mark."""
        return marked_by.isdisjoint((self.assessor, *self.before))


@dataclass(frozen=True)
class Duties:
    """Who has what to mark in a session that has a panel."""

    panel: Panel
    pairs: dict[str, list[Place]] = field(default_factory=dict)
    moved: dict[tuple[str, str], list[Place]] = field(default_factory=dict)
    thirds: dict[tuple[str, str, str, str], str] = field(default_factory=dict)

    def places(self, candidate: str, task: str) -> list[Place]:
        """Return the two places before a task; none where the hand-in is not allocated."""
        return self.moved.get((candidate, task), self.pairs.get(candidate, []))

    def place(self, assessor: str, candidate: str, task: str) -> Place | None:
        """Return an assessor's place before a task, or None."""
        return next((one for one in self.places(candidate, task) if one.assessor == assessor), None)

    def may_mark(self, assessor: str, where: tuple[str, str], marked_by: Set[str]) -> bool:
        """Whether a first or second mark is this assessor's to give; `where` is a candidate and a task."""
        place = self.place(assessor, *where)
        return place is not None and place.free(marked_by)

    def third_for(self, assessor: str, candidate: str, task: str, about: str) -> list[str]:
        """Return the criteria on which an assessor is the third marker of a text or observation."""
        slots = self.thirds.items()
        return [
            one[2] for one, who in slots if who == assessor and (*one[:2], one[3]) == (candidate, task, about)
        ]

    def candidates(self, assessor: str) -> set[str]:
        """Return everybody of whom an assessor has something to mark."""
        pairs = {who for who, places in self.pairs.items() if any(one.assessor == assessor for one in places)}
        moved = {
            who for (who, _task), places in self.moved.items() if any(p.assessor == assessor for p in places)
        }
        return pairs | moved | {slot[0] for slot, who in self.thirds.items() if who == assessor}

    def gives(self, assessor: str, candidate: str, task: str) -> bool:
        """Whether the panel gave a candidate's task to an assessor, as one of two or as the third."""
        third = ((slot[:2], who) for slot, who in self.thirds.items())
        return self.place(assessor, candidate, task) is not None or ((candidate, task), assessor) in third

    def loads(self) -> Counter[str]:
        """Return how many hand-ins each assessor has."""
        return Counter({one.id: len(self.candidates(one.id)) for one in self.panel.assessors})

    def in_the_chair(self, assessor: str, candidate: str) -> bool:
        """Whether somebody is the chair and free to decide about a candidate."""
        if assessor != self.panel.chair:
            return False
        known = self.panel.assessor(assessor)
        return known is None or not conflicts_of(self.panel, known, candidate)


def duties_from(panel: Panel, rows: Iterable[Recorded]) -> Duties:
    """Return who has what, by the rows of one session in the order in which they were written."""
    pairs: dict[str, list[Place]] = defaultdict(list)
    moved: dict[tuple[str, str], list[Place]] = {}
    thirds: dict[tuple[str, str, str, str], str] = {}
    for act in (row.act for row in rows):
        if isinstance(act, Allocated):
            pairs[act.candidate].append(Place(act.assessor))
        elif isinstance(act, Moved):
            for task in act.tasks:
                there = moved.get((act.candidate, task), pairs[act.candidate])
                moved[act.candidate, task] = [_handed_on(one, act) for one in there]
        elif isinstance(act, Third):
            thirds |= {(act.candidate, act.task, one, act.about): act.assessor for one in act.criteria}
    return Duties(panel, dict(pairs), moved, thirds)


def duties_of(course: Course, session: str) -> Duties | None:
    """Return who has what in a session; None where it has no panel, and everybody marks everything."""
    panel = panel_of(course, session)
    return None if panel is None else duties_from(panel, acts_of(course, session))


def about_of(row: Entered) -> str:
    """Return what a mark is about: the hash of the answer, or the day of the observation."""
    return row.sha256 or row.observed or ""


def _handed_on(place: Place, act: Moved) -> Place:
    if place.assessor != act.instead_of:
        return place
    return Place(act.assessor, (*place.before, act.instead_of))
