"""Assessment sessions from a trainee's side: begin, hand in with a receipt, read feedback and result."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import msgspec
from tornado.web import HTTPError

from alongside import paths
from alongside.content.load import fresh_unit, read_yaml
from alongside.content.shelf import folders
from alongside.errors import AlongsideError, AnswersError, NotSaved
from alongside.grading import distance, sessions
from alongside.model.handin import Declared, Receipt
from alongside.model.kinds import AnyResponse
from alongside.model.unit import AnyUnit
from alongside.model.workspace import Workspace
from alongside.publish.declared import helper_names
from alongside.publish.paged import page_pdf
from alongside.publish.released import FEEDBACK_POLICY
from alongside.responses import files, receipts
from alongside.responses.attached import tasks_in
from alongside.responses.attaching import own_files
from alongside.responses.handin import read_handin
from alongside.responses.html import safe
from alongside.responses.telling import answered_in
from alongside.strings import _
from alongside.web.desk.places import unit_folder
from alongside.web.desk.pointing import noticed_in, sort_names
from alongside.web.desk.portfolio import offers_for, selection_of
from alongside.web.page import Access, Page

LARGEST_SENT = 10_000_000
"""Bytes of a file that assessors sent."""


@dataclass(frozen=True)
class Sitting:
    """One assessment session on this desk; it has a folder once it has been begun."""

    id: str
    title: str = ""
    minutes: int = 0
    folder: str | None = None
    done: int = 0
    total: int = 0
    handed_in: list[Receipt] = field(default_factory=list)
    feedback: bool = False
    letter: bool = False
    problem: str = ""

    @property
    def notebook(self) -> str:
        """The notebook's path relative to the workspace."""
        return f"{self.folder}/{self.id}.ipynb"


class BeginPage(Page):
    """Fetches a released session and opens it."""

    access: ClassVar[Access] = "owner"

    async def post(self, session: str) -> None:
        """Fetch, then go to the page of the session."""
        await self.work(sessions.fetch, self.root, session)
        self.redirect(f"{self.base_url}alongside/unit/assessments/{session}")


class HandInPage(Page):
    """What will be handed in, and the button that does it."""

    access: ClassVar[Access] = "owner"

    async def get(self, session: str) -> None:
        """Show what is answered, what is not, what goes along, and words that may name somebody."""
        unit, missing = await self.work(_standing, self.root, session)
        chosen = await self.work(selection_of, self.root, session)
        self.draw(
            "handin.html",
            part="learn",
            unit=unit,
            missing=missing,
            selection=chosen,
            noticed=await self.work(noticed_in, self.root, unit, chosen.chosen),
            declared=await self.work(last_declared, self.root, session),
            helpers=helper_names(),
            sorts=sort_names(),
            along=await self.work(own_files, self.root, session),
            takes_files=bool(tasks_in(unit)),
            reaches=await self.work(sessions.reaches, self.root, session),
            receipt=None,
        )

    async def post(self, session: str) -> None:
        """Hand in what the page showed, or make a file of it to send, then show the receipt."""
        unit, missing = await self.work(_standing, self.root, session)
        by_file = self.get_body_argument("way", "") == "file"
        items, declared = self.get_body_arguments("item"), self.declared()
        await self.work(_same_files, self.root, session, self.get_body_arguments("along"))
        receipt = await self.work(_hand_in, self.root, session, items, declared, by_file)
        shown = {"unit": unit, "missing": missing, "selection": None, "receipt": receipt}
        self.draw("handin.html", part="learn", by_file=by_file, **shown)

    def declared(self) -> Declared | None:
        """Return what the form says about help; None where it says nothing."""
        said = self.get_body_argument("helped", "")
        if said not in {"yes", "no"}:
            return None
        by = self.get_body_arguments("by") if said == "yes" else []
        what = self.get_body_argument("what", "").replace("\r\n", "\n") if said == "yes" else ""
        if said == "yes" and not by:
            by = ["other"]
        try:
            return msgspec.convert({"by": by, "what": what}, Declared)
        except msgspec.ValidationError as err:
            raise HTTPError(400, reason=_("Say in at most 2000 characters what help you had.")) from err


class HandInFilePage(Page):
    """The last hand-in of a session as one file, to send by e-mail or to put on a stick."""

    access: ClassVar[Access] = "owner"

    async def get(self, session: str) -> None:
        """Answer the file, byte for byte as it was handed in; 404 where nothing was."""
        person = self.workspace.person.id
        made = await self.work(distance.hand_in_file, self.root, session, person)
        if made is None:
            raise HTTPError(404, reason=_("There is no file of a hand-in here. Hand in first."))
        packed = made.name.endswith(".zip")
        self.set_header("Content-Type", "application/zip" if packed else "application/json; charset=utf-8")
        self.set_attachment_header(made.name)
        self.finish(made.body)


class BringPage(Page):
    """Brings in what assessors sent as a file: a session, feedback, or a result letter."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Draw the form."""
        self.draw("bring.html", part="learn", brought=None, problem="")

    async def post(self) -> None:
        """Bring in the file, and say what it was; 422 and its sentence where it is no such file."""
        data = self.chosen_file(_("Choose the file that was sent to you."), LARGEST_SENT)
        try:
            brought = await self.work(distance.bring, self.root, data)
        except NotSaved:
            raise
        except AnswersError as err:
            self.set_status(422)
            self.draw("bring.html", part="learn", brought=None, problem=str(err))
        else:
            self.draw("bring.html", part="learn", brought=brought, problem="")


class FeedbackPage(Page):
    """The feedback on the latest hand-in of a session."""

    access: ClassVar[Access] = "owner"

    async def get(self, session: str) -> None:
        """Answer the page that the assessors released, with a way back; it carries nothing that runs."""
        pages = await self.work(sessions.fetch_feedback, self.root, session)
        await self.hand_out(pages, _("There is no feedback on this session yet."))

    async def hand_out(self, pages: list[Path], none: str) -> None:
        """Answer the last page, or its PDF where `as=pdf` is asked; 404, saying `none`, without one."""
        if not pages:
            raise HTTPError(404, reason=none)
        self.set_header("Content-Security-Policy", FEEDBACK_POLICY)
        if self.get_query_argument("as", "") == "pdf":
            text = pages[-1].read_text(encoding="utf-8")
            self.set_header("Content-Type", "application/pdf")
            self.finish((await self.work(page_pdf, text)).pdf)
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        # The page is a file that knows no desk: it was made by assessors, perhaps on another computer.
        label, pdf = safe(_("Back to my desk")), safe(_("As a PDF, to print or to send"))
        desk = f'<a href="{safe(self.base_url)}alongside/">{label}</a>'
        back = f'<main>\n<p>{desk} · <a href="?as=pdf">{pdf}</a></p>'
        self.finish(pages[-1].read_text(encoding="utf-8").replace("<main>", back, 1))


class ResultPage(FeedbackPage):
    """The result letter that went out to this person."""

    async def get(self, session: str) -> None:
        """Answer the letter as it was released, with a way back."""
        pages = await self.work(sessions.fetch_letter, self.root, session)
        await self.hand_out(pages, _("No result letter has been released to you yet."))


def sittings(root: Path, order: list[str]) -> tuple[list[Sitting], list[str]]:
    """Return every session that was released to this workspace or begun in it, and what cannot be read.

    Sessions come in the order of the unit ids in `order`, then by id.
    """
    settings = read_yaml(root / paths.MARKER, Workspace)
    offered = {place.name: place for place in sorted((root / settings.exchange).glob("*/outbound/*/"))}
    begun = {folder.name: folder for folder in folders(root) if folder.parent.name == "assessments"}
    names = sorted(
        {*offered, *begun}, key=lambda name: (order.index(name) if name in order else len(order), name)
    )
    try:
        sent, problems = receipts.receipts(root), []
    except AlongsideError as err:
        sent, problems = [], [str(err)]
    return [_sitting(root, name, begun.get(name), offered.get(name), sent) for name in names], problems


def _sitting(root: Path, name: str, begun: Path | None, offered: Path | None, sent: list[Receipt]) -> Sitting:
    mine = [one for one in sent if one.act == "handed-in" and one.to == name]
    blank = Sitting(name, handed_in=mine, folder=begun.relative_to(root).as_posix() if begun else None)
    try:
        unit = fresh_unit(begun or offered or root)
        known = answered_in(unit, files.read(begun, name).entries) if begun else frozenset()
        done = sum(response.id in known for response in unit.responses)
        blank = replace(blank, title=unit.title, minutes=unit.minutes, done=done, total=len(unit.responses))
        if not mine and not sessions.feedback_home(root, name).is_dir():
            return blank
        feedback, letter = sessions.fetch_feedback(root, name), sessions.fetch_letter(root, name)
        return replace(blank, feedback=bool(feedback), letter=bool(letter))
    except (AlongsideError, OSError) as err:
        return replace(blank, problem=str(err))


def _standing(root: Path, session: str) -> tuple[AnyUnit, list[AnyResponse]]:
    folder = unit_folder(root, f"assessments/{session}")
    unit = fresh_unit(folder)
    known = answered_in(unit, files.read(folder, unit.id).entries)
    return unit, [response for response in unit.responses if response.id not in known]


def last_declared(root: Path, session: str) -> Declared | None:
    """Return what was declared with the last hand-in of a session, so that it need not be said again."""
    try:
        return read_handin(receipts.staged_file(root, session).read_bytes()).help
    except (OSError, AlongsideError):
        return None


def _same_files(root: Path, session: str, shown: list[str]) -> None:
    """Refuse where other files go along by now than those that the page showed."""
    if shown != [one.attachment.sha256 for one in own_files(root, session)]:
        raise HTTPError(409, reason=_("Other files go along by now. Look through once more."))


def _hand_in(
    root: Path, session: str, chosen: list[str], declared: Declared | None, by_file: bool
) -> Receipt:
    """`chosen` are the pieces as the page showed them: another window may have changed the choice since."""
    offers = {offer.key: offer.piece for offer in offers_for(root, session)}
    if not set(chosen) <= set(offers):
        raise HTTPError(409, reason=_("One of these pieces is not there any more. Look through once more."))
    pieces = [offers[key] for key in dict.fromkeys(chosen)]
    picked = [(piece.place.unit.id, piece.entry.id, root / piece.place.folder) for piece in pieces]
    return sessions.hand_in(root, session, datetime.now(UTC), picked, declared, by_file=by_file)
