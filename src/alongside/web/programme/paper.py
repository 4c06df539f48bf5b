"""Marking on paper: the pack to print, and the page on which its marks are typed in later."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from alongside.publish.pack import SIGNS, pack, parted
from alongside.strings import _, ngettext
from alongside.web.page import Access
from alongside.web.programme.assessing import course_with
from alongside.web.programme.boards import Board, board_of
from alongside.web.programme.marking import Marking
from alongside.web.programme.pieces import Piece, piece_at

PACK_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)
"""A pack is a file that carries its own style and nothing that runs."""


class PackPage(Marking):
    """The pack of a session as the file that it is: where there is a panel, of what this assessor has."""

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Answer the pack; `task` in the address chooses one task, and may stand several times.

        `left=yes` leaves out what does not wait for this assessor's mark.
        """
        tasks, left = self.get_query_arguments("task"), self.get_query_argument("left", "") == "yes"
        body = await self.work(_pack, self.root, session, tasks, self.assessor, left)
        self.set_header("Content-Security-Policy", PACK_POLICY)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(body)


class TypedPage(Marking):
    """Typing marks in: first the code on the page, then a sentence and a level for each criterion.

    The second form goes to the marking page, so that everything that holds there holds here.
    """

    access: ClassVar[Access] = "assessor"

    async def get(self, session: str) -> None:
        """Draw the form for the code, or the form for the marks where the code is whole and right."""
        board = await self.work(board_of, self.root, session, self.assessor, "task")
        task = self.get_query_argument("task", "")
        task = task if task in board.tasks else next(iter(board.tasks))
        paper = self.get_query_argument("paper", "")
        piece, trouble = await self.work(_found, board, task, paper) if paper else (None, "")
        self.set_status(422 if trouble else 200)
        self.draw(
            "paper.html",
            part="assess",
            board=board,
            task=task,
            paper="".join(paper.upper().split()),
            piece=piece,
            trouble=trouble,
            told=self.typed(),
            left=len(board.left(task)),
        )

    def typed(self) -> str:
        """Return what was typed in just before."""
        saved, code = self.get_query_argument("saved", ""), self.get_query_argument("code", "")
        if not saved.isdigit() or len(saved) > 4:
            return ""
        said = ngettext("{n} criterion is entered.", "{n} criteria are entered.", int(saved))
        return f"{code}: {said.format(n=saved)}"


def _pack(root: Path, session: str, tasks: list[str], assessor: str, left: bool) -> str:
    only = None
    if left:
        board = board_of(root, session, assessor, "task")
        only = {(task, code) for task in board.tasks for code in board.left(task)}
    return pack(course_with(root, session), session, tasks, assessor, only)


def _found(board: Board, task: str, paper: str) -> tuple[Piece | None, str]:
    """Return the answer that a code on paper means, or None and why it means none."""
    code, signs = parted(paper)
    if code not in board.people:
        return None, _("No candidate has the code {code}. Look at the paper again.").format(code=code)
    piece = piece_at(board, task, code)
    if piece.problem:
        return None, piece.problem
    if len(signs) != SIGNS:
        return None, _("Type the signs behind the dash too: they say which text you read.")
    if signs != piece.sha256[:SIGNS].upper():
        return None, _(
            "The signs behind the dash are not those of this task's text. Either it is another task, or "
            "the candidate has handed in a new text since the page was printed: then read and mark that one."
        )
    if not piece.open:
        return None, _("There is nothing for you to enter here: look at the answer at the marking desk.")
    return piece, ""
