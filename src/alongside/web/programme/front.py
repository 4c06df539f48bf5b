"""The front door of an assessor: the sessions of the course, and in which of them work waits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from alongside.errors import AlongsideError
from alongside.grading.codes import handed_in
from alongside.grading.course import assessment_of, course_of
from alongside.grading.texts import criteria_of
from alongside.model.unit import Assessment
from alongside.web.page import Access, Page
from alongside.web.programme.assessing import sessions_of
from alongside.web.programme.boards import board_of


@dataclass(frozen=True)
class Offered:
    """One session, and how many of its answers wait for this assessor's mark."""

    assessment: Assessment
    waiting: int


class AssessorPage(Page):
    """The sessions of the course in this workspace; the first with work for this assessor stands out."""

    access: ClassVar[Access] = "assessor"

    async def get(self) -> None:
        """Draw the sessions, or say how to make a course."""
        offered = await self.work(_offered, self.root, self.workspace.person.id)
        ready = next((one.assessment.id for one in offered or [] if one.waiting), "")
        plan = await self.plan()
        self.draw("assessor.html", part="assess", offered=offered, ready=ready, plan=plan)


def _offered(root: Path, assessor: str) -> list[Offered] | None:
    """Return the sessions of the course, None where the workspace has no course."""
    try:
        course = course_of(root)
    except AlongsideError:
        return None
    offered = []
    for name in sessions_of(course):
        assessment = assessment_of(course, name)
        written = criteria_of(assessment) and handed_in(course, name)
        offered.append(Offered(assessment, _waiting(root, name, assessor) if written else 0))
    return offered


def _waiting(root: Path, session: str, assessor: str) -> int:
    board = board_of(root, session, assessor, "task")
    return sum(len(board.left(task)) for task in board.tasks)
