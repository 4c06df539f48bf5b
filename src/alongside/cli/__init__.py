"""The command `alongside`: each sub-command is a few lines over the part that does the work."""

from __future__ import annotations

import sys

import typer

from alongside.cli import (
    agreeing,
    assess,
    attendance,
    check,
    hub,
    init,
    library,
    panel,
    people,
    publish,
    room,
    singleuser,
    start,
)
from alongside.errors import AlongsideError

app = typer.Typer(
    help="A train-the-trainer kit for mentoring and coaching school leaders.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("start")(start.start)
app.command("init")(init.init)
app.command("check")(check.check)
agreeing.add_to(assess.app)
panel.add_to(assess.app)
app.add_typer(assess.app, name="assess")
app.command("library")(library.library)
app.add_typer(publish.app, name="publish")
app.add_typer(attendance.app, name="attendance")
app.add_typer(people.app, name="people")
app.command("room")(room.room)
app.command("hub")(hub.hub)
app.command("singleuser", hidden=True)(singleuser.singleuser)


def main() -> None:
    """Run the command; an error the kit knows is one sentence, not a traceback."""
    try:
        app()
    except AlongsideError as err:
        sys.stderr.write(f"\n{err}\n\n")
        sys.exit(1)
