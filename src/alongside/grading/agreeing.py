"""How far assessors agree: double marks of one session or of several, marks on examples, and drift.

Counts come first and a coefficient only from twenty decisions on (`alongside.stats.pooled`). Only marks that
count are looked at: on the text of now, neither replaced nor taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from alongside.grading.anchors import anchors_of, judged_of
from alongside.grading.counting import double_marked
from alongside.grading.course import Course, assessment_of
from alongside.grading.laying import laid_in, marked_by
from alongside.grading.ledger import opened
from alongside.grading.standard import Compared, Judged, compare, rows_about
from alongside.grading.texts import texts_in
from alongside.model.marks import Entered
from alongside.stats.counts import Counts, counts
from alongside.stats.leniency import Leniency, leniency
from alongside.stats.pooled import Agreement, PanelAgreement, agreement, panel_agreement

Pair = tuple[Entered, Entered]


@dataclass(frozen=True)
class ToAgreed:
    """One assessor's levels on examples beside the agreed ones.

    `difference` is the mean, above 0 is milder than agreed; it rests on `counts.decisions` lines.
    """

    assessor: str
    counts: Counts
    difference: float | None


@dataclass(frozen=True)
class Report:
    """What double marking shows over some sessions; `must` are only the lines that must be met."""

    sessions: list[str]
    double: Agreement
    must: Counts
    leniency: dict[str, Leniency]
    examples: list[ToAgreed]
    panel: PanelAgreement


@dataclass(frozen=True)
class Drift:
    """One assessor's marks on examples that were laid among the answers, and on the same lines before.

    `left` is how many of them are not marked yet; until it is 0 nothing else is told, so that nobody learns
    from this which answers are examples.
    """

    assessor: str
    left: int
    laid: ToAgreed | None = None
    before: ToAgreed | None = None


def agreement_of(course: Course, sessions: Sequence[str]) -> Report:
    """Return how far the first and second marks of these sessions agree, and the first tries on examples."""
    sessions = list(dict.fromkeys(sessions))
    pairs = [pair for session in sessions for pair in _pairs(course, session)]
    strict = {one for session in sessions for one in _must(course, session)}
    tries = [one for session in sessions for one in _first_tries(course, session)]
    by_who: dict[str, list[tuple[int, int]]] = defaultdict(list)
    by_line: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for who, judged in tries:
        for line in (one for one in judged.lines if one.first):
            by_who[who].append((_first(line), line.agreed.level))
            by_line[judged.anchor.id, line.criterion.id][who] = _first(line)
    return Report(
        sessions,
        agreement([_levels(pair) for pair in pairs]),
        counts(_levels(pair) for pair in pairs if pair[0].criterion in strict),
        leniency({a.assessor: a.level or 0, b.assessor: b.level or 0} for a, b in pairs),
        [_to_agreed(who, levels) for who, levels in sorted(by_who.items())],
        panel_agreement(list(by_line.values())),
    )


def drift_of(course: Course, session: str) -> list[Drift]:
    """Return, for everybody who has marked a laid example of a session, how it lies to the agreed levels."""
    anchors = anchors_of(course, session)
    beforehand = {one.id for one in anchors}
    laid = list(laid_in(course, session).values())
    every = sum(len(one.anchors) for one in laid)
    with opened(course) as ledger:
        rows = ledger.rows(session, marking="anchor")
    found = []
    for who in sorted({row.assessor for row in rows if row.candidate not in beforehand}):
        left = every - len(marked_by(course, session, laid, who))
        own = [row for row in rows if row.assessor == who]
        found.append(Drift(who, left) if left > 0 else _drift(course, session, who, own))
    return found


def _drift(course: Course, session: str, who: str, own: Sequence[Entered]) -> Drift:
    criteria = judged_of(assessment_of(course, session))
    now: list[tuple[int, int]] = []
    before: list[tuple[int, int]] = []
    for one in anchors_of(course, session):
        ids = dict.fromkeys(row.candidate for row in own if row.candidate != one.id)
        laid = [compare(one, criteria[one.about], rows_about(own, one, name)) for name in ids]
        seen = [(line.mine.level or 0, line.agreed.level) for j in laid for line in j.lines if line.mine]
        now += seen
        if seen:
            earlier = compare(one, criteria[one.about], rows_about(own, one, one.id))
            before += [(_first(line), line.agreed.level) for line in earlier.lines if line.first]
    return Drift(who, 0, _to_agreed(who, now), _to_agreed(who, before) if before else None)


def _pairs(course: Course, session: str) -> list[Pair]:
    with opened(course) as ledger:
        return double_marked(ledger.rows(session), texts_in(course, session))


def _must(course: Course, session: str) -> set[str]:
    judged = judged_of(assessment_of(course, session))
    return {one.id for listed in judged.values() for one in listed if one.must}


def _first_tries(course: Course, session: str) -> list[tuple[str, Judged]]:
    criteria = judged_of(assessment_of(course, session))
    anchors = anchors_of(course, session)
    if not anchors:
        return []
    with opened(course) as ledger:
        rows = ledger.rows(session, marking="anchor")
    return [
        (
            who,
            compare(
                one, criteria[one.about], rows_about([r for r in rows if r.assessor == who], one, one.id)
            ),
        )
        for who in sorted({row.assessor for row in rows})
        for one in anchors
    ]


def _to_agreed(who: str, pairs: Sequence[tuple[int, int]]) -> ToAgreed:
    difference = fmean(given - agreed for given, agreed in pairs) if pairs else None
    return ToAgreed(who, counts(pairs), difference)


def _first(line: Compared) -> int:
    return (line.first.level or 0) if line.first else 0


def _levels(pair: Pair) -> tuple[int, int]:
    first, second = pair
    return first.level or 0, second.level or 0
