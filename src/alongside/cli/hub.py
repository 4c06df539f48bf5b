"""`alongside hub`: JupyterHub for an organisation."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from alongside import paths
from alongside.errors import StartError
from alongside.strings import _

DEMONSTRATION = Path("hub-demonstration")
"""Where a demonstration lies when no folder is named: in the folder where it was started."""


def hub(  # noqa: PLR0917 (typer makes an option of each)
    folder: Annotated[Path | None, typer.Argument(help="What the Hub keeps; /srv/alongside.")] = None,
    address: Annotated[str, typer.Option(help="Where browsers reach it: http://127.0.0.1:8000")] = "",
    homes: Annotated[Path | None, typer.Option(help="Below it everybody's own folder: /home")] = None,
    keys: Annotated[
        Path | None, typer.Option(help="The key folder, to mark with; copied into the course.")
    ] = None,
    first: Annotated[str, typer.Option(help="Name of the first coordinator: prints a code and ends.")] = "",
    organisation: Annotated[str, typer.Option(help="The organisation of the first coordinator.")] = "",
    slip: Annotated[str, typer.Option(help="Name of somebody who lost a password: prints a code.")] = "",
    demonstration: Annotated[
        bool, typer.Option(help="Everybody under one account of this machine: to look at, with no privacy.")
    ] = False,
) -> None:
    """Serve an organisation: every person signs in to a desk under an account of their own."""
    from alongside.hub import machine
    from alongside.hub.settings import house_of, load_from_environment, whole

    machine.refuse_where_it_cannot(demonstration=demonstration)
    own = load_from_environment() | _own(folder, address, homes, demonstration=demonstration)
    house = house_of(whole(own))
    set_up(house, keys)
    if first or slip:
        _print_code(house.programme, first, organisation, slip)
        return
    if demonstration:
        _invite_fictional(house.programme)
    from alongside.hub.running import serve

    serve(own)


def _own(folder: Path | None, address: str, homes: Path | None, *, demonstration: bool) -> dict[str, Any]:
    """Return the settings that were given at the command line."""
    own: dict[str, Any] = {"demonstration": demonstration}
    if demonstration:
        folder = folder or DEMONSTRATION
        own["homes"] = str(folder / "people")
    named = {"folder": folder, "address": address, "homes": homes}
    return own | {name: str(value) for name, value in named.items() if value}


def set_up(house: Any, keys: Path | None = None) -> None:
    """Make the folders of a Hub and its course; what is there stays, and permissions are put right."""
    from alongside.grading.course import set_up_course
    from alongside.hub.house import prepare, refuse_readable_secrets, share_course

    content = paths.content_root()
    if not house.shared:
        refuse_readable_secrets(content)
    prepare(house)
    set_up_course(
        content, house.course, house.exchange, keys, accounts="" if house.shared else house.accounts
    )
    share_course(house)


def _print_code(programme: Path, first: str, organisation: str, slip: str) -> None:
    from alongside.hub import cohort

    now = datetime.now(UTC)
    if first:
        if not organisation:
            raise StartError(
                _("Everybody belongs to an organisation."), do=_('Add it: --organisation "Name of it"')
            )
        person, code = cohort.first(programme, first, organisation, now)
    else:
        person, code = cohort.slip(programme, slip, now)
    told = _("{name} signs in as {id}. Code for choosing a password, good once, for {days} days: {code}")
    typer.echo(told.format(name=person.name, id=person.id, days=cohort.LASTS.days, code=code))


def _invite_fictional(programme: Path) -> None:
    """Enrol one fictional person for each role, and print their codes."""
    from alongside.hub.cohort import fictional

    typer.echo(_("Demonstration with fictional people and no privacy. Codes for the first sign-in:"))
    for person, code in fictional(programme, datetime.now(UTC)):
        typer.echo(f"  {code}  {person.name} ({', '.join(person.roles)})")
