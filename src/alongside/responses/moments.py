"""Times as they stand in the files: UTC, ISO 8601, milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(now: datetime) -> str:
    """Return a time such as `2026-03-01T10:42:03.125Z`: whole seconds would make two saves look alike."""
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def when(text: str) -> datetime:
    """Return the time that `text` names, in UTC; ValueError where it names none."""
    read = datetime.fromisoformat(text)
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def for_a_name(now: datetime) -> str:
    """Return a time for a file name, without colons: `20260301T104203Z`."""
    return now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
