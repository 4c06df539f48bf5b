"""The running text of the content, piece by piece, each piece knowing its file and lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.files import NotebookFile, TextFile, YamlFile
from alongside.content.grammar import source_of
from alongside.content.notebooks import tags_of
from alongside.content.strings import text_fields
from alongside.model.framework import Framework, Instrument
from alongside.model.handbook import CountrySheet, Glossary, Handbook, RouteMap
from alongside.model.programme import Programme

Place = tuple[object, ...]
_OF_HANDBOOK = (Handbook, RouteMap, Glossary, CountrySheet)


@dataclass(frozen=True)
class Passage:
    """A piece of text. `place` is the path of keys in a YAML file, or the number of a notebook's cell."""

    file: TextFile
    text: str
    place: Place = ()

    def line(self, offset: int) -> int:
        """Return the line of the character at `offset`; in YAML, the line on which the text begins."""
        if isinstance(self.file, NotebookFile):
            return self.file.source_line(int(str(self.place[0])), offset)
        if isinstance(self.file, YamlFile):
            return self.file.line(*self.place)
        return self.file.line_at(offset)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())


def cells_of(files: UnitFiles, *, prompts: bool = False) -> Iterator[Passage]:
    """Yield the text cells of a unit's notebook; prompts only where asked for: the data file has them."""
    if files.notebook is None:
        return
    for n, cell in enumerate(files.notebook.cells):
        if cell["cell_type"] == "markdown" and (prompts or "prompt" not in tags_of(cell)):
            yield Passage(files.notebook, source_of(cell), (n,))


def fields_of(file: YamlFile, below: Place = ()) -> Iterator[Passage]:
    """Yield every text in a data file that a person reads."""
    fields = text_fields(file.path)
    yield from (Passage(file, text, place) for place, text in _texts(file.raw, below, fields, read=False))


def _texts(raw: Any, place: Place, fields: frozenset[str], *, read: bool) -> Iterator[tuple[Place, str]]:
    if isinstance(raw, str) and read:
        yield place, raw
    elif isinstance(raw, dict):
        for key, value in raw.items():
            told = key in fields or (read and place[-1:] == ("reasons",))
            yield from _texts(value, (*place, key), fields, read=told)
    elif isinstance(raw, list):
        for n, value in enumerate(raw):
            yield from _texts(value, (*place, n), fields, read=read)


def unit_passages(files: UnitFiles) -> Iterator[Passage]:
    """Yield everything a learner reads in a unit, once."""
    yield from cells_of(files)
    yield from fields_of(files.data)


def notes_passages(content: Curriculum) -> Iterator[Passage]:
    """Yield the trainer notes, one passage for each file."""
    yield from (Passage(file, file.text) for file in content.notes.values() if not file.problem)


def handbook_texts(content: Curriculum) -> Iterator[Passage]:
    """Yield the texts of the handbook, one passage for each file."""
    yield from (Passage(file, file.text) for file in content.handbook_texts.values() if not file.problem)


def handbook_passages(content: Curriculum) -> Iterator[Passage]:
    """Yield everything that people read in the handbook, but for the list of sources."""
    yield from handbook_texts(content)
    yield from data_passages(content, _OF_HANDBOOK)


def data_passages(content: Curriculum, shapes: Iterable[Any]) -> Iterator[Passage]:
    """Yield the texts of every data file of these shapes."""
    for shape in shapes:
        for _value, file in content.all_of(shape):
            yield from fields_of(file)


def learner_passages(content: Curriculum) -> Iterator[Passage]:
    """Yield everything that a learner can get."""
    for files in content.units:
        yield from cells_of(files, prompts=True)
        yield from fields_of(files.data)
    yield from data_passages(content, (Framework, Instrument, Programme))
    yield from handbook_passages(content)
