"""Trainer notes: one markdown file for each unit, one section for each activity id."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from alongside.errors import ContentError

_SECTION = re.compile(r"^## +(.+?)\s*$", re.M)
_ACTIVITY = re.compile(r"([a-z][0-9]{1,2}-a[0-9]+)\s+(.*)\Z", re.S)
ONLINE = "**Online.**"


@dataclass(frozen=True)
class Section:
    """One section: the activity it is for (none for before and after), its title and its markdown."""

    activity: str | None
    title: str
    text: str

    def for_mode(self, *, online: bool) -> str:
        """Return the text as it is needed: online, the paragraph for it first; in a room, without it."""
        paragraphs = self.text.split("\n\n")
        apart = [p for p in paragraphs if p.lstrip().startswith(ONLINE)]
        rest = [p for p in paragraphs if p not in apart]
        return "\n\n".join([*apart, *rest] if online else rest)


@dataclass(frozen=True)
class Notes:
    """The notes of one unit: what stands before its first activity, activity id to section, what follows."""

    before: list[Section] = field(default_factory=list)
    activities: dict[str, Section] = field(default_factory=dict)
    after: list[Section] = field(default_factory=list)


def notes_file(root: Path, folder: str) -> Path:
    """Return the notes of the unit in `folder` (its folder's name) below the content `root`."""
    return root / "trainer-notes" / f"{folder}.md"


def read_notes(path: Path) -> list[Section]:
    """Return the sections of a file of trainer notes in order."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise ContentError(f"cannot be read ({err})", where=path.name) from err
    pieces = _SECTION.split(text)
    return [_section(title, body) for title, body in zip(pieces[1::2], pieces[2::2], strict=True)]


def arranged(sections: list[Section]) -> Notes:
    """Return the sections of a unit by where a trainer needs them."""
    notes = Notes()
    for section in sections:
        if section.activity:
            notes.activities[section.activity] = section
        else:
            (notes.after if notes.activities else notes.before).append(section)
    return notes


def _section(heading: str, body: str) -> Section:
    match = _ACTIVITY.match(heading)
    return Section(match[1], match[2], body.strip()) if match else Section(None, heading, body.strip())
