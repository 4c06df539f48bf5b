"""What a trainer tapped and chose as a session went on: dated lines, never overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from alongside.errors import AlongsideError
from alongside.model.base import Shape
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

LARGEST = 8 * 1024 * 1024
"""Bytes of a log that is read: a lifetime of taps is far smaller."""


class Tap(Shape, kw_only=True):
    """One tap: the slot that began, and when, with its offset. A later tap of the same slot corrects it.

    `undone` takes an earlier tap back: the slot has not begun after all. `start` is when the session began by
    the sheet that was tapped on, such as `09:30`; "" where the sheet did not say.
    """

    slot: str
    at: datetime
    undone: bool = False
    start: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d\Z|^\Z")] = ""


class Choice(Shape, kw_only=True):
    """One choice of the trainer when time was short: the slot, the minutes it gets now, when it was chosen.

    A later choice for the same slot replaces it; the planned minutes take it back.
    """

    slot: str
    minutes: Annotated[int, Meta(ge=0, le=1440)]
    at: datetime


class RunLog(Shape, kw_only=True):
    """The taps and choices of one session, all its days, oldest first."""

    session: str
    taps: list[Tap] = []
    choices: list[Choice] = []

    def began(self, since: datetime, until: datetime) -> dict[str, datetime]:
        """Return slot id to its last recorded beginning from `since` to `until`."""
        last = {tap.slot: tap for tap in self.taps if since <= tap.at <= until}
        return {slot: tap.at for slot, tap in last.items() if not tap.undone}

    def started(self, since: datetime, until: datetime) -> str:
        """Return when the session began by the sheet tapped on last from `since` to `until`; "" for none."""
        return next((tap.start for tap in reversed(self.taps) if tap.start and since <= tap.at <= until), "")

    def given(self, since: datetime, until: datetime) -> dict[str, int]:
        """Return slot id to the minutes last chosen for it from `since` to `until`."""
        return {one.slot: one.minutes for one in self.choices if since <= one.at <= until}


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
    if any(row.at.tzinfo is None for row in (*log.taps, *log.choices)):
        raise _unreadable(path, _("a time has no offset from UTC"))
    return log


def record(
    workspace: Path, session: str, slot: str, at: datetime, *, undone: bool = False, start: str = ""
) -> RunLog:
    """Append one tap and return the log; NotSaved where the disk refuses, and the log is whole.

    Two people may tap at the same moment: both taps are kept.
    """
    return _grow(workspace, session, taps=[Tap(slot=slot, at=at, undone=undone, start=start)])


def choose(workspace: Path, session: str, minutes: Mapping[str, int], at: datetime) -> RunLog:
    """Append what the trainer chose, slot id to minutes, and return the log; NotSaved as for a tap."""
    rows = [Choice(slot=slot, minutes=given, at=at) for slot, given in minutes.items()]
    return _grow(workspace, session, choices=rows)


def _grow(
    workspace: Path, session: str, *, taps: Sequence[Tap] = (), choices: Sequence[Choice] = ()
) -> RunLog:
    path = log_file(workspace, session)

    def grown() -> tuple[bytes, RunLog]:
        log = read_log(workspace, session)
        more = RunLog(session=session, taps=[*log.taps, *taps], choices=[*log.choices, *choices])
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
