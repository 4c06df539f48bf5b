"""Who was there: dated rows for each session, in `cohort/attendance/` of whoever runs the cohort."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from alongside.model.base import Shape
from alongside.model.handin import Candidate

SCHEMA = 1

SessionId = Annotated[str, Meta(pattern=r"^[a-z0-9]{1,20}\Z")]
"""The id of a session of `programme.yaml`."""
GroupName = Annotated[str, Meta(max_length=40)]
Minutes = Annotated[int, Meta(ge=0, le=1440)]
Words = Annotated[str, Meta(max_length=300)]


class Here(Shape, tag="here", tag_field="was", kw_only=True):
    """Somebody was there; came `late` minutes after the beginning, left `early` minutes before the end."""

    late: Minutes = 0
    early: Minutes = 0


class Absent(Shape, tag="absent", tag_field="was", kw_only=True):
    """Somebody was not there; with `word`, they had said so before."""

    word: bool = False


class Unknown(Shape, tag="unknown", tag_field="was", kw_only=True):
    """What was recorded before was a mistake: nothing is known after all."""


class MadeUp(Shape, tag="made up", tag_field="was", kw_only=True):
    """So many minutes of the session were made up on the day of the row; none takes an earlier row back."""

    minutes: Minutes
    how: Words = ""
    whom: Words = ""


class Granted(Shape, tag="granted", tag_field="was", kw_only=True):
    """The session counts as attended, without hours; the row's note says why. Not `granted` takes it back."""

    granted: bool = True


What = Here | Absent | Unknown | MadeUp | Granted


class Row(Shape, kw_only=True):
    """One thing about one person and one session: written `at` by `by`, and never changed.

    `day` is the day of the meeting, or the one on which it was made up or granted. `paper` says that it was
    typed from a sheet. A `token` that is there already is the same row, sent a second time.
    """

    at: datetime
    by: str
    person: Candidate
    group: GroupName
    day: date
    what: What
    note: Words = ""
    paper: bool = False
    token: Annotated[str, Meta(max_length=60)] = ""


class AttendanceFile(Shape, kw_only=True):
    """The whole of `cohort/attendance/<session>.json`, rows in the order in which they were written."""

    schema: int
    session: SessionId
    rows: list[Row] = msgspec.field(default_factory=list)


class Asked(Shape, kw_only=True):
    """What an award asks of attendance from `at` on: `least` percent of each of these sessions.

    No sessions: nothing is asked.
    """

    at: datetime
    by: str
    phase: str
    sessions: list[SessionId] = []
    least: Annotated[int, Meta(ge=1, le=100)] = 80


class AskedFile(Shape, kw_only=True):
    """The whole of `course/attendance.json`; the last row of a phase holds."""

    schema: int
    rows: list[Asked] = msgspec.field(default_factory=list)
