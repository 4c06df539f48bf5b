"""`alongside init`: a new workspace."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Annotated

import typer

from alongside import paths
from alongside.content import workspace
from alongside.model.workspace import Person
from alongside.strings import _


def init(
    folder: Annotated[Path, typer.Argument(help="The new folder.")],
    name: Annotated[str, typer.Option(help="Your name, as it stands on your hand-ins.")] = "",
    demonstration: Annotated[bool, typer.Option(help="Add the fictional demonstration cohort.")] = False,
    assessor: Annotated[bool, typer.Option(help="Add a course, to release and mark assessment sessions.")] = False,
    keys: Annotated[Path | None, typer.Option(help="The key folder, where the kit came without keys.")] = None,
) -> None:
    """Make a workspace: your own copy of the modules, and a place for your answers."""
    make(folder, name=name, demonstration=demonstration, assessor=assessor, keys=keys)
    typer.echo(_("Made the workspace {folder}. Start it with: alongside start {folder}").format(folder=folder))


def make(
    folder: Path, *, name: str, demonstration: bool = False, assessor: bool = False, keys: Path | None = None
) -> None:
    """Make a workspace with its course; in a demonstration the fictional cohort has handed in already."""
    shown = name.strip() or _("you")
    workspace.make(folder, person=Person(id=short_id(shown), name=shown), demonstration=demonstration)
    if demonstration:
        from alongside.grading.demonstration import set_up

        set_up(folder, keys=keys)
    elif assessor:
        from alongside.grading.course import set_up_course

        set_up_course(paths.content_root(), folder / "course", folder / "exchange", keys)


def short_id(name: str) -> str:
    """Return an id of letters, digits and hyphens for a name: `Gráinne Mhic Oisín` is `grainne-mhic-oisin`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "person"
