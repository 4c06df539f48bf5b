"""The results of a phase: what the rule says of each candidate, letters, and appeals; for a coordinator."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar, get_args

from tornado.web import HTTPError

from alongside.content.shelf import programme
from alongside.errors import AlongsideError
from alongside.grading import asking, results
from alongside.grading.course import Course, course_of
from alongside.model.acts import Elsewhere, Phase, Recorded
from alongside.model.attendance import Asked
from alongside.publish import letter
from alongside.publish.attending import Gate, gate_of, standing, standings
from alongside.publish.paged import page_pdf
from alongside.records.hours import Attended
from alongside.strings import _
from alongside.web.page import POLICY, Access
from alongside.web.programme.marking import Marking

LETTER_POLICY = POLICY.replace("script-src 'self'", "script-src 'none'").replace(
    "style-src 'self'", "style-src 'unsafe-inline'"
)
"""A letter is one file with its style inside, and nothing in it runs."""


@dataclass(frozen=True)
class View:
    """One candidate on the page: what stands in the way, attendance if it is asked, the letter that went out.

    A letter that says something else than what is decided by now is not `out`.
    """

    standing: results.Standing
    missing: list[str]
    attended: Attended | None = None
    out: Recorded | None = None

    @property
    def ready(self) -> bool:
        """Whether a letter can go out that has not gone out before."""
        return self.standing.verdict.result != "open" and self.out is None


@dataclass(frozen=True)
class Asking:
    """What the award asks of attendance, and every row about it."""

    now: Asked | None
    rows: list[Asked]
    titles: dict[str, str]


class ResultsPage(Marking):
    """Shows the results of a phase, lets letters go out, and keeps appeals and what became of them."""

    access: ClassVar[Access] = "trainer"

    async def get(self, phase: str) -> None:
        """Draw the results."""
        await self.show(phase, [])

    async def post(self, phase: str) -> None:
        """Carry out one act, one at a time for the whole course, then show the results."""
        doing = self.acts.get(self.get_body_argument("act", ""))
        if doing is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        course = await self.work(phase_course, self.root, phase)
        try:
            async with self.settings.setdefault("alongside_course_turn", asyncio.Lock()):
                told = await doing(self, course, phase)
        except (AlongsideError, ValueError) as err:
            self.set_status(422)
            await self.show(phase, [], trouble=str(err))
            return
        await self.show(phase, told)

    async def show(self, phase: str, told: list[str], trouble: str = "") -> None:
        """Draw the page, with what was just done in sentences."""
        course = await self.work(phase_course, self.root, phase)
        views = await self.work(views_of, course, phase)
        asks = await self.work(asks_of, course, phase)
        shown = {"phase": phase, "views": views, "told": told, "trouble": trouble, "asks": asks}
        shown["unasked"] = await self.work(results.unasked_in, course, phase)
        shown |= {"levels": results.framework().levels, "outcomes": results.OUTCOMES}
        self.draw("results.html", part="assess", plan=programme(), **shown)

    async def release(self, course: Course, phase: Phase) -> list[str]:
        """Let the letters of the chosen candidates go out, or all."""
        people, by, now = self.get_body_arguments("who"), self.assessor, datetime.now(UTC)
        done = await self.work(lambda: letter.release(course, phase, people, by=by, now=now))
        told = [_("Letters went out: {names}.").format(names=", ".join(done.sent) or _("none"))]
        left = _("{who} was left out: {why}")
        return told + [left.format(who=who, why=why) for who, why in done.waiting.items()]

    async def elsewhere(self, course: Course, phase: Phase) -> list[str]:
        """Keep what was decided elsewhere about a competence that no session of the phase asks about."""
        names = ("who", "competence", "level", "reason")
        who, competence, level, reason = (self.get_body_argument(name, "").strip() for name in names)
        if not level:
            raise ValueError(_("Choose a level."))
        about = {"candidate": who, "phase": phase, "competence": competence}
        act = Elsewhere(**about, level=int(level), reason=reason)
        by, now = self.assessor, datetime.now(UTC)
        await self.work(lambda: results.judge_elsewhere(course, act, by=by, now=now))
        return [_("Kept.")]

    async def appeal(self, course: Course, phase: Phase) -> list[str]:
        """Keep an appeal that came in."""
        who, grounds = self.get_body_argument("who", ""), self.get_body_argument("grounds", "")
        on, by, now = day_of(self.get_body_argument("on", "")), self.assessor, datetime.now(UTC)
        await self.work(lambda: results.appeal(course, phase, who, on, grounds, by=by, now=now))
        return [_("Kept.")]

    async def decide(self, course: Course, phase: Phase) -> list[str]:
        """Keep what somebody outside the panel decided."""
        names = ("who", "decider", "outcome", "reason")
        who, *ruled = (self.get_body_argument(name, "").strip() for name in names)
        ruling, by, now = results.Ruling(*ruled), self.assessor, datetime.now(UTC)
        await self.work(lambda: results.decide_appeal(course, phase, who, ruling, by=by, now=now))
        return [_("Kept.")]

    async def ask(self, course: Course, phase: Phase) -> list[str]:
        """Keep what the award asks of attendance from now on."""
        sessions, least = self.get_body_arguments("session"), self.get_body_argument("least", "")
        if not least.isdigit():
            raise ValueError(_("Say how much of a session is asked, in percent."))
        by, now = self.assessor, datetime.now(UTC)
        await self.work(lambda: asking.ask(course, phase, sessions, int(least), by=by, now=now))
        return [_("Kept.")]

    acts: ClassVar = {
        "release": release,
        "elsewhere": elsewhere,
        "appeal": appeal,
        "decide": decide,
        "ask": ask,
    }
    """What the buttons of the page do."""


class LetterPage(Marking):
    """The letter of one candidate as it went out, or as it would go out today."""

    access: ClassVar[Access] = "trainer"

    async def get(self, phase: str) -> None:
        """Answer the letter; 404 where nobody of that id handed in."""
        course = await self.work(phase_course, self.root, phase)
        who = self.get_query_argument("who", "")
        page = await self.work(_letter, course, phase, who)
        self.set_header("Content-Security-Policy", LETTER_POLICY)
        if self.get_query_argument("as", "") == "pdf":
            self.set_header("Content-Type", "application/pdf")
            self.finish((await self.work(page_pdf, page)).pdf)
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page)


def day_of(text: str) -> date:
    """Return the day that a form names; ValueError in plain words where it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError as err:
        what = _("“{text}” is not a day. Give the day on which it came, such as 2026-11-20.")
        raise ValueError(what.format(text=text)) from err


def phase_course(root: Path, phase: str) -> Course:
    """Return the course of workspace `root`; 404 for what is no phase."""
    if phase not in get_args(Phase):
        raise HTTPError(404, reason=_("There is no such phase."))
    return course_of(root)


def views_of(course: Course, phase: Phase) -> list[View]:
    """Return how everybody stands in a phase, as the page shows it."""
    gate = gate_of(course, phase)
    return [_view(course, phase, one, gate) for one in standings(course, phase)]


def _view(course: Course, phase: Phase, one: results.Standing, gate: Gate | None) -> View:
    attended = gate.of(one.candidate) if gate else None
    return View(one, letter.missing_of(course, phase, one.verdict), attended, letter.went_out(one))


def asks_of(course: Course, phase: Phase) -> Asking:
    """Return what the award of a phase asks of attendance."""
    rows = [row for row in asking.asked_rows(course) if row.phase == phase]
    titles = {one.id: one.title for strand in programme().strands for one in strand.sessions}
    return Asking(asking.asked_of(course, phase), rows, titles)


def _letter(course: Course, phase: Phase, who: str) -> str:
    found = standing(course, phase, who)
    if found.released is not None:
        return letter.letter_file(course, phase, who).read_text(encoding="utf-8")
    return letter.draw(course, phase, found, datetime.now().astimezone().date())
