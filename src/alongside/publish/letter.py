"""The result letter of a candidate: levels by competence, what is missing, until when, and whom to write to.

One file of safe HTML that needs nothing else and prints on paper. Who judged stays inside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path

import rfc8785
from alongside_widgets.base import tokens
from jinja2 import PackageLoader

from alongside.content.shelf import programme
from alongside.grading.acts import decide
from alongside.grading.awarding import Block, Verdict
from alongside.grading.course import Course, assessment_of
from alongside.grading.folders import feedback_file, letter_name, receipt_of, replace
from alongside.grading.parcel import ANSWERS
from alongside.grading.results import (
    Standing,
    appeal_until,
    deferral_of,
    framework,
    panels_of,
    sessions_of_phase,
)
from alongside.grading.texts import judged_in
from alongside.model.acts import Deferred, Phase, Recorded, Released
from alongside.model.framework import Competence
from alongside.model.programme import Owner
from alongside.publish.attending import standings
from alongside.publish.templating import environment
from alongside.strings import _

_pages = environment(PackageLoader("alongside.publish"))
LETTERS = "letters"


@dataclass(frozen=True)
class Sent:
    """Whose letters went out, and why others did not."""

    sent: list[str] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """What all letters of a phase have in common."""

    phase: Phase
    title: str
    day: date
    appeal_until: str
    contact: Owner | None
    note: str
    texts: dict[str, str]
    lang: str


def letter_file(course: Course, phase: str, who: str) -> Path:
    """Return where the letter of a candidate lies in the course."""
    return course.root / LETTERS / phase / f"{who}.html"


def draw(course: Course, phase: Phase, standing: Standing, day: date) -> str:
    """Return the letter as it would go out on `day`."""
    return _letter(_frame(course, phase, day), standing, deferral_of(course, phase, standing, day))


def release(course: Course, phase: Phase, people: Collection[str], *, by: str, now: datetime) -> Sent:
    """Write the letters of these candidates (of all, where none is named), and let them go out.

    A candidate below the rule is deferred by it, once. Whoever has an open criterion, or has this very letter
    already, is left out and named.
    """
    done, day = Sent(), now.astimezone().date()
    frame = _frame(course, phase, day)
    for standing in standings(course, phase):
        who = standing.candidate
        if people and who not in people:
            continue
        if standing.verdict.result == "open":
            done.waiting[who] = _waits(standing.verdict)
            continue
        if went_out(standing) is not None:
            done.waiting[who] = _("the letter went out before, and nothing has changed")
            continue
        _send(course, frame, standing, by, now)
        done.sent.append(who)
    return done


def _waits(verdict: Verdict) -> str:
    if any(one.why == "not decided" for one in verdict.blocks):
        return _("not everything is decided yet")
    asked = [one.competence for one in verdict.blocks if one.why == "not shown"]
    if asked:
        told = _("no session of this phase asks about {competences}: enter what was decided elsewhere")
        return told.format(competences=", ".join(asked))
    titles = _titles()
    missed = [titles.get(one.session, one.session) for one in verdict.blocks if one.why == "not attended"]
    return _("not attended yet: {sessions}").format(sessions=", ".join(missed))


def _titles() -> dict[str, str]:
    """Return session id to title, of the programme."""
    return {one.id: one.title for strand in programme().strands for one in strand.sessions}


def went_out(standing: Standing) -> Recorded | None:
    """Return the row of the letter that says what is decided now; None where none went out, or it changed."""
    last = next((row for row in reversed(standing.rows) if isinstance(row.act, Released)), None)
    return last if last is not None and last.act.verdict == _hash_of(standing.verdict) else None


def _send(course: Course, frame: Frame, standing: Standing, by: str, now: datetime) -> None:
    deferral = deferral_of(course, frame.phase, standing, frame.day)
    body = _letter(frame, standing, deferral).encode("utf-8")
    letter = Released(
        candidate=standing.candidate,
        phase=frame.phase,
        result="award" if standing.verdict.result == "award" else "deferred",
        verdict=_hash_of(standing.verdict),
        sha256=hashlib.sha256(body).hexdigest(),
        appeal_until=frame.appeal_until,
    )
    replace(letter_file(course, frame.phase, standing.candidate), body)
    decide(course, by, lambda _rows: [*([deferral] if deferral else []), letter], now)
    for session in sessions_of_phase(course, frame.phase):
        answers = course.place("submitted", session, standing.candidate) / ANSWERS
        if answers.is_file():
            receipt = receipt_of(answers.read_bytes())
            replace(feedback_file(course.exchange, course.id, receipt, letter_name(session)), body)


def missing_of(course: Course, phase: Phase, verdict: Verdict) -> list[str]:
    """Return what stands in the way of an award, one sentence for each thing."""
    titles = {one.id: one.title for one in framework().competences}
    texts = _texts(course, phase)
    return [_missing(one, titles, texts) for one in verdict.blocks]


def _hash_of(verdict: Verdict) -> str:
    return hashlib.sha256(rfc8785.dumps(asdict(verdict))).hexdigest()


def _frame(course: Course, phase: Phase, day: date) -> Frame:
    plan = programme()
    found = {one.id: one.title for one in plan.phases}
    contacts = [one.contact for one in panels_of(course, phase) if one.contact]
    sessions = sessions_of_phase(course, phase)
    return Frame(
        phase=phase,
        title=found.get(phase, _("Phase {phase}").format(phase=phase)),
        day=day,
        appeal_until=appeal_until(course, phase, day),
        contact=contacts[0] if contacts else plan.owner,
        note=course.note,
        texts=_texts(course, phase),
        lang=assessment_of(course, sessions[0]).lang,
    )


def _texts(course: Course, phase: Phase) -> dict[str, str]:
    assessments = [assessment_of(course, session) for session in sessions_of_phase(course, phase)]
    listed = [criteria for one in assessments for criteria in judged_in(one).values()]
    return {one.id: one.text for criteria in listed for one in criteria}


def _letter(frame: Frame, standing: Standing, deferral: Deferred | None) -> str:
    known = framework()
    titles = {one.id: one.title for one in known.competences}
    return _pages.get_template("letter.html").render(
        _=_,
        frame=frame,
        standing=standing,
        deferral=deferral,
        levels={one.value: one for one in known.levels},
        competences=[(one, _descriptors(one, frame.phase)) for one in known.competences],
        missing=[_missing(one, titles, frame.texts) for one in standing.verdict.blocks],
        chair=[frame.texts.get(one, one) for one in standing.chair],
        style=tokens(),
    )


def _descriptors(one: Competence, phase: str) -> list[str]:
    return [line.text for cell in one.phases if cell.phase == phase for line in cell.descriptors]


def _missing(block: Block, titles: dict[str, str], texts: dict[str, str]) -> str:
    competence = f"{titles.get(block.competence, block.competence)} ({block.competence})"
    if block.why == "not attended":
        return _("Attendance, “{session}”: missing, or too short. It can be made up.").format(
            session=_titles().get(block.session, block.session)
        )
    said = {
        "not shown": _(
            "{competence}: no session of this phase asks about it, and nothing decided elsewhere is entered."
        ),
        "not decided": _("{competence}, “{text}”: not decided yet."),
        "below": _(
            "{competence}: level {level}. It takes level 2; one competence may stand at 1, and no more."
        ),
        "core below": _("{competence}: level {level}. This competence takes level 2."),
        "must not met": _(
            "{competence}, “{text}”: level {level}. This line has to be met, at level 2 or more."
        ),
    }[block.why]
    text = texts.get(block.criterion, block.criterion)
    return said.format(competence=competence, text=text, level=block.level)
