"""The panel of a session: who marks, who may not mark whom, and who has what; for whoever coordinates."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.errors import AlongsideError
from alongside.grading import extending
from alongside.grading.acts import acts_of
from alongside.grading.allocation import Given, allocate, marks_now, open_tasks, reassign, to_judge
from alongside.grading.course import Course
from alongside.grading.duties import Duties, duties_from
from alongside.grading.panel import change_panel, conflicts_of, panel_of
from alongside.grading.roster import read_roster
from alongside.model.acts import Adjusted, Extended
from alongside.model.panel import SCHEMA, Assessor, Entrant, Panel
from alongside.model.programme import Owner
from alongside.strings import _, ngettext
from alongside.web.page import Access
from alongside.web.programme.assessing import course_with
from alongside.web.programme.marking import Marking

Change = Callable[[Panel], Panel]


@dataclass(frozen=True)
class View:
    """What the page shows: the panel, everybody's name, who has whom, and what is open, by assessor.

    `near` are assessor and candidate, by name, where open work meets a conflict that was named later.
    """

    panel: Panel
    names: dict[str, str]
    duties: Duties
    open: dict[str, int]
    conflicts: dict[str, dict[str, list[str]]]
    waiting: list[str] = field(default_factory=list)
    granted: dict[str, list[Extended | Adjusted]] = field(default_factory=dict)
    near: list[tuple[str, str]] = field(default_factory=list)


class PanelPage(Marking):
    """Shows the panel and the allocation, and changes them."""

    access: ClassVar[Access] = "trainer"

    async def get(self, session: str) -> None:
        """Draw the panel."""
        await self.show(session, [])

    async def post(self, session: str) -> None:
        """Carry out one act, one at a time for the whole course, then show what follows from it."""
        course = await self.work(course_with, self.root, session)
        act, _colon, named = self.get_body_argument("act", "").partition(":")
        doing = self.acts.get(act)
        if doing is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        try:
            async with self.settings.setdefault("alongside_course_turn", asyncio.Lock()):
                told = await doing(self, course, session, named)
        except (AlongsideError, msgspec.ValidationError) as err:
            self.set_status(422)
            await self.show(session, [], trouble=str(err))
            return
        await self.show(session, told)

    async def show(self, session: str, told: list[str], trouble: str = "") -> None:
        """Draw the page, with what was just done in sentences."""
        course = await self.work(course_with, self.root, session)
        view = await self.work(_view, course, session)
        self.draw("panel.html", part="assess", session=session, view=view, told=told, trouble=trouble)

    async def change(self, course: Course, session: str, change: Change) -> list[str]:
        """Change the panel's file."""
        await self.work(change_panel, course, session, change)
        return [_("Kept.")]

    async def keep_assessor(self, course: Course, session: str, named: str) -> list[str]:
        """Add an assessor, or change the one of that id."""
        given = self.an_assessor(named)

        def change(there: Panel) -> Panel:
            others = [given if one.id == named else one for one in there.assessors]
            return msgspec.structs.replace(there, assessors=others if named else [*others, given])

        return await self.change(course, session, change)

    async def remove_assessor(self, course: Course, session: str, named: str) -> list[str]:
        """Take an assessor off the panel who has nothing to mark."""
        view = await self.work(_view, course, session)
        if view.open.get(named):
            return [_("{who} has hand-ins to mark: give them to others first.").format(who=named)]
        if view.duties.candidates(named):
            kept = _("{who} stays on the panel, because the record names them. Say that they are away.")
            return [kept.format(who=named)]

        def change(there: Panel) -> Panel:
            return msgspec.structs.replace(
                there, assessors=[one for one in there.assessors if one.id != named]
            )

        return await self.change(course, session, change)

    async def keep_settings(self, course: Course, session: str, _named: str) -> list[str]:
        """Keep the chair, the contact and the days that are no working days."""
        name, mail = self.word("contact-name"), self.word("contact-mail")
        given = {
            "chair": self.word("chair") or None,
            "contact": {"name": name, "mail": mail} if name or mail else None,
            "closed": self.word("closed").replace(",", " ").split(),
        }
        contact = msgspec.convert(given["contact"], Owner | None)
        plain = {"chair": given["chair"], "contact": contact, "closed": given["closed"]}
        return await self.change(course, session, lambda there: msgspec.structs.replace(there, **plain))

    async def keep_candidates(self, course: Course, session: str, _named: str) -> list[str]:
        """Keep what is known of candidates."""
        asked = [
            name.removeprefix("organisation-")
            for name in self.request.body_arguments
            if name[:13] == "organisation-"
        ]
        entrants = [self.an_entrant(who) for who in asked]
        known = [one for one in entrants if one != Entrant(id=one.id)]
        return await self.change(
            course, session, lambda there: msgspec.structs.replace(there, candidates=known)
        )

    async def allocate(self, course: Course, session: str, _named: str) -> list[str]:
        """Bring the allocation up to date."""
        seed = self.word("seed") or None
        given = await self.work(allocate, course, session, self.assessor, datetime.now(UTC), seed)
        return told_of(given)

    async def away(self, course: Course, session: str, named: str) -> list[str]:
        """Give the open work of an assessor to others."""
        reason, now = self.word("reason"), datetime.now(UTC)
        given = await self.work(lambda: reassign(course, session, named, reason, by=self.assessor, now=now))
        return told_of(given)

    async def extend(self, course: Course, session: str, _named: str) -> list[str]:
        """Give a candidate more time, or take it back; or grant an adjustment."""
        who, reason, what = self.word("candidate"), self.word("reason"), self.word("what")
        until, by, now = self.word("until"), self.assessor, datetime.now(UTC)
        if what:
            await self.work(lambda: extending.adjust(course, (session, who), what, reason, by=by, now=now))
        if until or not what:
            await self.work(lambda: extending.extend(course, (session, who), until, reason, by=by, now=now))
        return [_("Kept. Score the questions again, so that points taken off for lateness follow.")]

    acts: ClassVar = {
        "assessor": keep_assessor,
        "remove": remove_assessor,
        "settings": keep_settings,
        "candidates": keep_candidates,
        "allocate": allocate,
        "away": away,
        "extend": extend,
    }
    """What the buttons of the page do."""

    def word(self, name: str) -> str:
        """Return a field of the form, '' where it is not there."""
        return self.get_body_argument(name, "").strip()

    def an_assessor(self, named: str) -> Assessor:
        """Return the assessor that the form describes; ValidationError where it is not whole."""
        lines = [one.partition(":") for one in self.word("conflicts").splitlines() if one.strip()]
        plain = {
            "id": named or self.word("id"),
            "name": self.word("name"),
            "organisation": self.word("organisation"),
            "languages": self.word("languages").replace(",", " ").split(),
            "conflicts": [
                {"candidate": who.strip(), "why": why.strip() or _("named")} for who, _colon, why in lines
            ],
            "away": self.word("is-away") == "yes",
        }
        return msgspec.convert(plain, Assessor)

    def an_entrant(self, who: str) -> Entrant:
        """Return what the form says of a candidate."""
        names = ("organisation", "language", "line_manager", "mentor")
        given = {name: self.word(f"{name}-{who}") for name in names}
        return msgspec.convert({"id": who, **{name: one for name, one in given.items() if one}}, Entrant)


def told_of(given: Given) -> list[str]:
    """Return what an allocation did, in sentences."""
    if not given.rows and not given.impossible:
        return [_("Nothing had to be allocated.")]
    said = ngettext("{n} row was written.", "{n} rows were written.", len(given.rows))
    return [said.format(n=len(given.rows)), *given.impossible]


def _view(course: Course, session: str) -> View:
    panel = panel_of(course, session) or Panel(schema=SCHEMA, session=session, assessors=[])
    rows = acts_of(course, session)
    duties = duties_from(panel, rows)
    roster = read_roster(course) or {}
    expected = to_judge(course, session)
    people = sorted({*roster, *expected, *(one.id for one in panel.candidates)})
    marks = marks_now(course, session, [who for who in expected if who in duties.pairs])
    names = {who: roster[who].name if who in roster else who for who in people}
    undone = {one.id: open_tasks(marks, duties, one.id) for one in panel.assessors}
    return View(
        panel=panel,
        names=names,
        duties=duties,
        open={one: len(tasks) for one, tasks in undone.items()},
        conflicts={one.id: _conflicts(panel, one, people) for one in panel.assessors},
        waiting=[who for who in expected if who not in duties.pairs],
        granted=extending.granted_in(rows),
        near=[
            (one.name, names[who])
            for one in panel.assessors
            for who in undone[one.id]
            if duties.near(one.id, who)
        ],
    )


def _conflicts(panel: Panel, assessor: Assessor, people: list[str]) -> dict[str, list[str]]:
    found = {who: conflicts_of(panel, assessor, who) for who in people}
    return {who: why for who, why in found.items() if why}
