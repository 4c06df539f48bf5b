"""The fictional cohort in a workspace of its own: handed in by the ordinary way, nothing marked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from alongside import paths
from alongside.content.load import read_yaml, response_of
from alongside.grading import sessions
from alongside.grading.anchors import set_standard
from alongside.grading.course import Course, annotate, assessment_of, set_up_course
from alongside.grading.folders import RECEIPT_FILE, put_inbound, receipt_of, stamp_of
from alongside.grading.parcel import ANSWERS
from alongside.grading.roster import Candidate, write_roster
from alongside.model.anchor import Standard
from alongside.model.answers import ENTRY_OF, AnswerFile, Entry
from alongside.model.demonstration import AT_DESK, Demonstration, Participant, SessionAnswers
from alongside.model.kinds import CheckValue, ReflectionValue
from alongside.model.unit import Assessment
from alongside.model.workspace import Person, Workspace
from alongside.responses.handin import build, handin_bytes
from alongside.responses.moments import moment

COHORT = Path("assessments", "demonstration", "cohort.yaml")
SINCE_DUE = timedelta(hours=6)
"""The session was due this long ago, so that the one late hand-in has already come."""


def cohort() -> Demonstration:
    """Return the fictional cohort of the kit's content."""
    return read_yaml(paths.content_root() / COHORT, Demonstration)


def set_up(workspace: Path, now: datetime | None = None, keys: Path | None = None) -> Course:
    """Give a demonstration workspace its course, with the fictional cohort's hand-ins taken in; return it.

    The person at the desk belongs to the cohort too, has fetched the session and can hand in.
    """
    now = now or datetime.now(UTC)
    settings = read_yaml(workspace / paths.MARKER, Workspace)
    content, invented = paths.content_root(), cohort()
    course = set_up_course(content, workspace / settings.course, workspace / settings.exchange, keys)
    course = annotate(course, invented.fictional)
    due = (now - SINCE_DUE).replace(second=0, microsecond=0)
    sessions.release(course, invented.session, due)
    write_roster(course, [_candidate(one, settings.person) for one in invented.people])
    for person in invented.people:
        _hand_in(course, invented.session, person, due)
    sessions.collect(course, invented.session, now)
    sessions.fetch(workspace, invented.session)
    # Whoever looks round may mark at once; the examples are there, and nothing here decides about anybody.
    set_standard(course, Standard(session=invented.session, at=moment(now), by=AT_DESK, required=False))
    return course


def _candidate(participant: Participant, at_desk: Person) -> Candidate:
    own = participant.id == AT_DESK
    name = at_desk.name if own else participant.name
    first, _, last = name.partition(" ")
    return Candidate(at_desk.id if own else participant.id, first, last)


def _hand_in(course: Course, session: str, person: Participant, due: datetime) -> None:
    if person.minutes_to_spare is None or person.answers is None:
        return
    at = due - timedelta(minutes=person.minutes_to_spare)
    if person.first is not None:
        _send(course, session, person, person.first, at - timedelta(days=1))
    _send(course, session, person, person.answers, at)


def _send(course: Course, session: str, person: Participant, given: SessionAnswers, at: datetime) -> None:
    assessment = assessment_of(course, session)
    entries = _entries(assessment, person, given, at)
    answers = AnswerFile(unit=session, entries=entries, set_aside=[])
    raw = handin_bytes(build(course.root, assessment, answers, person.id, at, declared=given.help))
    if person.state == "damaged":
        raw = raw[: len(raw) // 2]
    issued = course.place("release", session) / f"{session}.ipynb"
    sent = {
        ANSWERS: raw,
        issued.name: issued.read_bytes(),
        "timestamp.txt": stamp_of(at).encode(),
        RECEIPT_FILE: receipt_of(raw).encode(),
    }
    put_inbound(course.exchange, course.id, f"{person.id}+{session}+{stamp_of(at)}", sent)


def _entries(
    assessment: Assessment, person: Participant, given: SessionAnswers, at: datetime
) -> dict[str, Entry]:
    def entry(response_id: str, value: CheckValue | ReflectionValue) -> Entry:
        kind = ENTRY_OF["check" if isinstance(value, CheckValue) else "reflection"]
        return kind(
            id=response_id,
            rev=1,
            saved_at=moment(at - timedelta(minutes=3)),
            lang=person.lang,
            prompt=response_of(assessment, response_id).prompt,
            content_version=assessment.version,
            value=value,
        )

    return {one: entry(one, value) for one, value in {**given.checks, **given.texts}.items()}
