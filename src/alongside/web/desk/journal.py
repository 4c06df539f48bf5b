"""The journal: which of the pieces somebody wrote are asked for, in which groups, and on which page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from alongside.responses.searching import SHORT, holds, wanted
from alongside.responses.telling import texts_of
from alongside.strings import _
from alongside.web.desk.written import Piece, Place

Order = Literal["module", "competence"]
PAGE_TEXT = 120_000
"""About how many characters of answers stand on one page."""
PAGE_PIECES = 40
"""The most answers on one page."""
EARLIER_TEXT = 20_000
"""Earlier versions of one answer with more characters than this have a page of their own."""
LONGEST_QUERY = 200


@dataclass(frozen=True)
class Asked:
    """What a person asked the journal for; everything empty asks for all of it.

    `only` is the id of one answer, shown whole with every version. `page` counts from 1.
    """

    query: str = ""
    folder: str = ""
    competence: str = ""
    by: Order = "module"
    only: str = ""
    page: int = 1

    @property
    def words(self) -> list[str]:
        """The words to look for, folded."""
        return wanted(self.query)

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out on purpose."""
        return bool(self.words or self.folder or self.competence or self.only)

    def address(self, **changed: str | int) -> str:
        """Return the query of this journal's address with some of it changed, beginning with `?`."""
        now = replace(self, **{"page": 1, **changed})
        named = {"q": now.query, "in": now.folder, "competence": now.competence, "id": now.only}
        named |= {"by": "" if now.by == "module" else now.by, "page": "" if now.page == 1 else str(now.page)}
        return "?" + urlencode({name: value for name, value in named.items() if value})


@dataclass(frozen=True)
class Group:
    """Answers below one heading; `place` is theirs where they are grouped by module."""

    title: str
    place: Place | None
    pieces: list[Piece]


@dataclass(frozen=True)
class Choice:
    """One line of a filter: its value, its title, and how many answers it holds."""

    value: str
    title: str
    count: int


@dataclass(frozen=True)
class Journal:
    """One page of the journal. `total` counts every answer there is, `found` what was asked for."""

    asked: Asked
    groups: list[Group]
    total: int
    found: int
    pages: int
    modules: list[Choice]
    competences: list[Choice]

    @property
    def page(self) -> int:
        """The page that is shown; one that does not exist becomes the last."""
        return min(max(self.asked.page, 1), self.pages)


def asked_for(given: Callable[[str, str], str]) -> Asked:
    """Return what the fields of an address ask for; `given` returns a field by its name, or a default."""
    page = given("page", "1")
    return Asked(
        query=given("q", "")[:LONGEST_QUERY].strip(),
        folder=given("in", ""),
        competence=given("competence", ""),
        by="competence" if given("by", "") == "competence" else "module",
        only=given("id", ""),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def journal_of(pieces: list[Piece], places: list[Place], titles: Mapping[str, str], asked: Asked) -> Journal:
    """Return the page that `asked` names of what was written; `titles` are those of the competences."""
    found = [piece for piece in pieces if _is_asked(piece, asked)]
    if asked.by == "competence":
        groups = _by_competence(found, titles, asked)
    else:
        groups = _by_module(found, places, asked)
    pages = _paged(groups, searching=bool(asked.words))
    journal = Journal(
        asked, [], len(pieces), len(found), max(len(pages), 1), *_choices(pieces, places, titles)
    )
    return replace(journal, groups=pages[journal.page - 1]) if pages else journal


def _is_asked(piece: Piece, asked: Asked) -> bool:
    if asked.only:
        return piece.entry.id == asked.only and asked.folder in {"", piece.place.folder}
    in_filters = asked.folder in {"", piece.place.folder} and (
        not asked.competence or asked.competence in piece.competences
    )
    return in_filters and (not asked.words or _holds(piece, asked.words))


def _holds(piece: Piece, words: list[str]) -> bool:
    if holds(piece.texts, words):
        return True
    return any(holds([*texts_of(blocks), one.prompt], words) for one, blocks in piece.versions)


def _by_module(found: list[Piece], places: list[Place], asked: Asked) -> list[Group]:
    groups = [Group(place.title, place, [one for one in found if one.place is place]) for place in places]
    # What could not be read is named in the whole journal; a search does not repeat it.
    return [group for group in groups if group.pieces or (not asked.narrowed and group.place.problems)]


def _by_competence(found: list[Piece], titles: Mapping[str, str], asked: Asked) -> list[Group]:
    """An answer about several competences stands under each of them."""
    shown = {asked.competence: titles.get(asked.competence, asked.competence)} if asked.competence else titles
    groups = [
        Group(title, None, [one for one in found if name in one.competences]) for name, title in shown.items()
    ]
    others = [one for one in found if not set(one.competences) & set(shown)]
    return [
        group for group in [*groups, Group(_("No competence in particular"), None, others)] if group.pieces
    ]


def _paged(groups: list[Group], *, searching: bool) -> list[list[Group]]:
    """Groups parted into pages: a page ends when it is full, and a group goes on where it has to."""
    pages: list[list[Group]] = []
    text = count = 0
    for group in groups:
        for number, piece in enumerate(group.pieces or [None]):
            length = min(piece.length, 2 * SHORT) if piece and searching else piece.length if piece else 0
            if not pages or (count and (text + length > PAGE_TEXT or count == PAGE_PIECES)):
                pages.append([])
                text = count = 0
            if not number or not pages[-1]:
                pages[-1].append(replace(group, pieces=[]))
            if piece:
                pages[-1][-1].pieces.append(piece)
                text, count = text + length, count + 1
    return pages


def _choices(
    pieces: list[Piece], places: list[Place], titles: Mapping[str, str]
) -> tuple[list[Choice], list[Choice]]:
    in_folder = Counter(piece.place.folder for piece in pieces)
    about = Counter(name for piece in pieces for name in piece.competences)
    names: Iterable[Place] = {place.folder: place for place in reversed(places)}.values()
    modules = [Choice(one.folder, one.title, in_folder[one.folder]) for one in reversed([*names])]
    competences = [Choice(name, title, about[name]) for name, title in titles.items()]
    return [one for one in modules if one.count], [one for one in competences if one.count]
