"""The portfolio of a session: which pieces go along with what is handed in, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside import paths
from alongside.content.load import fresh_unit, read_yaml, unit_folders
from alongside.content.shelf import programme
from alongside.model.handin import HANDED_OF
from alongside.model.kinds import kind_of
from alongside.model.portfolio import Chosen
from alongside.model.workspace import Workspace
from alongside.responses.choosing import Change, added, choose, chosen, moved, taken_out
from alongside.strings import _
from alongside.web.desk.written import Piece, written
from alongside.web.page import Access, Page

STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True)
class Offer:
    """A piece that may go along. `key` names it in forms; `meant`: the programme asks for such a piece."""

    key: str
    piece: Piece
    meant: bool


@dataclass(frozen=True)
class Selection:
    """What goes along, in order; what could go along too; ids of chosen answers that are gone."""

    chosen: list[Offer]
    others: list[Offer]
    lost: list[str]


class PortfolioPage(Page):
    """Choosing the pieces that go along with one session."""

    access: ClassVar[Access] = "owner"

    async def get(self, session: str) -> None:
        """Show what goes along, in order, and what could go along too."""
        title = await self.work(session_title, self.root, session)
        selection = await self.work(selection_of, self.root, session)
        self.draw("portfolio.html", part="learn", session=session, title=title, selection=selection)

    async def post(self, session: str) -> None:
        """Add, take out or move pieces, then show the choice again."""
        await self.work(session_title, self.root, session)
        keys, act = self.get_body_arguments("piece"), self.get_body_argument("act", "")
        await self.work(_change, self.root, session, act, keys)
        self.redirect(f"{self.base_url}alongside/portfolio/{session}#goes-along")


def session_title(root: Path, session: str) -> str:
    """Return the title of a session that was begun here, released to here, or is planned; else 404."""
    planned = unit_folders(paths.content_root()) if session in programme().assessments else {}
    exchange = root / read_yaml(root / paths.MARKER, Workspace).exchange
    places = [root / "assessments" / session, *exchange.glob(f"*/outbound/{session}")]
    known = [place for place in (*places, planned.get(session)) if place and paths.unit_file(place)]
    if not known:
        raise HTTPError(404, reason=_("There is no such assessment session."))
    return fresh_unit(known[0]).title


def selection_of(root: Path, session: str) -> Selection:
    """Return what goes along with `session` in workspace `root`, and what could."""
    offers = {offer.key: offer for offer in offers_for(root, session)}
    wanted = [f"{one.folder}/{one.id}" for one in chosen(root, session)]
    taken = {key.rpartition("/")[2] for key in wanted if key in offers}
    return Selection(
        chosen=[offers[key] for key in wanted if key in offers],
        others=[offer for offer in offers.values() if offer.piece.entry.id not in taken],
        lost=[key.rpartition("/")[2] for key in wanted if key not in offers],
    )


def offers_for(root: Path, session: str) -> list[Offer]:
    """Return every piece that may go along with `session`: answers of other units that say something.

    What only the person may see is never offered, and a timer is no evidence of anything.
    """
    return [
        Offer(f"{piece.place.folder}/{piece.entry.id}", piece, _is_meant(piece))
        for piece in written(root)[0]
        if _may_go(piece, session)
    ]


def _may_go(piece: Piece, session: str) -> bool:
    unit, response = piece.place.unit, piece.response
    if unit is None or response is None or unit.id == session:
        return False
    return set(response.sees) != {"me"} and kind_of(response) in HANDED_OF and bool(piece.blocks)


def _is_meant(piece: Piece) -> bool:
    response = piece.response
    return bool(getattr(piece.place.unit, "portfolio", None)) and response and "assessor" in response.sees


def _change(root: Path, session: str, act: str, keys: list[str]) -> None:
    pieces = [
        Chosen(folder=folder, id=name) for key in keys for folder, _slash, name in [key.rpartition("/")]
    ]
    if act == "add":
        offered = {offer.key for offer in offers_for(root, session)}
        if not set(keys) <= offered:
            raise HTTPError(404, reason=_("One of these answers is not there any more. Choose again."))
        choose(root, session, added(pieces))
        return
    if len(pieces) != 1:
        raise HTTPError(400)
    changes: dict[str, Change] = {name: moved(pieces[0], by) for name, by in STEPS.items()}
    changes["out"] = taken_out(pieces[0])
    if act not in changes:
        raise HTTPError(400)
    choose(root, session, changes[act])
