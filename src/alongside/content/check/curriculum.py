"""Everything the rules look at, read once: files, units, evidence, framework, programme and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from alongside import paths
from alongside.content.check.files import (
    NotebookFile,
    TextFile,
    YamlFile,
    read_notebook_file,
    read_text,
    read_yaml_file,
)
from alongside.content.notes import notes_file
from alongside.content.shelf import notebook_name
from alongside.model.anchor import Anchors
from alongside.model.base import unit_of
from alongside.model.demonstration import Demonstration
from alongside.model.evidence import Source
from alongside.model.framework import Framework, Instrument
from alongside.model.handbook import CountrySheet, Glossary, Handbook, RouteMap
from alongside.model.key import Key
from alongside.model.kinds import AnyResponse
from alongside.model.programme import Programme
from alongside.model.unit import AnyUnit, Assessment, Exercise, Module

AnyFile = TypeVar("AnyFile", bound=TextFile)
UNIT_SHAPES = {"modules": Module, "exercises": Exercise, "assessments/source": Assessment}
"""The shelves that hold units, and the shape of the units on each."""
SHAPES: dict[str, Any] = {
    "modules/*/module.yaml": Module,
    "exercises/*/exercise.yaml": Exercise,
    "assessments/source/*/assessment.yaml": Assessment,
    "assessments/framework.yaml": Framework,
    "assessments/instruments/*.yaml": Instrument,
    "assessments/keys/*.yaml": Key,
    "assessments/anchors/*.yaml": Anchors,
    "assessments/demonstration/cohort.yaml": Demonstration,
    "handbook/evidence.yaml": list[Source],
    "handbook/handbook.yaml": Handbook,
    "handbook/route-map.yaml": RouteMap,
    "handbook/glossary.yaml": Glossary,
    "handbook/countries/*.yaml": CountrySheet,
    "programme.yaml": Programme,
}
"""Where each kind of data file lies, and its shape."""


@dataclass
class UnitFiles:
    """A unit that fits its shape, with its files; the notebook or the notes may be missing."""

    unit: AnyUnit
    data: YamlFile
    notebook: NotebookFile | None
    notes: TextFile | None

    @property
    def folder(self) -> str:
        """The unit's folder, relative to the root."""
        return self.data.path.rsplit("/", 1)[0]

    @property
    def kind(self) -> str:
        """`module`, `exercise` or `assessment`."""
        return self.unit.__struct_config__.tag

    def responses(self) -> Iterator[tuple[int, AnyResponse]]:
        """Yield each response with its index in the file."""
        yield from enumerate(self.unit.responses)


def _usable(file: AnyFile | None) -> AnyFile | None:
    return None if file is None or file.problem else file


class Curriculum:
    """The content below `root`; what is missing there (evidence, framework) is taken from the kit's own."""

    def __init__(self, root: Path) -> None:
        """Look below `root`; nothing is read until it is asked for."""
        self.root = root.resolve()

    @cached_property
    def yaml_files(self) -> dict[str, tuple[YamlFile, Any]]:
        """Relative path to file and shape, for every data file in a place the kit knows."""
        found = {}
        for pattern, shape in SHAPES.items():
            for path in sorted(self.root.glob(pattern)):
                file = read_yaml_file(self.root, path)
                found[file.path] = (file, shape)
        return found

    @cached_property
    def notebooks(self) -> dict[str, NotebookFile]:
        """Relative path to notebook, for every notebook on a shelf of units."""
        found = [path for shelf in UNIT_SHAPES for path in sorted(self.root.glob(f"{shelf}/*/*.ipynb"))]
        files = [read_notebook_file(self.root, path) for path in found]
        return {file.path: file for file in files}

    @cached_property
    def notes(self) -> dict[str, TextFile]:
        """Relative path to text, for every file of trainer notes."""
        files = [read_text(self.root, path) for path in sorted((self.root / "trainer-notes").glob("*.md"))]
        return {file.path: file for file in files}

    @cached_property
    def handbook_texts(self) -> dict[str, TextFile]:
        """Relative path to text, for every text of the handbook."""
        files = [read_text(self.root, path) for path in sorted((self.root / "handbook").rglob("*.md"))]
        return {file.path: file for file in files}

    def decoded(self, path: str) -> Any:
        """Return the data file at `path` in its shape, or None where it does not fit."""
        file, shape = self.yaml_files.get(path, (None, None))
        if file is None or file.problem:
            return None
        try:
            return msgspec.convert(file.raw, shape)
        except msgspec.ValidationError:
            return None

    def all_of(self, shape: Any) -> list[tuple[Any, YamlFile]]:
        """Return every data file of one shape that fits it."""
        files = [file for file, one in self.yaml_files.values() if one == shape]
        pairs = [(self.decoded(file.path), file) for file in files]
        return [(value, file) for value, file in pairs if value is not None]

    @cached_property
    def units(self) -> list[UnitFiles]:
        """Every unit that fits its shape, in order of its folder."""
        return [
            self._with_files(unit, file) for kind in UNIT_SHAPES.values() for unit, file in self.all_of(kind)
        ]

    def _with_files(self, unit: AnyUnit, file: YamlFile) -> UnitFiles:
        folder = file.path.rsplit("/", 1)[0]
        notebook = self.notebooks.get(f"{folder}/{notebook_name(unit)}")
        notes = self.notes.get(notes_file(Path(), folder.rsplit("/", 1)[1]).as_posix())
        return UnitFiles(unit, file, _usable(notebook), _usable(notes))

    @cached_property
    def by_id(self) -> dict[str, UnitFiles]:
        """Unit id to unit."""
        return {files.unit.id: files for files in self.units}

    @cached_property
    def unreadable(self) -> frozenset[str]:
        """The ids, by their folders, of units that do not fit their shape: nothing can be said about them."""
        shelved = [file.path for file, shape in self.yaml_files.values() if shape in UNIT_SHAPES.values()]
        return frozenset(unit_of(path.split("/")[-2]) for path in shelved if self.decoded(path) is None)

    @cached_property
    def evidence(self) -> dict[str, Source]:
        """Evidence key to source."""
        return {source.key: source for source in self._or_own("handbook/evidence.yaml") or []}

    @cached_property
    def framework(self) -> Framework | None:
        """The framework of competences."""
        return self._or_own("assessments/framework.yaml")

    @cached_property
    def programme(self) -> Programme | None:
        """The programme; None where `root` has none, as in a workspace."""
        return self.decoded("programme.yaml")

    @cached_property
    def keys(self) -> dict[str, tuple[Key, YamlFile]]:
        """Session id to its key."""
        return {key.id: (key, file) for key, file in self.all_of(Key)}

    def _or_own(self, path: str) -> Any:
        if path in self.yaml_files or self.root == paths.content_root().resolve():
            return self.decoded(path)
        return Curriculum(paths.content_root()).decoded(path)
