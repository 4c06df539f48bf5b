"""Files that people attached in a room and did not hand in yet, each person's in a folder of their own.

They lie in `.alongside/room-files/<process>-<any>/<person>/evidence/<session>/` of the trainer's workspace
and go with the room: what is left of a room whose process was killed is deleted by whoever starts next.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from alongside.responses import attaching

WAITING = Path(".alongside", "room-files")
CLOCKS = 3600
"""Seconds by which the clock of a laptop may be set while a room is open."""


def new_home(workspace: Path) -> Path:
    """Return where the room of this process keeps files; the folder is made with the first of them."""
    return workspace / WAITING / f"{os.getpid()}-{secrets.token_hex(4)}"


def sweep(workspace: Path) -> list[str]:
    """Delete what rooms left that are not there any more; return what could not be deleted."""
    dead = [home for home in _homes(workspace) if not _alive(home)]
    for home in dead:
        shutil.rmtree(home, ignore_errors=True)
    return [home.name for home in dead if home.exists()]


def delete_due(workspace: Path, now: datetime) -> None:
    """Delete recordings whose day has come."""
    for home in _homes(workspace):
        for person in sorted(home.glob("*/")):
            with suppress(OSError):
                attaching.delete_due(person, now)


def forget_waiting(workspace: Path, person: str) -> list[str]:
    """Delete what one person attached in any room; return what could not be deleted."""
    left = []
    for home in _homes(workspace):
        shutil.rmtree(home / person, ignore_errors=True)
        left += [f"{home.name}/{person}"] if (home / person).exists() else []
    return left


def _homes(workspace: Path) -> Iterator[Path]:
    yield from sorted(one for one in (workspace / WAITING).glob("*-*") if one.is_dir())


def _alive(home: Path) -> bool:
    """Whether the process that a folder names still runs; one that began after it has only its number."""
    import psutil

    try:
        began = psutil.Process(int(home.name.partition("-")[0])).create_time()
        return began <= home.stat().st_mtime + CLOCKS
    except psutil.AccessDenied:
        return True
    except (ValueError, OSError, psutil.Error):
        return False
