"""Examples laid among an assessor's answers, to see whether the standard drifts while marking goes on.

Each looks like one more candidate: a code like the others, and an example for each written task. Which are
laid follows from the course's own secret, so it is the same on every day and for every assessor.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.grading.anchors import anchors_of, hash_of_anchor, standard_of
from alongside.grading.codes import by_lot, codes_for, codes_in
from alongside.grading.course import Course, assessment_of
from alongside.grading.ledger import opened
from alongside.grading.standard import compare, rows_about
from alongside.grading.texts import criteria_of
from alongside.model.anchor import Anchor
from alongside.model.handin import HANDED_OF, HandIn
from alongside.model.handin import SCHEMA as HANDED
from alongside.model.kinds.reflection import ReflectionValue
from alongside.model.unit import Assessment

NEVER = "2026-01-01T00:00:00.000Z"
"""When an example was handed in: nobody did, and no page says when."""


@dataclass(frozen=True)
class Laid:
    """One example candidate: the id its marks are entered under, and an anchor for each written task."""

    id: str
    anchors: dict[str, Anchor]
    handed: HandIn


def laid_in(course: Course, session: str) -> dict[str, Laid]:
    """Return code to example for a session; none where nobody has handed in, or a task has no example."""
    wanted = standard_of(course, session).laid
    people = codes_in(course, session) if wanted else {}
    if not people:
        return {}
    assessment = assessment_of(course, session)
    pools = pools_of(course, session, assessment)
    count = min(wanted, *(len(pool) for pool in pools.values()))
    ids = [f"{session}-example-{n + 1}" for n in range(count)]
    codes = codes_for(course, session, [one for one in ids if one not in people.values()])
    chosen = {one: {task: pool[n] for task, pool in pools.items()} for n, one in enumerate(ids)}
    return {
        code: Laid(one, chosen[one], as_handed(one, assessment, list(chosen[one].values())))
        for code, one in codes.items()
        if code not in people
    }


def pools_of(course: Course, session: str, assessment: Assessment) -> dict[str, list[Anchor]]:
    """Return the examples of each written task in the order in which they are laid.

    Those that were kept back, where a task has any; else those that everybody has marked beforehand.
    """
    kept = standard_of(course, session).kept_back
    anchors = sorted(anchors_of(course, session), key=lambda one: by_lot(course, f"{session} laid {one.id}"))
    pools = {}
    for task in criteria_of(assessment):
        every = [one for one in anchors if one.about == task]
        pools[task] = [one for one in every if one.id in kept] or every
    return pools


def as_handed(who: str, assessment: Assessment, anchors: list[Anchor]) -> HandIn:
    """Return examples as the hand-in of one candidate, so that a page shows them like any other."""
    kind = HANDED_OF["reflection"]
    answers = [
        kind(
            id=one.about,
            saved_at=NEVER,
            lang=assessment.lang,
            prompt="",
            content_version=assessment.version,
            sha256=hash_of_anchor(one),
            value=ReflectionValue(text=one.text),
        )
        for one in anchors
    ]
    return HandIn(
        schema=HANDED, session=assessment.id, candidate=who, handed_in_at=NEVER, answers=answers, portfolio=[]
    )


def marked_by(course: Course, session: str, laid: list[Laid], assessor: str) -> set[tuple[str, str]]:
    """Return the (id, task) of every laid example that an assessor has marked on each of its lines."""
    if not laid:
        return set()
    criteria = criteria_of(assessment_of(course, session))
    with opened(course) as ledger:
        rows = ledger.rows(session, assessor=assessor, marking="anchor")
    return {
        (one.id, task)
        for one in laid
        for task, anchor in one.anchors.items()
        if compare(anchor, criteria[task], rows_about(rows, anchor, one.id)).whole
    }


def who_is(course: Course, session: str, code: str) -> str | None:
    """Return whose answers have a code: a candidate's, a laid example's, or an anchor's by its own id."""
    laid = laid_in(course, session)
    if code in laid:
        return laid[code].id
    if any(one.id == code for one in anchors_of(course, session)):
        return code
    return codes_in(course, session).get(code)
