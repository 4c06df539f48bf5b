"""Marking without the desk: one file that carries answers and rubric, and its marks taken in later."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ClassVar

from msgspec.structs import replace
from tornado.web import HTTPError

from alongside.errors import AlongsideError, WorkspaceError
from alongside.grading.course import Course
from alongside.grading.evidence import served
from alongside.grading.marking_files import give_out, given_out
from alongside.grading.panel import panel_of
from alongside.grading.standard import gate_of
from alongside.model.marking_file import MarkingFile
from alongside.model.marks import a_token
from alongside.model.unit import Assessment
from alongside.responses.moments import moment
from alongside.strings import _
from alongside.web.page import Access
from alongside.web.programme.assessing import course_with
from alongside.web.programme.boards import Board, board_of
from alongside.web.programme.marking import Marking
from alongside.web.programme.marking_words import pass_names
from alongside.web.programme.marks_in import Report, Visit, take_in
from alongside.web.programme.pieces import Line, Piece, piece_at

Pictures = dict[str, dict[str, str]]
"""Hash of an answer to its pictures: name to the picture itself, as an address that holds it."""


@dataclass(frozen=True)
class View:
    """What the page shows: how much waits for whom, and which files were given out.

    `others` are the assessors of a panel, with names and numbers, for whoever coordinates. `first` are the
    ids of those who have examples to mark before.
    """

    assessment: Assessment
    mine: int
    others: list[tuple[str, str, int]] = field(default_factory=list)
    first: set[str] = field(default_factory=set)
    out: list[MarkingFile] = field(default_factory=list)


class OfflinePage(Marking):
    """Makes a marking file, and takes the marks in that it saved."""

    access: ClassVar[Access] = "assessor"

    def visit(self, session: str) -> Visit:
        """Say whose desk this is, and whether other assessors' files are made and taken in here."""
        return Visit(self.root, session, self.assessor, "trainer" in self.roles)

    async def get(self, session: str) -> None:
        """Draw the page."""
        await self.show(session)

    async def post(self, session: str) -> None:
        """Answer a marking file, or take marks in and say what became of them."""
        doing = self.acts.get(self.get_body_argument("act", ""))
        if doing is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        await doing(self, session)

    async def show(self, session: str, reports: list[Report] | None = None, trouble: str = "") -> None:
        """Draw the page, with what was just done."""
        view = await self.work(_view, self.visit(session))
        given = {"view": view, "me": self.assessor, "reports": reports or [], "trouble": trouble}
        self.draw("offline.html", part="assess", **given)

    async def make(self, session: str) -> None:
        """Answer the file of everything that waits for one assessor, to be kept and not to be opened here."""
        who = self.get_body_argument("who", "") or self.assessor
        try:
            board, pieces, pictures, made = await self.work(_made, self.visit(session), who)
        except AlongsideError as err:
            self.set_status(422)
            await self.show(session, trouble=str(err))
            return
        policy, script = self.bundled()
        body = self.drawn(
            "marking-file.html",
            board=board,
            pieces=pieces,
            pictures=pictures,
            made=made,
            numbers={task: number for number, task in enumerate(board.tasks, 1)},
            passes=pass_names(),
            judged=_judged,
            contacts=(await self.plan()).contacts,
            style="".join(self.text_of(name) for name in ("page.css", "mark.css")),
            script=script,
            policy=policy,
        )
        self.set_header("Content-Security-Policy", policy)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_attachment_header(f"marking-{session}-{who}.html")
        self.finish(body)

    async def take(self, session: str) -> None:
        """Take in every file of the form, one at a time for the whole course."""
        chosen = [one for one in self.request.files.get("file", []) if one.filename or one.body]
        if not chosen:
            raise HTTPError(400, reason=_("Choose at least one file."))
        reports, now = [], datetime.now(UTC)
        for one in chosen:
            source = one.filename or _("a file without a name")
            async with self.settings.setdefault("alongside_course_turn", asyncio.Lock()):
                reports.append(await self.work(take_in, self.visit(session), source, one.body, now))
        self.set_status(422 if all(one.trouble for one in reports) else 200)
        await self.show(session, reports)

    def text_of(self, name: str) -> str:
        """Return one of the kit's own scripts or styles."""
        return self.settings["alongside_assets"].plain(name).body.decode()

    def bundled(self) -> tuple[str, str]:
        """Return the policy of a marking file and the one script that it allows."""
        script = self.text_of("marking-file.js")
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        rules = (
            "default-src 'none'",
            f"script-src 'sha256-{digest}'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
        return "; ".join(rules), script

    acts: ClassVar[dict[str, Callable[[OfflinePage, str], Awaitable[None]]]] = {"make": make, "take": take}
    """What the forms of the page do."""


def _view(visit: Visit) -> View:
    board = board_of(visit.root, visit.session, visit.by, "task")
    mine, others = len(_waiting(board)), []
    named = _panel(board.course, visit)
    if named:
        counts = {one: len(_waiting(board_of(visit.root, visit.session, one, "task"))) for one in named}
        others = [(visit.by, visit.by, mine)] if visit.by not in named else []
        others += [(one, name, counts[one]) for one, name in named.items()]
    first = {one for one in (visit.by, *named) if not gate_of(board.course, visit.session, one).open}
    out = [
        one for one in given_out(board.course, visit.session) if visit.coordinates or one.assessor == visit.by
    ]
    return View(board.assessment, mine, others, first, out)


def _waiting(board: Board) -> list[tuple[str, str]]:
    return [(task, code) for task in board.tasks for code in board.left(task)]


def _made(visit: Visit, who: str) -> tuple[Board, list[Piece], Pictures, MarkingFile]:
    """Gather what waits for one assessor, and keep that it was given out."""
    course = course_with(visit.root, visit.session)
    _check(course, visit, who)
    board = board_of(visit.root, visit.session, who, "task")
    now, begun = datetime.now(UTC), None if who == visit.by else {}
    made = MarkingFile(
        id=a_token(), session=visit.session, assessor=who, at=moment(now), by=visit.by, answers=0
    )
    found = [piece_at(board, *where, begun) for where in _waiting(board)]
    pieces = [one for one in found if any(_judged(made, line) for line in one.lines)]
    if not pieces:
        what = _("Nothing waits for the mark of {who}, so there is nothing to take along.")
        raise WorkspaceError(what.format(who=who))
    pictures = {one.sha256: _pictures(course, visit.session, one, now) for one in pieces}
    made = replace(made, answers=len(pieces))
    give_out(course, made)
    return board, pieces, pictures, made


def _judged(made: MarkingFile, line: Line) -> bool:
    """Whether a criterion is judged in a marking file.

    What the assessor has entered or begun at the desk is in a file for themselves alone: whoever makes one
    for another may mark the same answers, blind.
    """
    return line.slot.own and (made.by == made.assessor or line.slot.standing is None)


def _check(course: Course, visit: Visit, who: str) -> None:
    """Raise where this desk makes no marking file for that assessor, or the examples come first."""
    if who != visit.by and who not in _panel(course, visit):
        why = _("A marking file is made at the assessor's own desk, or by a coordinator.")
        raise HTTPError(403, reason=why)
    if not gate_of(course, visit.session, who).open:
        what = _("{who} has to mark the examples of this session first.").format(who=who)
        raise WorkspaceError(what, do=_("Then make the marking file."))


def _panel(course: Course, visit: Visit) -> dict[str, str]:
    """Return id and name of the assessors of a panel, for whoever coordinates; nobody for all others."""
    panel = panel_of(course, visit.session) if visit.coordinates else None
    return {one.id: one.name for one in panel.assessors} if panel else {}


def _pictures(course: Course, session: str, piece: Piece, now: datetime) -> dict[str, str]:
    """Return the pictures that go with an answer, each as an address that holds it."""
    names = [one.attachment.file for one in piece.files if one.attachment.type == "jpg"]
    found = {name: served(course, session, piece.candidate, name, now) for name in names}
    return {
        name: f"data:image/jpeg;base64,{base64.b64encode(there[1]).decode()}"
        for name, there in found.items()
        if there
    }
