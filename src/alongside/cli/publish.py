"""`alongside publish`: editions to give away."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Literal

import typer

from alongside.errors import StartError, WorkspaceError
from alongside.strings import _, ngettext

app = typer.Typer(help="Make editions to give away.")


@app.callback()
def publish() -> None:
    """Make editions to give away."""


@app.command()
def static(
    to: Annotated[Path, typer.Option(help="The folder to make; an earlier edition in it is replaced.")],
) -> None:
    """Make the modules as pages that open without a server: for a memory stick, a phone or any web host."""
    from alongside.publish.static import publish as make

    count = len(make(to))
    typer.echo(
        ngettext("Made {n} page to read and try.", "Made {n} pages to read and try.", count).format(n=count)
    )
    typer.echo(_("Open {file} in a browser.").format(file=to / "index.html"))
    typer.echo(_("To move it, copy the whole folder."))


@app.command()
def session(  # noqa: PLR0917 (typer makes an option of each)
    session_id: Annotated[str, typer.Argument(metavar="SESSION", help="A session of programme.yaml: s1.")],
    out: Annotated[Path, typer.Option(help="The PDF to write; one that is there is replaced.")],
    start: Annotated[
        str, typer.Option(help="When the session starts; else its usual time.", show_default=False)
    ] = "",
    edition: Annotated[
        Literal["standard", "large", "spaced"],
        typer.Option(help="Standard, large print, or more space around letters and lines."),
    ] = "standard",
    workspace: Annotated[
        Path | None, typer.Option(help="The workspace whose people stand on the sign-in sheet.")
    ] = None,
    group: Annotated[str, typer.Option(help="Only the people of this group.")] = "",
) -> None:
    """Print everything for a session: run sheet, sign-in sheet, participants' sheets, cards, slips."""
    from alongside.content import shelf
    from alongside.content.schedule import find_session
    from alongside.publish.pdf import named_signs
    from alongside.publish.session.look import Look
    from alongside.publish.session.signing import names_in
    from alongside.publish.session.whole import Asked, session_pdf

    at = _clock(start or find_session(shelf.programme(), session_id).starts)
    begins = datetime.combine(date.today(), at).astimezone()
    names = names_in(workspace, group, begins.date()) if workspace else []
    made = session_pdf(Asked(session_id, begins, Look(edition), tuple(names), group))
    try:
        out.write_bytes(made.pdf)
    except OSError as err:
        raise WorkspaceError(_("cannot be written ({why})").format(why=err), where=str(out)) from err
    typer.echo(_("Wrote {file}.").format(file=out))
    if made.missing:
        typer.echo(_("No font here can draw: {signs}.").format(signs=named_signs(made.missing)))


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as err:
        raise StartError(_("{text} is no time").format(text=text), do=_("Give one such as 09:30.")) from err
