"""One answer on the marking desk, with all that the page shows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from alongside.content.load import fresh_yaml
from alongside.errors import AlongsideError, KeyMissing
from alongside.grading.answers import value_of
from alongside.grading.course import Course, key_of
from alongside.grading.differing import Changed, changed_since
from alongside.grading.discussing import Talk, talk_about
from alongside.grading.drafts import draft_of, phrases_of
from alongside.grading.duties import Duties
from alongside.grading.evidence import Along, files_with
from alongside.grading.marking import slots_of
from alongside.grading.roster import read_roster
from alongside.grading.slots import Slot, may_overrule
from alongside.model.framework import Competence, Framework, Level
from alongside.model.handin import HandIn
from alongside.model.key import CriterionScheme, Key, TaskScheme
from alongside.model.kinds import Reflection
from alongside.model.marking import Begun, Draft, Phrase
from alongside.paths import content_root
from alongside.publish.chosen import Chosen, chosen_html
from alongside.publish.declared import declared_in_words
from alongside.responses.html import answer_html
from alongside.responses.telling import blocks_of, texts_of
from alongside.web.programme.boards import Board, seat_at


@dataclass(frozen=True)
class Line:
    """One criterion on the page: the rubric, what may be entered, and what the boxes hold.

    `to_overrule` says that this assessor is the chair and may decide here.
    """

    slot: Slot
    competence: Competence | None
    descriptors: list[str]
    scheme: CriterionScheme | None
    begun: Begun
    draft: bool = False
    problem: str = ""
    to_overrule: bool = False

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
    example: bool = False
    panel: bool = False
    phrases: list[Phrase] = field(default_factory=list)
    declared: str = ""
    helped_with: str = ""
    talk: list[Talk] = field(default_factory=list)
    files: list[Along] = field(default_factory=list)
    changed: Changed | None = None

    @property
    def alone(self) -> bool:
        """Whether this assessor's levels are all that is there, so that they could be the result."""
        return not self.panel and all_correct(self.lines)

    @property
    def open(self) -> bool:
        """Whether anything can be entered."""
        return any(one.slot.marking for one in self.lines)

    @property
    def untouched(self) -> bool:
        """Whether nothing was marked or begun, so that its rubric looks like that of every such answer."""
        return all(
            one.slot.stage == "mark" and one.slot.seen is None and not one.slot.shown and one.begun == Begun()
            for one in self.lines
        )


@dataclass(frozen=True)
class Around:
    """What a criterion's line is made of besides its slot."""

    framework: Framework
    phase: str
    scheme: TaskScheme | None
    draft: Draft | None
    sent: Mapping[str, Begun] | None
    problems: Mapping[str, str]
    chair: bool = False


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
    framework: Framework = fresh_yaml(content_root() / "assessments" / "framework.yaml", Framework)
    key, no_key = key_there(board.course, board.assessment.id)
    scheme = next((one for one in key.tasks if one.id == task), None) if key else None
    draft = draft_of(board.course, board.assessor, (board.assessment.id, who, task))
    chair = code not in board.examples and in_the_chair(board.duties, board.assessor, who)
    around = Around(framework, board.assessment.phase, scheme, draft, sent, problems or {}, chair)
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
        example=code in board.examples,
        panel=board.duties is not None,
        phrases=phrases_of(board.course, board.assessor),
        declared=declared_in_words(handed.help),
        helped_with=handed.help.what if handed.help else "",
        talk=talk_about(_own_texts(board, handed, task)),
        files=files_with(board.course, handed, task, datetime.now(UTC)),
        changed=None if code in board.examples else _changed(board, who, handed, task),
    )


def _changed(board: Board, who: str, handed: HandIn, task: str) -> Changed | None:
    """Return what changed in an answer since it was handed in before."""
    now = board.joining.hash_of(handed, task)
    return changed_since(
        board.course,
        who,
        handed,
        lambda one: board.joining.hash_of(one, task) != now,
        lambda one: "\n\n".join(_own_texts(board, one, task)),
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
        to_overrule=around.chair and may_overrule(slot),
    )


def all_correct(lines: Sequence[Line]) -> bool:
    """Whether every line has this assessor's mark and no other's."""
    return bool(lines) and all(one.slot.stage == "correct" for one in lines)


def in_the_chair(duties: Duties | None, assessor: str, who: str) -> bool:
    """Whether there is a panel, and this assessor in its chair may decide about a candidate."""
    return duties is not None and duties.in_the_chair(assessor, who)


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
