"""Everything I wrote: read it with its earlier versions, take it along, bring it back."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside.content.load import fresh_unit
from alongside.content.shelf import in_order, order, programme, readable
from alongside.errors import AnswersError, ContentError, NotSaved
from alongside.model.answers import Earlier, Entry
from alongside.model.handin import Receipt
from alongside.model.kinds import AnyResponse
from alongside.model.unit import AnyUnit
from alongside.responses.export import export_html, export_json, why_kept
from alongside.responses.gather import UnitAnswers, gather
from alongside.responses.html import answer_html
from alongside.responses.receipts import receipts
from alongside.responses.takealong import restore, take_along
from alongside.strings import _
from alongside.web.page import Access, Page

LARGEST = 64_000_000
"""Bytes of a file of answers that is brought back."""


@dataclass(frozen=True)
class Version:
    """An earlier version of an answer: when it was saved (UTC), why it was kept, its safe HTML."""

    saved_at: str
    why: str
    html: str


@dataclass(frozen=True)
class Written:
    """One answer as it stands now, as safe HTML, with its earlier versions, newest first."""

    entry: Entry
    html: str
    earlier: list[Version]


@dataclass(frozen=True)
class WrittenUnit:
    """What was written in one folder; `folder` is below the workspace, empty where no unit lies there."""

    title: str
    folder: str
    answers: list[Written]
    problems: list[str]


class WordsPage(Page):
    """Every answer in this workspace, in the order of the units."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Draw what was written; nobody else is asked or told."""
        await self.show()

    async def show(self, **told: object) -> None:
        """Draw the page, with what was just done: `restored`, `erased` or a `problem`."""
        units = await self.work(written, self.root)
        sent, problem = await self.work(_sent, self.root)
        done = {"restored": None, "erased": None, "erased_id": "", "problem": problem, **told}
        self.draw("words.html", part="learn", units=units, sent=sent, **done)


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

    async def get(self) -> None:
        """There is nothing to read here: go to the page with the form."""
        self.redirect(f"{self.base_url}alongside/words")

    async def post(self) -> None:
        """Read the chosen file, then show what came back; 422 and its sentence where it is no such file."""
        chosen = self.request.files.get("file", [])
        if not chosen or len(chosen[0].body) > LARGEST:
            raise HTTPError(400, reason=_("Choose the file that you took along (it ends in .zip)."))
        try:
            done = await self.work(restore, chosen[0].body, self.root)
        except NotSaved:
            raise
        except AnswersError as err:
            self.set_status(422)
            await self.show(problem=str(err))
        else:
            await self.show(restored=done)


def written(root: Path) -> list[WrittenUnit]:
    """Return everything that was written in workspace `root`, in the order of the programme."""
    found = in_order(readable(root)[0], order(programme()))
    units = {folder: unit for unit, folder in found}
    place = {folder: number for number, folder in enumerate(units)}
    answered = sorted(gather(root), key=lambda one: place.get(one.folder, len(place)))
    return [_written(one, units.get(one.folder), root) for one in answered]


def find_written(root: Path, response_id: str) -> list[Written]:
    """Return the answers with this id, one for each folder that holds one."""
    return [one for unit in written(root) for one in unit.answers if one.entry.id == response_id]


def _written(one: UnitAnswers, unit: AnyUnit | None, root: Path) -> WrittenUnit:
    known = {response.id: response for response in unit.responses} if unit else {}
    names = [
        *(name for name in known if name in one.entries),
        *(name for name in one.entries if name not in known),
    ]
    answers = [_answer(one.entries[name], known.get(name)) for name in names]
    folder = one.folder.relative_to(root).as_posix() if unit else ""
    return WrittenUnit(unit.title if unit else one.unit, folder, answers, one.problems)


def _answer(entry: Entry, response: AnyResponse | None) -> Written:
    def version(one: Earlier) -> Version:
        return Version(one.saved_at, why_kept(one), answer_html(response, one.value))

    return Written(
        entry, answer_html(response, entry.value), [version(one) for one in reversed(entry.earlier)]
    )


def _sent(root: Path) -> tuple[list[Receipt], str]:
    try:
        return receipts(root), ""
    except AnswersError as err:
        return [], str(err)


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
