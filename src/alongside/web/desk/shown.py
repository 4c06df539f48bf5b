"""Shown to me: what others want the person of this desk to read, and the reply; nothing of it is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside.errors import AnswersError
from alongside.model.showing import Copy, Reply
from alongside.model.workspace import Workspace
from alongside.responses.html import passage_html, printable
from alongside.responses.sendable import sendable, sent
from alongside.responses.showing import showings
from alongside.responses.shown import Wanted, addressed, find_shown, make_reply, reply, reply_to, shown_to
from alongside.responses.untrusted import Unreadable
from alongside.strings import _
from alongside.web.desk.reading import drawn_copy
from alongside.web.desk.showing import name_of
from alongside.web.desk.words import LARGEST
from alongside.web.page import Access, Page


class ShownPage(Page):
    """What was shown to the person of this desk, by name or initials, and a way to open a file."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """List what lies in the exchange for this person; nothing else is listed."""
        await self.list_them()

    async def post(self) -> None:
        """Open a file that somebody sent: read it, and keep nothing of it."""
        data = self.chosen_file(_("Choose the file that was sent to you."), LARGEST)
        try:
            copy = await self.work(sent, data, Copy)
        except Unreadable as err:
            self.set_status(422)
            await self.list_them(_("This is not a file that can be read: {why}").format(why=err))
        else:
            self.read(copy, by_file=True)

    async def list_them(self, problem: str = "") -> None:
        """Draw the list, with what went wrong just now."""
        found, problems = await self.work(_list, self.root, self.workspace)
        self.draw(
            "shown.html", part="lead", found=[drawn_copy(one) for one in found], problems=[*problems, problem]
        )

    def read(self, copy: Copy, *, by_file: bool, given: Reply | None = None, **told: str) -> None:
        """Draw a copy with the reply so far."""
        said = {"text": printable(given.text) if given else "", "problem": "", **told}
        before = passage_html(given.text) if given else ""
        self.draw(
            "shown_copy.html",
            part="lead",
            read=drawn_copy(copy),
            by_file=by_file,
            given=given,
            before=before,
            **said,
        )


class ShownCopyPage(ShownPage):
    """One copy, and the reply to it."""

    access: ClassVar[Access] = "owner"

    async def get(self, copy_id: str) -> None:
        """Read it."""
        copy, given = await self.work(_find, self.root, self.workspace, copy_id)
        self.read(copy, by_file=False, given=given)

    async def post(self, copy_id: str) -> None:
        """Put the reply into the exchange, in place of an earlier one."""
        copy, given = await self.work(_find, self.root, self.workspace, copy_id)
        text = self.get_body_argument("text", "")
        try:
            by = await self.work(_replying, self.root, self.workspace, copy)
            answer = make_reply(copy.id, by, text, datetime.now(UTC))
        except AnswersError as err:
            self.set_status(422)
            self.read(copy, by_file=False, given=given, text=text, problem=str(err))
            return
        await self.work(reply, self.root / self.workspace.exchange, answer)
        self.redirect(f"{self.base_url}alongside/shown/{copy.id}")


class ReplyPage(Page):
    """A reply to what came as a file, as a file to send back."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """There is nothing to read here: go to the list."""
        self.redirect(f"{self.base_url}alongside/shown")

    async def post(self) -> None:
        """Answer the reply as a page that carries itself as data."""
        copy_id, text = self.get_body_argument("copy", ""), self.get_body_argument("text", "")
        answer = await self.work(make_reply, copy_id, name_of(self.workspace), text, datetime.now(UTC))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_attachment_header("alongside-reply.html")
        title = _("Reply of {name}").format(name=answer.by)
        self.finish(sendable(title, passage_html(answer.text), answer, self.workspace.lang))


def wanted_at(root: Path, settings: Workspace) -> Wanted:
    """Return the rule of a desk: what is addressed to its person, and what was shown from this very desk.

    On one computer both sit at the same desk, and what its owner showed is the owner's own.
    """
    own = {one.copy for one in showings(root)}
    return lambda copy: copy.id in own or addressed(copy.to, settings.person)


def _replying(root: Path, settings: Workspace, copy: Copy) -> str:
    """Who writes a reply: the person of this desk, or whoever it was shown to at this very desk."""
    if copy.id not in {one.copy for one in showings(root)}:
        return name_of(settings)
    return _("{name}, at this desk").format(name=copy.to[:60])


def _list(root: Path, settings: Workspace) -> tuple[list[Copy], list[str]]:
    return shown_to(root / settings.exchange, wanted_at(root, settings))


def _find(root: Path, settings: Workspace, copy_id: str) -> tuple[Copy, Reply | None]:
    exchange = root / settings.exchange
    copy = find_shown(exchange, copy_id, wanted_at(root, settings))
    if copy is None:
        raise HTTPError(404, reason=_("There is nothing here that was shown to you; it may be withdrawn."))
    return copy, reply_to(exchange, copy.id)
