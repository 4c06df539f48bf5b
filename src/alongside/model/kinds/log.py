"""A log of meetings or practice."""

from __future__ import annotations

from alongside.model.base import RowId, Shape
from alongside.model.response import Response


class Arrangement(Shape, kw_only=True):
    """How many meetings are agreed, and how many minutes each lasts, at least and at most."""

    meetings: int
    least: int
    most: int


class Log(Response, tag="log", kw_only=True):
    """Dated rows of meetings or practice; `action` names the column for what was practised or agreed."""

    action: str
    arrangement: Arrangement | None = None


class LogRow(Shape, kw_only=True):
    """One meeting: ISO 8601 date, minutes, initials or a role, what was done or agreed, and whether."""

    id: RowId
    date: str
    minutes: int
    with_whom: str
    action: str
    done: bool


class LogValue(Shape, kw_only=True):
    """The rows of a log, oldest first."""

    rows: list[LogRow]
