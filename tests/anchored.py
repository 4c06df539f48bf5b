"""A course of a9 with two examples, and assessors who mark them or the one hand-in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOON, a_handin, put

from alongside.grading import marking, sessions
from alongside.grading.anchors import anchors_of, hash_of_anchor, set_standard
from alongside.grading.course import Course, assessment_of
from alongside.grading.marking import Answer, Outcome, Seat
from alongside.grading.texts import criteria_of, texts_in
from alongside.model.anchor import Standard
from alongside.model.kinds.reflection import Criterion
from alongside.model.marking import Begun

ANCHORS = """
id: a9
anchors:
- id: a9-anchor-1
  title: An open one
  kind: clear-phase-1
  text: What would you like to be different by the summer?
  levels:
  - {criterion: a9-t1-c1, level: 2, evidence: It begins with what., reason: Nothing narrows it.}
  - {criterion: a9-t1-c2, level: 3, evidence: By the summer., reason: It leaves all of it to her.}
- id: a9-anchor-2
  title: A closed one
  kind: not-yet
  text: Do you not think that you should talk to him?
  levels:
  - {criterion: a9-t1-c1, level: 0, evidence: Do you not think., reason: Yes or no answers it.}
  - {criterion: a9-t1-c2, level: 1, evidence: You should talk to him., reason: The step is not hers.}
"""


@pytest.fixture
def anchored(course: Course) -> Course:
    """One hand-in; a line that must be met; two examples beside the key."""
    data = course.place("release", "a9") / "assessment.yaml"
    text = data.read_text("utf-8")
    assert text.count("text: The question is open., competence: c1") == 1
    data.write_text(text.replace("is open., competence: c1", "is open., competence: c1, must: true"), "utf-8")
    folder = course.root / "keys" / "anchors"
    folder.mkdir()
    (folder / "a9.yaml").write_text(ANCHORS, "utf-8")
    put(course, a_handin(text="What would help?"))
    sessions.collect(course, "a9", NOON)
    return course


def begun(level: int, seen: int | None = None, words: str = "It is open.") -> Begun:
    return Begun(evidence=words, level=level, seen=seen)


def live(course: Course, assessor: str, *levels: int) -> Outcome:
    """Mark the one hand-in."""
    sha256 = texts_in(course, "a9")["p01", "a9-t1"]
    seat = Seat(course, Answer("a9", "p01", "a9-t1", sha256), criteria(course), assessor)
    return marking.save(seat, {f"a9-t1-c{n}": begun(level) for n, level in enumerate(levels, 1)}, NOON)


def on_example(
    course: Course, assessor: str, number: int, *levels: int, day: int = 0, under: str = ""
) -> Outcome:
    """Mark an example; a second time is a correction."""
    anchor = anchors_of(course, "a9")[number - 1]
    answer = Answer("a9", under or anchor.id, "a9-t1", hash_of_anchor(anchor))
    seat = Seat(course, answer, criteria(course), assessor, example=True)
    seen = {slot.criterion.id: slot.seen for slot in marking.slots_of(seat)}
    given = {f"a9-t1-c{n}": begun(one, seen[f"a9-t1-c{n}"]) for n, one in enumerate(levels, 1)}
    return marking.save(seat, given, NOON + timedelta(days=day))


def ask(course: Course, required: bool | None = True, **more: object) -> None:
    set_standard(course, Standard(session="a9", at="2026-11-20", by="lead", required=required, **more))


def criteria(course: Course) -> list[Criterion]:
    """The lines of the one task."""
    return criteria_of(assessment_of(course, "a9"))["a9-t1"]
