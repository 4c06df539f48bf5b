"""Where the pages of the handbook lie, and links between its files made into links between its pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from alongside.content.citing import kit_sources
from alongside.content.handbook.book import Piece, book, pieces
from alongside.content.handbook.reading import FOLDER
from alongside.model.base import unit_of
from alongside.publish.prose import prose

SOURCES = "sources"
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s#]+)(#[^)\s]*)?\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.I)
_DATA = {"route-map.yaml": "route-map", "glossary.yaml": "glossary", "evidence.yaml": SOURCES}


@dataclass(frozen=True)
class Taught:
    """A unit that a page leads to; without an address, as long as its reader has no page of it."""

    title: str
    address: str = ""


@dataclass(frozen=True)
class Places:
    """How an edition addresses the handbook's pages (`chapters/h01`, or with an anchor) and the units."""

    page: Callable[[str], str]
    units: Mapping[str, Taught]

    def named(self, ids: Iterable[str]) -> list[Taught]:
        """Return the units with these ids that are there, in order; one that is still planned is left out."""
        return [self.units[one] for one in ids if one in self.units]

    def drawn(self, markdown: str, file: str = "") -> str:
        """Return a text of the handbook as safe HTML; citations lead to the list of sources.

        `file` is where the text lies below the handbook's folder: what its links are relative to.
        """
        told = _LINK.sub(lambda match: self._relinked(match, file), markdown)
        return prose(told, kit_sources(), to=self.page(f"{SOURCES}#{{key}}"))

    def _relinked(self, match: re.Match[str], file: str) -> str:
        words, target, anchor = match[1], match[2], match[3] or ""
        if _ELSEWHERE.match(target):
            return match[0]
        path = posixpath.normpath(posixpath.join(FOLDER, posixpath.dirname(file), target))
        address = self._address(path)
        return f"[{words}]({address}{anchor})" if address else words

    def _address(self, path: str) -> str:
        """Return the address of what lies at `path` in the content, or nothing where no page shows it."""
        shelf, _slash, name = path.partition("/")
        if shelf != FOLDER:
            unit = self.units.get(unit_of(name.partition("/")[0]))
            return unit.address if unit else ""
        if name.startswith("countries/"):
            return self.page(name.removesuffix(".yaml"))
        texts = {piece.file: f"{shelf}/{piece.id}" for shelf, piece in pieces(book())}
        found = texts.get(name) or _DATA.get(name)
        return self.page(found) if found else ""


def neighbours(here: str) -> tuple[Piece | None, Piece | None]:
    """Return the chapters before and after the one with this id."""
    whole = book()
    chapters = whole.chapters if whole else []
    at = next((n for n, chapter in enumerate(chapters) if chapter.id == here), None)
    if at is None:
        return None, None
    return next(_at(chapters, at - 1), None), next(_at(chapters, at + 1), None)


def _at(chapters: list[Piece], place: int) -> Iterator[Piece]:
    if 0 <= place < len(chapters):
        yield chapters[place]
