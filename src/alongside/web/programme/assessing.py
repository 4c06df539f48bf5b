"""Assessing: who handed in, autograde, mark, release feedback, for each session of the course."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from tornado.web import HTTPError

from alongside.errors import AlongsideError
from alongside.grading import sessions
from alongside.grading.course import Course, assessment_of, course_of
from alongside.grading.lane import autograde
from alongside.grading.marks import grades_csv
from alongside.grading.states import state_of
from alongside.model.course import Received
from alongside.publish import feedback
from alongside.strings import _, ngettext
from alongside.web.page import Access, Page


class AssessorPage(Page):
    """The front door of an assessor: the sessions of the course in this workspace."""

    access: ClassVar[Access] = "assessor"

    async def get(self) -> None:
        """Draw the sessions, or say how to make a course."""
        try:
            course = course_of(self.root)
        except AlongsideError:
            self.draw("assessor.html", part="assess", assessments=None)
            return
        names = await self.work(sessions_of, course)
        self.draw("assessor.html", part="assess", assessments=[assessment_of(course, name) for name in names])


class SessionPage(Page):
    """One session: how every candidate stands, and what can be done next."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Draw the table of candidates."""
        await self.show(session, [])

    async def post(self, session: str) -> None:
        """Carry out one step, then show how everybody stands."""
        act = STEPS.get(self.get_body_argument("step", ""))
        if act is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        await self.show(session, await self.work(act, course_of(self.root), session))

    async def show(self, session: str, told: list[str]) -> None:
        """Draw the page, with what was just done in sentences."""
        course = course_of(self.root)
        if session not in await self.work(sessions_of, course):
            raise HTTPError(404, reason=_("This course has no such session."))
        states = await self.work(state_of, course, session)
        self.draw(
            "session.html",
            part="assess",
            assessment=assessment_of(course, session),
            states=states,
            told=told,
            state_names=state_names(),
            released=course.place("release", session).is_dir(),
            formgrader=f"{self.base_url}formgrader/gradebook/{session}/{session}",
        )


class GradesPage(Page):
    """The grades of a session as a CSV file."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Answer the file as a download."""
        body = await self.work(grades_csv, course_of(self.root), session)
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_attachment_header(f"{session}-grades.csv")
        self.finish(body.encode("utf-8-sig"))


def state_names() -> dict[str, str]:
    """Return what each state of a hand-in is called, in the reader's language."""
    return {
        "missing": _("missing"),
        "handed in": _("handed in"),
        "late": _("late"),
        "empty": _("empty"),
        "damaged": _("damaged"),
        "foreign": _("not of this cohort"),
    }


def sessions_of(course: Course) -> list[str]:
    """Return the ids of the sessions whose source lies in the course."""
    return [folder.name for folder in sorted((course.root / "source").glob("*/")) if any(folder.glob("*.ipynb"))]


def _release(course: Course, session: str) -> list[str]:
    sessions.release(course, session)
    return [_("Released: everybody whose workspace shares this exchange can fetch it.")]


def _collect(course: Course, session: str) -> list[str]:
    taken = sessions.collect(course, session, datetime.now(UTC))
    good = sum(one.verdict == "accepted" for one in taken)
    told = ngettext("{good} of {n} new hand-in is in order.", "{good} of {n} new hand-ins are in order.", len(taken))
    return [told.format(good=good, n=len(taken)), *(_sentence(one, line) for one in taken for line in one.problems)]


def _sentence(one: Received, line: str) -> str:
    return f"{one.candidate or one.source}: {line}"


def _autograde(course: Course, session: str) -> list[str]:
    report = autograde(course, session)
    told = [ngettext("Scored {n} hand-in.", "Scored {n} hand-ins.", len(report.graded)).format(n=len(report.graded))]
    told += [
        _("{who} has a new answer to {cell}: the old mark was set aside; mark it again.").format(
            who=old.candidate, cell=old.cell
        )
        for old in report.set_aside
    ]
    return told + [_("{who} was left out. {why}").format(who=who, why=why) for who, why in report.problems.items()]


def _feedback(course: Course, session: str) -> list[str]:
    done = feedback.make(course, session)
    released = sessions.release_feedback(course, session)
    told = [_("Feedback released: {names}.").format(names=", ".join(released) or _("nobody yet"))]
    if done.waiting:
        told.append(_("Not fully marked, so left out: {names}.").format(names=", ".join(done.waiting)))
    return told + [_("{who} was left out. {why}").format(who=who, why=why) for who, why in done.problems.items()]


STEPS = {"release": _release, "collect": _collect, "autograde": _autograde, "feedback": _feedback}
"""What the buttons of a session do; each returns sentences."""

