"""Everything I wrote: read it, take it along, bring it back, erase it."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside.content.load import fresh_unit
from alongside.content.shelf import readable
from alongside.errors import ContentError
from alongside.model.unit import AnyUnit
from alongside.responses.erase import Erased, erase_entry, erase_everything
from alongside.responses.export import export_html, export_json
from alongside.responses.gather import gather
from alongside.responses.html import answer_html
from alongside.responses.receipts import receipts
from alongside.responses.takealong import restore, take_along
from alongside.strings import _
from alongside.web.page import Access, Page

LARGEST = 64_000_000
"""Bytes of a file of answers that is brought back."""


class WordsPage(Page):
    """Every answer in this workspace, in the order of the units."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Draw what was written; nobody else is asked or told."""
        await self.show()

    async def show(self, **told: object) -> None:
        """Draw the page, with what was just done."""
        units = await self.work(_written, self.root)
        sent = await self.work(receipts, self.root)
        self.draw("words.html", part="learn", units=units, sent=sent, **{"restored": None, "erased": None, **told})


class DownloadPage(Page):
    """What I wrote, as a file."""

    access: ClassVar[Access] = "owner"

    async def get(self, name: str) -> None:
        """Answer the file as a download."""
        body, kind = await self.work(_file, self.root, name, self.workspace.lang)
        self.set_header("Content-Type", kind)
        self.set_attachment_header(f"alongside-{name}")
        self.finish(body)


class RestorePage(WordsPage):
    """Brings back a file of answers from another computer; both versions are kept where both exist."""

    access: ClassVar[Access] = "owner"

    async def post(self) -> None:
        """Read the chosen file, then show what came back."""
        files = self.request.files.get("file", [])
        if not files or len(files[0].body) > LARGEST:
            raise HTTPError(400, reason=_("Choose the file that you took along (it ends in .zip)."))
        done = await self.work(restore, files[0].body, self.root)
        await self.show(restored=done)


class ErasePage(WordsPage):
    """Erases one answer or everything, after a second question."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Ask whether it is meant."""
        self.draw("erase.html", part="learn", response_id=self.get_query_argument("id", ""))

    async def post(self) -> None:
        """Erase, then name what was handed in before and so lies elsewhere."""
        response_id = self.get_body_argument("id", "")
        if self.get_body_argument("sure", "") != "yes":
            raise HTTPError(400, reason=_("Nothing was erased: the box was not ticked."))
        await self.show(erased=await self.work(_erase, self.root, response_id))


def _erase(root: Path, response_id: str) -> Erased:
    return erase_entry(root, response_id) if response_id else erase_everything(root)


def _written(root: Path) -> list[dict[str, object]]:
    found, _bad = readable(root)
    units = {folder: unit for unit, folder in found}
    rows = []
    for one in gather(root):
        unit = units.get(one.folder)
        known = {response.id: response for response in unit.responses} if unit else {}
        answers = [
            {"entry": entry, "html": answer_html(known.get(entry.id), entry.value), "earlier": len(entry.earlier)}
            for entry in one.entries.values()
        ]
        rows.append({"title": unit.title if unit else one.unit, "id": one.unit, "answers": answers, "problems": one.problems})
    return rows


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
    with tempfile.TemporaryDirectory() as place:
        return take_along(root, Path(place) / name, now).path.read_bytes(), "application/zip"
