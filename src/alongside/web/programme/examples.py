"""Examples at the assessor's desk: marked like a live answer, then read beside the agreed levels."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import msgspec
from tornado.web import HTTPError

from alongside.grading import marking
from alongside.grading.anchors import anchors_of, set_standard, standard_of
from alongside.grading.course import assessment_of
from alongside.grading.drafts import drop_draft
from alongside.grading.joining import Joining
from alongside.grading.laying import as_handed
from alongside.grading.progress import progress_of
from alongside.grading.standard import Gate, Judged, gate_of
from alongside.model.anchor import MOST_LAID, Anchor, Standard
from alongside.model.kinds import Reflection
from alongside.model.marking import Begun
from alongside.model.unit import Assessment
from alongside.responses.moments import moment
from alongside.strings import _, ngettext
from alongside.web.page import Access
from alongside.web.programme.assessing import course_with
from alongside.web.programme.boards import Board, Rounds, seat_at
from alongside.web.programme.marking import Marking, number
from alongside.web.programme.marking_words import not_all, problems_of
from alongside.web.programme.pieces import piece_at

ASKED: dict[str, bool | None] = {"usual": None, "yes": True, "no": False}
"""What a form calls the three ways to ask for examples."""


class ExamplesPage(Marking):
    """All examples of a session, how this assessor stands to them, and what the course asks."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Draw the list."""
        course = await self.work(course_with, self.root, session)
        gate = await self.work(gate_of, course, session, self.assessor)
        self.draw(
            "examples.html",
            part="assess",
            gate=gate,
            title=(await self.work(assessment_of, course, session)).title,
            standard=await self.work(standard_of, course, session),
            anchors=await self.work(anchors_of, course, session),
            kinds=kind_names(),
            most=MOST_LAID,
            near=nearness,
            told=self.get_query_argument("kept", "") and _("Kept, with today's date."),
        )

    async def post(self, session: str) -> None:
        """Keep what the course asks of its assessors from now on."""
        course = await self.work(course_with, self.root, session)
        raw = {
            "session": session,
            "at": moment(datetime.now(UTC)),
            "by": self.assessor,
            "required": ASKED.get(self.get_body_argument("required", ""), "?"),
            "laid": number(self.get_body_argument("laid", "")),
            "kept_back": self.get_body_arguments("kept_back"),
        }
        try:
            standard = msgspec.convert(raw, Standard)
        except msgspec.ValidationError as err:
            raise HTTPError(400, reason=_("What arrived here is not one of the choices.")) from err
        await self.work(set_standard, course, standard)
        self.redirect(f"{self.request.path}?kept=yes", status=303)


class ExamplePage(Marking):
    """One example: the form, or, once every line is marked, the agreed levels beside one's own."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Draw the example that the address names; `again` opens the form for another try."""
        await self.show(*await self.work(_asked, self.root, session, self.assessor, self.named))

    async def post(self, session: str) -> None:
        """Enter what is whole, as on a live answer, and show the agreed levels when all of it is."""
        board, judged, _gate = await self.work(_asked, self.root, session, self.assessor, self.named)
        anchor = judged.anchor
        given = self.given([one.criterion for one in judged.lines])
        seat, _handed = await self.work(seat_at, board, anchor.about, anchor.id)
        if self.get_body_argument("sha256", "") != seat.answer.sha256:
            raise HTTPError(409, reason=_("This example was changed meanwhile. Load the page again."))
        async with self.settings.setdefault("alongside_course_turn", asyncio.Lock()):
            outcome = await self.work(marking.save, seat, given, datetime.now(UTC))
        place = (session, anchor.id, anchor.about)
        await self.work(drop_draft, board.course, board.assessor, place, outcome.done)
        problems = problems_of(outcome)
        if problems:
            left = {name: begun for name, begun in given.items() if name not in outcome.done}
            self.set_status(409 if outcome.stale else 422)
            fresh = await self.work(_asked, self.root, session, self.assessor, self.named)
            await self.show(*fresh, sent=left, problems=problems, done=len(outcome.done))
            return
        self.redirect(f"?example={anchor.id}", status=303)

    @property
    def named(self) -> str:
        """The id of the example in the address."""
        return self.get_query_argument("example", "")

    async def show(
        self,
        board: Board,
        judged: Judged,
        gate: Gate,
        *,
        sent: dict[str, Begun] | None = None,
        problems: dict[str, str] | None = None,
        done: int = 0,
    ) -> None:
        """Draw the form, or the agreed levels where they may be read."""
        anchor = judged.anchor
        piece = await self.work(piece_at, board, anchor.about, anchor.id, sent, problems)
        again = bool(self.get_query_argument("again", "")) or bool(problems)
        following = next((one.anchor.id for one in gate.examples if not one.whole and one is not judged), "")
        self.draw(
            "example.html",
            part="assess",
            board=board,
            judged=judged,
            gate=gate,
            piece=piece,
            marking=again or not judged.whole,
            following=following,
            kind=kind_names()[anchor.kind],
            near=nearness,
            trouble=not_all(done, len(problems)) if problems else "",
        )


def nearness(gap: int | None) -> str:
    """Return how far one level lies from another, in words."""
    if gap is None:
        return _("not marked")
    if gap == 0:
        return _("the same level")
    return ngettext("{n} level apart", "{n} levels apart", gap).format(n=gap)


def kind_names() -> dict[str, str]:
    """Return what each kind of example is called; nobody is told before it is marked."""
    return {
        "clear-phase-1": _("clearly Phase 1"),
        "clear-phase-2": _("clearly Phase 2"),
        "clear-phase-3": _("clearly Phase 3"),
        "borderline": _("on the border between two levels"),
        "hard": _("hard to judge: trained assessors differ"),
        "not-yet": _("not there yet"),
    }


def _asked(root: Path, session: str, assessor: str, named: str) -> tuple[Board, Judged, Gate]:
    course = course_with(root, session)
    gate = gate_of(course, session, assessor)
    judged = next((one for one in gate.examples if one.anchor.id == named), None)
    if judged is None:
        raise HTTPError(404, reason=_("There is no such example in this session."))
    assessment = assessment_of(course, session)
    anchor = judged.anchor
    tasks = {anchor.about: _task(assessment, anchor)}
    board = Board(
        course,
        assessment,
        tasks,
        {anchor.id: anchor.id},
        Rounds(list(tasks), [anchor.id], "task"),
        assessor,
        progress_of(course, session, [], {}),
        Joining(),
        examples={anchor.id: as_handed(anchor.id, assessment, [anchor])},
    )
    return board, judged, gate


def _task(assessment: Assessment, anchor: Anchor) -> Reflection:
    """Return the task of an example; an observation is shown as one, with its brief."""
    found = next((one for one in assessment.responses if one.id == anchor.about), None)
    if isinstance(found, Reflection):
        return found
    watched = next(one for one in assessment.observations if one.id == anchor.about)
    return Reflection(id=watched.id, prompt=watched.title, hint=watched.brief, criteria=watched.criteria)
