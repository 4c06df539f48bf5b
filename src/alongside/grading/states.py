"""How a session stands, candidate by candidate: for the assessor's page and `alongside assess status`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

from alongside.errors import AlongsideError
from alongside.grading import gradebook, intake
from alongside.grading.answers import nothing_answered
from alongside.grading.course import Course
from alongside.grading.extending import extended_in
from alongside.grading.folders import feedback_file, receipt_of, returned_file
from alongside.grading.parcel import ANSWERS
from alongside.grading.roster import Candidate, read_roster
from alongside.grading.standings import Outline
from alongside.model.course import Received
from alongside.paths import Stamp, stamp

_KEPT = 8192
"""So many files are remembered as they were read, so that a list asks the disk only what has changed."""
State = Literal["missing", "handed in", "late", "empty", "damaged", "foreign"]
"""One word for one candidate; the weakest that is true, so that nothing bad hides behind something good."""


@dataclass(frozen=True)
class SubmissionState:
    """How one candidate stands.

    `earlier` names hand-ins that a later one replaced (so they were several); `problems` and `notes` are
    sentences from intake, those of refused hand-ins too. Scores are None before autograding; `marked` means
    that no answer waits for an assessor. Times are UTC, ISO 8601; `seconds_late` counts after any extension.
    """

    candidate: str
    name: str
    state: State
    handed_in_at: str | None = None
    seconds_late: float = 0.0
    empty: bool = False
    earlier: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    autograded: bool = False
    outdated: bool = False
    marked: bool = False
    score: float | None = None
    points: float | None = None
    feedback_released: bool = False

    @property
    def doubled(self) -> bool:
        """Whether there was more than one hand-in; the latest counts."""
        return bool(self.earlier)


def state_of(course: Course, session: str) -> list[SubmissionState]:
    """Return one state for every candidate of the cohort and everybody else who handed something in."""
    seen = _look(course, session)
    accepted = {one.candidate for one in seen.records if one.candidate and one.verdict == "accepted"}
    ids = sorted({*seen.cohort, *accepted, *seen.standings})
    strangers = [
        one for one in seen.records if one.candidate not in ids and one.verdict != "accepted" and not one.then
    ]
    return [*(seen.state(who) for who in ids), *map(_stranger, strangers)]


@dataclass(frozen=True)
class _Look:
    """What the folders and the gradebook say about one session at one moment."""

    course: Course
    session: str
    cohort: dict[str, Candidate]
    records: list[Received]
    by_candidate: dict[str | None, list[Received]]
    standings: dict[str, Outline]
    due: datetime | None
    more: dict[str, datetime]

    def state(self, who: str) -> SubmissionState:
        """Return how one candidate stands, from all that is known of it."""
        mine = self.by_candidate.get(who, [])
        good = [one for one in mine if one.verdict == "accepted"]
        refused = [one for one in mine if one.verdict != "accepted" and not one.then]
        problems = [f"{one.source}: {sentence}" for one in refused for sentence in one.problems]
        returned = returned_file(self.course.root, self.session, who).is_file()
        blank = SubmissionState(
            who,
            self._name(who),
            "damaged" if refused else "missing",
            problems=problems,
            feedback_released=returned,
        )
        if not good and who not in self.standings:
            return blank
        received = self._received(blank, good) if good else blank
        return self._graded(received, who)

    def _name(self, who: str) -> str:
        return self.cohort[who].name if who in self.cohort else who

    def _received(self, state: SubmissionState, good: list[Received]) -> SubmissionState:
        due = max(self.due, self.more.get(state.candidate, self.due)) if self.due else None
        late = max(0.0, (intake.moment_of(good[-1]) - due).total_seconds()) if due else 0.0
        return replace(
            state,
            state="late" if late else "handed in",
            handed_in_at=good[-1].handed_in_at,
            seconds_late=late,
            earlier=[f"{one.source} ({one.handed_in_at})" for one in good[:-1]],
            notes=good[-1].notes,
        )

    def _graded(self, state: SubmissionState, who: str) -> SubmissionState:
        empty, receipt = self._submitted(who)
        graded = self._graded_receipt(who)
        outdated = graded is not None and graded != receipt
        standing = self.standings.get(who)
        late = standing.seconds_late if standing and graded and not outdated else state.seconds_late
        return replace(
            state,
            state="empty" if empty else "late" if late else "handed in",
            seconds_late=late,
            empty=empty,
            autograded=graded is not None,
            outdated=outdated,
            marked=graded is not None and standing is not None and not standing.needs_marking,
            score=standing.score if standing else None,
            points=standing.points if standing else None,
            feedback_released=self._feedback(receipt),
        )

    def _submitted(self, who: str) -> tuple[bool, str]:
        path = self.course.place("submitted", self.session, who) / ANSWERS
        seen = stamp(path)
        return (False, "") if seen is None else _empty_and_receipt(path, seen)

    def _graded_receipt(self, who: str) -> str | None:
        path = self.course.place("autograded", self.session, who) / ANSWERS
        seen = stamp(path)
        return None if seen is None else _receipt(path, seen)

    def _feedback(self, receipt: str) -> bool:
        return (
            bool(receipt)
            and feedback_file(self.course.exchange, self.course.id, receipt, self.session).is_file()
        )


def _look(course: Course, session: str) -> _Look:
    standings, due = gradebook.outlines_now(course, session), gradebook.due_now(course, session)
    records = intake.received(course, session)
    whose: defaultdict[str | None, list[Received]] = defaultdict(list)
    for one in records:
        whose[one.candidate].append(one)
    more = extended_in(course, session)
    return _Look(course, session, read_roster(course) or {}, records, dict(whose), standings, due, more)


@lru_cache(maxsize=_KEPT)
def _empty_and_receipt(path: Path, _seen: Stamp) -> tuple[bool, str]:
    try:
        return nothing_answered(intake.answers_of(path.parent)), receipt_of(path.read_bytes())
    except AlongsideError:
        return False, ""


@lru_cache(maxsize=_KEPT)
def _receipt(path: Path, _seen: Stamp) -> str:
    return receipt_of(path.read_bytes())


def _stranger(record: Received) -> SubmissionState:
    who = record.candidate or record.source
    state: State = "foreign" if record.verdict == "foreign" else "damaged"
    return SubmissionState(
        who, who, state, handed_in_at=record.handed_in_at, problems=record.problems, notes=record.notes
    )
