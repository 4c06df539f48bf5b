"""Certificates of attendance: hours, dates, sessions, what was made up; no award, nothing on competence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.model.attendance import Here, Row
from alongside.model.people import Person
from alongside.publish.days import month_names
from alongside.publish.pdf import pdf
from alongside.records.hours import Kept, spent
from alongside.strings import _


@dataclass(frozen=True)
class Frame:
    """What all certificates have in common: the programme's title, the day, the language, and a note.

    `note` says of a demonstration that everybody in it is fictional.
    """

    programme: str
    day: date
    lang: str = "en"
    note: str = ""


def certificates(people: Sequence[tuple[Person, Sequence[Kept]]], frame: Frame) -> bytes:
    """Return one PDF with a certificate on a page of its own for each person who has minutes of a session."""
    sheets = [_sheet(person, hours, frame) for person, hours in people if has_hours(hours)]
    title = _("Certificate of attendance")
    named = f"{title}: {sheets[0]['name']}" if len(sheets) == 1 else title
    return pdf("certificate", {"title": named, "lang": frame.lang, "certificates": sheets})


def has_hours(hours: Sequence[Kept]) -> bool:
    """Whether there is anything to certify."""
    return any(one.minutes for one in hours)


def short_day(day: date) -> str:
    """Return a day such as `2 March 2026`."""
    return _("{day} {month} {year}").format(day=day.day, month=month_names()[day.month - 1], year=day.year)


def _sheet(person: Person, hours: Sequence[Kept], frame: Frame) -> dict[str, Any]:
    counted = [one for one in hours if one.minutes]
    total = spent(sum(one.minutes for one in counted))
    days = sorted(row.day for one in counted for row in _counting(one))
    return {
        "programme": frame.programme,
        "heading": _("Certificate of attendance"),
        "opening": _("This is to certify that"),
        "name": person.name,
        "organisation": ", ".join(dict.fromkeys(one for one in (person.school, person.organisation) if one)),
        "attended": _period(days, total),
        "columns": [_("Session"), _("Date"), _("Time")],
        "rows": [_row(one) for one in counted],
        "total": [_("Altogether"), "", total],
        "limits": _(
            "This certificate says which sessions were attended, when, and for how long. "
            "It is no award, and it says nothing about competence."
        ),
        "counting": _(
            "Time is counted by the planned length of each session, without what was missed of it. "
            "Short breaks are part of a session; breaks for a meal are not counted."
        ),
        "signing": [_("Place and date"), _("For the programme: name and signature")],
        "footer": " ".join(filter(None, (_made(frame.day), frame.note))),
    }


def _period(days: Sequence[date], total: str) -> str:
    first, last = short_day(days[0]), short_day(days[-1])
    if first == last:
        return _("attended {time} of these sessions on {day}.").format(time=total, day=first)
    said = _("attended {time} of these sessions between {first} and {last}.")
    return said.format(time=total, first=first, last=last)


def _made(day: date) -> str:
    return _("Made on {day} from the attendance that the programme keeps.").format(day=short_day(day))


def _row(one: Kept) -> dict[str, str]:
    met = [row.day for row in one.rows if isinstance(row.what, Here)]
    return {
        "session": one.session.title,
        "date": ", ".join(short_day(day) for day in dict.fromkeys(met)),
        "note": "; ".join(map(_made_up, one.made)),
        "time": spent(one.minutes),
    }


def _made_up(row: Row) -> str:
    said = _("made up on {day}: {time}").format(day=short_day(row.day), time=spent(row.what.minutes))
    return f"{said}, {row.what.how}" if row.what.how else said


def _counting(one: Kept) -> list[Row]:
    return [row for row in one.rows if isinstance(row.what, Here)] + one.made
