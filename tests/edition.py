"""The read-only edition for tests: the command `alongside library` in a process of its own."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from alongside.content.load import find_unit
from alongside.model.unit import AnyUnit

SOON = 60
LISTENING = "03-listening.ipynb"
LIVE = "html[data-live=yes]"
"""What a page matches when every exercise on it can be used."""


class Edition:
    """A running edition that serves the copies in `folder`; `base` ends with a slash.

    `before` is Python that runs in its process first; `options` are those of the command.
    """

    def __init__(self, folder: Path, *options: str, before: str = "") -> None:
        self.folder = folder
        code = f"{before}\nfrom alongside.cli import main\nmain()"
        words = ["library", "--no-browser", "--to", str(folder), *options]
        self._errors = folder.with_suffix(".log").open("w", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *words],
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
        self.said = self.process.stdout.readline()
        found = re.search(r"http://\S+", self.said)
        self.base = found[0] if found else ""

    def address(self, name: str) -> str:
        """Return the address of a published copy."""
        return f"{self.base}voila/render/{name}"

    @property
    def errors(self) -> str:
        """What the process wrote for its keeper."""
        return self.folder.with_suffix(".log").read_text(encoding="utf-8")

    def kernels(self) -> dict[int, psutil.Process]:
        """Return the kernels that are alive, by process id."""
        children = psutil.Process(self.process.pid).children()
        return {child.pid: child for child in children if "ipykernel_launcher" in _command(child)}

    def stop(self) -> int:
        """Stop as Ctrl+C does and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(2)
        try:
            return self.process.wait(timeout=SOON)
        finally:
            self.process.stdout.close()
            self._errors.close()


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:  # it went while it was looked at
        return ""


def eventually(true: Callable[[], bool], limit: float = SOON) -> bool:
    """Ask again until it is true, or until `limit` seconds have gone."""
    until = time.monotonic() + limit
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.1)
    return true()


def ask(base: str, path: str, method: str = "GET") -> tuple[int, str]:
    """Ask for a path exactly as it is written, which no browser would send."""
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=90)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def unit() -> AnyUnit:
    """Return the unit behind the copy LISTENING."""
    return find_unit("m03-r1", Path("/"))[0]
