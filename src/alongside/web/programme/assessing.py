"""Assessing a session: who handed in, autograde, mark, release feedback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from tornado.web import HTTPError

from alongside.grading.course import Course, assessment_of, course_of
from alongside.grading.exports import moodle_csv, nbgrader_csv
from alongside.grading.marks import grades_csv
from alongside.grading.states import SubmissionState, state_of
from alongside.grading.tidy import tidy_csv
from alongside.model.unit import Assessment
from alongside.strings import _
from alongside.web.page import Access, Page
from alongside.web.programme.scoring import Runs
from alongside.web.programme.steps import STEPS, Step, next_step, score


class SessionPage(Page):
    """One session: how every candidate stands, and what can be done next."""

    access: ClassVar[Access] = "assessor"

    @property
    def runs(self) -> Runs:
        """The runs of scoring in this server."""
        return self.settings.setdefault("alongside_scoring", Runs())

    async def get(self, session: str) -> None:
        """Draw the table of candidates, with how far scoring is, or what it said at its end."""
        await self.show(session, self.runs.last_words(session))

    async def post(self, session: str) -> None:
        """Carry out one step, one at a time for the whole course, then show how everybody stands."""
        act = STEPS.get(self.get_body_argument("step", ""))
        if act is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        course = await self.work(course_with, self.root, session)
        if act is score:
            await self.runs.begin(session, lambda run: self.in_turn(score, course, session, run.heard))
            told = self.runs.last_words(session)
        else:
            told = await self.in_turn(act, course, session)
        await self.show(session, told)

    async def in_turn(self, act: Callable[..., list[str]], *given: Any) -> list[str]:
        """Carry out one act, alone in the course."""
        async with self.settings.setdefault("alongside_course_turn", asyncio.Lock()):
            return await self.work(act, *given)

    async def show(self, session: str, told: list[str]) -> None:
        """Draw the page, with what was just done in sentences."""
        view = await self.work(_view, self.root, session)
        going = self.runs.going(session)
        marking = f"{self.base_url}formgrader/gradebook/{session}/{session}"
        self.draw(
            "session.html",
            part="assess",
            view=view,
            told=told,
            going=going,
            state_names=state_names(),
            formgrader=marking,
        )


FORMS: dict[str, Callable[[Course, str], str]] = {
    "grades": grades_csv,
    "nbgrader": nbgrader_csv,
    "moodle": partial(moodle_csv, feedback=True),
    "tidy": tidy_csv,
}
"""What a session is written as; only the first is for spreadsheets, which look for the mark of UTF-8."""


class GradesPage(Page):
    """The grades of a session as a CSV file, in one of its forms."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str, form: str) -> None:
        """Answer the file as a download."""
        course = await self.work(course_with, self.root, session)
        body = await self.work(FORMS[form], course, session)
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_attachment_header(f"{session}-{form}.csv")
        self.finish(body.encode("utf-8-sig" if form == "grades" else "utf-8"))


@dataclass(frozen=True)
class View:
    """What the page of a session shows: the assessment, each candidate's state, and the next step."""

    assessment: Assessment
    states: list[SubmissionState]
    next: Step


def course_with(root: Path, session: str) -> Course:
    """Return the course of workspace `root`; 404 where it has no such session."""
    course = course_of(root)
    if session not in sessions_of(course):
        raise HTTPError(404, reason=_("This course has no such session."))
    return course


def _view(root: Path, session: str) -> View:
    course = course_with(root, session)
    states = state_of(course, session)
    released = course.place("release", session).is_dir()
    return View(assessment_of(course, session), states, next_step(released, states))


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
    return [
        folder.name for folder in sorted((course.root / "source").glob("*/")) if any(folder.glob("*.ipynb"))
    ]
