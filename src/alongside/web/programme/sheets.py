"""The score sheets of a session: who is watched in which observation, and one sheet as the page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tornado.web import HTTPError

from alongside.content.load import read_yaml
from alongside.grading.codes import watched_codes
from alongside.grading.course import Course, assessment_of
from alongside.grading.marking import Answer, Seat, slots_of
from alongside.grading.progress import Progress, Wait, watched_of
from alongside.grading.roster import read_roster
from alongside.model.framework import Framework, Level
from alongside.model.key import TaskScheme
from alongside.model.marking import Begun
from alongside.model.observing import Observation
from alongside.model.unit import Assessment
from alongside.paths import content_root
from alongside.strings import _
from alongside.web.programme.assessing import course_with
from alongside.web.programme.pieces import Around, Line, key_there, line_of

_AHEAD = timedelta(hours=14)
"""How far ahead of UTC a day can begin somewhere: what is of a later day was not seen yet."""


@dataclass(frozen=True)
class Watch:
    """The observations of a session as one assessor sees them; `people` is code to candidate, by name."""

    course: Course
    assessment: Assessment
    observations: dict[str, Observation]
    people: dict[str, str]
    names: dict[str, str]
    assessor: str
    progress: Progress

    def waits(self, observation: str, code: str) -> Wait:
        """Return what a sheet waits for, on the newest day that has marks."""
        return self.progress.waits(self.people[code], observation, self.assessor)

    def day(self, observation: str, code: str) -> str:
        """Return the newest day that has marks, or ''."""
        return self.progress.day(self.people[code], observation)

    def name(self, code: str) -> str:
        """Return the name that goes with a code: who is watched is known anyhow."""
        return self.names[self.people[code]]

    def seat(self, observation: str, code: str, day: str) -> Seat:
        """Return the place of this assessor before one day's observation."""
        answer = Answer(self.assessment.id, self.people[code], observation, observed=day)
        return Seat(self.course, answer, self.observations[observation].criteria, self.assessor)


@dataclass(frozen=True)
class Sheet:
    """One score sheet: of whom, of which day, and its criteria. `newest` is the newest day with marks."""

    observation: Observation
    code: str
    name: str
    day: str
    newest: str
    lines: list[Line] = field(default_factory=list)
    scheme: TaskScheme | None = None
    levels: list[Level] = field(default_factory=list)
    no_key: str = ""

    @property
    def alone(self) -> bool:
        """Whether this assessor's levels are all that is there, so that they could be the result."""
        return bool(self.lines) and all(one.slot.stage == "correct" for one in self.lines)

    @property
    def open(self) -> bool:
        """Whether anything can be entered."""
        return any(one.slot.marking for one in self.lines)


def watch_of(root: Path, session: str, assessor: str) -> Watch:
    """Return the observations of a session; 404 where there is no such session, or nothing to watch in it."""
    course = course_with(root, session)
    assessment = assessment_of(course, session)
    if not assessment.observations:
        raise HTTPError(404, reason=_("Nothing is watched in this session."))
    roster = read_roster(course) or {}
    handed = [folder.parent.name for folder in (course.root / "submitted").glob(f"*/{session}")]
    names = {who: roster[who].name if who in roster else who for who in {*roster, *handed}}
    codes = watched_codes(course, session, names)
    people = dict(sorted(codes.items(), key=lambda pair: (names[pair[1]], pair[1])))
    criteria = {one.id: len(one.criteria) for one in assessment.observations}
    watched = {one.id: one for one in assessment.observations}
    return Watch(course, assessment, watched, people, names, assessor, watched_of(course, session, criteria))


def sheet_at(
    watch: Watch,
    where: tuple[str, str],
    day: str,
    sent: Mapping[str, Begun] | None = None,
    problems: Mapping[str, str] | None = None,
) -> Sheet:
    """Return the sheet of an observation and a code; `sent` are judgements that could not be entered."""
    observation, code = where
    framework: Framework = read_yaml(content_root() / "assessments" / "framework.yaml", Framework)
    key, no_key = key_there(watch.course, watch.assessment.id)
    scheme = next((one for one in key.tasks if one.id == observation), None) if key else None
    around = Around(framework, watch.assessment.phase, scheme, None, sent, problems or {})
    return Sheet(
        watch.observations[observation],
        code,
        watch.name(code),
        day,
        watch.day(observation, code),
        lines=[line_of(one, around) for one in slots_of(watch.seat(observation, code, day))],
        scheme=scheme,
        levels=framework.levels,
        no_key=no_key,
    )


def today() -> str:
    """Return the day of this computer's clock."""
    return datetime.now().astimezone().date().isoformat()


def day_given(text: str, now: datetime | None = None) -> str:
    """Return a day as a form names it; 400 where it is none, or has not begun anywhere yet."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as err:
        raise HTTPError(400, reason=_("Give the day on which it was seen, such as 2026-11-20.")) from err
    if day > ((now or datetime.now(UTC)) + _AHEAD).date():
        raise HTTPError(400, reason=_("This day is still to come: give the day on which it was seen."))
    return day.isoformat()
