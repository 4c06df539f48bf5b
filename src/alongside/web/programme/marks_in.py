"""Taking in the marks that a marking file saved: by the rules of the desk, answer by answer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from alongside.errors import AlongsideError, LedgerError
from alongside.grading import marking
from alongside.grading.drafts import Where, draft_of, drop_draft, keep_draft
from alongside.grading.marking import Outcome, Sending
from alongside.grading.marking_files import note_taken, origin_of, read_marks
from alongside.grading.slots import Slot
from alongside.grading.standard import gate_of
from alongside.model.marking import Begun, Draft
from alongside.model.marking_file import FileOfMarks, JudgedAnswer, MarkingFile, Taken
from alongside.responses.moments import moment
from alongside.strings import _, ngettext
from alongside.web.programme.assessing import course_with
from alongside.web.programme.boards import Board, board_of, seat_at

Said = tuple[str, int | None]
"""A sentence and a level, as far as they are there."""
_OWN = {None, "mark", "correct"}
"""The stages of an own judgement; None is in drafts that do not say."""


@dataclass(frozen=True)
class Left:
    """One answer of which something was not entered, and why.

    `number` is its task's on the page; None where the answer is not there, so that its page cannot be opened.
    """

    task: str
    code: str
    why: list[str]
    number: int | None = None


@dataclass
class Report:
    """What became of one file: how many criteria were entered or stood there already, and what is left.

    `late` says that a newer file of the same marks came in before it.
    """

    source: str
    assessor: str = ""
    late: bool = False
    entered: int = 0
    same: int = 0
    left: list[Left] = field(default_factory=list)
    trouble: str = ""

    @property
    def said(self) -> str:
        """The numbers in a sentence."""
        if self.late:
            return _("A newer file of the same marks is in already, so nothing of this one is entered.")
        first = ngettext(
            "{n} criterion is entered for {who}.", "{n} criteria are entered for {who}.", self.entered
        )
        parts = [first.format(n=self.entered, who=self.assessor)]
        if self.same:
            stood = ngettext("{n} stood there already.", "{n} stood there already.", self.same)
            parts.append(stood.format(n=self.same))
        if self.left:
            more = ngettext(
                "Of {n} answer something is left:", "Of {n} answers something is left:", len(self.left)
            )
            parts.append(more.format(n=len(self.left)))
        elif self.entered or self.same:
            parts.append(_("Everything in this file is in. You can delete it."))
        return " ".join(parts)


@dataclass(frozen=True)
class Visit:
    """At whose desk a session's files are taken in, and whether for other assessors too."""

    root: Path
    session: str
    by: str
    coordinates: bool


def take_in(visit: Visit, source: str, raw: bytes, now: datetime) -> Report:
    """Enter what a file of marks holds, as far as it is whole, and report it.

    What is begun, or meets a newer text, becomes a draft of the assessor where the desk has boxes for it;
    nothing takes the place of what stands there. Taken in again, the same file enters nothing, and a newer
    one corrects it.
    """
    report = Report(source)
    try:
        marks = read_marks(raw)
        report.assessor = marks.assessor
        made, board = _opened(visit, marks)
    except AlongsideError as err:
        report.trouble = str(err)
        return report
    report.late = marks.saves[-1] in made.past
    if report.late:
        return report
    taking = _Taking(board, made, marks, report, visit.by, now)
    for one in marks.answers:
        taking.enter(one)
    with suppress(AlongsideError):  # the marks are in the ledger; that they came is only told
        taken = Taken(at=moment(now), by=visit.by, entered=report.entered)
        note_taken(board.course, made, taken, marks.saves[:-1])
    return report


def _opened(visit: Visit, marks: FileOfMarks) -> tuple[MarkingFile, Board]:
    """Return where marks come from and the board of who marked; LedgerError where they come in elsewhere."""
    who = marks.assessor
    if marks.session != visit.session:
        what = _("These marks are of session {other}.").format(other=marks.session)
        raise LedgerError(what, do=_("Take them in on the page of that session."))
    course = course_with(visit.root, visit.session)
    made = origin_of(course, marks)
    if who != visit.by and not visit.coordinates:
        do = _("They are taken in at the desk of {who}, or by a coordinator.").format(who=who)
        raise LedgerError(_("These are the marks of {who}.").format(who=who), do=do)
    if not gate_of(course, visit.session, who).open:
        what = _("{who} has to mark the examples of this session first.").format(who=who)
        raise LedgerError(what, do=_("Take the file in again when that is done."))
    return made, board_of(visit.root, visit.session, who, "task")


@dataclass(frozen=True)
class _Taking:
    """One file of marks on its way into the ledger."""

    board: Board
    made: MarkingFile
    marks: FileOfMarks
    report: Report
    by: str
    now: datetime

    def enter(self, one: JudgedAnswer) -> None:
        """Enter one answer; what is left of it goes into the report."""
        if one.task not in self.board.tasks or one.code not in self.board.people:
            why = _("This answer is not among those of {who} any more.").format(who=self.marks.assessor)
            self.report.left.append(Left(one.task, one.code, [why, in_the_file()]))
            return
        try:
            why = self.judge(one)
        except AlongsideError as err:
            why = [str(err), in_the_file()]
        if why:
            number = [*self.board.tasks].index(one.task) + 1
            self.report.left.append(Left(one.task, one.code, why, number))

    def judge(self, one: JudgedAnswer) -> list[str]:
        """Enter what is whole of one answer; return why anything was not."""
        seat, _handed = seat_at(self.board, one.task, one.code)
        slots = {slot.criterion.id: slot for slot in marking.slots_of(seat)}
        if all(slot.stage == "others" for slot in slots.values()):
            why = _("The panel lets {who} mark it no longer: it went to others, or a conflict is named.")
            return [why.format(who=self.marks.assessor), in_the_file()]
        place = (seat.answer.session, seat.answer.candidate, one.task)
        if one.sha256 != seat.answer.sha256:
            kept = self.keep(place, one, one.criteria)
            why = _("The candidate has handed in a new text since.")
            do = _("It is marked at the desk, or in a new marking file.")
            return [why, do, kept]
        held = self.held(place, one)
        given = {name: begun for name, begun in one.criteria.items() if name not in held}
        names = [f"{save} {one.task} {one.code}" for save in self.marks.saves]
        outcome = marking.save(seat, given, self.now, Sending(names[-1], names[:-1]))
        self.report.entered += len(outcome.entered)
        self.report.same += len(outcome.same)
        drop_draft(self.board.course, self.board.assessor, place, outcome.done)
        why = _reasons(outcome, held, slots, one.criteria.keys() - slots.keys())
        left = outcome.no_level | outcome.no_evidence | outcome.stale
        boxes = {name: one.criteria[name] for name in left if slots[name].marking}
        kept = [self.keep(place, one, boxes)] if boxes else []
        return [*why, *kept, *([in_the_file()] if left - boxes.keys() else [])]

    def apart(self, place: Where) -> dict[str, Said]:
        """Return what was begun, at the desk or in another file, and is not in this one."""
        there = draft_of(self.board.course, self.board.assessor, place)
        along = self.made.by == self.made.assessor and there is not None and there.at <= self.made.at
        within = there is None or along or there.origin in self.marks.saves
        return {} if within else _said(there.criteria)

    def beside(self, place: Where) -> dict[str, Begun]:
        """Return what was begun at the desk of what no marking file has, such as what two agree on."""
        there = draft_of(self.board.course, self.board.assessor, place)
        return {name: one for name, one in there.criteria.items() if one.stage not in _OWN} if there else {}

    def held(self, place: Where, one: JudgedAnswer) -> set[str]:
        """Return the criteria of which the desk has other words by now: neither takes the other's place."""
        here = _said(one.criteria)
        return {name for name, said in self.apart(place).items() if name in here and here[name] != said}

    def keep(self, place: Where, one: JudgedAnswer, left: Mapping[str, Begun]) -> str:
        """Keep what was not entered as a draft, unless the desk has another; say where the words are."""
        if self.apart(place).items() - _said(left).items():
            return " ".join((_("The desk has another draft of it, which stays."), in_the_file()))
        criteria = {**self.beside(place), **left}
        begun = Draft(sha256=one.sha256, at=moment(self.now), criteria=criteria, origin=self.marks.saves[-1])
        keep_draft(self.board.course, self.board.assessor, place, begun)
        if self.by == self.board.assessor:
            return _("What was written is a draft at the desk now.")
        told = _("What was written is a draft of {who} at the desk now, and stands in the file.")
        return told.format(who=self.board.assessor)


def _said(criteria: Mapping[str, Begun]) -> dict[str, Said]:
    """Return sentence and level of each criterion that has either."""
    said = {name: (one.evidence.strip(), one.level) for name, one in criteria.items()}
    return {name: one for name, one in said.items() if one != ("", None)}


def in_the_file() -> str:
    """Say where words are that were neither entered nor kept as a draft."""
    return _("What was written stands in the file: keep the file until this is settled.")


def _reasons(outcome: Outcome, held: set[str], slots: Mapping[str, Slot], unknown: set[str]) -> list[str]:
    """Return why criteria were not entered, by their numbers on the page; `slots` are as they were before."""
    away = {name for name in outcome.stale if slots[name].stage == "others"}
    told = [
        (
            held,
            _(
                "Criterion {n}: the desk has another draft of it. Finish that one; or empty its box, "
                "and take this file in again."
            ),
        ),
        (away, _("Criterion {n}: the panel has given it to others, or others have marked it.")),
        (outcome.no_level, _("Criterion {n}: a level is missing.")),
        (
            outcome.no_evidence,
            _("Criterion {n}: the evidence sentence is missing; it comes before the level."),
        ),
        (
            outcome.stale - away,
            _("Criterion {n}: something else stands there by now, or two marks are there already."),
        ),
    ]
    why = [
        said.format(n=number) for number, name in enumerate(slots, 1) for names, said in told if name in names
    ]
    strange = _("{id}: this task has no such criterion. {where}")
    return why + [strange.format(id=name, where=in_the_file()) for name in sorted(unknown)]
