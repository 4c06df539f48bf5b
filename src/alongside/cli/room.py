"""`alongside room`: a room for phones and laptops."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alongside.paths import workspace_root


def room(
    folder: Annotated[Path, typer.Argument(help="The workspace of whoever leads the room.")] = Path(),
    *,
    port: Annotated[
        int | None, typer.Option(help="The port; the first free one from 8080 to 8089 when left out.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open your screen in a browser.")] = True,
    parent: Annotated[int | None, typer.Option(hidden=True, help="Stop when this process has gone.")] = None,
) -> None:
    """Let people in this network work on phones and laptops, by the code on their badge. Ctrl+C closes it."""
    from alongside.web.room import app

    root = workspace_root(folder)
    app.serve(root, port=port, browser=browser, parent=parent, say=typer.echo)
