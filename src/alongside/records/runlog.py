"""When each activity of a session really began, as a trainer tapped it: dated lines, never overwritten."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import msgspec

from alongside.errors import AlongsideError
from alongside.model.base import Shape


class Tap(Shape, kw_only=True):
    """One tap: the slot that began, and when, in local time with its offset. A later tap corrects it."""

    slot: str
    at: datetime


class RunLog(Shape, kw_only=True):
    """The taps of one session, all its days, oldest first."""

    session: str
    taps: list[Tap] = []

    def began(self, day: date) -> dict[str, datetime]:
        """Return slot id to its last recorded beginning on `day`."""
        return {tap.slot: tap.at for tap in self.taps if tap.at.date() == day}


def log_file(workspace: Path, session: str) -> Path:
    """Return where the log of `session` lies in a workspace."""
    return workspace / "trainer" / f"{session}.log.json"


def read_log(workspace: Path, session: str) -> RunLog:
    """Return the log of `session`; an empty one when nothing was recorded yet."""
    path = log_file(workspace, session)
    try:
        return msgspec.json.decode(path.read_bytes(), type=RunLog)
    except FileNotFoundError:
        return RunLog(session=session)
    except msgspec.MsgspecError as err:
        raise AlongsideError(
            f"cannot be read ({err})", where=str(path), do="Move it aside to begin a new log."
        ) from err


def record(workspace: Path, session: str, slot: str, at: datetime) -> RunLog:
    """Append one tap and return the log."""
    log = read_log(workspace, session)
    grown = RunLog(session=session, taps=[*log.taps, Tap(slot=slot, at=at)])
    path = log_file(workspace, session)
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(grown)))
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
    return grown
