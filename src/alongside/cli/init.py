"""`alongside init`: a new workspace."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from alongside import paths
from alongside.content import workspace
from alongside.errors import WorkspaceError
from alongside.model.workspace import Person
from alongside.strings import _


def init(
    folder: Annotated[Path, typer.Argument(help="The new folder.")],
    name: Annotated[str, typer.Option(help="Your name, as it stands on your hand-ins.")] = "",
    demonstration: Annotated[bool, typer.Option(help="Add the fictional demonstration cohort.")] = False,
    assessor: Annotated[
        bool, typer.Option(help="Add a course, to release and mark assessment sessions.")
    ] = False,
    keys: Annotated[
        Path | None, typer.Option(help="The key folder, where the kit came without keys.")
    ] = None,
) -> None:
    """Make a workspace: your own copy of the modules, and a place for your answers."""
    make(folder, name=name, demonstration=demonstration, assessor=assessor, keys=keys)
    typer.echo(
        _("Made the workspace {folder}. Start it with: alongside start {folder}").format(folder=folder)
    )


def make(
    folder: Path, *, name: str, demonstration: bool = False, assessor: bool = False, keys: Path | None = None
) -> None:
    """Make a workspace with its course; in a demonstration the fictional cohort has handed in already.

    WorkspaceError where a demonstration is asked of an installed kit: the cohort's answers give the key away,
    so they are not installed.
    """
    if demonstration and not (paths.content_root() / "assessments" / "demonstration").is_dir():
        raise WorkspaceError(
            _("The fictional cohort is not part of an installed kit: its answers would give the key away."),
            do=_("Run make start in a copy of the whole project, or leave --demonstration out."),
        )
    shown = name.strip() or _("you")
    workspace.make(folder, person=Person(id=short_id(shown), name=shown), demonstration=demonstration)
    if demonstration:
        from alongside.grading.demonstration import cohort, set_up
        from alongside.records.demonstration import enrol_fictional

        set_up(folder, keys=keys)
        enrol_fictional(folder, cohort().people, Person(id=short_id(shown), name=shown), datetime.now(UTC))
    elif assessor:
        from alongside.grading.course import set_up_course

        set_up_course(paths.content_root(), folder / "course", folder / "exchange", keys)


def short_id(name: str) -> str:
    """Return the id that a list of the cohort makes too: `Gráinne Mhic Oisín` is `grainne-mhic-oisin`."""
    from alongside.records.naming import id_from

    return id_from(name)
