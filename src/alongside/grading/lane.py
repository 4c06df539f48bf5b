"""The lane: autograding without executing anything, in milliseconds for each submission.

It writes the rows that `nbgrader autograde` would write, in one transaction, and an autograded notebook
made from the issued one. Differences on purpose: a mark on an unchanged answer is not asked for again when
the lane runs again, and a mark on an answer that has since changed is set aside instead of kept beside it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from alongside.content.grammar import AnyCell, Call, read_cells
from alongside.errors import AlongsideError, KeyMissing
from alongside.grading import gradebook
from alongside.grading.answers import ALONE, changed_answers, check_of, value_of
from alongside.grading.course import Course, assessment_of, key_of
from alongside.grading.folders import appear, replace, write
from alongside.grading.intake import answers_of
from alongside.grading.joining import Joining, joining_of
from alongside.grading.parcel import ANSWERS
from alongside.grading.score import score_item
from alongside.model.handin import HandIn
from alongside.model.key import Key
from alongside.model.kinds import Check
from alongside.model.unit import Assessment
from alongside.responses.html import answer_text

OLD_MARKS = "old-marks.jsonl"
"""One line for each mark that stood on a text which was replaced; nothing ever deletes a line."""


@dataclass(frozen=True)
class LaneReport:
    """What a run did: whose submissions were graded, which marks were set aside, which could not be read."""

    graded: list[str] = field(default_factory=list)
    set_aside: list[gradebook.OldMark] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


def autograde(course: Course, session: str, keys: Path | None = None) -> LaneReport:
    """Score every submission of `session`; KeyMissing, and nothing written, where the key is incomplete."""
    assessment = assessment_of(course, session)
    scorer = Scorer(assessment, key_of(course, session, keys))
    handed, problems = _submissions(course, session)
    sheets = [_sheet(course, session, scorer, who, one) for who, one in handed.items()]
    with gradebook.opened(course) as book:
        set_aside = gradebook.record(book, course, session, sheets)
        _keep_old_marks(course, session, set_aside)
        book.db.commit()
    issued = msgspec.json.decode((course.place("release", session) / f"{session}.ipynb").read_bytes())
    for sheet in sheets:
        one = handed[sheet.candidate]
        notebook = with_answers(issued, assessment, one, sheet.scores, scorer.joining)
        _write_autograded(course, session, sheet.candidate, notebook)
    return LaneReport([sheet.candidate for sheet in sheets], set_aside, problems)


class Scorer:
    """The checked questions of a session with their keys; KeyMissing when one is missing or does not fit."""

    def __init__(self, assessment: Assessment, key: Key) -> None:
        """Check that every question has its answer before anything is scored."""
        self.items = {one.id: one for one in key.items}
        self.joining = joining_of(assessment)
        self.checks = {one.id: one for one in assessment.responses if isinstance(one, Check) and one.points}
        for check in self.checks.values():
            item = self.items.get(check.id)
            if item is None:
                raise KeyMissing(f"the key has no answer for {check.id}", where=f"{key.id}.yaml")
            if item.points != check.points:
                raise KeyMissing(
                    f"{check.id} is worth {item.points} in the key and {check.points} in the session",
                    where=f"{key.id}.yaml",
                    do="Make them equal.",
                )

    def score(self, check_id: str, handed: HandIn) -> float:
        """Return the points that a hand-in earns on one checked question."""
        check = self.checks[check_id]
        return score_item(self.items[check_id], check.form, check_of(handed, check_id))


def with_answers(
    issued: dict[str, Any],
    assessment: Assessment,
    handed: HandIn,
    scores: dict[str, float],
    joining: Joining = ALONE,
) -> dict[str, Any]:
    """Return the issued notebook with each answer and score as plain text output: nothing in it is alive.

    What was chosen from the portfolio stands below the text with which it is marked.
    """
    by_id = {one.id: one for one in assessment.responses}

    def outputs(read: AnyCell) -> list[dict[str, Any]]:
        if isinstance(read, Call) and read.name == "score":
            return [_output("execute_result", str(scores.get(read.target, 0.0)))]
        if isinstance(read, Call) and read.target in by_id:
            told = [answer_text(by_id[read.target], value_of(handed, read.target))]
            chosen = joining.chosen(handed, read.target)
            told += [f"{one.id}\n{answer_text(None, one.value)}" for one in chosen]
            return [_output("display_data", "\n\n".join(told))]
        return []

    pairs = zip(issued["cells"], read_cells(issued), strict=True)
    cells = [{**cell, "outputs": outputs(read)} if "outputs" in cell else cell for cell, read in pairs]
    return {**issued, "cells": cells}


def _output(kind: str, text: str) -> dict[str, Any]:
    output: dict[str, Any] = {"output_type": kind, "metadata": {}, "data": {"text/plain": text}}
    return {**output, "execution_count": None} if kind == "execute_result" else output


def _submissions(course: Course, session: str) -> tuple[dict[str, HandIn], dict[str, str]]:
    handed: dict[str, HandIn] = {}
    problems: dict[str, str] = {}
    for folder in sorted((course.root / "submitted").glob(f"*/{session}")):
        who = folder.parent.name
        try:
            handed[who] = answers_of(folder)
        except AlongsideError as err:
            problems[who] = str(err)
    return handed, problems


def _sheet(course: Course, session: str, scorer: Scorer, who: str, handed: HandIn) -> gradebook.Sheet:
    before = _graded_before(course, session, who)
    return gradebook.Sheet(
        candidate=who,
        timestamp=_timestamp(course.place("submitted", session, who)),
        scores={one: scorer.score(one, handed) for one in scorer.checks},
        changed=changed_answers(before, handed, scorer.joining) if before is not None else frozenset(),
    )


def _graded_before(course: Course, session: str, who: str) -> HandIn | None:
    """Return the answers that the marks in the gradebook are about, or None before the first grading."""
    folder = course.place("autograded", session, who)
    try:
        return answers_of(folder)
    except AlongsideError:
        return None


def _timestamp(folder: Path) -> datetime:
    text = (folder / "timestamp.txt").read_text(encoding="utf-8").strip()
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S.%f UTC").replace(tzinfo=UTC)


def _keep_old_marks(course: Course, session: str, marks: list[gradebook.OldMark]) -> None:
    """Keep marks of replaced texts before the transaction is committed: they are somebody's work."""
    if not marks:
        return
    path = course.root / OLD_MARKS
    earlier = path.read_bytes() if path.is_file() else b""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    lines = b"".join(
        msgspec.json.encode({"session": session, "at": now, **asdict(one)}) + b"\n" for one in marks
    )
    replace(path, earlier + lines)


def _write_autograded(course: Course, session: str, who: str, notebook: dict[str, Any]) -> None:
    """Write what nbgrader's autograding leaves: the notebook, and the other files of the submission."""
    origin = course.place("submitted", session, who)

    def fill(folder: Path) -> None:
        raw = msgspec.json.format(msgspec.json.encode(notebook), indent=1)
        write(folder / f"{session}.ipynb", raw + b"\n")
        for name in ("assessment.yaml", "timestamp.txt", ANSWERS):
            write(folder / name, (origin / name).read_bytes())

    appear(course.place("autograded", session, who), fill)
