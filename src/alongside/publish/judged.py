"""What the ledger decided about tasks and observations, for the candidate: level, meaning, evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from alongside import paths
from alongside.content.load import read_yaml
from alongside.grading.counting import overview
from alongside.grading.course import Course, assessment_of
from alongside.grading.entering import settle
from alongside.grading.ledger import opened
from alongside.grading.texts import judged_in, texts_in
from alongside.model.framework import Framework, Level
from alongside.model.kinds.reflection import Criterion
from alongside.model.marks import Entered
from alongside.responses.html import passage_html

Results = Mapping[tuple[str, str], Entered]
"""Candidate and criterion to the row that decides."""


@dataclass(frozen=True)
class Judged:
    """One criterion as it was decided; `evidence` is safe HTML. Who judged, and blind marks, stay inside."""

    text: str
    must: bool
    level: int
    label: str
    means: str
    evidence: str


@dataclass(frozen=True)
class Decided:
    """What the ledger decided in one session, and the words for its levels."""

    results: Results = field(default_factory=dict)
    levels: Mapping[int, Level] = field(default_factory=dict)

    def of(self, who: str, criteria: Sequence[Criterion]) -> list[Judged]:
        """Return those of a candidate's criteria that are decided, in order."""
        rows = [(one, self.results[who, one.id]) for one in criteria if (who, one.id) in self.results]
        return [
            Judged(
                text=one.text,
                must=one.must,
                level=row.level or 0,
                label=self.levels[row.level or 0].label,
                means=self.levels[row.level or 0].means,
                evidence=passage_html(row.evidence),
            )
            for one, row in rows
        ]


def decided_in(course: Course, session: str, now: datetime | None = None) -> Decided:
    """Return what was decided about the graded texts of a session, after the gradebook was kept in step."""
    criteria = judged_in(assessment_of(course, session))
    texts = texts_in(course, session, "autograded")
    with opened(course) as ledger:
        settle(course, session, ledger, now or datetime.now(UTC))
        rows = ledger.rows(session)
    places = overview(rows, texts, criteria)
    results = {(one.candidate, one.criterion.id): one.result for one in places if one.result is not None}
    return Decided(results, _levels() if results else {})


def _levels() -> dict[int, Level]:
    framework: Framework = read_yaml(paths.content_root() / "assessments" / "framework.yaml", Framework)
    return {one.value: one for one in framework.levels}
