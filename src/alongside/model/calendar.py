"""The calendar of a cohort: dated rows that plan, change and cancel meetings, and days that are closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from alongside.model.base import Moment, RowId, Shape

SCHEMA = 1

SessionId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,39}\Z")]
"""The id of a session of `programme.yaml`."""
Group = Annotated[str, Meta(pattern=r"^[^/\\\x00-\x1f]{0,40}\Z")]
"""A group of the cohort; empty for everybody."""
Clock = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d\Z")]
"""What a clock on the wall shows at the place: `2026-10-20T09:00`."""
Zone = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9+_-]*(/[A-Za-z0-9+_-]+)*\Z", max_length=60)]
"""The IANA name of a time zone: `Europe/Ljubljana`."""
Minutes = Annotated[int, Meta(ge=5, le=24 * 60)]
Words = Annotated[str, Meta(max_length=300)]
"""A place or a reason, in one line."""
Who = Annotated[str, Meta(max_length=80)]
"""The id of whoever did it."""


class MeetingRow(Shape, kw_only=True):
    """One thing that was decided about a meeting: planned, then changed, cancelled or back on.

    `planned` and `changed` say all of the meeting as it is from then on. Rows are only ever added.
    """

    act: Literal["planned", "changed", "cancelled", "back"]
    meeting: RowId
    at: Moment
    by: Who
    session: SessionId = ""
    group: Group = ""
    starts: Clock | None = None
    zone: Zone | None = None
    minutes: Minutes | None = None
    place: Words = ""
    why: Words = ""


class ClosedRow(Shape, kw_only=True):
    """Days on which nobody meets, both ends included; `opened` takes the row with the same days back."""

    act: Literal["closed", "opened"]
    at: Moment
    by: Who
    first: date
    last: date
    name: Words = ""


class CalendarFile(Shape, kw_only=True):
    """The whole of `cohort/calendar.json`, oldest row first."""

    schema: int = msgspec.field(default=SCHEMA)
    meetings: list[MeetingRow] = []
    closed: list[ClosedRow] = []


@dataclass(frozen=True)
class Closed:
    """Days from `first` to `last` on which nobody meets, and what they are called."""

    first: date
    last: date
    name: str = ""

    def holds(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Meeting:
    """A meeting as it stands now. `start` is aware, by the clock of the place; `zone` its IANA name.

    `sequence` grows with every row after the first, `changed` is when the last was written, `why` its reason.
    `moved_from` is when it was to start before the last change of its time.
    """

    id: str
    session: str
    group: str
    start: datetime
    minutes: int
    place: str = ""
    cancelled: bool = False
    zone: str = "UTC"
    sequence: int = 0
    changed: str = ""
    why: str = ""
    moved_from: datetime | None = None

    @property
    def end(self) -> datetime:
        """When it ends, by the clock of the place; a change of the clocks in between is counted."""
        utc = self.start.astimezone(ZoneInfo("UTC")) + timedelta(minutes=self.minutes)
        return utc.astimezone(self.start.tzinfo)

    @property
    def uid(self) -> str:
        """What calendar programs know it by, however it is changed."""
        return f"{self.id}@alongside"
