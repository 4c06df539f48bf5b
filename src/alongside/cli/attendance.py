"""`alongside attendance …`: the hours of a group, and certificates of attendance."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from alongside import paths
from alongside.content.hours import strand_called
from alongside.content.load import read_yaml
from alongside.content.shelf import programme
from alongside.errors import WorkspaceError
from alongside.model.workspace import Workspace
from alongside.records.hours_table import OfGroup, group_hours, hours_csv, usual_path
from alongside.records.people import read_people
from alongside.strings import _

app = typer.Typer(help="Who was there: hours, and certificates of attendance.", no_args_is_help=True)

Place = Annotated[Path, typer.Option("--in", help="The workspace that keeps the cohort.")]
Group = Annotated[str, typer.Option(help="The group; left out, the first one.")]
Strand = Annotated[str, typer.Option("--path", help="The strand of the programme, such as short-door.")]
_HERE = Path()


@app.command()
def hours(
    folder: Place = _HERE,
    group: Group = "",
    path: Strand = "",
    csv: Annotated[bool, typer.Option("--csv", help="A row for each person and session.")] = False,
) -> None:
    """List what everybody of a group has, and what is missing, by name."""
    from alongside.records.hours import spent

    found = _hours(paths.workspace_root(folder), group, path)
    if csv:
        sys.stdout.write(hours_csv(found.people))
        return
    for one in found.people:
        typer.echo(f"{one.person.id} ({one.person.name}): {spent(one.minutes)}")
        for line in one.missing:
            typer.echo(f"  {line}")


@app.command()
def certificates(
    file: Annotated[Path, typer.Argument(help="The PDF to write; it must not be there yet.")],
    people: Annotated[list[str] | None, typer.Argument(help="Ids; the whole group when left out.")] = None,
    folder: Place = _HERE,
    group: Group = "",
    path: Strand = "",
) -> None:
    """Write certificates of attendance into one PDF, a page for each person who has hours."""
    from alongside.publish.certificates import Frame, certificates, has_hours

    root = paths.workspace_root(folder)
    settings: Workspace = read_yaml(root / paths.MARKER, Workspace)
    found = _hours(root, group, path)
    chosen = [one for one in found.people if not people or one.person.id in people]
    with_hours = [(one.person, one.hours) for one in chosen if has_hours(one.hours)]
    if not with_hours:
        raise WorkspaceError(_("there are no hours to certify"), do=_("Look at: alongside attendance hours"))
    note = _("Demonstration: this person is fictional.") if settings.demonstration else ""
    frame = Frame(programme().title, date.today(), settings.lang, note)
    made = certificates(with_hours, frame)
    try:
        with file.open("xb") as handle:
            handle.write(made)
    except OSError as err:
        what = _("cannot be written ({reason})").format(reason=err.strerror)
        raise WorkspaceError(what, where=str(file), do=_("Choose another name.")) from err
    for person, _kept in with_hours:
        typer.echo(person.name)
    for one in chosen:
        if not has_hours(one.hours):
            typer.echo(_("{name} has no hours yet.").format(name=one.person.name), err=True)


def _hours(root: Path, group: str, path: str) -> OfGroup:
    from alongside.publish.attending import asked_now, least_of

    people, plan = read_people(root), programme()
    group = group or next(iter(people.groups()), "")
    strand = strand_called(plan, path) if path else usual_path(root, plan.strands, group)
    least = least_of(asked_now(root), strand)
    return group_hours(root, people, strand, group, least=least, day=date.today())
