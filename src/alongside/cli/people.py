"""`alongside people`: the cohort from the command line."""

from __future__ import annotations

import csv
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from alongside import paths
from alongside.cli.assess_files import HERE, Place
from alongside.content.load import read_yaml
from alongside.errors import WorkspaceError
from alongside.model.people import FIRST_GROUP, Person
from alongside.model.workspace import Workspace
from alongside.records import lists
from alongside.records.cells import Assumed, field_names
from alongside.records.people import read_people
from alongside.records.tables import LARGEST, ListError, text_of
from alongside.responses.spreadsheet import plain
from alongside.strings import _, ngettext

app = typer.Typer(help="The people of a cohort: take in a list, show who belongs to it.")
Day = Annotated[str, typer.Option(help="A day, such as 2026-11-24; today when left out.")]


@app.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, or plain text with a name on each line.")],
    folder: Place = HERE,
    *,
    organisation: Annotated[str, typer.Option(help="The organisation where the list names none.")] = "",
    group: Annotated[str, typer.Option(help="The group where the list names none.")] = FIRST_GROUP,
    day: Day = "",
    keep_good: Annotated[bool, typer.Option(help="Leave out the bad rows, take in the others.")] = False,
    preview: Annotated[bool, typer.Option(help="Say how the list is read, and write nothing.")] = False,
) -> None:
    """Let the people of a list join the cohort; who is there already does not join again."""
    root = paths.workspace_root(folder)
    owner = read_yaml(root / paths.MARKER, Workspace)
    assumed, text = Assumed(organisation, group, owner.lang), _text(file)
    if preview:
        reading = lists.read_list(text, read_people(root), assumed)
        _tell(reading)
        _show(_("Can join"), [one for _row, one in reading.good])
        return
    now = datetime.now(UTC).astimezone()
    reading, joined = lists.take_in(
        root, text, assumed, by=owner.person.id, now=now, day=_date(day), despite=keep_good
    )
    _tell(reading)
    if reading.troubles and not keep_good:
        raise ListError(_("Nobody joined."), do=_("Put the rows right, or leave them out with --keep-good."))
    count = ngettext("{n} person joined.", "{n} people joined.", len(joined))
    typer.echo(count.format(n=len(joined)))
    for sentence in _followed(root):
        typer.echo(sentence)


@app.command("list")
def show(
    folder: Place = HERE,
    *,
    day: Day = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for a spreadsheet.")] = False,
) -> None:
    """List who belongs to the cohort on a day, group by group."""
    people = [
        one for some in read_people(paths.workspace_root(folder)).groups(_date(day)).values() for one in some
    ]
    if not as_csv:
        _show(_("People of this cohort"), people)
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["id", *field_names().values()])
    writer.writerows([plain(cell) for cell in _cells(one)] for one in people)


def _cells(one: Person) -> list[str]:
    rest = (one.line_manager, one.mentor, one.mail, one.group)
    return [one.id, one.name, one.organisation, one.school, one.lang, "/".join(one.roles), *rest]


def _show(title: str, people: list[Person]) -> None:
    table = Table(title=title)
    for head in (_("Id"), _("Name"), _("Group"), _("School"), _("Organisation"), _("Role")):
        table.add_column(head)
    for one in people:
        cells = (one.id, one.name, one.group, one.school, one.organisation, ", ".join(one.roles))
        table.add_row(*map(escape, cells))
    Console().print(table)


def _tell(reading: lists.Reading) -> None:
    names = field_names()
    for one in reading.troubles:
        place = _("Row {n}").format(n=one.row) + (f", {names[one.field]}" if one.field else "")
        typer.echo(f"{place}: {one.what}. {one.do}", err=True)
    for sentence in reading.notes:
        typer.echo(sentence)
    for row, one in reading.already:
        typer.echo(_("Row {n}: {name} is there already.").format(n=row, name=one.name))


def _followed(root: Path) -> list[str]:
    from alongside.grading.enlisting import follow_in  # with nbgrader, for which other commands do not wait

    people, today = read_people(root), date.today()
    return follow_in(root, people.on(today), people.states(today)).told()


def _text(file: Path) -> str:
    try:
        with file.open("rb") as handle:
            data = handle.read(LARGEST + 1)
    except OSError as err:
        raise WorkspaceError(
            _("cannot be read ({why})").format(why=err.strerror or err), where=str(file)
        ) from err
    if len(data) > LARGEST:
        raise ListError(_("This is far too large for a list of people."), where=str(file), do=_("Divide it."))
    return text_of(data)[0]


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as err:
        raise WorkspaceError(
            _("{text} is not a day").format(text=text), do=_("Write it as 2026-11-24.")
        ) from err
