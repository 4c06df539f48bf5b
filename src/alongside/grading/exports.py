"""Grades for other systems: the columns of nbgrader's own export, and those of a Moodle gradebook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from alongside import paths
from alongside.content.load import read_yaml
from alongside.grading import gradebook
from alongside.grading.counting import CriterionMarks, overview
from alongside.grading.course import Course, assessment_of
from alongside.grading.entering import in_step
from alongside.grading.ledger import opened
from alongside.grading.roster import Candidate, read_roster
from alongside.grading.texts import judged_in, texts_in
from alongside.model.framework import Framework
from alongside.model.kinds import points_of
from alongside.responses.spreadsheet import plain
from alongside.strings import _

NBGRADER = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)
"""The columns of nbgrader's CsvExportPlugin, in its order."""


def nbgrader_csv(course: Course, session: str) -> str:
    """Return what `nbgrader export` writes about one session, quoted, and with no cell that is a formula.

    As there, whoever has handed in nothing has 0; names and addresses come from candidates.csv.
    """
    in_step(course, session)
    with gradebook.opened(course) as book:
        standings, due = gradebook.standings(book, session), gradebook.due_of(book, session)
    people = _people(course, standings)
    most = float(sum(points_of(one) for one in assessment_of(course, session).responses))
    rows = []
    for who, person in people.items():
        one = standings.get(who)
        penalty = one.penalty if one else 0.0
        raw = one.score + penalty if one else 0.0
        at = one.timestamp if one else None
        named = (person.last_name, person.first_name, person.email)
        told = (session, due.replace(tzinfo=None) if due else "", at or "", who, *named)
        rows.append((*told, raw, penalty, max(0.0, raw - penalty), one.points if one else most))
    return _csv(NBGRADER, rows)


def moodle_csv(course: Course, session: str, *, feedback: bool = False) -> str:
    """Return the grades of a session for Moodle's grade import: whoever is fully marked, nobody else.

    Moodle writes over what it finds, with an empty cell too; so nobody stands here without a grade.
    """
    title = assessment_of(course, session).title
    in_step(course, session)
    with gradebook.opened(course) as book:
        standings = gradebook.standings(book, session)
    done = {who: one for who, one in standings.items() if not one.needs_marking}
    told = _feedback(course, session) if feedback else {}
    heads = ["First name", "Last name", "ID number", "Email address", f"{title} (Real)"]
    rows = []
    for who, person in _people(course, done).items():
        if who in done:
            grade = round(max(0.0, done[who].score), 4)
            row = [person.first_name, person.last_name, who, person.email, grade]
            rows.append([*row, told.get(who, "")] if feedback else row)
    return _csv([*heads, f"{title} (Feedback)"] if feedback else heads, rows)


def _people(course: Course, known: Iterable[str]) -> dict[str, Candidate]:
    """Return everybody of the cohort and everybody with rows in the gradebook, by id."""
    roster = read_roster(course) or {}
    return {who: roster.get(who) or Candidate(who) for who in sorted({*roster, *known})}


def _feedback(course: Course, session: str) -> dict[str, str]:
    """Return each candidate's decided criteria as one plain text."""
    framework: Framework = read_yaml(paths.content_root() / "assessments" / "framework.yaml", Framework)
    labels = {one.value: one.label for one in framework.levels}
    with opened(course) as ledger:
        rows = ledger.rows(session)
    places = overview(rows, texts_in(course, session), judged_in(assessment_of(course, session)))
    texts: dict[str, list[str]] = {}
    for one in places:
        if one.result is not None:
            texts.setdefault(one.candidate, []).append(_told(one, labels))
    return {who: "\n".join(lines) for who, lines in texts.items()}


def _told(one: CriterionMarks, labels: dict[int, str]) -> str:
    level = one.result.level or 0 if one.result else 0
    evidence = " ".join(one.result.evidence.split()) if one.result else ""
    said = _("{criterion} Level {level}, {label}. {evidence}")
    return said.format(criterion=one.criterion.text, level=level, label=labels[level], evidence=evidence)


def _csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([plain(head) for head in heads])
    writer.writerows([plain(value) for value in row] for row in rows)
    return text.getvalue()
