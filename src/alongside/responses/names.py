"""The names of the files that hold a person's answers."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from alongside.errors import AnswersError
from alongside.strings import _

UNIT = re.compile(r"[a-z][0-9]{1,2}\Z")
ANSWERS = re.compile(r"(?P<unit>[a-z][0-9]{1,2})\.responses\.json\Z")
SET_ASIDE = re.compile(r"(?P<unit>[a-z][0-9]{1,2})\.responses\.damaged-[0-9TZ]+(-[0-9]+)?\.json\Z")


def file_of(folder: Path, unit_id: str) -> Path:
    """Return where the answers to a unit lie; AnswersError where `unit_id` is no id of a unit."""
    if not UNIT.match(unit_id):
        raise AnswersError(_("“{id}” is not the id of a unit.").format(id=unit_id), where=str(folder))
    return folder / f"{unit_id}.responses.json"


def answer_files(workspace: Path) -> list[tuple[str, Path]]:
    """Return unit id and path of every file of answers in a workspace, in order of unit and path."""
    found = ((match["unit"], path) for path in _files(workspace) if (match := ANSWERS.match(path.name)))
    return sorted(found)


def set_aside_files(workspace: Path) -> list[Path]:
    """Return every file in a workspace into which something damaged was moved."""
    return sorted(path for path in _files(workspace) if SET_ASIDE.match(path.name))


def set_aside_of(folder: Path, unit_id: str) -> list[Path]:
    """Return the files in `folder` into which something damaged of this unit was moved, oldest first."""
    return sorted(
        path for path in folder.glob(f"{unit_id}.responses.damaged-*.json") if SET_ASIDE.match(path.name)
    )


def _files(workspace: Path) -> Iterator[Path]:
    """Every file below, without following links and without hidden folders."""
    for folder, inner, files in os.walk(workspace):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        yield from (Path(folder, name) for name in files)
