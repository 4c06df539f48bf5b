"""Show this to …: choosing answers of one unit for one person, looking at what was shown, taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, cast, get_args

from tornado.web import HTTPError

from alongside.errors import AnswersError, NotSaved
from alongside.model.showing import Copy, Reply, Role, Showing, Way
from alongside.model.workspace import Workspace
from alongside.responses import showing
from alongside.responses.html import blocks_html, safe
from alongside.responses.sendable import sendable, sent
from alongside.responses.showing import Picked, Whom
from alongside.responses.untrusted import Unreadable
from alongside.strings import _
from alongside.web.desk.reading import drawn_copy, told_copy
from alongside.web.desk.told import told
from alongside.web.desk.words import LARGEST, WordsPage
from alongside.web.desk.written import Piece, written
from alongside.web.page import Access, Page

LONGEST_LINE = 1_000


@dataclass(frozen=True)
class Offered:
    """An answer that may be shown, as safe HTML, or `why_not` in a sentence."""

    id: str
    prompt: str
    html: str
    why_not: str


@dataclass(frozen=True)
class Unit:
    """What was written in one folder: its title, and every answer with what speaks against showing it."""

    folder: str
    title: str
    offered: list[Offered]


class ShowPage(Page):
    """The form: to whom, which answers of one unit, and how they go."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Show every answer of the unit as it would go, with the one that was asked for ticked."""
        unit = await self.work(_unit, self.root, self.get_query_argument("in", ""))
        self.form(unit, [self.get_query_argument("id", "")])

    async def post(self) -> None:
        """Make the copy and show it; the form again with a sentence where something is missing."""
        folder, ids = self.get_body_argument("in", ""), self.get_body_arguments("piece")
        unit = await self.work(_unit, self.root, folder)
        whom = Whom(
            by=name_of(self.workspace),
            role=cast("Role", self._one_of("role", get_args(Role))),
            to=self.get_body_argument("to", ""),
            line=self.get_body_argument("line", ""),
            way=cast("Way", self._one_of("way", get_args(Way))),
        )
        if problem := _missing(whom, ids):
            self.set_status(422)
            self.form(unit, ids, whom=whom, problem=problem)
            return
        done = await self.work(_show, self.root, self.exchange, folder, ids, whom)
        self.redirect(f"{self.base_url}alongside/show/{done.copy}")

    def form(self, unit: Unit, ticked: list[str], **told: object) -> None:
        """Draw the form with what was filled in so far."""
        given = {"whom": None, "problem": "", **told}
        self.draw("show.html", part="learn", unit=unit, ticked=ticked, **given)

    @property
    def exchange(self) -> Path:
        """The folder through which people here pass things to each other."""
        return self.root / self.workspace.exchange

    def _one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        given = self.get_body_argument(name, "")
        if given not in allowed:
            raise HTTPError(400)
        return given


class ShowingPage(ShowPage):
    """What was shown once: to whom, what exactly, and the button that takes it back."""

    access: ClassVar[Access] = "owner"

    async def get(self, copy_id: str) -> None:
        """Show the copy, the way to send it, and what was replied."""
        one = await self.work(showing_called, self.root, copy_id)
        copy = await self.work(showing.own_copy, self.root, one.copy)
        self.draw("showing.html", part="learn", one=one, copy=copy and drawn_copy(copy), told=told(one))

    async def post(self, copy_id: str) -> None:
        """Take it back, then say what that means."""
        one = await self.work(showing_called, self.root, copy_id)
        await self.work(showing.withdraw, self.root, self.exchange, one, datetime.now(UTC))
        self.redirect(f"{self.base_url}alongside/show/{one.copy}")


class ShownFilePage(Page):
    """The copy as one file to send."""

    access: ClassVar[Access] = "owner"

    async def get(self, copy_id: str) -> None:
        """Answer the page that carries the copy as text and as data."""
        copy = await self.work(showing.own_copy, self.root, copy_id)
        if copy is None:
            raise HTTPError(404, reason=_("This copy was withdrawn or erased."))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_attachment_header("alongside-shown.html")
        self.finish(await self.work(_file, copy, self.workspace.lang))


class ReplyFilePage(WordsPage):
    """Takes in a reply that came as a file."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """There is nothing to read here: go to the page with the form."""
        self.redirect(f"{self.base_url}alongside/words")

    async def post(self) -> None:
        """Keep the reply beside what it answers and go there; 422 and a sentence where it is no such file."""
        data = self.chosen_file(_("Choose the file that was sent to you as a reply."), LARGEST)
        try:
            one = await self.work(_take_reply, self.root, data)
        except NotSaved:
            raise
        except AnswersError as err:
            self.set_status(422)
            await self.show(problem=str(err))
        else:
            self.redirect(f"{self.base_url}alongside/show/{one.copy}")


def showing_called(root: Path, copy_id: str) -> Showing:
    """Return what was shown under this name; 404 where there is nothing."""
    found = [one for one in showing.showings(root) if one.copy == copy_id]
    if not found:
        raise HTTPError(404, reason=_("Nothing was shown under this address."))
    return found[0]


def name_of(settings: Workspace) -> str:
    """Return whose desk this is, as others read it."""
    return showing.one_line(settings.person.name)[:80] or settings.person.id[:80]


def _unit(root: Path, folder: str) -> Unit:
    pieces = [piece for piece in written(root)[0] if piece.place.folder == folder]
    if not pieces:
        raise HTTPError(404, reason=_("There is nothing written in this module."))
    return Unit(folder, pieces[0].place.title, [_offered(piece) for piece in pieces])


def _offered(piece: Piece) -> Offered:
    reason = showing.why_not(piece.response, piece.entry)
    return Offered(
        piece.entry.id, piece.entry.prompt, "" if reason else blocks_html(piece.blocks, safe), reason
    )


def _missing(whom: Whom, ids: list[str]) -> str:
    if not ids:
        return _("Tick at least one answer.")
    name = showing.one_line(whom.to)
    if not name:
        return _("Write the name or the initials of whoever shall read it.")
    if len(name) > 80:
        return _("This name is too long: 80 characters are enough.")
    if len(whom.line) > LONGEST_LINE:
        return _("The line that goes along has more than {most} characters.").format(most=LONGEST_LINE)
    return ""


def _show(root: Path, exchange: Path, folder: str, ids: list[str], whom: Whom) -> Showing:
    pieces = {piece.entry.id: piece for piece in written(root)[0] if piece.place.folder == folder}
    if not set(ids) <= set(pieces):
        raise HTTPError(409, reason=_("One of these answers is not there any more. Look through once more."))
    chosen = [piece for name, piece in pieces.items() if name in ids]
    picked = [Picked(piece.entry, piece.response, piece.place.title[:300]) for piece in chosen]
    copy = showing.make_copy(whom, picked, datetime.now(UTC))
    return showing.show(root, exchange, copy, folder, whom.way)


def _file(copy: Copy, lang: str) -> bytes:
    title = _("Shown to {name}").format(name=copy.to)
    return sendable(title, told_copy(copy), copy, lang)


def _take_reply(root: Path, page: bytes) -> Showing:
    try:
        reply = sent(page, Reply)
    except Unreadable as err:
        raise AnswersError(
            _("This is not a reply that can be read: {why}").format(why=err), do=_("Nothing was kept.")
        ) from err
    return showing.take_reply(root, reply)
