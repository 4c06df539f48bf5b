"""Starting a part of the kit as a process of its own, which ends with this one."""

from __future__ import annotations

import atexit
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from alongside.errors import StartError
from alongside.strings import _


@dataclass(frozen=True)
class Running:
    """A part of the kit that answers at `address`."""

    process: subprocess.Popen[str]
    address: str

    @property
    def alive(self) -> bool:
        """Whether its process is still there."""
        return self.process.poll() is None

    def end(self) -> None:
        """End it and wait until it has gone; one that does not go by itself is killed."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=10)


def started(command: list[str], log: Path, failed: str) -> Running:
    """Start `alongside COMMAND` and return it once it has said its address; it ends when this process does.

    StartError, saying `failed` and where the reason lies, where it ends at once.
    """
    log.parent.mkdir(exist_ok=True)
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "alongside", *command, "--no-browser", "--parent", str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
            start_new_session=True,
        )
    atexit.register(process.terminate)
    found = re.search(r"https?://\S+", process.stdout.readline()) if process.stdout else None
    if found is None:
        raise StartError(failed, do=_("The reason is in {file}.").format(file=log))
    return Running(process, found[0])
