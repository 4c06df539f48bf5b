"""Everything I wrote: read it with its earlier versions, search it, take it along, bring it back."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside.content.competences import competence_titles
from alongside.content.load import fresh_unit
from alongside.errors import AnswersError, ContentError, NotSaved
from alongside.model.handin import Receipt
from alongside.model.unit import AnyUnit
from alongside.model.workspace import Workspace
from alongside.responses.export import export_html, export_json
from alongside.responses.onefile import gathered
from alongside.responses.receipts import receipts
from alongside.responses.showing import collect_replies, showings
from alongside.responses.takealong import restore, take_along
from alongside.responses.whose import workspace_id
from alongside.strings import _
from alongside.web.desk.drawn import Shown, drawn
from alongside.web.desk.journal import Asked, Journal, asked_for, journal_of
from alongside.web.desk.told import Told, told
from alongside.web.desk.written import written
from alongside.web.page import Access, Page

LARGEST = 64_000_000
"""Bytes of a file of answers that is brought back."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class WordsPage(Page):
    """The journal: every answer in this workspace, by module or by competence, and a search in them."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Draw what was asked for of what was written; nobody else is asked or told."""
        await self.show(asked_for(self.get_query_argument))

    async def show(self, asked: Asked | None = None, **told: object) -> None:
        """Draw the page, with what was just done: `restored`, `erased` or a `problem`."""
        journal, groups = await self.work(_journal, self.root, asked or Asked())
        sent, problem = await self.work(_sent, self.root)
        shown, replies = await self.work(_shown, self.root, self.root / self.workspace.exchange)
        done = {"restored": None, "erased": None, "erased_id": "", "problem": problem, **told}
        lists = {"journal": journal, "groups": groups, "sent": sent, "shown": shown, "replies": replies}
        lists["whose"] = await self.work(workspace_id, self.root)
        self.draw("words.html", part="learn", **lists, **done)


class DownloadPage(Page):
    """What I wrote, as a file."""

    access: ClassVar[Access] = "owner"

    async def get(self, name: str) -> None:
        """Answer the file as a download; `in` names the one folder that a Word document is to have."""
        if name == "answers.docx":
            body, kind = await self.work(_word, self.root, self.workspace, self.get_query_argument("in", ""))
        else:
            body, kind = await self.work(_file, self.root, name, self.workspace.lang)
        self.set_header("Content-Type", kind)
        folder = self.get_query_argument("in", "").rpartition("/")[2]
        self.set_attachment_header(f"alongside-{folder + '-' if folder else ''}{name}")
        self.finish(body)


class RestorePage(WordsPage):
    """Brings back a file of answers from another computer; both versions are kept where both exist."""

    async def get(self) -> None:
        """There is nothing to read here: go to the page with the form."""
        self.redirect(f"{self.base_url}alongside/words")

    async def post(self) -> None:
        """Read the chosen file, then show what came back; 422 and its sentence where it is no such file."""
        missing = _("Choose the file that you took along (it ends in .zip or .json).")
        data = self.chosen_file(missing, LARGEST)
        try:
            done = await self.work(restore, data, self.root)
        except NotSaved:
            raise
        except AnswersError as err:
            self.set_status(422)
            await self.show(problem=str(err))
        else:
            await self.show(restored=done)


def _journal(root: Path, asked: Asked) -> tuple[Journal, list[Shown]]:
    journal = journal_of(*written(root), competence_titles(), asked)
    return journal, [drawn(group, asked) for group in journal.groups]


def _sent(root: Path) -> tuple[list[Receipt], str]:
    try:
        return receipts(root), ""
    except AnswersError as err:
        return [], str(err)


def _shown(root: Path, exchange: Path) -> tuple[dict[str, list[Told]], list[str]]:
    """Return `folder/id` to what was shown of that answer, and a sentence for each reply left out."""
    try:
        problems = collect_replies(root, exchange)
        all_of_them = [told(one) for one in showings(root)]
    except AnswersError as err:
        return {}, [str(err)]
    found: dict[str, list[Told]] = {}
    for one in all_of_them:
        for name in one.one.ids:
            found.setdefault(f"{one.one.folder}/{name}", []).append(one)
    return found, problems


def _unit_for(_unit_id: str, folder: Path) -> AnyUnit | None:
    try:
        return fresh_unit(folder)
    except ContentError:
        return None


def _file(root: Path, name: str, lang: str) -> tuple[bytes, str]:
    now = datetime.now(UTC)
    if name == "answers.html":
        return export_html(root, _unit_for, now, lang).encode(), "text/html; charset=utf-8"
    if name == "answers.json":
        return export_json(root, now), "application/json; charset=utf-8"
    if name == "page.json":
        return gathered(root, now), "application/json; charset=utf-8"
    with tempfile.TemporaryDirectory() as place:
        return take_along(root, Path(place) / name, now).path.read_bytes(), "application/zip"


def _word(root: Path, settings: Workspace, folder: str) -> tuple[bytes, str]:
    from alongside.publish.word import export_word

    if folder and folder not in {place.folder for place in written(root)[1]}:
        raise HTTPError(404, reason=_("There is nothing written in this module."))
    only = root / folder if folder else None
    name, lang = settings.person.name, settings.lang
    return export_word(root, _unit_for, datetime.now(UTC), name=name, lang=lang, only=only), WORD
