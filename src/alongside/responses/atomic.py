"""Writing so that a file is either as it was or as it shall be, whatever happens in between."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from alongside.errors import NotSaved
from alongside.responses import turn
from alongside.responses.refusals import not_saved
from alongside.responses.turn import Busy, Turn, private
from alongside.strings import _

T = TypeVar("T")
Refused = Callable[[OSError, Path], NotSaved]
"""Turns what the disk answered about a folder into what the person is told."""
_RETRIES = 10
_CANNOT_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF)


def rewrite(path: Path, change: Callable[[], tuple[bytes | None, T]], refused: Refused = not_saved) -> T:
    """Give `path` the content that `change` returns, and return its second value once that is on the disk.

    `change` reads what it needs, alone among all writers, and is called again if its turn was ended;
    content None leaves the file as it is. Raises NotSaved (worded by `refused`), and the file is whole.
    """
    deadline = time.monotonic() + turn.PATIENCE
    try:
        while True:
            with Turn(path, deadline) as mine:
                content, result = change()
                if content is None or _publish(mine, path, content):
                    return result
            if time.monotonic() > deadline:
                raise Busy
    except Busy as err:
        raise NotSaved(
            _("Another window or computer has been saving to {name} for too long.").format(name=path.name),
            do=_("Your text is still on the screen; it will be tried again by itself."),
        ) from err
    except OSError as err:
        raise refused(err, path.parent) from err


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet, and wait until the disk has it; leaves nothing when it fails."""
    _write(path, content)
    sync_folder(path.parent)


def contents(path: Path, limit: int) -> bytes | None:
    """Return the bytes of `path`, at most one more than `limit`; None where there is no file."""
    try:
        return _patiently(lambda: _read(path, limit))
    except FileNotFoundError:
        return None


def sync_folder(folder: Path) -> None:
    """Wait until a rename in `folder` is on the disk, where the system can tell."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as err:
        if err.errno not in _CANNOT_SYNC:
            raise


def _publish(mine: Turn, path: Path, content: bytes) -> bool:
    _write(mine.working, content)
    if not mine.holds():
        return False
    try:
        _patiently(lambda: mine.working.replace(path))
    except FileNotFoundError:
        return False
    sync_folder(path.parent)
    return True


def _write(path: Path, content: bytes) -> None:
    try:
        with open(path, "xb", opener=private) as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
    except FileExistsError:
        raise
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _read(path: Path, limit: int) -> bytes:
    with path.open("rb") as handle:
        return handle.read(limit + 1)


def _patiently(act: Callable[[], T]) -> T:
    """Do `act`, again for a little while where Windows refuses because somebody has the file open."""
    for _try in range(_RETRIES):
        try:
            return act()
        except PermissionError:
            time.sleep(turn.POLL)
    return act()
