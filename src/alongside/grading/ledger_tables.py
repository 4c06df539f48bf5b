"""The ledger as plain rows: how far a session's marks are, and a candidate's audit trail."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alongside.grading.counting import CriterionMarks, outside_marks, overview, states_of
from alongside.grading.course import Course, assessment_of
from alongside.grading.entering import settle
from alongside.grading.ledger import opened
from alongside.grading.texts import judged_in, texts_in
from alongside.model.marks import Entered, Marking
from alongside.responses.spreadsheet import plain
from alongside.strings import _, ngettext

Plain = dict[str, str]
"""One row, every value as text; what is not there is ''."""
_PASSES: tuple[Marking, ...] = ("first", "second", "third", "agreed", "override")


@dataclass(frozen=True)
class Listed:
    """The rows of a list, and sentences about what stands beside them."""

    rows: list[Plain]
    notes: list[str]


def marks_of(course: Course, session: str, now: datetime) -> Listed:
    """Return one row for each candidate and criterion, after taking in what the gradebook has on its own."""
    criteria = judged_in(assessment_of(course, session))
    texts = texts_in(course, session)
    with opened(course) as ledger:
        settle(course, session, ledger, now)
        rows = ledger.rows(session)
    found = [_plain_criterion(session, one) for one in overview(rows, texts, criteria)]
    archived = sum(state == "archived" for state in states_of(rows, texts).values())
    return Listed(found, [*map(_flag, outside_marks(rows, texts).values()), *_archived(archived)])


def trail_of(course: Course, candidate: str) -> list[Plain]:
    """Return every row about a candidate in the order in which they were entered, with its state of now."""
    with opened(course) as ledger:
        rows = ledger.rows(candidate=candidate)
    texts: dict[tuple[str, str], str] = {}
    for session in sorted({row.session for row in rows}):
        texts |= texts_in(course, session)
    states = states_of(rows, texts)
    return [{**_plain_row(row), "state": states[row.id]} for row in rows]


def csv_of(rows: Sequence[Plain]) -> str:
    """Return rows as CSV with a line of heads; what looks like a formula starts with an apostrophe."""
    text = io.StringIO(newline="")
    if rows:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([plain(value) for value in row.values()] for row in rows)
    return text.getvalue()


def _plain_criterion(session: str, one: CriterionMarks) -> Plain:
    given = {"session": session, "candidate": one.candidate, "task": one.task, "criterion": one.criterion.id}
    for name in _PASSES:
        row = one.rows.get(name)
        given |= {name: str(row.level) if row else "", f"{name}_by": row.assessor if row else ""}
    return {**given, "state": one.progress}


def _plain_row(row: Entered) -> Plain:
    first = ("id", "at", "assessor", "marking")
    names = [*first, *(name for name in Entered.__struct_fields__ if name not in first)]
    return {name: _text(getattr(row, name)) for name in names}


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _flag(row: Entered) -> str:
    said = _("{who} {task}: {points} points came from outside the ledger; they count for no award.")
    return said.format(who=row.candidate, task=row.task, points=_text(row.points))


def _archived(count: int) -> list[str]:
    if not count:
        return []
    said = ngettext(
        "{n} mark is archived: it is about a text that was replaced, or an earlier observation.",
        "{n} marks are archived: they are about texts that were replaced, or earlier observations.",
        count,
    )
    return [said.format(n=count)]
