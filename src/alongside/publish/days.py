"""Days and times as people say them, in the reader's language."""

from __future__ import annotations

from datetime import date

from alongside.model.calendar import Meeting
from alongside.strings import _


def weekday_names() -> list[str]:
    """Return what the days of the week are called, Monday first."""
    return [
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    ]


def month_names() -> list[str]:
    """Return what the months are called, January first."""
    return [
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    ]


def day_in_words(day: date) -> str:
    """Return a day such as `Tuesday, 6 October 2026`."""
    return _("{weekday}, {day} {month} {year}").format(
        weekday=weekday_names()[day.weekday()],
        day=day.day,
        month=month_names()[day.month - 1],
        year=day.year,
    )


def hours_in_words(meeting: Meeting) -> str:
    """Return from when to when a meeting lasts, by the clock at its place: `09:00–12:15`."""
    return f"{meeting.start:%H:%M}–{meeting.end:%H:%M}"
