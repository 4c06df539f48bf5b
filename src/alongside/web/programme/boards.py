"""The board of a session as one assessor sees it: whose answers, in which order, and what each waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Literal

from tornado.web import HTTPError

from alongside.grading.codes import codes_in
from alongside.grading.course import Course, assessment_of
from alongside.grading.duties import Duties, duties_of
from alongside.grading.intake import answers_of
from alongside.grading.joining import NOTHING, Joining, joining_of
from alongside.grading.laying import laid_in, marked_by
from alongside.grading.marking import Seat
from alongside.grading.progress import Progress, Wait, progress_of
from alongside.grading.slots import Answer
from alongside.grading.texts import criteria_of
from alongside.model.handin import HandIn
from alongside.model.kinds import Reflection
from alongside.model.unit import Assessment
from alongside.strings import _
from alongside.web.programme.assessing import course_with

By = Literal["task", "candidate"]
"""What stays the same from one answer to the next: the task, or the candidate."""


@dataclass(frozen=True)
class Rounds:
    """Every answer of a session in the order in which it is marked, without a list of all of them."""

    tasks: list[str]
    codes: list[str]
    by: By

    def at(self, place: int) -> tuple[str, str]:
        """Return the task and the code at a place, which counts from 0."""
        if self.by == "task":
            return self.tasks[place // len(self.codes)], self.codes[place % len(self.codes)]
        return self.tasks[place % len(self.tasks)], self.codes[place // len(self.tasks)]

    def place(self, task: str, code: str) -> int:
        """Return the place of an answer."""
        row, column = self.tasks.index(task), self.codes.index(code)
        return row * len(self.codes) + column if self.by == "task" else column * len(self.tasks) + row

    def beside(self, task: str, code: str, step: int) -> tuple[str, str] | None:
        """Return the answer so many places on, or None beyond the first and the last."""
        place = self.place(task, code) + step
        return self.at(place) if 0 <= place < len(self.tasks) * len(self.codes) else None

    def onward(self, task: str, code: str) -> Iterator[tuple[str, str]]:
        """Give all others in order, from the next one on, and round from the last to the first."""
        total, here = len(self.tasks) * len(self.codes), self.place(task, code)
        return (self.at((here + step) % total) for step in range(1, total))


@dataclass(frozen=True)
class Board:
    """The marking of one session as one assessor sees it: tasks, codes, and how far everything is."""

    course: Course
    assessment: Assessment
    tasks: dict[str, Reflection]
    people: dict[str, str]
    rounds: Rounds
    assessor: str
    progress: Progress
    joining: Joining
    duties: Duties | None = None
    examples: dict[str, HandIn] = field(default_factory=dict)
    marked: frozenset[tuple[str, str]] = frozenset()
    counted: dict[str, dict[str, Wait]] = field(default_factory=dict)

    def waits(self, task: str, code: str) -> Wait:
        """Return what an answer waits for; an example looks like an answer that only one more has marked."""
        return self.waiting(task)[code]

    def waiting(self, task: str) -> dict[str, Wait]:
        """Return what every answer to a task waits for, by code; counted once for a board."""
        if task not in self.counted:
            self.counted[task] = {code: self._wait(task, code) for code in self.people}
        return self.counted[task]

    def _wait(self, task: str, code: str) -> Wait:
        if code in self.examples:
            return "second" if (self.people[code], task) in self.marked else "open"
        if self.duties is not None:
            return self.progress.allotted(self.people[code], task, self.assessor, self.duties)
        return self.progress.waits(self.people[code], task, self.assessor)

    def first(self, *, after: tuple[str, str] | None = None) -> tuple[str, str] | None:
        """Return the next answer that waits for this assessor: for a mark, else to be settled; or None."""
        start = after or self.rounds.at(0)
        for wanted in ("open", "settle"):
            ahead = self.rounds.onward(*start) if after else chain([start], self.rounds.onward(*start))
            found = next((one for one in ahead if self.waits(*one) == wanted), None)
            if found:
                return found
        return None

    def left(self, task: str) -> list[str]:
        """Return the codes whose answer to a task waits for this assessor's mark."""
        return [code for code, wait in self.waiting(task).items() if wait == "open"]

    def count(self, task: str) -> dict[Wait, int]:
        """Return how many answers to a task wait for what."""
        return dict(Counter(self.waiting(task).values()))


def board_of(root: Path, session: str, assessor: str, by: By) -> Board:
    """Return how the marking of a session stands; 404 where there is no such session, or no written task."""
    course = course_with(root, session)
    assessment = assessment_of(course, session)
    criteria = criteria_of(assessment)
    tasks = {
        one.id: one for one in assessment.responses if isinstance(one, Reflection) and one.id in criteria
    }
    if not tasks:
        raise HTTPError(404, reason=_("This session has no written task to mark."))
    duties = duties_of(course, session)
    people = _theirs(codes_in(course, session), duties, assessor)
    numbers = {task: len(listed) for task, listed in criteria.items()}
    joining = joining_of(assessment)
    progress = progress_of(course, session, list(people.values()), numbers, joining)
    laid = laid_in(course, session) if duties is None or duties.candidates(assessor) else {}
    people = dict(sorted({**people, **{code: one.id for code, one in laid.items()}}.items()))
    return Board(
        course,
        assessment,
        tasks,
        people,
        Rounds(list(tasks), list(people), by),
        assessor,
        progress,
        joining,
        duties,
        {code: one.handed for code, one in laid.items()},
        frozenset(marked_by(course, session, list(laid.values()), assessor)),
    )


def _theirs(people: dict[str, str], duties: Duties | None, assessor: str) -> dict[str, str]:
    """Return the codes of those whom an assessor marks, or may decide about as the chair."""
    if duties is None:
        return people
    own = duties.candidates(assessor)
    return {code: who for code, who in people.items() if who in own or duties.in_the_chair(assessor, who)}


def seat_at(board: Board, task: str, code: str) -> tuple[Seat, HandIn]:
    """Return the place before an answer, and the hand-in it stands in; HandInError where that is damaged."""
    who, session = board.people[code], board.assessment.id
    handed = board.examples.get(code) or answers_of(board.course.place("submitted", session, who))
    answer = Answer(session, who, task, board.joining.hash_of(handed, task) or NOTHING)
    return Seat(
        board.course, answer, board.tasks[task].criteria, board.assessor, code in board.examples
    ), handed
