"""The command `alongside`: what one command does not need is not loaded for it."""

from __future__ import annotations

import sys

from alongside.errors import AlongsideError


def main() -> None:
    """Run the command; an error the kit knows is one sentence, not a traceback."""
    try:
        _run(sys.argv[1:2])
    except AlongsideError as err:
        sys.stderr.write(f"\n{err}\n\n")
        sys.exit(1)


def _run(first: list[str]) -> None:
    if first == ["singleuser"]:  # for a Hub alone: not worth a library for command lines on every desk
        from alongside.cli.singleuser import singleuser

        singleuser(sys.argv[2:])
        return
    from alongside.cli.commands import PLAIN, only, whole

    app = only(first[0]) if first and first[0] in PLAIN else whole()
    app()
