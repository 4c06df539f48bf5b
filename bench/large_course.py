"""A course with the portfolios of a large cohort: handed in, taken in, scored, and marked in part."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from alongside import paths
from alongside.content import workspace
from alongside.content.load import fresh_unit, unit_folders
from alongside.grading import sessions
from alongside.grading.anchors import set_standard
from alongside.grading.course import Course, assessment_of, set_up_course
from alongside.grading.entering import settle
from alongside.grading.folders import RECEIPT_FILE, put_inbound, receipt_of, stamp_of
from alongside.grading.ledger import opened
from alongside.grading.parcel import ANSWERS
from alongside.grading.roster import Candidate, write_roster
from alongside.grading.texts import criteria_of, texts_in
from alongside.model.anchor import Standard
from alongside.model.handin import HANDED_OF, SCHEMA, AnyHanded, HandIn
from alongside.model.kinds import Reflection, ReflectionValue
from alongside.model.marks import Entered, Mark
from alongside.model.unit import Assessment, Exercise, Module
from alongside.model.workspace import Person
from alongside.responses.handin import handin_bytes, hash_of
from alongside.responses.moments import moment

SESSION, DESK = "a2", "bench"
"""The session of twelve portfolio items, and the id under which the bench marks."""
WORDS = (
    "I asked what she would like to have changed by Friday and then said nothing for a while. She looked at "
    "the plan, crossed out two of the four steps and kept the one that she had thought of herself. My "
    "observer has counted nine open questions; the longest silence was eleven seconds."
)


def make(place: Path, candidates: int) -> Course:
    """Make a workspace for an assessor in `place`, with that many portfolios; return its course.

    A third is decided, a third has one mark of somebody else, and a third waits; all of them for the bench.
    """
    workspace.make(place, person=Person(id=DESK, name="Bench"))
    course = set_up_course(paths.content_root(), place / "course", place / "exchange")
    due = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    sessions.release(course, SESSION, due)
    people = [f"c{number + 1:03}" for number in range(candidates)]
    write_roster(course, [Candidate(who, "Candidate", who) for who in people])
    for number, who in enumerate(people):
        _hand_in(course, who, random.Random(number), due - timedelta(minutes=number + 1))
    sessions.collect(course, SESSION, due)
    subprocess.run(
        [sys.executable, "-m", "alongside", "assess", "autograde", SESSION],
        cwd=course.root,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    set_standard(course, Standard(session=SESSION, at=moment(due), by=DESK, required=False))
    third = candidates // 3
    _mark(course, people[:third], people[third : 2 * third], due)
    return course


def _hand_in(course: Course, who: str, dice: random.Random, at: datetime) -> None:
    assessment = assessment_of(course, SESSION)
    notes = [one for one in assessment.responses if isinstance(one, Reflection)]
    handed = HandIn(
        schema=SCHEMA,
        session=SESSION,
        candidate=who,
        handed_in_at=moment(at),
        answers=[_answer(one, assessment, dice, 100, at) for one in notes],
        portfolio=[_answer(one, unit, dice, 150, at) for one, unit in _items()],
    )
    raw = handin_bytes(handed)
    issued = course.place("release", SESSION) / f"{SESSION}.ipynb"
    sent = {ANSWERS: raw, issued.name: issued.read_bytes(), RECEIPT_FILE: receipt_of(raw).encode()}
    put_inbound(course.exchange, course.id, f"{who}+{SESSION}+{stamp_of(at)}", sent)


def _items() -> list[tuple[Reflection, Module | Exercise]]:
    """Return one written answer of every unit that belongs to an item of the portfolio."""
    units = [fresh_unit(folder) for folder in unit_folders(paths.content_root()).values()]
    wanted = [one for one in units if isinstance(one, Module | Exercise) and one.portfolio is not None]
    written = [
        (next((one for one in unit.responses if isinstance(one, Reflection)), None), unit) for unit in wanted
    ]
    return [(one, unit) for one, unit in written if one is not None]


def _answer(
    asked: Reflection, unit: Assessment | Module | Exercise, dice: random.Random, words: int, at: datetime
) -> AnyHanded:
    value = ReflectionValue(text=" ".join(dice.choices(WORDS.split(), k=words)))
    return HANDED_OF["reflection"](
        id=asked.id,
        saved_at=moment(at),
        lang=unit.lang,
        prompt=asked.prompt,
        content_version=unit.version,
        sha256=hash_of(value),
        value=value,
    )


def _mark(course: Course, decided: list[str], begun: list[str], now: datetime) -> None:
    criteria, texts = criteria_of(assessment_of(course, SESSION)), texts_in(course, SESSION)
    marks = [
        Mark(
            assessor=assessor,
            marking=marking,
            session=SESSION,
            candidate=who,
            task=task,
            criterion=one.id,
            evidence="The observer counted nine open questions; in line 3 he waits.",
            level=2,
            sha256=texts[who, task],
        )
        for who in (*decided, *begun)
        for task, listed in criteria.items()
        for one in listed
        for assessor, marking in (("ana", "first"), ("ben", "second"))
        if marking == "first" or who in decided
    ]
    with opened(course) as ledger:
        entered = ledger.append(marks, now)
        ledger.append([_agreed(row) for row in entered if row.marking == "second"], now)
        settle(course, SESSION, ledger, now)


def _agreed(row: Entered) -> Mark:
    given = {name: getattr(row, name) for name in Mark.__struct_fields__ if name != "token"}
    return msgspec.convert({**given, "marking": "agreed"}, Mark)
