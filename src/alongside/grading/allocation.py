"""Giving hand-ins to assessors: the first time, when more come in, when two differ, when somebody is away."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from alongside.errors import AlongsideError, WorkspaceError
from alongside.grading.acts import decide
from alongside.grading.allocating import choose, draw, eligible, why_nobody
from alongside.grading.counting import CriterionMarks, overview
from alongside.grading.course import Course, assessment_of
from alongside.grading.duties import Duties, about_of, duties_from
from alongside.grading.intake import answers_of
from alongside.grading.ledger import opened
from alongside.grading.panel import change_panel, panel_hash, panel_of
from alongside.grading.roster import read_roster
from alongside.grading.texts import criteria_of, judged_in, texts_in
from alongside.model.acts import Allocated, AnyAct, Moved, Recorded, Third
from alongside.model.panel import Assessor, Panel
from alongside.strings import _


@dataclass(frozen=True)
class Given:
    """What was written, and a sentence for each hand-in that nobody can be given."""

    rows: list[Recorded] = field(default_factory=list)
    impossible: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Desk:
    """A session at one moment: its panel, who handed in and in which language, and all marks that count."""

    session: str
    panel: Panel
    panel_hash: str
    languages: dict[str, str]
    marks: list[CriterionMarks]


def allocate(course: Course, session: str, by: str, now: datetime, seed: str | None = None) -> Given:
    """Give each hand-in that has no pair a pair, and each disagreement a third marker; nobody else moves.

    `seed` is for the first time; later ones go on with the one that was recorded. WorkspaceError without a
    panel.
    """
    desk, impossible = _desk(course, session), []

    def make(rows: list[Recorded]) -> list[AnyAct]:
        mine = [row for row in rows if getattr(row.act, "session", None) == session]
        used = seed_of(mine) or seed or secrets.token_hex(8)
        duties = duties_from(desk.panel, mine)
        fresh = {who: language for who, language in desk.languages.items() if who not in duties.pairs}
        drawn = draw(desk.panel, fresh, duties.loads(), used)
        thirds, short = _thirds(desk, duties, used)
        impossible[:] = [*drawn.impossible.values(), *short]
        pairs = [
            Allocated(candidate=who, session=session, assessor=one, seed=used, panel=desk.panel_hash)
            for who in sorted(drawn.pairs)
            for one in drawn.pairs[who]
        ]
        return [*pairs, *thirds]

    return Given(decide(course, by, make, now), impossible)


def reassign(course: Course, session: str, away: str, reason: str, *, by: str, now: datetime) -> Given:
    """Give the open work of an assessor who is away to others; what was entered stays, and so do drafts.

    They get nothing new until the panel says that they are back. WorkspaceError without a panel, a reason, or
    an assessor of that id.
    """
    panel = _panel(course, session)
    if panel.assessor(away) is None:
        do = _("They are: {names}.").format(names=", ".join(one.id for one in panel.assessors))
        raise WorkspaceError(_("{who} is not on the panel").format(who=away), where=session, do=do)
    if not reason.strip():
        raise WorkspaceError(_("the reason is missing"), do=_("Say why, in a few words: it is kept."))
    change_panel(course, session, lambda there: _gone(there, away))
    desk, impossible = _desk(course, session), []

    def make(rows: list[Recorded]) -> list[AnyAct]:
        mine = [row for row in rows if getattr(row.act, "session", None) == session]
        duties = duties_from(desk.panel, mine)
        seed = seed_of(mine) or ""
        moves, short = _moves(desk, duties, away, (seed, reason.strip()))
        thirds, shorter = _thirds(desk, duties, seed, (away, reason.strip()))
        impossible[:] = [*short, *shorter]
        return [*moves, *thirds]

    return Given(decide(course, by, make, now), impossible)


def open_tasks(marks: Iterable[CriterionMarks], duties: Duties, assessor: str) -> dict[str, list[str]]:
    """Return, for each candidate, the tasks on which an assessor's first or second mark is still open."""
    found: dict[str, list[str]] = {}
    for one in marks:
        by = {one.rows[name].assessor for name in ("first", "second") if name in one.rows}
        if one.result is None and duties.may_mark(assessor, (one.candidate, one.task), by):
            tasks = found.setdefault(one.candidate, [])
            tasks += [one.task] if one.task not in tasks else []
    return found


def marks_now(course: Course, session: str, people: Iterable[str]) -> list[CriterionMarks]:
    """Return every criterion of these candidates with the rows that count, observations too.

    Of somebody whose hand-in is missing or cannot be read, only the observations are there.
    """
    assessment, people = assessment_of(course, session), sorted(set(people))
    written, judged = criteria_of(assessment), judged_in(assessment)
    texts: dict[tuple[str, str], str] = {}
    for who in people:
        with suppress(AlongsideError):  # what cannot be read cannot be marked; the session's page names it
            texts |= texts_in(course, session, who=who)
    with opened(course) as ledger:
        rows = ledger.rows(session)
    found = {(one.candidate, one.criterion.id): one for one in overview(rows, texts, judged)}
    return [
        found.get((who, one.id), CriterionMarks(who, task, one))
        for who in people
        for task, criteria in judged.items()
        for one in criteria
        if task not in written or (who, task) in texts
    ]


def to_judge(course: Course, session: str) -> list[str]:
    """Return everybody whom a panel has to be found for: who handed in, and where somebody watches, all.

    Whoever is watched need not have handed in by then, nor ever.
    """
    sent = {folder.parent.name for folder in (course.root / "submitted").glob(f"*/{session}")}
    watched = assessment_of(course, session).observations
    return sorted(sent | set(read_roster(course) or {}) if watched else sent)


def seed_of(rows: Sequence[Recorded]) -> str | None:
    """Return the seed with which a session was allocated, or None before."""
    return next((row.act.seed for row in rows if isinstance(row.act, Allocated)), None)


def _panel(course: Course, session: str) -> Panel:
    panel = panel_of(course, session)
    if panel is None or not panel.assessors:
        do = _("Name the assessors on the panel's page, or in course/panel/{session}.yaml.")
        raise WorkspaceError(_("this session has no panel"), where=session, do=do.format(session=session))
    return panel


def _gone(panel: Panel, away: str) -> Panel:
    listed = [msgspec.structs.replace(one, away=one.away or one.id == away) for one in panel.assessors]
    return msgspec.structs.replace(panel, assessors=listed)


def _desk(course: Course, session: str) -> _Desk:
    panel, assessment = _panel(course, session), assessment_of(course, session)
    languages = {}
    for who in to_judge(course, session):
        folder = course.place("submitted", session, who)
        spoken: Counter[str] = Counter()
        try:
            spoken.update(one.lang for one in answers_of(folder).answers)
        except AlongsideError:
            if not assessment.observations:
                continue  # what cannot be read cannot be marked; the session's page names it
        written = spoken.most_common(1)[0][0] if spoken else assessment.lang
        languages[who] = panel.entrant(who).language or written
    return _Desk(
        session, panel, panel_hash(course, session), languages, marks_now(course, session, languages)
    )


def _thirds(
    desk: _Desk, duties: Duties, seed: str, instead: tuple[str, str] = ("", "")
) -> tuple[list[AnyAct], list[str]]:
    """Return a third marker for each task on which two differ too much; `instead` is who is away, and why."""
    acts: list[AnyAct] = []
    short: list[str] = []
    load = duties.loads()
    for (who, task, about), lines in _differing(desk.marks).items():
        held = {duties.thirds.get((who, task, one.criterion.id, about)) for one in lines} - {None}
        if held - {instead[0]}:
            continue
        chosen = choose(_others(desk, duties, who, instead[0]), load, seed, who)
        if chosen is None:
            said = _(
                "{task} of {who} needs a third marker, and nobody may. Let the chair decide, or add one."
            )
            left_out = why_nobody(desk.panel, who, desk.languages.get(who, "en"))
            short.append(f"{said.format(task=task, who=who)} {left_out}".strip())
            continue
        load[chosen] += 1
        names = [one.criterion.id for one in lines]
        about_it = {"candidate": who, "session": desk.session, "task": task, "about": about}
        acts.append(
            Third(**about_it, criteria=names, assessor=chosen, seed=seed, reason=instead[1] if held else "")
        )
    return acts, short


def _differing(marks: Iterable[CriterionMarks]) -> dict[tuple[str, str, str], list[CriterionMarks]]:
    found: dict[tuple[str, str, str], list[CriterionMarks]] = {}
    for one in marks:
        if one.progress == "to a third marker":
            found.setdefault((one.candidate, one.task, about_of(one.rows["first"])), []).append(one)
    return found


def _others(desk: _Desk, duties: Duties, who: str, away: str) -> list[Assessor]:
    """Return who may mark a candidate and has had nothing to do with the hand-in."""
    places = [*duties.pairs.get(who, [])]
    places += [
        one for (candidate, _task), listed in duties.moved.items() if candidate == who for one in listed
    ]
    taken = {name for one in places for name in (one.assessor, *one.before)} | {away}
    taken |= {row.assessor for one in desk.marks if one.candidate == who for row in one.rows.values()}
    may = eligible(desk.panel, who, desk.languages.get(who, "en"))
    return [one for one in may if one.id not in taken]


def _moves(desk: _Desk, duties: Duties, away: str, why: tuple[str, str]) -> tuple[list[AnyAct], list[str]]:
    acts: list[AnyAct] = []
    short: list[str] = []
    load = duties.loads()
    for who, tasks in sorted(open_tasks(desk.marks, duties, away).items()):
        thirds = {name for slot, name in duties.thirds.items() if slot[0] == who}
        free = [one for one in _others(desk, duties, who, away) if one.id not in thirds]
        chosen = choose(free, load, why[0], "away", who)
        if chosen is None:
            said = _("Nobody can take {who} over. Add an assessor without a conflict, then repeat this.")
            left_out = why_nobody(desk.panel, who, desk.languages.get(who, "en"))
            short.append(f"{said.format(who=who)} {left_out}".strip())
            continue
        load[chosen] += 1
        moved = {"candidate": who, "session": desk.session, "tasks": tasks, "assessor": chosen}
        acts.append(Moved(**moved, instead_of=away, reason=why[1]))
    return acts, short
