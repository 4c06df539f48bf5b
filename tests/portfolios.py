"""Twelve portfolios at an assessor's desk: three that nobody has marked, and nine with one item left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from builders import a_handin, answer
from marking import a_mark

from alongside.content.load import find_unit
from alongside.grading import intake, lane, sessions
from alongside.grading.course import Course, assessment_of, set_up_course
from alongside.grading.folders import put_inbound, stamp_of
from alongside.grading.ledger import opened
from alongside.grading.roster import Candidate, write_roster
from alongside.grading.texts import criteria_of, texts_in
from alongside.model.marks import Mark
from alongside.paths import content_root

SESSION = "a2"
PEOPLE = [f"p{number + 1:02}" for number in range(12)]
WHOLE = 3
"""So many of them nobody has marked yet."""
NOTE = "Item {item} of {who}. I waited; then she named the step. What falls short: one meeting. Help: nobody."
CHOSEN = {
    "m02-agreements": "The page was changed in March, and both of us signed it.",
    "m03-listening": "Nine open questions, and eleven seconds of silence.",
}


def lay(workspace: Path) -> Course:
    """Give a workspace its course, with all portfolios taken in and scored, and the marks of others."""
    course = set_up_course(content_root(), workspace / "course", workspace / "exchange")
    due = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    sessions.release(course, SESSION, due)
    write_roster(course, [Candidate(who, "Candidate", who) for who in PEOPLE])
    for who in PEOPLE:
        raw = _portfolio(course, who, due - timedelta(hours=1))
        put_inbound(course.exchange, course.id, f"{who}+{SESSION}+{stamp_of(due)}", {"responses.json": raw})
    taken = intake.collect(course, SESSION, due)
    assert [one.problems for one in taken if one.verdict != "accepted"] == []
    lane.autograde(course, SESSION)
    with opened(course) as ledger:
        ledger.append(list(_marks_of_others(course)), due)
    return course


def left_for_a_new_assessor() -> int:
    """How many answers wait for somebody who has marked none."""
    return WHOLE * 12 + (len(PEOPLE) - WHOLE)


def _portfolio(course: Course, who: str, at: datetime) -> bytes:
    tasks = criteria_of(assessment_of(course, SESSION))
    notes = [
        answer(task, {"text": NOTE.format(item=number + 1, who=who)}, "reflection")
        for number, task in enumerate(tasks)
    ]
    items = [answer(_written_in(place), {"text": text}, "reflection") for place, text in CHOSEN.items()]
    return a_handin(who, at=at, session=SESSION, answers=notes, portfolio=items)


def _written_in(place: str) -> str:
    unit, _folder = find_unit(f"{place[:3]}-x", Path("/"))
    return next(one.id for one in unit.responses if one.__struct_config__.tag == "reflection")


def _marks_of_others(course: Course) -> list[Mark]:
    """Two others have marked the last nine, all but one item of each; that one differs from each to each."""
    tasks, texts = criteria_of(assessment_of(course, SESSION)), texts_in(course, SESSION)
    return [
        a_mark(
            assessor=assessor,
            marking=marking,
            session=SESSION,
            candidate=who,
            task=task,
            criterion=line.id,
            sha256=texts[who, task],
        )
        for number, who in enumerate(PEOPLE[WHOLE:])
        for task in list(tasks)[:number] + list(tasks)[number + 1 :]
        for line in tasks[task]
        for assessor, marking in (("ana", "first"), ("ben", "second"))
    ]
