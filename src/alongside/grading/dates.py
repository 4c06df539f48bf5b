"""The dates of a result: an appeal within 20 working days, a resit once within four months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

APPEAL_DAYS = 20
RESIT_MONTHS = 4


def working_days_after(day: date, count: int, closed: Collection[str] = ()) -> date:
    """Return the last of `count` working days after `day`; no Saturday, no Sunday, none of `closed` (ISO)."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day.isoformat() not in closed
    return day


def months_after(day: date, count: int) -> date:
    """Return the same day of the month so many months later, or that month's last day where it has none."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
