"""`alongside start`: a workspace in the browser."""

from __future__ import annotations

import os
import socket
import webbrowser
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from alongside import paths
from alongside.cli.init import make
from alongside.content import workspace
from alongside.errors import StartError
from alongside.strings import _
from alongside.web import server

FIRST_PORT, TRIES = 8765, 50


def start(  # noqa: PLR0917 (typer makes an option of each)
    folder: Annotated[Path, typer.Argument(help="The workspace; made when it is not there yet.")] = Path(
        "workspace"
    ),
    port: Annotated[int | None, typer.Option(help="The port; the next free one when left out.")] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
    name: Annotated[str, typer.Option(help="Your name, for a new workspace.")] = "",
    demonstration: Annotated[bool, typer.Option(help="A new workspace gets the fictional cohort.")] = False,
    author: Annotated[
        bool, typer.Option(help="Everything visible: for writing modules in JupyterLab.")
    ] = False,
) -> None:
    """Open a workspace in the browser; Ctrl+C or the Stop button ends everything that was started."""
    if not (folder / paths.MARKER).is_file():
        make(folder, name=name, demonstration=demonstration)
    refreshed = workspace.refresh(folder)
    for own in refreshed.own:
        typer.echo(_("{file} is your own edition and was left as it is.").format(file=own))
    root = folder.resolve()
    running = server.address_of_running(root)
    if running:
        typer.echo(_("Alongside is already open: {url}").format(url=running))
        if browser:
            webbrowser.open(running)
        return
    server.serve(root, port=_port(port), browser=browser, author=author, say=typer.echo)


def _port(wanted: int | None) -> int:
    """Return a free port on this computer; StartError where the one asked for is taken."""
    if wanted is not None:
        if not _free(wanted):
            raise StartError(
                _("Port {port} is taken.").format(port=wanted), do=_("Leave --port out, or choose another.")
            )
        return wanted
    found = next((port for port in range(FIRST_PORT, FIRST_PORT + TRIES) if _free(port)), None)
    if found is None:
        raise StartError(_("No free port was found."), do=_("Name one: --port 9000"))
    return found


def _free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
