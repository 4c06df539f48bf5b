"""The read-only edition: a folder of copies to look through and try, and nothing else.

A copy is the notebook alone, without outputs and without what is for trainers only. Titles, questions and
options come from the kit's own content when a page is opened; keys, notes and answers never come near.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside import paths
from alongside.content.load import fresh_unit, unit_folders
from alongside.content.notebooks import normalised, tags_of
from alongside.content.shelf import in_order, notebook_name, order, programme
from alongside.errors import WorkspaceError
from alongside.model.unit import AnyUnit, Exercise, Module
from alongside.publish.light import read_notebook
from alongside.strings import _

PUBLISHED = (Module, Exercise)
"""Assessment sessions are never published: their questions are graded."""


@dataclass(frozen=True)
class Copy:
    """One published copy: the name of its file, and what the list of modules says about it."""

    name: str
    title: str
    minutes: int
    why: str
    exercise: bool


def publish(folder: Path) -> list[Copy]:
    """Write the copies into `folder`, in the order of the programme, and return them.

    The same content always gives the same bytes. WorkspaceError where the folder cannot be written or
    holds anything but copies: what lies beside them would look as if it were published too.
    """
    units = published_units()
    copies = [_describe(number, unit, source) for number, (unit, source) in enumerate(units, 1)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_others(folder, {copy.name for copy in copies})
        for copy, (unit, source) in zip(copies, units, strict=True):
            _write(folder / copy.name, copy_of(read_notebook(source / notebook_name(unit))))
    except OSError as err:
        raise WorkspaceError(
            _("cannot be written ({reason})").format(reason=err.strerror),
            where=str(folder),
            do=_("Choose a folder of your own."),
        ) from err
    return copies


def copy_of(notebook: dict[str, Any]) -> str:
    """Return the text of a notebook's published copy: no outputs, no cell tagged `trainer-only`."""
    cells = [cell for cell in notebook["cells"] if "trainer-only" not in tags_of(cell)]
    return normalised({**notebook, "cells": cells})


def published_units() -> list[tuple[AnyUnit, Path]]:
    """Return the units that editions to give away hold, with their folders, in the order of the programme."""
    found = [(fresh_unit(folder), folder) for folder in unit_folders(paths.content_root()).values()]
    return in_order([pair for pair in found if isinstance(pair[0], PUBLISHED)], order(programme()))


def _describe(number: int, unit: AnyUnit, source: Path) -> Copy:
    words = source.name.partition("-")[2] or unit.id
    return Copy(f"{number:02}-{words}.ipynb", unit.title, unit.minutes, unit.why, isinstance(unit, Exercise))


def _refuse_others(folder: Path, names: set[str]) -> None:
    others = sorted(path.name for path in folder.iterdir() if path.name not in names or not path.is_file())
    if others or any(path.is_symlink() for path in folder.iterdir()):
        raise WorkspaceError(
            _("holds other things ({names})").format(names=", ".join(others[:3])),
            where=str(folder),
            do=_("Choose a new folder."),
        )


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
