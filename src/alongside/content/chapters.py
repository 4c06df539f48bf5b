"""Chapters for trainers: the files among the trainer notes that belong to no unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from alongside.errors import ContentError

_OF_A_UNIT = re.compile(r"[a-z][0-9]{1,2}-")
"""How the name of a unit's notes begins: with the id of the unit."""
_TITLE = re.compile(r"\A\s*# +(.+?)[ \t#]*(?:\n|\Z)")


@dataclass(frozen=True)
class Chapter:
    """A chapter: its file's name without the ending, its first heading, and the markdown below that."""

    name: str
    title: str
    text: str


def chapter_files(root: Path) -> list[Path]:
    """Return the files of all chapters below the content `root`, by name."""
    notes = sorted((root / "trainer-notes").glob("*.md"))
    return [path for path in notes if not _OF_A_UNIT.match(path.name)]


def chapters(root: Path) -> list[Chapter]:
    """Return every chapter below the content `root` in the order of their titles."""
    return sorted((read_chapter(path) for path in chapter_files(root)), key=lambda one: one.title.casefold())


def read_chapter(path: Path) -> Chapter:
    """Return the chapter in a file; ContentError where it is no text, or begins with no `#` heading."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise ContentError(f"cannot be read ({err})", where=path.name) from err
    title = _TITLE.match(text)
    if title is None:
        raise ContentError(
            "has no title", where=path.name, do="Begin it with a line such as: # Running a cohort"
        )
    return Chapter(path.stem, title[1], text[title.end() :].strip())
