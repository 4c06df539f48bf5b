"""Everything that a person wrote, piece by piece, with the unit and the competences that each belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from alongside.content.competences import Taught, competences_of, taught_by
from alongside.content.shelf import in_order, order, programme, readable
from alongside.model.answers import Earlier, Entry
from alongside.model.kinds import AnyResponse
from alongside.model.unit import AnyUnit
from alongside.responses.blocks import AnyBlock
from alongside.responses.gather import UnitAnswers, gather
from alongside.responses.telling import blocks_of, texts_of


@dataclass(frozen=True)
class Place:
    """A folder with answers: its path below the workspace, its title, and what could not be read in it.

    `unit` is None where no unit lies there any more; ids stand for the wording then.
    """

    folder: str
    title: str
    unit: AnyUnit | None
    problems: list[str]


@dataclass(frozen=True)
class Piece:
    """One answer as it stands now; `response` is None where the unit does not know it any more."""

    entry: Entry
    place: Place
    response: AnyResponse | None
    competences: list[str]

    @cached_property
    def blocks(self) -> list[AnyBlock]:
        """What the answer says."""
        return blocks_of(self.response, self.entry.value)

    @cached_property
    def texts(self) -> list[str]:
        """The texts of the answer and, last, its prompt."""
        return [*texts_of(self.blocks), self.entry.prompt]

    @cached_property
    def length(self) -> int:
        """How many characters the answer has."""
        return sum(map(len, self.texts))

    @cached_property
    def versions(self) -> list[tuple[Earlier, list[AnyBlock]]]:
        """The earlier versions, newest first, with what they say."""
        return [(one, blocks_of(self.response, one.value)) for one in reversed(self.entry.earlier)]


def written(root: Path) -> tuple[list[Piece], list[Place]]:
    """Return every answer in workspace `root`, in the order of the programme, and the places they lie in."""
    found = in_order(readable(root)[0], order(programme()))
    units = {folder: unit for unit, folder in found}
    number = {folder: position for position, folder in enumerate(units)}
    answered = sorted(gather(root), key=lambda one: number.get(one.folder, len(number)))
    taught = taught_by(units.values())
    pairs = [(one, _place(one, units, root)) for one in answered]
    return [piece for one, place in pairs for piece in _pieces(one, place, taught)], [
        place for _one, place in pairs
    ]


def find_written(root: Path, response_id: str) -> list[Piece]:
    """Return the answers with this id, one for each folder that holds one."""
    return [piece for piece in written(root)[0] if piece.entry.id == response_id]


def _place(one: UnitAnswers, units: Mapping[Path, AnyUnit], root: Path) -> Place:
    unit = units.get(one.folder)
    # A folder may hold answers to a unit that is not its own: a person copied a file by hand.
    unit = unit if unit and unit.id == one.unit else None
    return Place(
        one.folder.relative_to(root).as_posix(), unit.title if unit else one.unit, unit, one.problems
    )


def _pieces(one: UnitAnswers, place: Place, taught: Taught) -> list[Piece]:
    known = {response.id: response for response in place.unit.responses} if place.unit else {}
    names = [
        *(name for name in known if name in one.entries),
        *(name for name in one.entries if name not in known),
    ]
    return [
        Piece(one.entries[name], place, response, competences_of(response, taught) if response else [])
        for name in names
        for response in [known.get(name)]
    ]
