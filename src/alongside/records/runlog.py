"""When each activity of a session really began, as a trainer tapped it: dated lines, never overwritten."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from alongside.errors import AlongsideError
from alongside.model.base import Shape
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

LARGEST = 8 * 1024 * 1024
"""Bytes of a log that is read: a lifetime of taps is far smaller."""


class Tap(Shape, kw_only=True):
    """One tap: the slot that began, and when, with its offset. A later tap of the same slot corrects it.

    `undone` takes an earlier tap back: the slot has not begun after all.
    """

    slot: str
    at: datetime
    undone: bool = False


class RunLog(Shape, kw_only=True):
    """The taps of one session, all its days, oldest first."""

    session: str
    taps: list[Tap] = []

    def began(self, since: datetime, until: datetime) -> dict[str, datetime]:
        """Return slot id to its last recorded beginning from `since` to `until`."""
        last = {tap.slot: tap for tap in self.taps if since <= tap.at <= until}
        return {slot: tap.at for slot, tap in last.items() if not tap.undone}


def log_file(workspace: Path, session: str) -> Path:
    """Return where the log of `session` lies in a workspace."""
    return workspace / "trainer" / f"{session}.log.json"


def read_log(workspace: Path, session: str) -> RunLog:
    """Return the log of `session`; an empty one when nothing was recorded yet."""
    path = log_file(workspace, session)
    try:
        data = contents(path, LARGEST)
        log = RunLog(session=session) if data is None else msgspec.json.decode(data, type=RunLog)
    except (OSError, UnicodeDecodeError, RecursionError, msgspec.MsgspecError) as err:
        raise _unreadable(path, str(err)) from err
    if any(tap.at.tzinfo is None for tap in log.taps):
        raise _unreadable(path, _("a time has no offset from UTC"))
    return log


def record(workspace: Path, session: str, slot: str, at: datetime, *, undone: bool = False) -> RunLog:
    """Append one tap and return the log; NotSaved where the disk refuses, and the log is whole.

    Two people may tap at the same moment: both taps are kept.
    """
    path = log_file(workspace, session)

    def grown() -> tuple[bytes, RunLog]:
        log = read_log(workspace, session)
        more = RunLog(session=session, taps=[*log.taps, Tap(slot=slot, at=at, undone=undone)])
        return msgspec.json.format(msgspec.json.encode(more)) + b"\n", more

    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as err:
        raise not_changed(err, workspace) from err
    return rewrite(path, grown, not_changed)


def _unreadable(path: Path, why: str) -> AlongsideError:
    return AlongsideError(
        _("cannot be read ({why})").format(why=why),
        where=str(path),
        do=_("Move it aside to begin a new log."),
    )
