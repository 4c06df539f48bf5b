"""Translation units of the content: every text a person reads, under an id that outlives rewording."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from alongside.content.chapters import chapter_files
from alongside.content.grammar import source_of
from alongside.content.handbook.reading import FOLDER as HANDBOOK
from alongside.content.load import unit_folders, unit_in
from alongside.content.messages import FOLDER as MESSAGES
from alongside.content.notebooks import tags_of
from alongside.content.notes import notes_file
from alongside.content.shelf import notebook_name
from alongside.paths import unit_file

TEXT_FIELDS = frozenset(
    {
        "action",
        "actions",
        "award",
        "brief",
        "choices",
        "cues",
        "domains",
        "explain",
        "high",
        "hint",
        "includes",
        "judging",
        "label",
        "looks_like",
        "low",
        "means",
        "not_yet",
        "note",
        "own_words",
        "planned",
        "price",
        "prompt",
        "questions",
        "reason",
        "reasons",
        "review",
        "rewritten",
        "role",
        "says",
        "scale",
        "scene",
        "suggested",
        "text",
        "title",
        "warning",
        "watch_for",
        "when",
        "who",
        "why",
    }
)
"""The fields of data files that hold words for people; all others hold ids, numbers and fixed words."""
HANDBOOK_FIELDS = TEXT_FIELDS | {
    "adapt",
    "but",
    "country",
    "law",
    "meaning",
    "name",
    "not",
    "question",
    "say",
    "term",
    "time_limit",
    "to_confirm",
    "use",
    "who_to_call",
}
"""The same for the handbook's data files; a glossary's words in other languages are not for translation."""
_DATA = (
    "programme.yaml",
    "assessments/framework.yaml",
    "assessments/instruments/*.yaml",
    "handbook/handbook.yaml",
    "handbook/route-map.yaml",
    "handbook/glossary.yaml",
    "handbook/countries/*.yaml",
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SECTION = re.compile(r"^(?=## )", re.M)


@dataclass(frozen=True)
class Unit:
    """One text to translate. `file` is relative to the root; `context` says what the text is."""

    id: str
    file: str
    context: str
    text: str


def text_fields(name: str) -> frozenset[str]:
    """Return which fields hold words for people in the data file `name`, relative to the root."""
    return HANDBOOK_FIELDS if name.startswith(f"{HANDBOOK}/") else TEXT_FIELDS


def units_of(root: Path) -> list[Unit]:
    """Return every text of the content below `root`, without the keys.

    Data files, notebook cells, trainer notes and chapters, messages, and the texts of the handbook.
    """
    found: list[Unit] = []
    for folder in unit_folders(root).values():
        found += _of_folder(root, folder)
    for path in chapter_files(root):
        found += _of_sections(root, path, path.stem, "trainer notes")
    for path in sorted((root / MESSAGES).glob("*.md")):
        found += _of_sections(root, path, f"message-{path.stem}", "message")
    for pattern in _DATA:
        for path in sorted(root.glob(pattern)):
            found += _of_data(root, path, path.stem)
    for path in sorted((root / HANDBOOK).rglob("*.md")):
        found += _of_sections(root, path, path.stem, "handbook text")
    return found


def _of_folder(root: Path, folder: Path) -> Iterator[Unit]:
    unit, data = unit_in(folder), unit_file(folder)
    if data is not None:
        yield from _of_data(root, data, unit.id)
    notebook = folder / notebook_name(unit)
    if notebook.is_file():
        yield from _of_notebook(root, notebook)
    notes = notes_file(root, folder.name)
    if notes.is_file():
        yield from _of_sections(root, notes, unit.id, "trainer notes")


def _of_notebook(root: Path, path: Path) -> Iterator[Unit]:
    """Yield the text cells; a prompt is no text of its own, it is made from the data file."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown" and "prompt" not in tags_of(cell):
            yield Unit(f"{cell['id']}/cell", _name(root, path), "notebook text", source_of(cell))


def _of_sections(root: Path, path: Path, owner: str, context: str) -> Iterator[Unit]:
    """Yield the sections of a text; one that begins with the id of an activity belongs to that."""
    for section in _SECTION.split(path.read_text(encoding="utf-8")):
        if not section.strip():
            continue
        heading = section.lstrip("# ").split("\n", 1)[0]
        activity = re.match(rf"{owner}-a\d+", heading)
        place = (
            activity[0]
            if activity
            else f"{owner}/{_slug(heading) if section.startswith('##') else 'opening'}"
        )
        yield Unit(f"{place}/note", _name(root, path), context, section.strip())


def _of_data(root: Path, path: Path, owner: str) -> Iterator[Unit]:
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    name = _name(root, path)
    for place, context, text in texts_in(raw, owner, fields=text_fields(name)):
        yield Unit(place, name, context, text)


def texts_in(
    raw: Any, owner: str, context: tuple[str, ...] = (), *, fields: frozenset[str] = TEXT_FIELDS
) -> Iterator[tuple[str, str, str]]:
    """Yield id, context and text for every text in plain data that belongs to the id `owner`."""
    if isinstance(raw, dict):
        owner = _owned(owner, raw.get("id"))
        for key, value in raw.items():
            if isinstance(value, str) and value.strip() and key in fields:
                yield f"{owner}/{key}", " / ".join((*context, key)), value
            elif isinstance(value, list):
                yield from _entries(value, owner, key, context, fields)
            elif isinstance(value, dict):
                yield from texts_in(value, f"{owner}/{key}", (*context, key), fields=fields)


def _entries(
    values: list[Any], owner: str, key: str, context: tuple[str, ...], fields: frozenset[str]
) -> Iterator[tuple[str, str, str]]:
    for number, value in enumerate(values, 1):
        if isinstance(value, str) and key in fields:
            yield f"{owner}/{key}/{number}", " / ".join((*context, key)), value
        elif isinstance(value, dict):
            below = owner if "id" in value else f"{owner}/{key}/{number}"
            yield from texts_in(value, below, (*context, key), fields=fields)


def _owned(owner: str, own: object) -> str:
    """Return the id of an entry: its own where that is enough (`m03-k1`), else `m03-k1/a`."""
    if own is None or own == owner:
        return owner
    return str(own) if str(own).startswith(f"{owner.rsplit('/', maxsplit=1)[-1]}-") else f"{owner}/{own}"


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))
