"""Live observation: score sheets, evidence before level, entered under the day on which it was seen."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, ClassVar
from urllib.parse import urlencode

import msgspec
from msgspec import Meta
from tornado.web import HTTPError

from alongside.errors import AnswersError, NotSaved, StaleMark
from alongside.grading import marking
from alongside.grading.marking import ONCE, Outcome, Sending
from alongside.grading.watched_files import attach_watched, watched_files, withdraw_watched
from alongside.model.base import Id, Shape
from alongside.model.marking import Begun
from alongside.model.marks import Token
from alongside.responses.attached import limits_on
from alongside.strings import _
from alongside.web.attached import PageWithFiles
from alongside.web.page import Access
from alongside.web.programme.marking import LARGEST, Marking
from alongside.web.programme.marking_words import beyond, no_reason, not_all, pass_names, stale, wait_names
from alongside.web.programme.sheets import Watch, day_given, sheet_at, today, watch_of

Where = tuple[str, str]
"""An observation's id and the code of whoever is watched."""


class Observing(PageWithFiles, Marking):
    """What the pages of score sheets share."""

    def sheet(self, where: Where, **more: str) -> str:
        """Return the address of a sheet."""
        return "?" + urlencode({"observation": where[0], "code": where[1], **more})

    async def enter(
        self, watch: Watch, where: Where, day: str, given: Mapping[str, Begun], sending: Sending
    ) -> Outcome:
        """Enter what is whole, one at a time for the whole course."""
        async with self.settings.setdefault("alongside_course_turn", asyncio.Lock()):
            return await self.work(marking.save, watch.seat(*where, day), given, datetime.now(UTC), sending)


class ObservePage(Observing):
    """The list of sheets of a session; with an observation and a code, one sheet and its form."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Draw the sheet that the address names, or the list."""
        watch = await self.work(watch_of, self.root, session, self.assessor)
        where = self.asked(watch)
        if where is None:
            self.draw("observe.html", part="assess", watch=watch, sheet=self.sheet, waits=wait_names())
            return
        day = self.get_query_argument("day", "")
        fixed = bool(day) or bool(watch.day(*where))
        await self.show(
            watch,
            where,
            day_given(day) if day else watch.day(*where) or today(),
            fixed=fixed,
            told=self.done(),
        )

    async def post(self, session: str) -> None:
        """Enter what the form holds, take a mark back, or let one observer or the chair decide."""
        watch = await self.work(watch_of, self.root, session, self.assessor)
        where = self.asked(watch)
        act, _colon, named = self.get_body_argument("act", "save").partition(":")
        doing = {
            "save": self.save,
            "alone": self.alone,
            "withdraw": self.withdraw,
            "overrule": self.overrule,
            "attach": self.attach,
            "back": self.take_back,
        }.get(act)
        if where is None or doing is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        await doing(watch, where, named)

    def asked(self, watch: Watch) -> Where | None:
        """Return the observation and the code that the address names; None where it names neither."""
        observation, code = self.get_query_argument("observation", ""), self.get_query_argument("code", "")
        if not observation and not code:
            return None
        if observation not in watch.observations or code not in watch.people:
            raise HTTPError(404, reason=_("There is no such sheet in this session."))
        return observation, code

    async def save(self, watch: Watch, where: Where, _named: str) -> None:
        """Enter what is whole, keep what is not in the boxes."""
        day = day_given(self.get_body_argument("observed", ""))
        sent = as_drawn(
            self.given(watch.observations[where[0]].criteria), day, self.get_body_argument("drawn", "")
        )
        outcome = await self.enter(watch, where, day, sent, ONCE)
        problems = told_of(outcome, stale())
        if not problems:
            self.redirect(self.sheet(where, day=day, saved=str(len(outcome.done))), status=303)
            return
        left = {name: begun for name, begun in sent.items() if name not in outcome.done}
        trouble = not_all(len(outcome.done), len(problems))
        status = 409 if outcome.stale else 422
        await self.show(watch, where, day, sent=left, problems=problems, trouble=trouble, status=status)

    async def alone(self, watch: Watch, where: Where, _named: str) -> None:
        """Let this observer's levels be the result of the day that the page shows."""
        day = day_given(self.get_body_argument("drawn", ""))
        async with self.settings.setdefault("alongside_course_turn", asyncio.Lock()):
            rows = await self.work(marking.stand_alone, watch.seat(*where, day), datetime.now(UTC))
        self.redirect(self.sheet(where, day=day, alone=str(len(rows))), status=303)

    async def withdraw(self, watch: Watch, where: Where, name: str) -> None:
        """Take one mark back; the reason is required, and the mark stays in the trail."""
        day = day_given(self.get_body_argument("drawn", ""))
        given = self.given(watch.observations[where[0]].criteria)
        reason = self.get_body_argument(f"reason-{name}", "").strip()[:4000]
        if name not in given:
            raise HTTPError(400, reason=_("This page has no such step."))
        problem = "" if reason else _("Say why you take it back: the reason is kept with the mark.")
        if not problem:
            taken = msgspec.structs.replace(given[name], evidence=reason)
            try:
                async with self.settings.setdefault("alongside_course_turn", asyncio.Lock()):
                    await self.work(marking.withdraw, watch.seat(*where, day), name, taken, datetime.now(UTC))
            except StaleMark:
                problem = stale()
        if problem:
            await self.show(
                watch, where, day, sent=given, problems={name: problem}, trouble=problem, status=422
            )
            return
        self.redirect(self.sheet(where, day=day, withdrawn="1"), status=303)

    async def attach(self, watch: Watch, where: Where, _named: str) -> None:
        """Keep a file with the sheet of the day that the page shows."""
        day, now = day_given(self.get_body_argument("drawn", "")), datetime.now(UTC)
        try:
            await self.work(attach_watched, watch.seat(*where, day), self.brought_file(where[0]), now)
        except NotSaved:
            raise
        except AnswersError as err:
            await self.show(watch, where, day, trouble=str(err), status=422)
            return
        self.redirect(self.sheet(where, day=day, attached="1") + "#files", status=303)

    async def take_back(self, watch: Watch, where: Where, sha256: str) -> None:
        """Delete a file that this observer attached; its line stays."""
        day = day_given(self.get_body_argument("drawn", ""))
        await self.work(withdraw_watched, watch.seat(*where, day), sha256, datetime.now(UTC))
        self.redirect(self.sheet(where, day=day, attached="0") + "#files", status=303)

    async def overrule(self, watch: Watch, where: Where, name: str) -> None:
        """Enter what the chair decides about one criterion of the day that the page shows."""
        day = day_given(self.get_body_argument("drawn", ""))
        decided = self.decided(watch.observations[where[0]].criteria, name)
        if decided is None:
            trouble = no_reason()
            await self.show(watch, where, day, problems={name: trouble}, trouble=trouble, status=422)
            return
        async with self.settings.setdefault("alongside_course_turn", asyncio.Lock()):
            await self.work(marking.overrule, watch.seat(*where, day), name, decided, datetime.now(UTC))
        self.redirect(self.sheet(where, day=day, decided="1"), status=303)

    async def show(
        self,
        watch: Watch,
        where: Where,
        day: str,
        *,
        fixed: bool = True,
        sent: dict[str, Begun] | None = None,
        problems: dict[str, str] | None = None,
        told: str = "",
        trouble: str = "",
        status: int = 200,
    ) -> None:
        """Draw one sheet; `fixed` says that its day was chosen, and is not only the day of today."""
        piece, now = await self.work(sheet_at, watch, where, day, sent, problems), datetime.now(UTC)
        self.set_status(status)
        self.draw(
            "observe-sheet.html",
            part="assess",
            watch=watch,
            piece=piece,
            sheet=self.sheet,
            fixed=fixed,
            told=told,
            trouble=trouble,
            today=today(),
            files=await self.work(watched_files, watch.seat(*where, day), now),
            given=self.said_of_file(),
            limits=limits_on(now.date()),
            passes=pass_names(),
        )


class PaperPage(Observing):
    """Score sheets to print: of one candidate, or of everybody in an observation."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Draw empty sheets, each on a new page."""
        watch = await self.work(watch_of, self.root, session, self.assessor)
        observation, code = self.get_query_argument("observation", ""), self.get_query_argument("code", "")
        if (observation and observation not in watch.observations) or (code and code not in watch.people):
            raise HTTPError(404, reason=_("There is no such sheet in this session."))
        pairs = [
            (one, who)
            for one in ([observation] if observation else watch.observations)
            for who in ([code] if code else watch.people)
        ]
        sheets = await self.work(lambda: [sheet_at(watch, pair, today()) for pair in pairs])
        self.draw("observe-paper.html", part="assess", watch=watch, sheets=sheets)


class Packet(Shape, kw_only=True):
    """What a sheet sends: judgements of one day, under a name of its own.

    `drawn` is the day that the page showed, `unsure` the names of earlier sendings that nobody answered.
    """

    observation: Id
    code: str
    observed: str
    drawn: str
    token: Token
    unsure: Annotated[list[Token], Meta(max_length=20)] = []
    criteria: dict[Id, Begun]


class PacketPage(Observing):
    """Takes in what a sheet sends, now or when the network is back; the same one is entered once."""

    access: ClassVar[Access] = "assessor"

    async def put(self, session: str) -> None:
        """Enter what is whole; answer what is left, and why."""
        if len(self.request.body) > LARGEST:
            raise HTTPError(413, reason=_("This is too long for a score sheet."))
        try:
            packet = msgspec.json.decode(self.request.body, type=Packet)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
            raise HTTPError(400, reason=_("What arrived is not a score sheet.")) from err
        watch = await self.work(watch_of, self.root, session, self.assessor)
        where, day = (packet.observation, packet.code), day_given(packet.observed)
        if where[0] not in watch.observations or where[1] not in watch.people:
            raise HTTPError(404, reason=_("There is no such sheet in this session."))
        given = as_drawn(packet.criteria, day, packet.drawn)
        outcome = await self.enter(watch, where, day, given, Sending(packet.token, packet.unsure))
        left = told_of(outcome, _later())
        address = f"{self.base_url}alongside/assessor/{session}/observe"
        address += self.sheet(where, day=day, saved=str(len(outcome.done)))
        self.answer({"left": left, "told": not_all(len(outcome.done), len(left)), "address": address})


def as_drawn(given: Mapping[str, Begun], day: str, drawn: str) -> dict[str, Begun]:
    """Return judgements as the page drew them: one of another day has seen nothing of this one."""
    if day == drawn:
        return dict(given)
    return {name: msgspec.structs.replace(one, seen=None, stage="mark") for name, one in given.items()}


def told_of(outcome: Outcome, quicker: str) -> dict[str, str]:
    """Return why each criterion that was not entered was not; `quicker` is said where somebody else was."""
    evidence = _("Write the evidence first: one sentence on what you saw or heard. Then choose the level.")
    level = _("Choose a level as well, then it is entered.")
    return {
        **dict.fromkeys(outcome.no_evidence, evidence),
        **dict.fromkeys(outcome.no_level, level),
        **dict.fromkeys(outcome.beyond, beyond()),
        **dict.fromkeys(outcome.stale, quicker),
    }


def _later() -> str:
    return _(
        "Something was entered here since this sheet was loaded. What you wrote is kept in this browser and "
        "is not entered: load the page again, read both, then save if yours shall take its place."
    )
