"""What participants commented on, activity by activity, for whoever looks after the programme."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from alongside.model.comments import Passed, PassedOn
from alongside.responses.comments import all_passed, take_in_comments
from alongside.responses.html import passage_html, printable
from alongside.responses.sendable import sent
from alongside.responses.untrusted import Unreadable
from alongside.strings import _
from alongside.web.page import Access, Page

LARGEST = 8_000_000


@dataclass(frozen=True)
class Said:
    """One comment to read: `html` is safe; `by` is "" where its author is not named."""

    title: str
    version: int
    at: str
    by: str
    html: str


class PassedCommentsPage(Page):
    """Every comment that was sent, by activity id."""

    access: ClassVar[Access] = "trainer"

    async def get(self) -> None:
        """Draw the comments in the exchange."""
        await self.list_them()

    async def post(self) -> None:
        """Take in comments that came as a file; 422 and a sentence where it is no such file."""
        data = self.chosen_file(_("Choose the file with comments that was sent to you."), LARGEST)
        try:
            await self.work(_take_in, self.root / self.workspace.exchange, data)
        except Unreadable as err:
            self.set_status(422)
            await self.list_them(_("This is not a file of comments: {why}").format(why=err))
        else:
            self.redirect(f"{self.base_url}alongside/trainer/comments")

    async def list_them(self, problem: str = "") -> None:
        """Draw the page, with what went wrong just now."""
        groups, problems = await self.work(_groups, self.root / self.workspace.exchange)
        self.draw("passed_comments.html", part="lead", groups=groups, problems=[*problems, problem])


def _take_in(exchange: Path, page: bytes) -> None:
    take_in_comments(exchange, sent(page, PassedOn))


def _groups(exchange: Path) -> tuple[list[tuple[str, list[Said]]], list[str]]:
    found, problems = all_passed(exchange)
    by_activity = groupby(found, key=lambda one: one.activity)
    return [(activity, [_said(one) for one in some]) for activity, some in by_activity], problems


def _said(one: Passed) -> Said:
    by = " ".join(printable(one.by or "").split())
    return Said(printable(one.title), one.version, one.at, by, passage_html(one.text))
