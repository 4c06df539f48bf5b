"""The marking desk: one answer beside its rubric, the evidence before the level, into the ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar
from urllib.parse import urlencode

import msgspec
from tornado.web import HTTPError

from alongside.errors import StaleMark
from alongside.grading import marking
from alongside.grading.course import assessment_of
from alongside.grading.drafts import drop_draft
from alongside.grading.standard import gate_of
from alongside.model.handin import Candidate
from alongside.model.kinds.reflection import Criterion
from alongside.model.marking import Begun
from alongside.strings import _, ngettext
from alongside.web.page import Access, Page
from alongside.web.programme.assessing import course_with
from alongside.web.programme.boards import Board, By, board_of, seat_at
from alongside.web.programme.marking_words import (
    newer_text,
    no_reason,
    not_all,
    pass_names,
    problems_of,
    stale,
    wait_names,
)
from alongside.web.programme.pieces import piece_at

LARGEST = 200_000
"""Bytes of one draft or score sheet as it travels."""


class Marking(Page):
    """What the pages of the marking desk share: who marks, and which answer."""

    @property
    def assessor(self) -> str:
        """The id under which marks are entered: of the person whose server this is."""
        name = self.workspace.person.id
        try:
            return msgspec.convert(name, Candidate)
        except msgspec.ValidationError as err:
            why = _("Marks are entered under the id in alongside.yaml, and {id!r} is none.").format(id=name)
            raise HTTPError(409, reason=why) from err

    @property
    def by(self) -> By:
        """Which round is gone: one task across candidates, unless the address says otherwise."""
        return "candidate" if self.get_query_argument("by", "") == "candidate" else "task"

    @property
    def names(self) -> bool:
        """Whether the assessor asked to see names."""
        return self.get_query_argument("names", "") == "yes"

    def there(self, task: str, code: str, **more: str) -> str:
        """Return the address of an answer, with the round and the names as they are now."""
        kept = {"by": self.by if self.by != "task" else "", "names": "yes" if self.names else ""}
        asked = {"task": task, "code": code, **kept, **more}
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    def given(self, criteria: list[Criterion]) -> dict[str, Begun]:
        """Return what the form says about each criterion that it holds."""
        sent = [one.id for one in criteria if f"seen-{one.id}" in self.request.body_arguments]
        raw = {
            name: {
                "evidence": self.get_body_argument(f"evidence-{name}", "").replace("\r\n", "\n"),
                "level": number(self.get_body_argument(f"level-{name}", "")),
                "seen": number(self.get_body_argument(f"seen-{name}", "")),
                "stage": self.get_body_argument(f"stage-{name}", "") or None,
            }
            for name in sent
        }
        try:
            return msgspec.convert(raw, dict[str, Begun])
        except msgspec.ValidationError as err:
            raise HTTPError(
                400, reason=_("An evidence sentence has at most 4000 characters, a level is 0 to 3.")
            ) from err

    def decided(self, criteria: Sequence[Criterion], name: str) -> Begun | None:
        """Return what the form says that the chair decides about a criterion; None where it is not whole."""
        if name not in {one.id for one in criteria}:
            raise HTTPError(400, reason=_("This page has no such step."))
        reason = self.get_body_argument(f"chair-reason-{name}", "").strip()[:4000]
        level, seen = (number(self.get_body_argument(f"chair-{one}-{name}", "")) for one in ("level", "seen"))
        return Begun(evidence=reason, level=level, seen=seen) if reason and level in range(4) else None

    def done(self) -> str:
        """Return what was done just before, by the address that the form led to."""
        saved, alone = (number(self.get_query_argument(name, "")) for name in ("saved", "alone"))
        if self.get_query_argument("withdrawn", ""):
            return _("Taken back. The mark and your reason stay in the trail; it does not count any more.")
        if self.get_query_argument("decided", ""):
            return _("Decided. The record says that the chair decided, and why.")
        if kept := self.get_query_argument("attached", ""):
            return _("The file is kept with this sheet.") if kept == "1" else _("Deleted. Its line stays.")
        if alone:
            return _("Your levels are the result now. The trail says that you decided alone.")
        if saved is None:
            return ""
        said = ngettext("{n} criterion is entered.", "{n} criteria are entered.", saved).format(n=saved)
        before = self.get_query_argument("from", "")
        return (
            _("{code}: {said} Here is the next answer that waits.").format(code=before, said=said)
            if before
            else said
        )


class MarkPage(Marking):
    """One answer with its rubric, and the form that enters levels."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Draw the answer that the address names, or the first one that waits for this assessor."""
        if await self.barred(session):
            return
        board = await self.work(board_of, self.root, session, self.assessor, self.by)
        where = self.asked(board)
        if where is None:
            self.draw("mark-nothing.html", part="assess", board=board)
            return
        await self.show(board, *where, told=self.done())

    async def post(self, session: str) -> None:
        """Enter what is whole, keep what is not, and show what somebody else entered in between."""
        if await self.barred(session):
            return
        board = await self.work(board_of, self.root, session, self.assessor, self.by)
        where = self.asked(board)
        if where is None:
            raise HTTPError(404, reason=_("There is nothing here to mark."))
        act, _colon, named = self.get_body_argument("act", "save").partition(":")
        given = self.given(board.tasks[where[0]].criteria)
        saving = dict.fromkeys(("save", "next", "typed"), self.save)
        other = {"alone": self.alone, "withdraw": self.withdraw, "overrule": self.overrule}
        doing = {**saving, **other}.get(act)
        if doing is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        async with self.settings.setdefault("alongside_course_turn", asyncio.Lock()):
            await doing(board, where, given, named or act)

    async def barred(self, session: str) -> bool:
        """Say what is missing, and return True, where this assessor has to mark examples first."""
        course = await self.work(course_with, self.root, session)
        gate = await self.work(gate_of, course, session, self.assessor)
        if not gate.open:
            self.set_status(200 if self.request.method == "GET" else 409)
            title = (await self.work(assessment_of, course, session)).title
            self.draw("mark-first.html", part="assess", gate=gate, title=title)
        return not gate.open

    def asked(self, board: Board) -> tuple[str, str] | None:
        """Return the task and the code that the address names; None where nobody has handed in."""
        task, code = self.get_query_argument("task", ""), self.get_query_argument("code", "")
        if (task and task not in board.tasks) or (code and code not in board.people):
            raise HTTPError(404, reason=_("There is no such answer in this session."))
        if not board.people:
            return None
        if task and code:
            return task, code
        tasks = [task] if task else list(board.tasks)
        codes = [code] if code else list(board.people)
        some = ((one, who) for one in tasks for who in codes if board.waits(one, who) == "open")
        return next(some, (tasks[0], codes[0])) if task or code else board.first() or (tasks[0], codes[0])

    async def save(self, board: Board, where: tuple[str, str], given: dict[str, Begun], act: str) -> None:
        """Enter the criteria that have words and a level; go on where nothing was left over."""
        seat, _handed = await self.work(seat_at, board, *where)
        answer = seat.answer
        if self.get_body_argument("sha256", "") != answer.sha256:
            await self.show(board, *where, sent=given, trouble=newer_text(), status=409)
            return
        outcome = await self.work(marking.save, seat, given, datetime.now(UTC))
        place = (answer.session, answer.candidate, answer.task)
        await self.work(drop_draft, board.course, board.assessor, place, outcome.done)
        problems = problems_of(outcome)
        if problems:
            fresh = await self.work(board_of, self.root, answer.session, board.assessor, self.by)
            left = {name: begun for name, begun in given.items() if name not in outcome.done}
            status = 409 if outcome.stale else 422
            trouble = not_all(len(outcome.done), len(problems))
            await self.show(fresh, *where, sent=left, problems=problems, trouble=trouble, status=status)
            return
        if act == "typed":  # from paper: back to where the next page is typed in
            done = {"task": where[0], "saved": str(len(outcome.done)), "code": where[1]}
            self.redirect(f"{self.request.path.removesuffix('mark')}paper?{urlencode(done)}", status=303)
            return
        onward = await self.work(self.next_after, answer.session, where) if act == "next" else None
        saved = {"saved": str(len(outcome.done))}
        self.redirect(
            self.there(*(onward or where), **saved, **({"from": where[1]} if onward else {})), status=303
        )

    def next_after(self, session: str, where: tuple[str, str]) -> tuple[str, str] | None:
        """Return the next answer that waits for this assessor, as everything stands by now."""
        return board_of(self.root, session, self.assessor, self.by).first(after=where)

    async def alone(self, board: Board, where: tuple[str, str], _given: dict[str, Begun], _act: str) -> None:
        """Let this assessor's levels be the result."""
        seat, _handed = await self.work(seat_at, board, *where)
        rows = await self.work(marking.stand_alone, seat, datetime.now(UTC))
        self.redirect(self.there(*where, alone=str(len(rows))), status=303)

    async def withdraw(
        self, board: Board, where: tuple[str, str], given: dict[str, Begun], name: str
    ) -> None:
        """Take one mark back; the reason is required, and the mark stays in the trail."""
        seat, _handed = await self.work(seat_at, board, *where)
        reason = self.get_body_argument(f"reason-{name}", "").strip()[:4000]
        if name not in given:
            raise HTTPError(400, reason=_("This page has no such step."))
        if not reason:
            problems = {name: _("Say why you take it back: the reason is kept with the mark.")}
            await self.show(board, *where, sent=given, problems=problems, trouble=problems[name], status=422)
            return
        taken = msgspec.structs.replace(given[name], evidence=reason)
        try:
            await self.work(marking.withdraw, seat, name, taken, datetime.now(UTC))
        except StaleMark:
            problems = {name: stale()}
            await self.show(board, *where, sent=given, problems=problems, trouble=stale(), status=409)
            return
        self.redirect(self.there(*where, withdrawn="1"), status=303)

    async def overrule(
        self, board: Board, where: tuple[str, str], _given: dict[str, Begun], name: str
    ) -> None:
        """Enter what the chair decides about one criterion, with the reason."""
        seat, _handed = await self.work(seat_at, board, *where)
        decided = self.decided(seat.criteria, name)
        if decided is None:
            trouble = no_reason()
            await self.show(board, *where, problems={name: trouble}, trouble=trouble, status=422)
            return
        await self.work(marking.overrule, seat, name, decided, datetime.now(UTC))
        self.redirect(self.there(*where, decided="1"), status=303)

    async def show(
        self,
        board: Board,
        task: str,
        code: str,
        *,
        sent: dict[str, Begun] | None = None,
        problems: dict[str, str] | None = None,
        told: str = "",
        trouble: str = "",
        status: int = 200,
    ) -> None:
        """Draw one answer; `sent` and `problems` are what could not be entered, and why."""
        piece = await self.work(piece_at, board, task, code, sent, problems)
        counts = await self.work(lambda: {one: board.count(one) for one in board.tasks})
        self.set_status(status)
        self.draw(
            "mark.html",
            part="assess",
            board=board,
            piece=piece,
            counts=counts,
            before=board.rounds.beside(task, code, -1),
            after=board.rounds.beside(task, code, 1),
            there=self.there,
            names=self.names,
            told=told,
            trouble=trouble,
            waits=wait_names(),
            passes=pass_names(),
        )


def number(text: str) -> int | None:
    """Return the whole number that a form sent, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
