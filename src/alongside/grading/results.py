"""Results of a phase: what the rule says of each candidate, letters that went out, one deferral, appeals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from alongside import paths
from alongside.content.load import read_yaml
from alongside.errors import WorkspaceError
from alongside.grading.acts import acts_of, decide
from alongside.grading.allocation import marks_now
from alongside.grading.asking import asked_of
from alongside.grading.awarding import Judgement, Verdict, verdict_of
from alongside.grading.counting import CriterionMarks, newest_days
from alongside.grading.course import Course, assessment_of
from alongside.grading.dates import APPEAL_DAYS, RESIT_MONTHS, months_after
from alongside.grading.ledger import opened
from alongside.grading.panel import panel_of
from alongside.grading.roster import read_roster
from alongside.grading.texts import judged_in
from alongside.model.acts import (
    AnyAct,
    AppealDecided,
    Appealed,
    Deferred,
    Elsewhere,
    Outcome,
    Phase,
    Recorded,
    Released,
)
from alongside.model.framework import Competence, Framework
from alongside.model.panel import Panel
from alongside.model.workdays import working_days_after
from alongside.responses.moments import when
from alongside.strings import _


@dataclass(frozen=True)
class Standing:
    """How one candidate stands in a phase: the verdict of now, and the rows about it, the oldest first.

    `elsewhere` is what counts of what was decided outside the sessions, by competence.
    """

    candidate: str
    name: str
    verdict: Verdict
    chair: list[str] = field(default_factory=list)
    rows: list[Recorded] = field(default_factory=list)
    elsewhere: dict[str, Elsewhere] = field(default_factory=dict)

    @property
    def released(self) -> Released | None:
        """The letter that went out last."""
        return next((row.act for row in reversed(self.rows) if isinstance(row.act, Released)), None)

    @property
    def deferred(self) -> Deferred | None:
        """The one deferral of the phase."""
        return next((row.act for row in self.rows if isinstance(row.act, Deferred)), None)

    @property
    def appeal(self) -> Recorded | None:
        """The appeal that waits for a decision."""
        done = {row.act.appeal for row in self.rows if isinstance(row.act, AppealDecided)}
        return next((row for row in self.rows if isinstance(row.act, Appealed) and row.id not in done), None)


@dataclass(frozen=True)
class Ruling:
    """What was decided about an appeal: by whom, with what outcome, and why."""

    decider: str
    outcome: Outcome
    reason: str


def sessions_of_phase(course: Course, phase: str) -> list[str]:
    """Return the sessions of the course that belong to a phase; WorkspaceError where it has none."""
    names = [
        folder.name for folder in sorted((course.root / "source").glob("*/")) if any(folder.glob("*.ipynb"))
    ]
    found = [name for name in names if assessment_of(course, name).phase == phase]
    if not found:
        raise WorkspaceError(_("this course has no session of phase {phase}").format(phase=phase))
    return found


Missed = Mapping[str, Sequence[str]]
"""Candidate to the sessions of the programme that the award asks for and that they have not attended."""


def standings_in(course: Course, phase: str, missed: Missed | None = None) -> list[Standing]:
    """Return how everybody stands who handed in, or was judged, in a session of the phase.

    WorkspaceError where the award asks for attendance and `missed` does not come along: it is not passed
    over. Of whom `missed` does not speak has attended nothing.
    """
    asked = asked_of(course, phase)
    if asked is not None and missed is None:
        raise WorkspaceError(
            _("the award of phase {phase} asks for attendance, and it was not looked at").format(phase=phase)
        )
    absent = (lambda who: (missed or {}).get(who, asked.sessions)) if asked else (lambda _who: ())
    sessions = sessions_of_phase(course, phase)
    marks = {session: marks_now(course, session, _people(course, session)) for session in sessions}
    rows = [row for row in acts_of(course) if getattr(row.act, "phase", None) == phase]
    people = sorted({one.candidate for found in marks.values() for one in found})
    roster, competences = read_roster(course) or {}, [one.id for one in framework().competences]
    found = []
    for who in people:
        mine = [row for row in rows if row.act.candidate == who]
        judgements = _judgements(course, marks, who)
        elsewhere = _elsewhere(mine, {one.competence for one in judgements})
        judgements += [Judgement("", "", name, level=act.level) for name, act in elsewhere.items()]
        found.append(
            Standing(
                candidate=who,
                name=roster[who].name if who in roster else who,
                verdict=verdict_of(judgements, competences, absent(who)),
                chair=_by_the_chair(marks.values(), who),
                rows=mine,
                elsewhere=elsewhere,
            )
        )
    return found


def standing_of(course: Course, phase: str, who: str, missed: Missed | None = None) -> Standing:
    """Return how one candidate stands; WorkspaceError where nobody of that id handed in."""
    found = next((one for one in standings_in(course, phase, missed) if one.candidate == who), None)
    if found is None:
        raise WorkspaceError(_handed_in_nothing(who, phase))
    return found


def framework() -> Framework:
    """Return the framework of competences."""
    return read_yaml(paths.content_root() / "assessments" / "framework.yaml", Framework)


def unasked_in(course: Course, phase: str) -> list[Competence]:
    """Return the competences that no session of a phase asks about: they are judged elsewhere."""
    listed = [judged_in(assessment_of(course, session)) for session in sessions_of_phase(course, phase)]
    asked = {one.competence for found in listed for criteria in found.values() for one in criteria}
    return [one for one in framework().competences if one.id not in asked]


def panels_of(course: Course, phase: str) -> list[Panel]:
    """Return the panels of the sessions of a phase."""
    found = (panel_of(course, session) for session in sessions_of_phase(course, phase))
    return [one for one in found if one is not None]


def appeal_until(course: Course, phase: str, day: date) -> str:
    """Return the last day for an appeal against a letter of `day`."""
    closed = {one for panel in panels_of(course, phase) for one in panel.closed}
    return working_days_after(day, APPEAL_DAYS, closed).isoformat()


def deferral_of(course: Course, phase: Phase, standing: Standing, day: date) -> Deferred | None:
    """Return the deferral that a letter of `day` brings; None where none is due, or one was given."""
    if standing.verdict.result != "deferred" or standing.deferred is not None:
        return None
    short = [one for one in standing.verdict.blocks if one.why != "not attended"]
    sessions = {one.session for one in short if one.session}
    about = {one.competence for one in short if not one.session}
    for session in sessions_of_phase(course, phase):
        listed = judged_in(assessment_of(course, session)).values()
        if about & {one.competence for criteria in listed for one in criteria}:
            sessions.add(session)
    return Deferred(
        candidate=standing.candidate,
        phase=phase,
        missing=list(dict.fromkeys(one.criterion or one.competence for one in short)),
        sessions=sorted(sessions),
        until=months_after(day, RESIT_MONTHS).isoformat(),
        reason=_("By the rule of the award: what is missing may be shown once more."),
    )


def judge_elsewhere(course: Course, act: Elsewhere, *, by: str, now: datetime) -> None:
    """Record what was decided elsewhere about a competence; the latest row of a candidate counts.

    WorkspaceError where a session of the phase asks about the competence, or the candidate did not hand in.
    """
    if act.competence not in {one.id for one in unasked_in(course, act.phase)}:
        what = _("{competence} cannot be entered for a whole phase").format(competence=act.competence)
        do = _("Only what no session of the phase asks about is entered here.")
        raise WorkspaceError(what, where=act.candidate, do=do)
    if not any(act.candidate in _people(course, one) for one in sessions_of_phase(course, act.phase)):
        raise WorkspaceError(_handed_in_nothing(act.candidate, act.phase))
    decide(course, by, lambda _rows: [act], now)


def _handed_in_nothing(who: str, phase: str) -> str:
    return _("{who} has handed in nothing in phase {phase}").format(who=who, phase=phase)


def appeal(course: Course, phase: Phase, who: str, on: date, grounds: str, *, by: str, now: datetime) -> None:
    """Record an appeal that came in on the day `on`; WorkspaceError where it is late, or one is open."""

    def make(rows: list[Recorded]) -> list[AnyAct]:
        mine = _rows_of(rows, phase, who)
        standing = Standing(who, who, Verdict("open"), rows=mine)
        letter = standing.released
        if letter is None:
            raise WorkspaceError(_("no result has gone out to {who} yet").format(who=who))
        if on.isoformat() > letter.appeal_until:
            what = _("the appeal came on {day}; the last day was {last}")
            do = _("Say so to the candidate; the result stands.")
            raise WorkspaceError(what.format(day=on, last=letter.appeal_until), where=who, do=do)
        _check_day(on, next(row.at for row in reversed(mine) if row.act is letter), now)
        if standing.appeal is not None:
            do = _("Decide it first (row {n}).").format(n=standing.appeal.id)
            raise WorkspaceError(_("an appeal of {who} is open").format(who=who), do=do)
        return [Appealed(candidate=who, phase=phase, on=on.isoformat(), grounds=grounds)]

    decide(course, by, make, now)


def _check_day(on: date, sent: str, now: datetime) -> None:
    """Raise WorkspaceError where an appeal is said to have come before its letter, or on a day to come."""
    first, last = (one.astimezone().date() for one in (when(sent), now))
    if not first <= on <= last:
        what = _("an appeal came between the letter, {first}, and today, {last}; not on {day}")
        do = _("Give the day on which it came.")
        raise WorkspaceError(what.format(first=first, last=last, day=on), do=do)


def decide_appeal(
    course: Course,
    phase: Phase,
    who: str,
    ruling: Ruling,
    *,
    by: str,
    now: datetime,
) -> None:
    """Record what was decided about the open appeal of a candidate.

    WorkspaceError where none is open, or the decider belongs to a panel of the phase, has ever marked the
    candidate, is close to them, or is the candidate.
    """
    inside, close = _inside(course, phase, who), _close(course, phase, who)
    decider = ruling.decider.strip().casefold()

    def make(rows: list[Recorded]) -> list[AnyAct]:
        do = _("Somebody outside the panel decides about an appeal.")
        if decider in {one.casefold() for one in inside}:
            raise WorkspaceError(_("{who} belongs to the panel").format(who=ruling.decider), do=do)
        if decider in {one.casefold() for one in close}:
            raise WorkspaceError(_("{who} is too close to the candidate").format(who=ruling.decider), do=do)
        there = Standing(who, who, Verdict("open"), rows=_rows_of(rows, phase, who)).appeal
        if there is None:
            raise WorkspaceError(_("no appeal of {who} is open").format(who=who))
        about = {"candidate": who, "phase": phase, "appeal": there.id}
        return [AppealDecided(**about, who=ruling.decider, outcome=ruling.outcome, reason=ruling.reason)]

    decide(course, by, make, now)


def _inside(course: Course, phase: str, who: str) -> set[str]:
    """Return the panel by id and by name, the chair, and whoever has ever marked the candidate."""
    panels = panels_of(course, phase)
    inside = {name for panel in panels for one in panel.assessors for name in (one.id, one.name)}
    inside |= {panel.chair for panel in panels if panel.chair}
    sessions = sessions_of_phase(course, phase)
    with opened(course) as ledger:
        return inside | {row.assessor for one in sessions for row in ledger.rows(one, who)}


def _close(course: Course, phase: str, who: str) -> set[str]:
    """Return the candidate, and the line manager and mentor that a panel knows of."""
    known = [panel.entrant(who) for panel in panels_of(course, phase)]
    return {who} | {name for one in known for name in (one.line_manager, one.mentor) if name}


def _rows_of(rows: Iterable[Recorded], phase: str, who: str) -> list[Recorded]:
    return [row for row in rows if getattr(row.act, "phase", None) == phase and row.act.candidate == who]


def _people(course: Course, session: str) -> set[str]:
    """Return who handed in, or was watched and judged."""
    sent = {folder.parent.name for folder in (course.root / "submitted").glob(f"*/{session}")}
    with opened(course) as ledger:
        return sent | {who for who, _observation in newest_days(ledger.rows(session))}


def _judgements(course: Course, marks: dict[str, list[CriterionMarks]], who: str) -> list[Judgement]:
    found = []
    for session, listed in marks.items():
        results = {one.criterion.id: one.result for one in listed if one.candidate == who}
        for criteria in judged_in(assessment_of(course, session)).values():
            for one in criteria:
                row = results.get(one.id)
                level = row.level if row else None
                found.append(Judgement(session, one.id, one.competence, must=one.must, level=level))
    return found


def _elsewhere(rows: Iterable[Recorded], asked: set[str]) -> dict[str, Elsewhere]:
    """Return the latest decision on each competence; where a session asks by now, that is what counts."""
    acts = [row.act for row in rows if isinstance(row.act, Elsewhere)]
    return {act.competence: act for act in acts if act.competence not in asked}


def _by_the_chair(marks: Iterable[list[CriterionMarks]], who: str) -> list[str]:
    """Return the criteria that one person decided with a reason."""
    mine = (one for listed in marks for one in listed if one.candidate == who)
    return [one.criterion.id for one in mine if one.result and one.result.marking == "override"]


OUTCOMES: tuple[Literal["upheld", "upheld in part", "not upheld"], ...] = (
    "upheld",
    "upheld in part",
    "not upheld",
)
"""What may become of an appeal."""
