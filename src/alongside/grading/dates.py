"""The dates of a result: an appeal within 20 working days, a resit once within four months."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

APPEAL_DAYS = 20
RESIT_MONTHS = 4


def months_after(day: date, count: int) -> date:
    """Return the same day of the month so many months later, or that month's last day where it has none."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
