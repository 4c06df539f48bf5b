"""Where marks and attendance meet: how candidates stand, with what their award asks of attendance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alongside import paths
from alongside.errors import WorkspaceError
from alongside.grading.asking import asked_of, asked_rows
from alongside.grading.course import Course, course_of
from alongside.grading.results import Missed, Standing, standing_of, standings_in
from alongside.model.attendance import Asked
from alongside.model.programme import Strand
from alongside.records.hours import Attended, attended, attended_by, read_all, timed
from alongside.strings import _


@dataclass(frozen=True)
class Gate:
    """What an award asks of attendance, and how each person who has any stands before it."""

    asked: Asked
    workspace: Path
    people: dict[str, Attended] = field(default_factory=dict)

    def of(self, person: str) -> Attended:
        """Return how a person stands; of whom nothing is recorded has attended nothing."""
        known = self.people.get(person)
        return known or attended(self.workspace, person, self.asked.sessions, self.asked.least)


LEAST = 80
"""Percent of a session below which it is named as missing, where no award asks for another share."""


def asked_now(workspace: Path) -> list[Asked]:
    """Return what each award of the workspace's course asks now; nothing where it has no course."""
    try:
        course = course_of(workspace)
    except WorkspaceError:
        return []
    last = {row.phase: row for row in asked_rows(course)}
    return [row for _phase, row in sorted(last.items()) if row.sessions]


def least_of(asked: Sequence[Asked], strand: Strand) -> int:
    """Return the largest share in percent that an award asks of a session of this path."""
    mine = {one.id for one in strand.sessions}
    return max((row.least for row in asked if mine.intersection(row.sessions)), default=LEAST)


def gate_of(course: Course, phase: str) -> Gate | None:
    """Return what the award of a phase asks of attendance, None for nothing.

    The attendance is that of the workspace in which the course lies; WorkspaceError where it lies in none.
    """
    asked = asked_of(course, phase)
    if asked is None:
        return None
    workspace = paths.workspace_of(course.root)
    if workspace is None:
        what = _("the award asks for attendance, and this course lies in no workspace that keeps it")
        raise WorkspaceError(what, where=str(course.root), do=_("Put the course into its workspace."))
    known = timed()
    there = read_all(workspace, [one for one in asked.sessions if one in known])
    people = sorted({row.person for one in there.values() for row in one.rows})
    return Gate(asked, workspace, attended_by(workspace, people, asked.sessions, asked.least))


def standings(course: Course, phase: str) -> list[Standing]:
    """Return how everybody stands in a phase, attendance among it where the award asks for it."""
    return standings_in(course, phase, _missed(gate_of(course, phase)))


def standing(course: Course, phase: str, who: str) -> Standing:
    """Return how one candidate stands; WorkspaceError where nobody of that id handed in."""
    return standing_of(course, phase, who, _missed(gate_of(course, phase)))


def _missed(gate: Gate | None) -> Missed | None:
    if gate is None:
        return None
    return {who: [one.session for one in found.missing] for who, found in gate.people.items()}
