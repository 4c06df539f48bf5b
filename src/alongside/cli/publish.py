"""`alongside publish`: editions to give away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
