"""Take in: hand-ins that came by e-mail or on a stick, one file or many, with what became of each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from tornado.web import HTTPError

from alongside.errors import HandInError
from alongside.grading import arriving
from alongside.grading.arriving import Told, Waiting
from alongside.grading.course import Course, assessment_of
from alongside.grading.roster import namesakes, read_roster
from alongside.model.unit import Assessment
from alongside.records.naming import in_order
from alongside.strings import _, ngettext
from alongside.web.page import Access
from alongside.web.programme.assessing import course_with, sessions_of
from alongside.web.programme.marking import Marking


@dataclass(frozen=True)
class View:
    """What the page shows beside what was just done: who may hand in, what waits, the other sessions."""

    assessment: Assessment
    released: bool
    people: list[tuple[str, str]]
    waiting: list[Waiting]
    sessions: list[str]


class TakeInPage(Marking):
    """Takes in files, and says what became of each; what was refused stays named until it is dealt with."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Draw the form and what waits."""
        await self.show(session)

    async def post(self, session: str) -> None:
        """Take in the files of the form, or deal with one that was refused; then show the page."""
        doing = self.acts.get(self.get_body_argument("act", "take"))
        if doing is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        course = await self.work(course_with, self.root, session)
        try:
            async with self.settings.setdefault("alongside_course_turn", asyncio.Lock()):
                await doing(self, course, session)
        except HandInError as err:
            self.set_status(422)
            await self.show(session, trouble=str(err))

    async def show(
        self, session: str, told: list[Told] | None = None, done: str = "", trouble: str = ""
    ) -> None:
        """Draw the page, with what was just done."""
        course = await self.work(course_with, self.root, session)
        view = await self.work(_view, course, session)
        shown = {"told": told or [], "done": done, "trouble": trouble, "outcomes": outcome_names()}
        self.draw("take-in.html", part="assess", view=view, names=dict(view.people), **shown)

    async def take(self, course: Course, session: str) -> None:
        """Take in every file of the form."""
        chosen = [(one.filename or _("a file without a name"), one.body) for one in self.files()]
        if not chosen:
            raise HTTPError(400, reason=_("Choose at least one file."))
        told = await self.work(arriving.take_in_files, course, session, chosen, datetime.now(UTC))
        good = sum(one.outcome in {"taken", "double", "older"} for one in told)
        said = ngettext(
            "{good} of {n} hand-in is in order.", "{good} of {n} hand-ins are in order.", len(told)
        )
        await self.show(session, told, said.format(good=good, n=len(told)))

    def files(self) -> list:
        """The files of the form; a browser sends an empty one where none was chosen."""
        return [one for one in self.request.files.get("file", []) if one.filename or one.body]

    async def add(self, course: Course, session: str) -> None:
        """Put somebody on the list of candidates, and take in what came of them."""
        home, name, by = self.get_body_argument("home", ""), self.get_body_argument("name", ""), self.assessor
        taken = await self.work(lambda: arriving.add_stranger(course, session, home, name, by=by))
        told = _("{name} is on the list now, and the file is taken in.")
        await self.show(session, done=told.format(name=name.strip() or taken.candidate))

    async def give(self, course: Course, session: str) -> None:
        """Say whose answers these are, and take them in."""
        home, who, by = self.get_body_argument("home", ""), self.get_body_argument("who", ""), self.assessor
        now = datetime.now(UTC)
        await self.work(lambda: arriving.give_to(course, session, home, who, by=by, now=now))
        await self.show(session, done=_("Taken in as the answers of {who}.").format(who=who))

    async def aside(self, course: Course, session: str) -> None:
        """Stop naming what was refused."""
        home, by, now = self.get_body_argument("home", ""), self.assessor, datetime.now(UTC)
        record = await self.work(lambda: arriving.put_aside(course, session, home, by=by, now=now))
        await self.show(session, done=_("{file} is put aside.").format(file=record.source))

    acts: ClassVar[dict[str, Callable[[TakeInPage, Course, str], Awaitable[None]]]] = {
        "take": take,
        "add": add,
        "give": give,
        "aside": aside,
    }
    """What the forms of the page do."""


def outcome_names() -> dict[str, str]:
    """Return what each outcome is called, in the reader's language."""
    return {
        "taken": _("taken in"),
        "double": _("here already: the same receipt"),
        "older": _("kept: a later one counts"),
        "stranger": _("not on the list of candidates"),
        "session": _("for another session"),
        "name": _("in somebody else’s name"),
        "namesake": _("two people on the list have this name"),
        "nameless": _("does not say whose it is"),
        "large": _("too large"),
        "damaged": _("not a hand-in that can be read"),
    }


def _view(course: Course, session: str) -> View:
    released = course.place("release", session).is_dir()
    cohort = read_roster(course) or {}
    people = [
        (one.id, f"{one.name} ({one.id})" if namesakes(cohort, one.id) else one.name)
        for one in cohort.values()
    ]
    waiting = arriving.waiting_in(course, session)
    people.sort(key=lambda one: in_order(one[1]))
    return View(assessment_of(course, session), released, people, waiting, sessions_of(course))
