"""Everything that a person wrote in one workspace, unit by unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from alongside.errors import AnswersError
from alongside.model.answers import Entry
from alongside.responses.names import SET_ASIDE, answer_files, set_aside_files
from alongside.responses.reading import read


@dataclass(frozen=True)
class UnitAnswers:
    """The answers to one unit in one folder; `problems` are sentences about what could not be read."""

    unit: str
    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def gather(workspace: Path) -> list[UnitAnswers]:
    """Return the answers to every unit of `workspace`; what cannot be read is named, not left out."""
    places = {(unit, path.parent) for unit, path in answer_files(workspace)}
    for path in set_aside_files(workspace):
        match = SET_ASIDE.match(path.name)
        if match:
            places.add((match["unit"], path.parent))
    return [_of(unit, folder) for unit, folder in sorted(places)]


def _of(unit: str, folder: Path) -> UnitAnswers:
    try:
        found = read(folder, unit)
    except AnswersError as err:
        return UnitAnswers(unit, folder, problems=[str(err)])
    return UnitAnswers(unit, folder, found.entries, found.set_aside)
