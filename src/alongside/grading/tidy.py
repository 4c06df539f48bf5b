"""The marks of a session as one tidy frame, for statistics: columns and types stand in docs/tidy.md."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec

from alongside.errors import AlongsideError
from alongside.grading.counting import CriterionMarks, overview
from alongside.grading.course import Course, assessment_of
from alongside.grading.intake import answers_of
from alongside.grading.ledger import opened
from alongside.grading.texts import judged_in, texts_in
from alongside.model.handin import Declared, HandIn
from alongside.model.tidy import TidyRow
from alongside.responses.spreadsheet import plain

COLUMNS = TidyRow.__struct_fields__


def tidy_rows(course: Course, session: str, *, undecided: bool = False) -> list[TidyRow]:
    """Return the rows of a session in order of candidate, task, criterion and pass.

    Of a criterion without a result only its state is told, unless `undecided`: a blind mark must not be seen
    in a file before the second assessor has given theirs.
    """
    assessment = assessment_of(course, session)
    criteria = judged_in(assessment)
    watched = {one.id for one in assessment.observations}
    texts = texts_in(course, session)
    with opened(course) as ledger:
        rows = ledger.rows(session)
    handed = _handed(course, session)
    return [
        row
        for one in overview(rows, texts, criteria)
        for row in _rows(session, one, handed.get(one.candidate), one.task in watched, undecided)
    ]


def tidy_csv(course: Course, session: str, *, undecided: bool = False) -> str:
    """Return the frame as CSV: true and false in words, nothing for None, no cell that is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in tidy_rows(course, session, undecided=undecided):
        writer.writerow([_cell(value) for value in msgspec.structs.astuple(row)])
    return text.getvalue()


def _rows(
    session: str, one: CriterionMarks, handed: HandIn | None, watched: bool, undecided: bool
) -> Iterator[TidyRow]:
    result = one.result
    base = TidyRow(
        session=session,
        candidate=one.candidate,
        task=one.task,
        kind="observation" if watched else "task",
        criterion=one.criterion.id,
        competence=one.criterion.competence,
        must=one.criterion.must,
        state=one.progress,
        marking="",
        assessor=None,
        level=None,
        has_evidence=False,
        observed=None,
        marked_at=None,
        decided_level=result.level if result else None,
        decided_in=result.marking if result else None,
        decided_at=result.at if result else None,
        handed_in_at=handed.handed_in_at if handed else None,
        help=_help(handed.help) if handed else None,
    )
    told = one.rows if undecided or result else {}
    if not told:
        yield base
    for marking, row in told.items():
        yield msgspec.structs.replace(
            base,
            marking=marking,
            assessor=row.assessor,
            level=row.level,
            has_evidence=bool(row.evidence.strip()),
            observed=row.observed,
            marked_at=row.at,
        )


def _handed(course: Course, session: str) -> dict[str, HandIn]:
    found = {}
    for folder in (course.root / "submitted").glob(f"*/{session}"):
        try:
            found[folder.parent.name] = answers_of(folder)
        except AlongsideError:  # who cannot be read is told without the day of the hand-in
            continue
    return found


def _help(declared: Declared | None) -> str | None:
    """Return what was declared: None for nothing, `none`, or the sorts of help joined by blanks."""
    if declared is None:
        return None
    return " ".join(declared.by) or "none"


def _cell(value: object) -> object:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else plain(value)
