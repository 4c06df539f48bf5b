"""The home page: the one next thing to do, then everything that is on this person's desk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from alongside.content import shelf
from alongside.content.shelf import Shelved
from alongside.errors import AlongsideError
from alongside.model.programme import Programme
from alongside.responses import files
from alongside.web.desk.light import FORM
from alongside.web.desk.sittings import Sitting, sittings
from alongside.web.page import Access, Page


@dataclass(frozen=True)
class Next:
    """The one next thing: the unit, the activity it goes on with, and its minutes."""

    shelved: Shelved
    title: str
    minutes: int
    begun: bool


@dataclass(frozen=True)
class Desk:
    """Everything the home page shows, and a sentence for each thing that cannot be read."""

    modules: list[Shelved]
    exercises: list[Shelved]
    sittings: list[Sitting]
    next: Next | None
    problems: list[str]


class HomePage(Page):
    """The front door of a trainee."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Draw the desk."""
        desk = await self.work(desk_of, self.root)
        self.draw("home.html", desk=desk, part="learn", notebooks=self.get_cookie(FORM) == "notebook")


def desk_of(root: Path) -> Desk:
    """Return what is on the desk in workspace `root`, with progress counted from the person's own files."""
    plan = shelf.programme()
    found, problems = shelf.readable(root)
    sessions = _sessions(plan)
    rows = []
    for unit, folder in shelf.in_order(found, shelf.order(plan)):
        answered, said = _answered(folder, unit.id)
        problems += said
        rows.append(Shelved(unit, folder.relative_to(root).as_posix(), answered, sessions.get(unit.id, "")))
    by_kind = {kind: [row for row in rows if row.kind == kind] for kind in ("module", "exercise")}
    return Desk(by_kind["module"], by_kind["exercise"], sittings(root), _next(rows), problems)


def _answered(folder: Path, unit_id: str) -> tuple[frozenset[str], list[str]]:
    try:
        kept = files.read(folder, unit_id)
    except AlongsideError as err:
        return frozenset(), [str(err)]
    return frozenset(kept.entries), list(kept.set_aside)


def _sessions(plan: Programme) -> dict[str, str]:
    return {
        part.unit: session.title
        for strand in plan.strands
        for session in strand.sessions
        for part in session.parts
        if part.unit
    }


def _next(rows: list[Shelved]) -> Next | None:
    for row in rows:
        waiting = next((r for r in row.unit.responses if r.id not in row.answered), None)
        if waiting is None:
            continue
        activity = next((a for a in row.unit.activities if a.id == waiting.activity), None)
        if row.done and activity is not None:
            return Next(row, activity.title, activity.minutes, begun=True)
        return Next(row, row.unit.title, row.unit.minutes, begun=bool(row.done))
    return None
