"""What is marked together: a task's own text, and what the candidate chose from one item of the portfolio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from alongside import paths
from alongside.content.load import fresh_unit, unit_files
from alongside.model.base import unit_of
from alongside.model.handin import HandIn
from alongside.model.kinds import Reflection
from alongside.model.unit import Assessment, Exercise, Module
from alongside.responses.handin import hash_of

NOTHING = hash_of(None)
"""The hash of a task that was left out: of the JSON `null`."""


@dataclass(frozen=True)
class Joining:
    """Which tasks of a session are marked with an item of the portfolio, and which units that item has."""

    tasks: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)

    def chosen(self, handed: HandIn, task: str) -> list[Any]:
        """Return the handed-in answers that belong to a task, in the order in which they were chosen."""
        item = self.tasks.get(task)
        if item is None:
            return []
        return [one for one in handed.portfolio if self.units.get(unit_of(one.id)) == item]

    def along(self, handed: HandIn) -> list[Any]:
        """Return the chosen answers that belong to no task of the session: they are shown and not marked."""
        joined = set(self.tasks.values())
        return [one for one in handed.portfolio if self.units.get(unit_of(one.id)) not in joined]

    def hashes(self, handed: HandIn) -> dict[str, str]:
        """Return the hash of everything in a hand-in by id; that of a joined task is of all its parts.

        A task with files is of its text and the hashes of the files too, so that marks are bound to them.
        """
        hashes = {one.id: one.sha256 for one in (*handed.portfolio, *handed.answers)}
        for task in {*self.tasks, *(one.task for one in handed.attachments)}:
            whole = self.hash_of(handed, task)
            if whole is not None:
                hashes[task] = whole
        return hashes

    def hash_of(self, handed: HandIn, task: str) -> str | None:
        """Return the hash of one task with all its parts; None where it was left out."""
        own = next((one.sha256 for one in handed.answers if one.id == task), None)
        items = {one.id: one.sha256 for one in self.chosen(handed, task)}
        files = sorted(one.sha256 for one in handed.attachments if one.task == task)
        parts = {name: part for name, part in {"items": items, "files": files}.items() if part}
        return hash_of({"text": own or NOTHING, **parts}) if parts else own


def joining_of(assessment: Assessment) -> Joining:
    """Return what is marked together in a session; which unit has which item, the kit's content says."""
    written = (one for one in assessment.responses if isinstance(one, Reflection) and one.criteria)
    tasks = {one.id: one.portfolio for one in written if one.portfolio is not None}
    if not tasks:
        return Joining()
    items = set(tasks.values())
    return Joining(tasks, {unit: item for unit, item in _items_of_units().items() if item in items})


def _items_of_units() -> dict[str, int]:
    return _items_in(tuple((file, paths.stamp(file)) for file in unit_files(paths.content_root())))


@lru_cache(maxsize=2)
def _items_in(seen: tuple[tuple[str, paths.Stamp | None], ...]) -> dict[str, int]:
    """Return unit to item, read again only when one of these files has changed; nobody may change it."""
    folders = [Path(file).parent for file, _stamp in seen]
    units = {folder.name.split("-", 1)[0]: fresh_unit(folder) for folder in folders}
    found = ((name, unit.portfolio) for name, unit in units.items() if isinstance(unit, Module | Exercise))
    return {name: item for name, item in found if item is not None}
