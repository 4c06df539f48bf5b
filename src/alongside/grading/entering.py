"""Entering marks in the ledger, and keeping the gradebook in step with it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from alongside.errors import LedgerError
from alongside.grading import gradebook
from alongside.grading.counting import outside_marks, points_ever, points_of
from alongside.grading.course import Course, assessment_of
from alongside.grading.ledger import Ledger, opened
from alongside.grading.standard import check_standard
from alongside.grading.texts import criteria_of, judged_in, texts_in
from alongside.model.marks import Entered, Mark

OUTSIDE = "gradebook"
"""Who stands as the assessor of points found in the gradebook: it does not say whose they are."""


@dataclass(frozen=True)
class Settled:
    """What keeping in step did: rows that came in from outside, and the (candidate, task) shown anew."""

    outside: list[Entered] = field(default_factory=list)
    shown: list[tuple[str, str]] = field(default_factory=list)


def enter(course: Course, session: str, marks: Sequence[Mark], now: datetime) -> list[Entered]:
    """Enter marks of one session in the ledger, all or none, and show the result in the gradebook.

    LedgerError where the session has no such task or criterion, or `Ledger.append` refuses one;
    NotStandardised where its examples have to come first. A mark on a text that was replaced meanwhile is
    entered, and archived: it is somebody's work on what stood there.
    """
    _check_session(course, session, marks)
    with opened(course) as ledger:
        check_standard(course, session, ledger, marks)
        entered = ledger.append(marks, now)
        for who in sorted({mark.candidate for mark in marks}):
            settle(course, session, ledger, now, who)
    return entered


def settle(course: Course, session: str, ledger: Ledger, now: datetime, who: str | None = None) -> Settled:
    """Take in points of the gradebook that the ledger does not know, then show the ledger's results there.

    Doing it again changes nothing. Where the ledger has no result for a task, points from outside stay. `who`
    names one candidate, so that entering a mark costs the same in a cohort of three and of three hundred.
    """
    if not course.gradebook.is_file():
        return Settled()
    criteria = criteria_of(assessment_of(course, session))
    texts = texts_in(course, session, "autograded", who or "*")
    given = gradebook.given_now(course, session, list(criteria), who)
    there = {where: one.points for where, one in given.items() if one.points is not None and where in texts}
    rows = ledger.rows(session, who)
    ever = points_ever(rows, texts, criteria) if there else set()
    known = outside_marks(rows, texts)
    strange = {where: points for where, points in there.items() if (*where, points) not in ever}
    fresh = [
        where for where, points in strange.items() if where not in known or known[where].points != points
    ]
    said = gradebook.comments_now(course, session, who) if fresh else {}
    new = [
        _outside(session, where, (strange[where], said.get(where, "")), texts[where], known.get(where))
        for where in fresh
    ]
    entered = ledger.append(new, now) if new else []
    no_longer: dict[tuple[str, str], int | None] = dict.fromkeys(there.keys() - strange.keys())
    results = {**no_longer, **points_of(rows, texts, criteria)}
    other = {
        where: points for where, points in results.items() if where in given and given[where].points != points
    }
    return Settled(entered, gradebook.show(course, other, given) if other else [])


def in_step(course: Course, session: str) -> None:
    """Settle everybody, before what stands in the gradebook leaves for somebody outside."""
    with opened(course) as ledger:
        settle(course, session, ledger, datetime.now(UTC))


def _check_session(course: Course, session: str, marks: Sequence[Mark]) -> None:
    criteria = judged_in(assessment_of(course, session))
    for mark in marks:
        known = [one.id for one in criteria.get(mark.task, [])]
        where = f"{mark.candidate} {mark.criterion or mark.task}"
        if mark.session != session or mark.criterion not in known:
            do = f"It has: {', '.join(one.id for listed in criteria.values() for one in listed)}."
            raise LedgerError(f"session {session} has no such criterion", where=where, do=do)


def _outside(
    session: str, where: tuple[str, str], found: tuple[float, str], sha256: str, before: Entered | None
) -> Mark:
    points, comment = found
    replaces = before.id if before else None
    named = f"{session} {where} {points} {sha256} {replaces}"
    return Mark(
        assessor=OUTSIDE,
        marking="outside",
        session=session,
        candidate=where[0],
        task=where[1],
        evidence=comment[:4000],
        points=points,
        sha256=sha256,
        replaces=replaces,
        token=hashlib.sha256(named.encode()).hexdigest(),
    )
