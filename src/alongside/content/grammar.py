"""What a notebook of the kit may contain, decided without running anything.

A notebook passes when its kernel is the kit's, its first code cell is the import, and every other
code cell is exactly one call `kit.NAME("id")` from a closed list. The same grammar lets a server
start a notebook by itself, and lets the light page be built without a kernel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

IMPORT = "import alongside.notebook as kit"
KERNEL = "alongside"
KIND_OF_CALL = {
    "reflect": "reflection",
    "rate": "rating",
    "check": "check",
    "sort": "sort",
    "agreement": "agreement",
    "log": "log",
    "rehearse": "rehearsal",
    "triad": "triad",
    "plan": "plan",
    "markup": "markup",
    "timeline": "timeline",
    "grid": "grid",
    "supportmap": "supportmap",
    "compare": "comparison",
}
"""The kind of response that each call shows."""
CALLS = (*KIND_OF_CALL, "score", "explore")
"""The closed list of calls; `score` and `explore` show no response."""
TAGS = frozenset({"prompt", "trainer-only", "before", "after"})
"""The closed list of cell tags; `prompt` marks a prompt that the live widget repeats as its label."""
_NAMES = "|".join(CALLS)
_CALL = re.compile(rf'kit\.(?P<name>{_NAMES})\("(?P<id>[a-z][0-9]{{1,2}}(?:-[a-z0-9]+)*)"\)')


@dataclass(frozen=True)
class Text:
    """A markdown cell: its id, source and tags."""

    id: str
    source: str
    tags: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True)
class Call:
    """A code cell that shows a response: `kit.reflect("m01-r1")`."""

    id: str
    name: str
    target: str


@dataclass(frozen=True)
class Start:
    """The first code cell: the import."""

    id: str


@dataclass(frozen=True)
class Refused:
    """A cell outside the grammar, and why."""

    id: str
    why: str


AnyCell = Text | Call | Start | Refused


def source_of(cell: dict[str, Any]) -> str:
    """Return a cell's source as one string (nbformat allows a list of lines)."""
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else str(source)


def read_code(cell_id: str, source: str, *, first: bool) -> AnyCell:
    """Classify one code cell by its exact source."""
    stripped = source.strip()
    if first:
        return (
            Start(cell_id)
            if stripped == IMPORT
            else Refused(cell_id, f"the first code cell must be: {IMPORT}")
        )
    match = _CALL.fullmatch(stripped)
    if match is None:
        return Refused(cell_id, 'a code cell must be exactly one call, such as kit.reflect("m01-r1")')
    return Call(cell_id, match["name"], match["id"])


def read_cells(notebook: dict[str, Any]) -> list[AnyCell]:
    """Return every cell of a parsed notebook, classified; raw cells are refused."""
    cells: list[AnyCell] = []
    first = True
    for number, cell in enumerate(notebook.get("cells", [])):
        cell_id = str(cell.get("id", f"cell-{number + 1}"))
        kind = cell.get("cell_type")
        if kind == "markdown":
            tags = frozenset(cell.get("metadata", {}).get("tags", []))
            cells.append(Text(cell_id, source_of(cell), tags))
        elif kind == "code":
            cells.append(read_code(cell_id, source_of(cell), first=first))
            first = False
        else:
            cells.append(Refused(cell_id, f"a {kind} cell has no place here"))
    return cells


def refusals(kernel: str, sources: Iterable[str]) -> list[str]:
    """Return why a live notebook may not start by itself; an empty list means it may.

    `kernel` is the name of its kernelspec, `sources` the code cells in order as they stand on screen.
    """
    why = [] if kernel == KERNEL else [f"its kernel is {kernel or 'not named'}, not {KERNEL}"]
    for number, source in enumerate(sources):
        cell = read_code(f"code cell {number + 1}", source, first=number == 0)
        if isinstance(cell, Refused):
            why.append(f"{cell.id}: {cell.why}")
    return why
