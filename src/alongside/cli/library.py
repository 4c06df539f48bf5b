"""`alongside library`: the read-only edition."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from alongside.publish.library import publish


def library(
    *,
    to: Annotated[
        Path | None,
        typer.Option(help="Keep the published copies in this folder; else they go when it stops."),
    ] = None,
    port: Annotated[int, typer.Option(help="The port; a free one when left out.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
    ip: Annotated[str, typer.Option(help="0.0.0.0 lets others on the network in.")] = "127.0.0.1",
    readers: Annotated[
        int, typer.Option(help="How many may try exercises at once; each needs 40 to 70 MB.")
    ] = 30,
    parent: Annotated[int | None, typer.Option(hidden=True, help="Stop when this process has gone.")] = None,
) -> None:
    """Let anyone look through the modules and try them; nothing is kept. Ctrl+C stops it."""
    from alongside.web import library as read_only

    with tempfile.TemporaryDirectory(prefix="alongside-library-") as passing:
        folder = to or Path(passing) / "modules"
        copies = publish(folder)
        read_only.serve(
            copies,
            folder,
            ip=ip,
            port=port,
            readers=readers,
            browser=browser,
            parent=parent,
            say=typer.echo,
        )
