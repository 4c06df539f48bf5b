"""A real desk for tests: the command `alongside start` in a process of its own, and a person's browser."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from queue import Empty, Queue

START_LIMIT = 180


_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_PORTS = iter(range(20_000 + 500 * _WORKER, 20_500 + 500 * _WORKER))
"""Each process of tests has ports of its own: two desks that look for a free one at once may find one."""


def port_of_our_own() -> int:
    """Return a port that is free, and that no other process of these tests will take."""
    for port in _PORTS:
        with closing(socket.socket()) as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("these tests have used up their ports")


class Desk:
    """A running desk. `url` signs in; `base` is the address of the server, without the slash at its end."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        command = [sys.executable, "-m", "alongside", "start", str(root), "--no-browser"]
        command += [*options] if "--port" in options else [*options, "--port", str(port_of_our_own())]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
        self._lines: Queue[str] = Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.said: list[str] = []
        self.url = self._address()
        self.base = self.url.split("/alongside/")[0]

    def _listen(self) -> None:
        for line in self.process.stdout:
            self._lines.put(line)

    def _address(self) -> str:
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until:
            try:
                line = self._lines.get(timeout=1)
            except Empty:
                if self.process.poll() is not None and self._lines.empty():
                    raise AssertionError(f"the desk ended: {''.join(self.said)}") from None
                continue
            self.said.append(line)
            if found := re.search(r"http://\S+", line):
                return found[0]
        raise AssertionError(f"the desk said nothing more than: {self.said}")

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """Stop as Ctrl+C does and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        try:
            return self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise
        finally:
            self._listener.join(timeout=10)
            self.process.stdout.close()

    @property
    def log(self) -> str:
        """What the server wrote to its log."""
        return (self.root / ".alongside" / "server.log").read_text(encoding="utf-8")
