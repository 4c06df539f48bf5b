"""One answer on the marking desk: which one, what comes before and after it, and all that the page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tornado.web import HTTPError

from alongside.content.load import read_yaml
from alongside.errors import AlongsideError, KeyMissing
from alongside.grading.answers import value_of
from alongside.grading.codes import codes_in
from alongside.grading.course import Course, assessment_of, key_of
from alongside.grading.discussing import Talk, talk_about
from alongside.grading.drafts import draft_of, phrases_of
from alongside.grading.intake import answers_of
from alongside.grading.joining import NOTHING, Joining, joining_of
from alongside.grading.marking import Answer, Seat, Slot, slots_of
from alongside.grading.progress import Progress, Wait, progress_of
from alongside.grading.roster import read_roster
from alongside.grading.texts import criteria_of
from alongside.model.framework import Competence, Framework, Level
from alongside.model.handin import HandIn
from alongside.model.key import CriterionScheme, Key, TaskScheme
from alongside.model.kinds import Reflection
from alongside.model.marking import Begun, Draft, Phrase
from alongside.model.unit import Assessment
from alongside.paths import content_root
from alongside.publish.chosen import Chosen, chosen_html
from alongside.publish.declared import declared_in_words
from alongside.responses.html import answer_html
from alongside.responses.telling import blocks_of, texts_of
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

    def onward(self, task: str, code: str) -> list[tuple[str, str]]:
        """Return all others in order, from the next one on, and round from the last to the first."""
        total, here = len(self.tasks) * len(self.codes), self.place(task, code)
        return [self.at((here + step) % total) for step in range(1, total)]


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

    def waits(self, task: str, code: str) -> Wait:
        """Return what an answer waits for."""
        return self.progress.waits(self.people[code], task, self.assessor)

    def first(self, *, after: tuple[str, str] | None = None) -> tuple[str, str] | None:
        """Return the next answer that waits for this assessor: for a mark, else to be settled; or None."""
        start = after or self.rounds.at(0)
        ahead = [*self.rounds.onward(*start), start] if after else [start, *self.rounds.onward(*start)]
        for wanted in ("open", "settle"):
            found = next((one for one in ahead if one != after and self.waits(*one) == wanted), None)
            if found:
                return found
        return None

    def left(self, task: str) -> list[str]:
        """Return the codes whose answer to a task waits for this assessor's mark."""
        return [code for code in self.people if self.waits(task, code) == "open"]

    def count(self, task: str) -> dict[Wait, int]:
        """Return how many answers to a task wait for what."""
        counted: dict[Wait, int] = {}
        for code in self.people:
            wait = self.waits(task, code)
            counted[wait] = counted.get(wait, 0) + 1
        return counted


@dataclass(frozen=True)
class Line:
    """One criterion on the page: the rubric, what may be entered, and what the boxes hold."""

    slot: Slot
    competence: Competence | None
    descriptors: list[str]
    scheme: CriterionScheme | None
    begun: Begun
    draft: bool = False
    problem: str = ""

    @property
    def looks(self) -> dict[int, str]:
        """What an answer at each level looks like, by the mark scheme."""
        return {one.level: one.looks_like for one in self.scheme.levels} if self.scheme else {}


@dataclass(frozen=True)
class Piece:
    """One answer with everything that is needed to mark it; `problem` says why it cannot be marked."""

    task: Reflection
    code: str
    candidate: str
    answer: str = ""
    sha256: str = ""
    lines: list[Line] = field(default_factory=list)
    scheme: TaskScheme | None = None
    levels: list[Level] = field(default_factory=list)
    chosen: list[Chosen] = field(default_factory=list)
    along: list[Chosen] = field(default_factory=list)
    old_draft: bool = False
    problem: str = ""
    no_key: str = ""
    name: str = ""
    phrases: list[Phrase] = field(default_factory=list)
    declared: str = ""
    helped_with: str = ""
    talk: list[Talk] = field(default_factory=list)

    @property
    def alone(self) -> bool:
        """Whether this assessor's levels are all that is there, so that they could be the result."""
        return bool(self.lines) and all(one.slot.stage == "correct" for one in self.lines)

    @property
    def open(self) -> bool:
        """Whether anything can be entered."""
        return any(one.slot.marking for one in self.lines)


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
    people = codes_in(course, session)
    numbers = {task: len(listed) for task, listed in criteria.items()}
    joining = joining_of(assessment)
    progress = progress_of(course, session, list(people.values()), numbers, joining)
    rounds = Rounds(list(tasks), list(people), by)
    return Board(course, assessment, tasks, people, rounds, assessor, progress, joining)


def seat_at(board: Board, task: str, code: str) -> tuple[Seat, HandIn]:
    """Return the place before an answer, and the hand-in it stands in; HandInError where that is damaged."""
    who, session = board.people[code], board.assessment.id
    handed = answers_of(board.course.place("submitted", session, who))
    answer = Answer(session, who, task, board.joining.hashes(handed).get(task, NOTHING))
    return Seat(board.course, answer, board.tasks[task].criteria, board.assessor), handed


@dataclass(frozen=True)
class Around:
    """What a criterion's line is made of besides its slot."""

    framework: Framework
    phase: str
    scheme: TaskScheme | None
    draft: Draft | None
    sent: Mapping[str, Begun] | None
    problems: Mapping[str, str]


def piece_at(
    board: Board,
    task: str,
    code: str,
    sent: Mapping[str, Begun] | None = None,
    problems: Mapping[str, str] | None = None,
) -> Piece:
    """Return everything about one answer; `sent` are judgements that could not be entered: they stay."""
    response, who = board.tasks[task], board.people[code]
    try:
        seat, handed = seat_at(board, task, code)
    except AlongsideError as err:
        return Piece(response, code, who, problem=str(err))
    framework: Framework = read_yaml(content_root() / "assessments" / "framework.yaml", Framework)
    key, no_key = key_there(board.course, board.assessment.id)
    scheme = next((one for one in key.tasks if one.id == task), None) if key else None
    draft = draft_of(board.course, board.assessor, (board.assessment.id, who, task))
    around = Around(framework, board.assessment.phase, scheme, draft, sent, problems or {})
    roster = read_roster(board.course) or {}
    return Piece(
        response,
        code,
        who,
        answer=answer_html(response, value_of(handed, task)),
        sha256=seat.answer.sha256 or "",
        lines=[line_of(one, around) for one in slots_of(seat)],
        scheme=scheme,
        levels=framework.levels,
        chosen=chosen_html(board.joining.chosen(handed, task)),
        along=chosen_html(board.joining.along(handed)),
        old_draft=draft is not None and draft.sha256 != seat.answer.sha256,
        no_key=no_key,
        name=roster[who].name if who in roster else who,
        phrases=phrases_of(board.course, board.assessor),
        declared=declared_in_words(handed.help),
        helped_with=handed.help.what if handed.help else "",
        talk=talk_about(_own_texts(board, handed, task)),
    )


def _own_texts(board: Board, handed: HandIn, task: str) -> list[str]:
    """Return what the candidate wrote in an answer, without the words of the questions."""
    values = [value_of(handed, task), *(one.value for one in board.joining.chosen(handed, task))]
    return ["\n".join(texts_of(blocks_of(None, value))) for value in values]


def line_of(slot: Slot, around: Around) -> Line:
    """Return one criterion as a page shows it."""
    name = slot.criterion.id
    competences = {one.id: one for one in around.framework.competences}
    competence = competences.get(slot.criterion.competence)
    cells = [one for one in competence.phases if one.phase == around.phase] if competence else []
    schemes = around.scheme.criteria if around.scheme else []
    stood = Begun(evidence=slot.standing.evidence, level=slot.standing.level) if slot.standing else Begun()
    kept = _kept(slot, around)
    differs = kept is not None and (kept.evidence.strip(), kept.level) != (stood.evidence, stood.level)
    return Line(
        slot=slot,
        competence=competence,
        descriptors=[one.text for cell in cells for one in cell.descriptors],
        scheme=next((one for one in schemes if one.id == name), None),
        begun=kept if kept is not None and differs else stood,
        draft=differs,
        problem=around.problems.get(name, ""),
    )


def _kept(slot: Slot, around: Around) -> Begun | None:
    """Return what was sent and not entered, or begun earlier, unless something was entered since."""
    if around.sent is not None:
        return around.sent.get(slot.criterion.id)
    kept = around.draft.criteria.get(slot.criterion.id) if around.draft else None
    if kept and around.draft and slot.head and kept.seen != slot.seen and around.draft.at < slot.head.at:
        return None
    return kept


def key_there(course: Course, session: str) -> tuple[Key | None, str]:
    """Return the key of a session, or None and why it is not here."""
    try:
        return key_of(course, session), ""
    except KeyMissing as err:
        return None, str(err)
