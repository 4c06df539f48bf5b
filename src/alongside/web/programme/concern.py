"""A concern: from the marking desk to the named contact today, outside marking."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlencode

import msgspec
from tornado.web import HTTPError

from alongside.content.handbook.countries import countries
from alongside.grading.concerns import add_step, concern_of, concerns_in, record
from alongside.grading.course import course_of
from alongside.grading.roster import read_roster
from alongside.model.concern import Concern, ConcernFile, Handed
from alongside.model.handbook import BLANK, CountrySheet
from alongside.model.programme import Contact
from alongside.responses.moments import moment
from alongside.strings import _
from alongside.web.page import Access
from alongside.web.programme.boards import board_of
from alongside.web.programme.concern_words import (
    about_names,
    mail_link,
    mail_text,
    telephone_text,
    was_watched,
    way_names,
)
from alongside.web.programme.marking import Marking
from alongside.web.programme.sheets import watch_of

Place = tuple[str, str, str | None]
"""A task or an observation, a code, and whose it is: None where it is an example that was laid."""


class Stepping(Marking):
    """What the two pages share: a dated row that says who was told."""

    def step(self, act: str) -> Handed:
        """Return the row that a form asks for."""
        raw = {
            "act": act,
            "at": moment(datetime.now(UTC)),
            "by": self.assessor,
            "way": self.get_body_argument("way", ""),
            "to": " ".join(self.get_body_argument("to", "").split()),
        }
        try:
            return msgspec.convert(raw, Handed)
        except msgspec.ValidationError as err:
            raise HTTPError(400, reason=_("Say how you told them, and whom.")) from err


class ConcernPage(Stepping):
    """Writing a concern down, then what to do with it today."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Draw the form; with the number of a concern of one's own, what to say and whom to ring."""
        named = self.get_query_argument("id", "")
        if not named:
            task, code, _who = await self.work(self.where, session)
            await self.show(session, task, code, None)
            return
        kept = await self.work(self.own, named)
        await self.show(session, kept.concern.task, kept.concern.code, kept)

    async def post(self, session: str) -> None:
        """Write a new concern, or the row that somebody was told."""
        named = self.get_query_argument("id", "")
        if named:
            await self.work(self.own, named)
            step = self.step("told")
            await self.work(lambda: add_step(course_of(self.root), named, step))
        else:
            place = await self.work(self.where, session)
            named = await self.work(self.keep, session, place)
        self.redirect(f"{self.request.path}?{urlencode({'id': named})}", status=303)

    def where(self, session: str) -> Place:
        """Return what the address names; 404 where there is no such answer and no such score sheet."""
        task, code = self.get_query_argument("task", ""), self.get_query_argument("code", "")
        if was_watched(task):
            watch = watch_of(self.root, session, self.assessor)
            if task in watch.observations and code in watch.people:
                return task, code, watch.people[code]
            raise HTTPError(404, reason=_("There is no such sheet in this session."))
        board = board_of(self.root, session, self.assessor, "task")
        if task not in board.tasks or code not in board.people:
            raise HTTPError(404, reason=_("There is no such answer in this session."))
        return task, code, None if code in board.examples else board.people[code]

    def own(self, named: str) -> ConcernFile:
        """Return a concern that this assessor wrote; 404 for one of somebody else."""
        kept = concern_of(course_of(self.root), named)
        if kept.concern.by != self.assessor:
            raise HTTPError(404, reason=_("There is no such concern of yours."))
        return kept

    def keep(self, session: str, place: Place) -> str:
        """Write what the form says; return its number. 400 where it says nothing."""
        task, code, candidate = place
        if candidate is None:
            why = _("This text is an invented example that was laid among the answers: nobody is in danger.")
            raise HTTPError(409, reason=why)
        raw = {
            "id": secrets.token_hex(8),
            "at": moment(datetime.now(UTC)),
            "by": self.assessor,
            "session": session,
            "task": task,
            "code": code,
            "candidate": candidate,
            "about": self.get_body_argument("about", "unclear"),
            "now": self.get_body_argument("now", "") == "yes",
            "words": self.get_body_argument("words", "").replace("\r\n", "\n").strip(),
        }
        try:
            concern = msgspec.convert(raw, Concern)
        except msgspec.ValidationError as err:
            do = _("Write what you read, in the words of the text, in at most 4000 characters.")
            if was_watched(task):
                do = _("Write what you saw and heard, in at most 4000 characters.")
            raise HTTPError(400, reason=do) from err
        record(course_of(self.root), concern)
        return concern.id

    async def show(self, session: str, task: str, code: str, kept: ConcernFile | None) -> None:
        """Draw the page, with everybody who may be rung."""
        contacts = (await self.plan()).contacts
        sheets = await self.work(_sheets, contacts)
        name = await self.work(_name, self.root, kept) if kept and self.names else ""
        self.draw(
            "concern.html",
            part="assess",
            session=session,
            task=task,
            code=code,
            kept=kept,
            contacts=contacts,
            sheets=sheets,
            name=name,
            abouts=about_names(task),
            watched=was_watched(task),
            ways=way_names(),
            telephone=telephone_text(kept.concern, name) if kept else "",
            mail=mail_text(kept.concern) if kept else "",
            links=[mail_link(one, kept.concern) for one in contacts] if kept else [],
        )


class ConcernsPage(Stepping):
    """Every concern of the course, for the contact."""

    access: ClassVar[Access] = "contact"

    async def get(self) -> None:
        """Draw the concerns with names, and what has been done about each."""
        found, problems = await self.work(lambda: concerns_in(course_of(self.root)))
        roster = await self.work(lambda: read_roster(course_of(self.root)) or {})
        names = {who: one.name for who, one in roster.items()}
        self.draw(
            "concerns.html",
            part="assess",
            found=found,
            problems=problems,
            names=names,
            abouts=about_names(),
            ways=way_names(),
        )

    async def post(self) -> None:
        """Write the row that the contact has a concern."""
        step, named = self.step("received"), self.get_body_argument("id", "")
        await self.work(lambda: add_step(course_of(self.root), named, step))
        self.redirect(self.request.path, status=303)


def _name(root: Path, kept: ConcernFile) -> str:
    who = kept.concern.candidate
    roster = read_roster(course_of(root)) or {}
    return roster[who].name if who in roster else who


def _sheets(contacts: list[Contact]) -> list[CountrySheet]:
    """Return the country sheets: those of the contacts where they name one, else every filled-in one."""
    meant = {one.country for one in contacts if one.country}
    filled = [one for one in countries() if one.id != BLANK]
    return [one for one in filled if one.id in meant] or filled
