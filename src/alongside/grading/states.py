"""How a session stands, candidate by candidate: for the assessor's page and `alongside assess status`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from alongside.errors import AlongsideError
from alongside.grading import gradebook, intake
from alongside.grading.answers import nothing_answered
from alongside.grading.course import Course
from alongside.grading.extending import extended_in
from alongside.grading.folders import (
    feedback_folder,
    feedback_name,
    receipt_of,
    returned_file,
    returned_folder,
)
from alongside.grading.ledger import is_there, opened
from alongside.grading.parcel import ANSWERS
from alongside.grading.roster import Candidate, read_roster
from alongside.grading.standings import Outline
from alongside.model.course import Received
from alongside.paths import Stamp, names_in, stamp
from alongside.responses.moments import when

_KEPT = 8192
"""So many files are remembered as they were read, so that a list asks the disk only what has changed."""
_AT_ONCE = 1.0
"""Seconds by which the clock of a disk may be behind that of the ledger."""
State = Literal["missing", "handed in", "late", "empty", "damaged", "foreign"]
"""One word for one candidate; the weakest that is true, so that nothing bad hides behind something good."""


@dataclass(frozen=True)
class SubmissionState:
    """How one candidate stands.

    `earlier` names hand-ins that a later one replaced (so they were several); `problems` and `notes` are
    sentences from intake, those of refused hand-ins too. Scores are None before autograding; `marked` means
    that no answer waits for an assessor; `entered_since` that a mark was entered or taken back after feedback
    was released, which does not tell it. Times are UTC, ISO 8601; `seconds_late` counts after any extension.
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
    entered_since: bool = False

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
    returned: frozenset[str]
    feedback: str
    entered: dict[str, str]

    def state(self, who: str) -> SubmissionState:
        """Return how one candidate stands, from all that is known of it."""
        mine = self.by_candidate.get(who, [])
        good = [one for one in mine if one.verdict == "accepted"]
        refused = [one for one in mine if one.verdict != "accepted" and not one.then]
        known: dict[str, Any] = {
            "candidate": who,
            "name": self.cohort[who].name if who in self.cohort else who,
            "state": "damaged" if refused else "missing",
            "problems": [f"{one.source}: {sentence}" for one in refused for sentence in one.problems],
        }
        if not good and who not in self.standings:
            page = returned_file(self.course.root, self.session, who)
            return SubmissionState(**known | self._given(who, page if page.name in self.returned else ""))
        late = self._late(good[-1], who) if good else 0.0
        return SubmissionState(**known | (_received(good) if good else {}) | self._graded(who, late))

    def _late(self, latest: Received, who: str) -> float:
        due = max(self.due, self.more.get(who, self.due)) if self.due else None
        return max(0.0, (intake.moment_of(latest) - due).total_seconds()) if due else 0.0

    def _graded(self, who: str, late: float) -> dict[str, Any]:
        empty, receipt = self._submitted(who)
        graded = self._graded_receipt(who)
        outdated = graded is not None and graded != receipt
        standing = self.standings.get(who)
        late = standing.seconds_late if standing and graded and not outdated else late
        return {
            "state": "empty" if empty else "late" if late else "handed in",
            "seconds_late": late,
            "empty": empty,
            "autograded": graded is not None,
            "outdated": outdated,
            "marked": graded is not None and standing is not None and not standing.needs_marking,
            "score": standing.score if standing else None,
            "points": standing.points if standing else None,
            **self._given(who, receipt and f"{self.feedback}/{feedback_name(receipt, self.session)}"),
        }

    def _submitted(self, who: str) -> tuple[bool, str]:
        path = f"{self.course.root}/submitted/{who}/{self.session}/{ANSWERS}"
        seen = stamp(path)
        return (False, "") if seen is None else _empty_and_receipt(path, seen)

    def _graded_receipt(self, who: str) -> str | None:
        path = f"{self.course.root}/autograded/{who}/{self.session}/{ANSWERS}"
        seen = stamp(path)
        return None if seen is None else _receipt(path, seen)

    def _given(self, who: str, page: Path | str) -> dict[str, bool]:
        """Say whether the page with somebody's feedback is out, and whether marks were entered after it."""
        seen, last = (stamp(page) if page else None), self.entered.get(who)
        since = bool(seen and last) and when(last).timestamp() > seen[0] / 1e9 + _AT_ONCE
        return {"feedback_released": seen is not None, "entered_since": since}


def _received(good: list[Received]) -> dict[str, Any]:
    return {
        "handed_in_at": good[-1].handed_in_at,
        "earlier": [f"{one.source} ({one.handed_in_at})" for one in good[:-1]],
        "notes": good[-1].notes,
    }


def _look(course: Course, session: str) -> _Look:
    standings, due = gradebook.outlines_now(course, session)
    records = intake.received(course, session)
    whose: defaultdict[str | None, list[Received]] = defaultdict(list)
    for one in records:
        whose[one.candidate].append(one)
    more = extended_in(course, session)
    return _Look(
        course,
        session,
        read_roster(course) or {},
        records,
        dict(whose),
        standings,
        due,
        more,
        returned=frozenset(names_in(returned_folder(course.root, session))),
        feedback=str(feedback_folder(course.exchange, course.id)),
        entered=_entered(course, session),
    )


def _entered(course: Course, session: str) -> dict[str, str]:
    if not is_there(course):
        return {}
    with opened(course) as ledger:
        return ledger.latest(session)


@lru_cache(maxsize=_KEPT)
def _empty_and_receipt(path: str, _seen: Stamp) -> tuple[bool, str]:
    file = Path(path)
    try:
        return nothing_answered(intake.answers_of(file.parent)), receipt_of(file.read_bytes())
    except AlongsideError:
        return False, ""


@lru_cache(maxsize=_KEPT)
def _receipt(path: str, _seen: Stamp) -> str:
    return receipt_of(Path(path).read_bytes())


def _stranger(record: Received) -> SubmissionState:
    who = record.candidate or record.source
    state: State = "foreign" if record.verdict == "foreign" else "damaged"
    return SubmissionState(
        who, who, state, handed_in_at=record.handed_in_at, problems=record.problems, notes=record.notes
    )
