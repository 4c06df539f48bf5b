"""Feedback on one hand-in, as one file of safe HTML that needs nothing else: answers, key, scores, comments.

Every word that somebody typed is escaped; the page's own policy forbids scripts and anything from a network.
The key's reasons are shown, the mark schemes are not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from alongside_widgets.base import tokens
from jinja2 import PackageLoader

from alongside import paths
from alongside.content.load import read_yaml
from alongside.errors import AlongsideError
from alongside.grading import gradebook
from alongside.grading.answers import value_of
from alongside.grading.course import Course, assessment_of, key_of
from alongside.grading.folders import appear, receipt_of, write
from alongside.grading.intake import answers_of
from alongside.grading.joining import joining_of
from alongside.grading.parcel import ANSWERS
from alongside.grading.roster import read_roster
from alongside.grading.standings import CellGrade, Standing
from alongside.model.evidence import Source
from alongside.model.handin import HandIn
from alongside.model.key import Key, KeyItem
from alongside.model.kinds import AnyResponse, Check, CheckValue, Reflection, points_of
from alongside.model.observing import Observation
from alongside.model.unit import Assessment
from alongside.publish.chosen import Chosen, chosen_html
from alongside.publish.declared import declared_in_words
from alongside.publish.judged import Decided, Judged, decided_in
from alongside.publish.prose import prose
from alongside.publish.templating import environment
from alongside.responses.html import answer_html, passage_html
from alongside.strings import _

_pages = environment(PackageLoader("alongside.publish"))


@dataclass(frozen=True)
class Made:
    """Whose pages were written, whose marking is not finished, and whose answers cannot be used, and why."""

    made: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One answer on the page, as safe HTML: what was asked, given and right, and what it earned."""

    id: str
    prompt: str
    answer: str
    points: float
    score: float | None
    right: str = ""
    reasons: list[tuple[str, str]] = field(default_factory=list)
    criteria: list[str] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    chosen: list[Chosen] = field(default_factory=list)
    comment: str = ""


@dataclass(frozen=True)
class Watched:
    """An observation on the page: what happened, on which day ('' until it is decided), what was seen."""

    id: str
    title: str
    brief: str
    day: str
    judged: list[Judged]


@dataclass(frozen=True)
class Marked:
    """How one candidate's marking stands: in the gradebook, and what the ledger decided in the session.

    Who handed in nothing and was watched has no standing.
    """

    who: str
    standing: Standing | None
    decided: Decided

    def waits(self, assessment: Assessment) -> bool:
        """Whether a task waits for an assessor, or an observation for its result."""
        watched = [one.id for each in assessment.observations for one in each.criteria]
        undecided = any((self.who, one) not in self.decided.results for one in watched)
        return (self.standing is not None and self.standing.needs_marking) or undecided


def make(course: Course, session: str, keys: Path | None = None, *, unfinished: bool = False) -> Made:
    """Write the feedback of everybody who was graded or watched to `feedback/`; nothing is released yet.

    Somebody whose answers wait for an assessor is left out, unless `unfinished`. KeyMissing without the key.
    """
    key = key_of(course, session, keys)
    with gradebook.opened(course) as book:
        marked = bool(gradebook.standings(book, session))
    done, assessment = Made(), assessment_of(course, session)
    decided = decided_in(course, session) if marked or assessment.observations else Decided()
    with gradebook.opened(course) as book:
        standings: dict[str, Standing | None] = dict(gradebook.standings(book, session))
    standings |= dict.fromkeys(_only_watched(course, assessment, decided, standings))
    for who, standing in sorted(standings.items()):
        one = Marked(who, standing, decided)
        if one.waits(assessment) and not unfinished:
            done.waiting.append(who)
            continue
        try:
            _write(course, session, who, page(course, session, key, one))
            done.made.append(who)
        except AlongsideError as err:
            done.problems[who] = str(err)
    return done


def _only_watched(
    course: Course, assessment: Assessment, decided: Decided, known: Collection[str]
) -> list[str]:
    """Return who handed in nothing, and was watched and judged."""
    watched = {one.id for each in assessment.observations for one in each.criteria}
    people = {who for who, criterion in decided.results if criterion in watched} - set(known)
    return [who for who in people if not course.place("submitted", assessment.id, who).is_dir()]


def page(course: Course, session: str, key: Key, marked: Marked) -> str:
    """Return the feedback page of one candidate; HandInError where the graded answers cannot be read."""
    who = marked.who
    folder = course.place("autograded", session, who)
    handed = answers_of(folder) if marked.standing else None
    assessment = assessment_of(course, session)
    sources = _sources()
    roster = read_roster(course) or {}
    return _pages.get_template("feedback.html").render(
        _=_,
        title=assessment.title,
        note=course.note,
        lang=assessment.lang,
        name=roster[who].name if who in roster else who,
        handed=handed,
        declared=declared_in_words(handed.help) if handed else "",
        receipt=receipt_of((folder / ANSWERS).read_bytes()) if handed else "",
        standing=marked.standing,
        parts=_parts(assessment, key, handed, marked, sources) if handed else [],
        watched=_watched(assessment, marked),
        sources=_cited(key, sources) if handed else [],
        style=tokens(),
    )


def _parts(
    assessment: Assessment,
    key: Key,
    handed: HandIn,
    marked: Marked,
    sources: Mapping[str, Source],
) -> list[Part]:
    items = {one.id: one for one in key.items}
    cells = marked.standing.cells if marked.standing else {}
    joining = joining_of(assessment)
    chosen = {task: chosen_html(joining.chosen(handed, task)) for task in joining.tasks}
    parts = [
        (one, _part(one, items.get(one.id), value_of(handed, one.id), cells.get(one.id), sources))
        for one in assessment.responses
        if points_of(one)
    ]
    return [
        _judged(part, one, marked, chosen.get(one.id, [])) if isinstance(one, Reflection) else part
        for one, part in parts
    ]


def _watched(assessment: Assessment, marked: Marked) -> list[Watched]:
    return [
        Watched(
            one.id,
            one.title,
            prose(one.brief),
            _day(one, marked),
            marked.decided.of(marked.who, one.criteria),
        )
        for one in assessment.observations
    ]


def _day(observation: Observation, marked: Marked) -> str:
    rows = (marked.decided.results.get((marked.who, one.id)) for one in observation.criteria)
    return next((row.observed for row in rows if row and row.observed), "")


def _judged(part: Part, task: Reflection, marked: Marked, chosen: list[Chosen]) -> Part:
    """Return a task's part with what was chosen for it, and what was decided in the place of criteria."""
    judged = marked.decided.of(marked.who, task.criteria)
    told = {one.text for one in judged}
    left = [one for one in part.criteria if one not in told]
    return replace(part, chosen=chosen, judged=judged, criteria=left)


def _part(
    response: AnyResponse,
    item: KeyItem | None,
    value: Any,
    grade: CellGrade | None,
    sources: Mapping[str, Source],
) -> Part:
    scored = grade is not None and not (grade.needs_marking and grade.manual is None)
    wrong = isinstance(response, Check) and grade is not None and grade.score < points_of(response)
    return Part(
        id=response.id,
        prompt=prose(response.prompt),
        answer=answer_html(response, value),
        points=points_of(response),
        score=grade.score if grade is not None and scored else None,
        right=answer_html(response, _right(item)) if wrong and item else "",
        reasons=_reasons(response, item, sources) if isinstance(response, Check) and item else [],
        criteria=[one.text for one in response.criteria] if isinstance(response, Reflection) else [],
        comment=passage_html(grade.comment) if grade and grade.comment else "",
    )


def _right(item: KeyItem) -> CheckValue:
    return CheckValue(chosen=item.right, pairs=item.pairs, order=item.order)


def _reasons(check: Check, item: KeyItem, sources: Mapping[str, Source]) -> list[tuple[str, str]]:
    return [
        (one.text, prose(item.reasons[one.id], sources)) for one in check.options if one.id in item.reasons
    ]


def _cited(key: Key, sources: Mapping[str, Source]) -> list[Source]:
    """Return the sources that the key's reasons cite, in order of their keys."""
    said = "\n".join(reason for item in key.items for reason in item.reasons.values())
    return [sources[name] for name in sorted(sources) if re.search(rf"[\[; ]{re.escape(name)}[\]; ,]", said)]


def _sources() -> dict[str, Source]:
    path = paths.content_root() / "handbook" / "evidence.yaml"
    return {one.key: one for one in read_yaml(path, list[Source])} if path.is_file() else {}


def _write(course: Course, session: str, who: str, html: str) -> None:
    graded = course.place("autograded", session, who)

    def fill(folder: Path) -> None:
        write(folder / f"{session}.html", html.encode("utf-8"))
        for name in (ANSWERS, "timestamp.txt"):
            if graded.is_dir():
                write(folder / name, (graded / name).read_bytes())

    appear(course.place("feedback", session, who), fill)
