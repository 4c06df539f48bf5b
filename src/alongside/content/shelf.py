"""The units of a workspace in the order of the programme, and how far a person has come in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from alongside import paths
from alongside.content.load import fresh_unit, read_yaml
from alongside.errors import ContentError
from alongside.model.kinds import AnyResponse
from alongside.model.programme import Part, Programme, Session, Strand
from alongside.model.unit import AnyUnit

SHELVES = ("modules", "exercises", "assessments")
"""The folders of a workspace that hold units."""


@dataclass(frozen=True)
class Shelved:
    """A unit on somebody's desk: its folder relative to the workspace, and what is answered."""

    unit: AnyUnit
    folder: str
    answered: frozenset[str]
    session: str = ""

    @property
    def kind(self) -> str:
        """`module`, `exercise` or `assessment`."""
        return self.unit.__struct_config__.tag

    @property
    def total(self) -> int:
        """How many places to answer the unit has."""
        return len(self.unit.responses)

    @property
    def done(self) -> int:
        """How many of them are answered."""
        return sum(response.id in self.answered for response in self.unit.responses)

    @property
    def waiting(self) -> AnyResponse | None:
        """The first place that is not answered yet, in the order of the activities, or None."""
        places = {activity.id: number for number, activity in enumerate(self.unit.activities)}
        left = [response for response in self.unit.responses if response.id not in self.answered]
        return min(left, key=lambda response: places.get(response.activity or "", len(places)), default=None)

    @property
    def notebook(self) -> str:
        """The notebook's path relative to the workspace."""
        return f"{self.folder}/{notebook_name(self.unit)}"


def notebook_name(unit: AnyUnit) -> str:
    """Return the file name of a unit's notebook."""
    kind = unit.__struct_config__.tag
    return f"{unit.id}.ipynb" if kind == "assessment" else f"{kind}.ipynb"


def programme(root: Path | None = None) -> Programme:
    """Return the programme of the kit, or of the content below `root`."""
    return read_yaml((root or paths.content_root()) / "programme.yaml", Programme)


TO_TURN_TO = ("contacts", "complaints")
"""The lists of people in the programme: who is told of harm, and who deals with complaints."""


def programme_for(*, fictional: bool) -> Programme:
    """Return the programme with whom people can turn to; the fictional ones only in a demonstration.

    Somebody in danger must never be told to ring a person who does not exist.
    """
    plan = programme()
    if fictional:
        return plan
    real = {field: [one for one in getattr(plan, field) if not one.fictional] for field in TO_TURN_TO}
    return msgspec.structs.replace(plan, **real)


def order(plan: Programme) -> list[str]:
    """Return unit ids in the order a participant meets them: sessions, then exercises and assessments."""
    taught = [part.unit for strand in plan.strands for session in strand.sessions for part in session.parts]
    return list(dict.fromkeys([*(unit for unit in taught if unit), *plan.between, *plan.assessments]))


def folders(workspace: Path) -> Iterator[Path]:
    """Yield every folder of a workspace that holds a unit; links are not followed."""
    for shelf in SHELVES:
        for folder in sorted((workspace / shelf).glob("*/")):
            hidden = folder.name.startswith(".") or folder.is_symlink()
            if not hidden and paths.unit_file(folder) is not None:
                yield folder


def readable(workspace: Path) -> tuple[list[tuple[AnyUnit, Path]], list[str]]:
    """Return the units that can be read with their folders, and a sentence for each that cannot."""
    good, bad = [], []
    for folder in folders(workspace):
        try:
            good.append((fresh_unit(folder), folder))
        except ContentError as err:
            bad.append(str(err))
    return good, bad


def sessions_of_units(plan: Programme) -> dict[str, str]:
    """Return unit id to the title of the first session in which it is taught."""
    return _first((part.unit, session.title) for _strand, session, part in _parts(plan))


def strands_of_units(plan: Programme) -> dict[str, str]:
    """Return unit id to the title of the first path in which it is taught, in the order of the programme."""
    return _first((part.unit, strand.title) for strand, _session, part in _parts(plan))


def _parts(plan: Programme) -> Iterator[tuple[Strand, Session, Part]]:
    for strand in plan.strands:
        for session in strand.sessions:
            for part in session.parts:
                yield strand, session, part


def _first(named: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    titles: dict[str, str] = {}
    for unit, title in named:
        if unit:
            titles.setdefault(unit, title)
    return titles


def in_order(found: list[tuple[AnyUnit, Path]], wanted: list[str]) -> list[tuple[AnyUnit, Path]]:
    """Return units by their place in the programme; units it does not name come last, by id."""
    place = {unit_id: number for number, unit_id in enumerate(wanted)}
    return sorted(found, key=lambda pair: (place.get(pair[0].id, len(place)), pair[0].id, str(pair[1])))
