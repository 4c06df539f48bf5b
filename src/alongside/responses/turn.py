"""Taking turns at one file, between threads, programs and machines, without a lock of the operating system.

Whoever wants to write creates `.NAME.saving` exclusively, with a mark of its own in it, and so has the turn.
It then removes every working file `.NAME.saving.*` that somebody else left, and only then reads the file,
writes a working file of its own, looks whether the mark is still its own, and renames the working file over
the file. A turn left behind is ended by deleting the mark. That no acknowledged save can be lost follows
from the order of the steps, not from any clock: a writer whose turn was ended either renamed before the
next one read, or finds its working file or its mark gone and starts again from reading. Clocks only decide
how long a mark is respected.
"""

from __future__ import annotations

import os
import platform
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path

UNKNOWN_OWNER = 2.0
"""Seconds for which the mark of another machine, or one without an owner, is watched before it is ended."""
LIVING_OWNER = 8.0
"""Seconds for which the mark of a living program is watched: its number may belong to another one by now."""
PATIENCE = 15.0
"""Seconds after which a writer gives up: nothing was written, and the page says so."""
POLL = 0.01
"""Seconds between two looks."""
SHARED = stat.S_ISGID | stat.S_IWGRP
"""The bits of a folder that several accounts share."""
_mine: set[str] = set()


class Busy(Exception):
    """Somebody else kept the turn for longer than anyone should wait."""


class Turn:
    """One attempt at having the turn for `path`; `deadline` is a time of `time.monotonic`."""

    def __init__(self, path: Path, deadline: float) -> None:
        """Prepare the turn; entering takes it."""
        self._mark = path.with_name(f".{path.name}.saving")
        self._name = secrets.token_hex(8)
        self._text = f"{platform.node()}\n{os.getpid()}\n{self._name}\n".encode()
        self._deadline = deadline
        self.working = path.with_name(f"{self._mark.name}.{self._name}")
        """The file that only this turn writes."""

    def __enter__(self) -> Turn:
        """Wait for the turn and clear what a former one left."""
        _mine.add(self._name)
        try:
            self._wait()
            self._clear()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_failure: object) -> None:
        """Leave the turn to the next one."""
        self._end()

    def holds(self) -> bool:
        """Whether the turn has not been ended by somebody who waited too long."""
        return _text_of(self._mark) == self._text

    def _wait(self) -> None:
        watched: bytes | None = None
        since = time.monotonic()
        while not self._take():
            text, now = _text_of(self._mark), time.monotonic()
            if text != watched:
                watched, since = text, now
            if text is not None and now - since >= _respect(text):
                self._break(text)
            elif now > self._deadline:
                raise Busy
            else:
                time.sleep(POLL)

    def _take(self) -> bool:
        try:
            with open(self._mark, "xb", opener=private) as handle:
                handle.write(self._text)
        except FileExistsError:
            return False
        except PermissionError:
            # Windows answers so while another program is deleting the same name.
            if _text_of(self._mark) is None:
                raise
            return False
        except OSError:
            self._mark.unlink(missing_ok=True)
            raise
        return True

    def _break(self, judged: bytes) -> None:
        """End the turn that was judged, unless it has ended by itself and another mark stands there."""
        if _text_of(self._mark) == judged:
            self._mark.unlink(missing_ok=True)

    def _clear(self) -> None:
        for left in self._mark.parent.glob(f"{self._mark.name}.*"):
            left.unlink(missing_ok=True)

    def _end(self) -> None:
        with suppress(OSError):
            self.working.unlink(missing_ok=True)
            if self.holds():
                self._mark.unlink(missing_ok=True)
        _mine.discard(self._name)


def private(path: str, flags: int) -> int:
    """Open a file that only its owner can read; in a folder that passes on its group, as that folder says.

    A folder in which its group may write and that passes the group on is shared on purpose: on a Hub.
    """
    mode = Path(path).parent.stat().st_mode
    shared = os.name != "nt" and mode & SHARED == SHARED
    return os.open(path, flags, 0o666 if shared else 0o600)


def _respect(text: bytes) -> float:
    """Return for how many seconds a mark with this text is respected while it does not change."""
    lines = text.decode("utf-8", "replace").split("\n")
    if len(lines) != 4 or lines[0] != platform.node() or not (lines[1].isascii() and lines[1].isdigit()):
        return UNKNOWN_OWNER
    pid, name = int(lines[1]), lines[2]
    if pid == os.getpid():
        return LIVING_OWNER if name in _mine else 0.0
    if os.name == "nt":
        return UNKNOWN_OWNER  # os.kill(pid, 0) would send it Ctrl+C
    return LIVING_OWNER if _alive(pid) else 0.0


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _text_of(mark: Path) -> bytes | None:
    """Return what the mark says, None where there is none, and nothing where it cannot be read."""
    try:
        with mark.open("rb") as handle:
            return handle.read(1024)
    except FileNotFoundError:
        return None
    except OSError:
        return b""
