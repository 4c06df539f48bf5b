"""Assessment sessions from a trainee's side: begin, hand in with a receipt, read the feedback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside import paths
from alongside.content.load import fresh_unit, read_yaml
from alongside.content.shelf import readable
from alongside.errors import AlongsideError
from alongside.grading import sessions
from alongside.model.handin import Receipt
from alongside.model.unit import AnyResponse, AnyUnit
from alongside.model.workspace import Workspace
from alongside.responses import files, receipts
from alongside.strings import _
from alongside.web.page import Access, Page

FEEDBACK_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""A page of feedback carries its own style and nothing that runs."""


@dataclass(frozen=True)
class Sitting:
    """One assessment session on this desk: released, begun, handed in, with feedback."""

    id: str
    title: str
    minutes: int
    folder: str | None
    done: int
    total: int
    handed_in: list[Receipt]
    feedback: bool
    problem: str = ""


@dataclass(frozen=True)
class Item:
    """An answer that may go into the portfolio: where it lies, and its prompt."""

    unit: AnyUnit
    folder: str
    response: AnyResponse


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
        """Show what is answered, what is not, and what may be added from the portfolio."""
        unit, missing = await self.work(_standing, self.root, session)
        items = await self.work(portfolio, self.root)
        self.draw("handin.html", part="learn", unit=unit, missing=missing, items=items, receipt=None)

    async def post(self, session: str) -> None:
        """Hand in, then show the receipt."""
        unit, missing = await self.work(_standing, self.root, session)
        chosen = set(self.get_body_arguments("item"))
        picked = [
            (item.unit.id, item.response.id, self.root / item.folder)
            for item in await self.work(portfolio, self.root)
            if item.response.id in chosen
        ]
        receipt = await self.work(sessions.hand_in, self.root, session, datetime.now(UTC), picked)
        self.draw("handin.html", part="learn", unit=unit, missing=missing, items=[], receipt=receipt)


class FeedbackPage(Page):
    """The feedback on the latest hand-in of a session."""

    access: ClassVar[Access] = "owner"

    async def get(self, session: str) -> None:
        """Answer the page that the assessors released; it carries nothing that runs."""
        pages = await self.work(sessions.fetch_feedback, self.root, session)
        if not pages:
            raise HTTPError(404, reason=_("There is no feedback on this session yet."))
        self.set_header("Content-Security-Policy", FEEDBACK_POLICY)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(pages[-1].read_bytes())


def sittings(root: Path) -> list[Sitting]:
    """Return every session that was released to this workspace or has been begun in it, by id."""
    settings = read_yaml(root / paths.MARKER, Workspace)
    offered = {place.name: place for place in sorted((root / settings.exchange).glob("*/outbound/*/"))}
    begun = {folder.name: folder for folder in (root / "assessments").glob("*/") if paths.unit_file(folder)}
    return [_sitting(root, name, begun.get(name), offered.get(name)) for name in sorted({*offered, *begun})]


def _sitting(root: Path, name: str, begun: Path | None, offered: Path | None) -> Sitting:
    unit = fresh_unit(begun or offered or root)
    known = files.read(begun, name).entries if begun else {}
    sent = [one for one in receipts.receipts(root) if one.act == "handed-in" and one.to == name]
    feedback, problem = False, ""
    if sent:
        try:
            feedback = bool(sessions.fetch_feedback(root, name))
        except AlongsideError as err:
            problem = str(err)
    folder = begun.relative_to(root).as_posix() if begun else None
    done = sum(response.id in known for response in unit.responses)
    return Sitting(name, unit.title, unit.minutes, folder, done, len(unit.responses), sent, feedback, problem)


def _standing(root: Path, session: str) -> tuple[AnyUnit, list[AnyResponse]]:
    folder = root / "assessments" / session
    unit = fresh_unit(folder)
    known = files.read(folder, unit.id).entries
    return unit, [response for response in unit.responses if response.id not in known]


def portfolio(root: Path) -> list[Item]:
    """Return the answers that a person may choose to hand in with a session: those meant for a portfolio."""
    return list(_items(root))


def _items(root: Path) -> Iterator[Item]:
    found, _bad = readable(root)
    for unit, folder in found:
        if getattr(unit, "portfolio", None) is None:
            continue
        known = files.read(folder, unit.id).entries
        for response in unit.responses:
            if response.id in known and "assessor" in response.sees:
                yield Item(unit, folder.relative_to(root).as_posix(), response)
