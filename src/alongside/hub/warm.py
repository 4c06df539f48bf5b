"""A process that has loaded what every desk loads, and makes desks of copies of itself.

What a desk imports is the same for everybody and is most of what its start costs. Here it is imported once,
and a start is a fork. The process is root's, like the Hub that starts it, holds nothing of the Hub's but one
end of a socket, and ends with the Hub. On Linux alone: elsewhere, and where it fails, each desk loads by
itself.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path
from typing import NoReturn

import msgspec

from alongside.hub.becoming import becoming

COMMAND = (sys.executable, "-P", "-m", "alongside", "singleuser")
"""What starts a desk; with `TO_WAIT` and the number of a socket it waits for desks to be asked for."""
TO_WAIT = "--wait"
NO_HOME = "/nonexistent"
"""The home of the process: what it loads must not take anything from a home, because it will serve many."""
LARGEST = 2**18
PATIENCE = 120.0
"""Seconds for an answer; the first desk waits until everything is loaded."""


class Desk(msgspec.Struct, frozen=True):
    """A desk to be started: the account ("" for the one of the process), its folder, mask and environment."""

    account: str
    home: str
    mask: int
    environment: dict[str, str]


class Warm:
    """The Hub's end of the process; it may be asked from several threads."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._served = False
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with closing(theirs):
            self.process = subprocess.Popen(
                [*COMMAND, TO_WAIT, str(theirs.fileno())],
                env={**environment, "HOME": NO_HOME},
                cwd="/",
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        ours.settimeout(PATIENCE)
        self._socket = ours
        self._one_at_a_time = threading.Lock()

    def start(self, desk: Desk) -> int | None:
        """Return the process id of a new desk; None where there will be none from here any more."""
        with self._one_at_a_time:
            try:
                self._socket.sendall(msgspec.json.encode(desk))
                number = int(self._socket.recv(LARGEST))
                self._served = True
                return number
            except (OSError, ValueError):
                self.end()
                return None

    def successor(self) -> Warm | None:
        """Return another process in the place of one that has ended; None where it never made a desk."""
        return Warm(self._environment) if self._served else None

    def end(self) -> None:
        """End the process; desks that it started stay."""
        self._socket.close()
        self.process.kill()
        self.process.wait()


def wait_for_desks(number: int) -> None:
    """Fork at every word that comes from the Hub; return in a process that has become somebody's desk.

    `number` is the file descriptor of the socket. Ends when the Hub does.
    """
    with socket.socket(fileno=number) as hub:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # desks that end leave nothing to be asked for
        while message := hub.recv(LARGEST):
            started = os.fork()
            if not started:
                hub.detach()
                _become(message)
                return
            hub.sendall(str(started).encode())
    sys.exit()


def _become(message: bytes) -> None:
    """Turn this copy into the desk that the Hub asked for, or end it: nothing goes on as root."""
    try:
        _close_all()  # the socket first of all: whoever has it can ask for a desk of anybody
        desk = msgspec.json.decode(message, type=Desk)
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        becoming(desk.account, Path(desk.home), desk.mask)()
        os.environ.clear()
        os.environ.update(desk.environment)
    except BaseException:
        _end_at_once()


def _close_all() -> None:
    """Close every file but the three standard ones."""
    for number in [int(one.name) for one in Path("/proc/self/fd").iterdir()]:
        if number > 2:
            with suppress(OSError):  # the one by which the list itself was read
                os.close(number)


def _end_at_once() -> NoReturn:
    sys.excepthook(*sys.exc_info())
    sys.stderr.flush()
    os._exit(1)


def born(pid: int) -> str:
    """Return when a process began, as the system counts it: two with one number differ in it.

    "" where there is none, or where the system does not say (elsewhere than on Linux).
    """
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if state == "Z" else fields[18]
