"""How far assessors agree: counts first, coefficients only where they say something, drift, leniency."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from alongside.grading.agreeing import Drift, Report, agreement_of, drift_of
from alongside.grading.course import assessment_of
from alongside.web.page import Access, Page
from alongside.web.programme.assessing import course_with, sessions_of


class AgreementPage(Page):
    """The agreement of one session, or, with `over=all`, of all sessions of the course."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Draw the report."""
        pooled = self.get_query_argument("over", "") == "all"
        report, drift, title = await self.work(_reported, self.root, session, pooled)
        self.draw(
            "agreement.html",
            part="assess",
            session=session,
            title=title,
            pooled=pooled,
            report=report,
            on_examples=[(one.assessor, one) for one in report.examples],
            drift=drift,
        )


def _reported(root: Path, session: str, pooled: bool) -> tuple[Report, list[Drift], str]:
    course = course_with(root, session)
    sessions = sessions_of(course) if pooled else [session]
    drift = [one for name in sessions for one in drift_of(course, name)]
    return agreement_of(course, sessions), drift, assessment_of(course, session).title
