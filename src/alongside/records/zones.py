"""Time zones by their IANA names: all that there are, and the one that this computer seems to be in."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

_LINK = Path("/etc/localtime")


@cache
def zone_names() -> tuple[str, ...]:
    """Return the names of places, those of Europe first."""
    places = [one for one in available_timezones() if "/" in one and not one.startswith(("Etc/", "System"))]
    return (*sorted(places, key=lambda one: (not one.startswith("Europe/"), one)), "UTC")


def zone_here(now: datetime) -> str:
    """Return the zone of this computer: by its own name if it tells one, else the first whose clock agrees.

    Windows does not tell a name that others know, so January and July of this year are compared.
    """
    told = os.environ.get("TZ", "").lstrip(":") or _linked()
    if told in zone_names():
        return told
    days = [datetime(now.year, month, 1, 12, tzinfo=UTC) for month in (1, 7)]
    here = [day.astimezone().utcoffset() for day in days]
    if not any(here):
        return "UTC"
    agreeing = (
        one for one in zone_names() if [day.astimezone(ZoneInfo(one)).utcoffset() for day in days] == here
    )
    return next(agreeing, "UTC")


def _linked() -> str:
    try:
        target = _LINK.resolve().as_posix()
    except OSError:
        return ""
    return target.rpartition("zoneinfo/")[2] if "zoneinfo/" in target else ""
