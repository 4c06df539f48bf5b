"""Working days: how periods of the programme are counted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta


def working_days_after(day: date, count: int, closed: Collection[str] = ()) -> date:
    """Return the last of `count` working days after `day`; no Saturday, no Sunday, none of `closed` (ISO)."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day.isoformat() not in closed
    return day
