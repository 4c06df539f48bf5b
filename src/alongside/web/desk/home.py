"""The home page: the one next thing to do, then everything that is on this person's desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path as Folder
from typing import ClassVar

from alongside.content import shelf
from alongside.content.shelf import Shelved
from alongside.errors import AlongsideError
from alongside.model.unit import AnyUnit, Exercise
from alongside.responses import files
from alongside.responses.telling import answered_in
from alongside.strings import _
from alongside.web.desk.light import FORM
from alongside.web.desk.live import sharing_of
from alongside.web.desk.next import Next, next_thing
from alongside.web.desk.sittings import Sitting, sittings
from alongside.web.page import Access, Page


@dataclass(frozen=True)
class Progress:
    """How many places of one session of the programme, or of what lies between, are answered."""

    title: str
    done: int
    total: int


@dataclass(frozen=True)
class Path:
    """One path through the programme: its modules, each with the practice that follows it."""

    title: str
    rows: list[Shelved]
    is_open: bool

    @property
    def done(self) -> int:
        """How many places of the path are answered."""
        return sum(row.done for row in self.rows)

    @property
    def total(self) -> int:
        """How many places the path has."""
        return sum(row.total for row in self.rows)


@dataclass(frozen=True)
class Desk:
    """Everything the home page shows, and a sentence for each thing that cannot be read."""

    modules: list[Shelved]
    exercises: list[Shelved]
    sittings: list[Sitting]
    next: Next | None
    problems: list[str]
    strands: Mapping[str, str] = field(default_factory=dict)
    """Unit id to the title of the path that teaches it."""

    @property
    def paths(self) -> list[Path]:
        """The paths in the order of the programme; those that were begun, or come next, are open."""
        grouped: dict[str, list[Shelved]] = {}
        for row in in_turn(self.modules, self.exercises):
            home = row.unit.after if isinstance(row.unit, Exercise) else row.unit.id
            grouped.setdefault(self.strands.get(home, ""), []).append(row)
        return [Path(title, rows, self._is_open(rows)) for title, rows in grouped.items()]

    def _is_open(self, rows: list[Shelved]) -> bool:
        return any(row.done or (self.next and self.next.address == f"unit/{row.folder}") for row in rows)

    @property
    def progress(self) -> list[Progress]:
        """Progress by session in the order of the programme, exercises last."""
        titles = {row.unit.id: row.session or row.unit.title for row in self.modules}
        titles |= {row.unit.id: _("Between sessions") for row in self.exercises}
        rows = [*self.modules, *self.exercises]
        groups = [
            (title, [row for row in rows if titles[row.unit.id] == title])
            for title in dict.fromkeys(titles.values())
        ]
        sums = [
            Progress(title, sum(row.done for row in group), sum(row.total for row in group))
            for title, group in groups
        ]
        return [one for one in sums if one.total]

    @property
    def done(self) -> int:
        """How many places of the modules and exercises are answered."""
        return sum(one.done for one in self.progress)

    @property
    def total(self) -> int:
        """How many places the modules and exercises have."""
        return sum(one.total for one in self.progress)

    @property
    def handed_in(self) -> int:
        """How many assessment sessions have been handed in."""
        return sum(bool(one.handed_in) for one in self.sittings)


def in_turn(modules: Iterable[Shelved], exercises: Iterable[Shelved]) -> list[Shelved]:
    """Return modules and exercises as one meets them: after the modules of a session, what follows them."""
    left, rows = list(exercises), []
    for _session, group in groupby(modules, key=lambda row: row.session or row.unit.id):
        taught = list(group)
        names = {row.unit.id for row in taught}
        rows += [
            *taught,
            *(one for one in left if isinstance(one.unit, Exercise) and one.unit.after in names),
        ]
        left = [one for one in left if one not in rows]
    return rows + left


class HomePage(Page):
    """The front door of a trainee."""

    access: ClassVar[Access] = "owner"

    async def get(self) -> None:
        """Draw the desk."""
        desk = await self.work(desk_of, self.root)
        plan = await self.plan()
        self.draw(
            "home.html",
            desk=desk,
            plan=plan,
            part="learn",
            notebooks=self.get_cookie(FORM) == "notebook",
            sharing=sharing_of(self, []),
        )


def desk_of(root: Folder) -> Desk:
    """Return what is on the desk in workspace `root`, with progress counted from the person's own files."""
    plan = shelf.programme()
    order = shelf.order(plan)
    found, problems = shelf.readable(root)
    titles, strands = shelf.sessions_of_units(plan), shelf.strands_of_units(plan)
    rows = []
    for unit, folder in shelf.in_order(found, order):
        answered, said = _answered(folder, unit)
        problems += said
        rows.append(Shelved(unit, folder.relative_to(root).as_posix(), answered, titles.get(unit.id, "")))
    modules, exercises = ([row for row in rows if row.kind == kind] for kind in ("module", "exercise"))
    sat, said = sittings(root, order)
    return Desk(
        modules, exercises, sat, next_thing(in_turn(modules, exercises), sat), problems + said, strands
    )


def _answered(folder: Folder, unit: AnyUnit) -> tuple[frozenset[str], list[str]]:
    try:
        kept = files.read(folder, unit.id)
    except AlongsideError as err:
        return frozenset(), [str(err)]
    return answered_in(unit, kept.entries), list(kept.set_aside)
