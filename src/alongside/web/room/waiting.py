"""Files in a room between attaching and handing in: where they wait, and how much there is room for."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from alongside.model.attachment import MAX_FILE, MAX_TOTAL
from alongside.records.waiting import new_home
from alongside.strings import _

LARGEST_FORM = MAX_FILE + 64 * 1024
"""The most bytes of a form that brings a file: the file, and what is said about it."""
MOST_IN_ALL = 2**30
"""Bytes that wait in one room: a photo or two and a recording of each of forty people."""
MOST_EACH = 2 * MAX_TOTAL
"""Bytes that wait for one person, for all sessions together."""
LEFT_FREE = 2**29
"""Bytes of the trainer's disk that no room fills."""
AT_ONCE = 2
"""Files that one person's devices may be sending at the same moment."""


class Pace:
    """How often each person may do something: `most` times in ten minutes."""

    def __init__(self, most: int, while_: timedelta = timedelta(minutes=10)) -> None:
        self._most, self._while = most, while_
        self._done: dict[str, list[datetime]] = {}

    def too_often(self, person: str, now: datetime) -> bool:
        """Whether a person did it too often already; counts this time, too."""
        lately = [one for one in self._done.get(person, []) if now - one < self._while]
        self._done[person] = [*lately, now][-self._most :]
        return len(lately) >= self._most


class Waiting:
    """The files of one open room, and those that are being sent to it."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self.home = new_home(workspace)
        self._coming: Counter[str] = Counter()
        self._bytes: Counter[str] = Counter()

    def place_of(self, person: str) -> Path:
        """Return below which folder the files of one person lie; no other badge leads to it."""
        return self.home / person

    def refusal(self, person: str) -> tuple[int, str]:
        """Return status and sentence where there is no room for all that is on its way; 0 where there is."""
        if self._coming[person] > AT_ONCE:
            return 429, _("Other files of yours are still on their way. Wait until they are here.")
        if self._bytes[person] + _size(self.place_of(person)) > MOST_EACH:
            told = _("Your files here would be larger than {most} MB together. Take one of them back first.")
            return 413, told.format(most=MOST_EACH // 2**20)
        if self._bytes.total() + _size(self.home) > MOST_IN_ALL or not self.fits(0):
            told = _("The trainer’s computer has no room for more files now, so this one was not kept.")
            return 507, f"{told} " + _("Tell your trainer, or bring the paper on the day.")
        return 0, ""

    def fits(self, size: int) -> bool:
        """Whether the disk takes so many bytes, with all that is on its way, and keeps some free."""
        return shutil.disk_usage(self._workspace).free - size - self._bytes.total() >= LEFT_FREE

    def begins(self, person: str, size: int) -> None:
        """Count a form that is on its way, before there is a look whether there is room for it."""
        self._coming[person] += 1
        self._bytes[person] += size

    def ends(self, person: str, size: int) -> None:
        """Count it no more: it is here, or was broken off."""
        self._coming[person] -= 1
        self._bytes[person] -= size

    def clear(self) -> None:
        """Delete every file that waits: the room closes."""
        shutil.rmtree(self.home, ignore_errors=True)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
