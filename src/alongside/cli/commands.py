"""All commands of `alongside` in one, and one alone: each is a few lines over the part that does the work."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import typer

PLAIN = ("start", "init", "check", "library", "room", "hub")
"""Commands without commands below them; each is the function of its name in the module of its name."""


def only(name: str) -> typer.Typer:
    """Return the app with one of the plain commands: what it does not need is not loaded."""
    app = _empty()
    app.callback()(_nothing)  # else Typer takes the one command for the whole app
    _add(app, name)
    return app


@cache
def whole() -> typer.Typer:
    """Return the app with every command."""
    from alongside.cli import agreeing, assess, attendance, panel, people, publish

    app = _empty()
    for name in PLAIN:
        _add(app, name)
    agreeing.add_to(assess.app)
    panel.add_to(assess.app)
    for group in (assess, publish, attendance, people):
        app.add_typer(group.app, name=group.__name__.rpartition(".")[2])
    return app


def _empty() -> typer.Typer:
    return typer.Typer(
        help="A train-the-trainer kit for mentoring and coaching school leaders.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )


def _add(app: typer.Typer, name: str) -> None:
    app.command(name)(getattr(import_module(f"alongside.cli.{name}"), name))


def _nothing() -> None:
    """Nothing comes before a command."""
