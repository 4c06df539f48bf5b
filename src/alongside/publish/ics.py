"""Meetings as a file for calendar programs: an updated file replaces what they have, and doubles nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from icalendar import Calendar, Event

from alongside.model.calendar import Meeting
from alongside.responses.moments import when
from alongside.strings import _


def calendar_bytes(
    meetings: Sequence[Meeting], titles: Mapping[str, str], name: str, about: Mapping[str, str] | None = None
) -> bytes:
    """Return an .ics file of `meetings`; `titles` and `about` say by session what it is called and is.

    The same meetings give the same bytes. A meeting has one UID for ever and a SEQUENCE that grows; one that
    was cancelled stays in the file as cancelled, so that it goes away in the programs that had it.
    """
    whole = Calendar()
    whole.add("prodid", "-//Alongside//Sessions//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", name)
    for one in meetings:
        whole.add_component(
            _event(one, titles.get(one.session, one.session), (about or {}).get(one.session, ""))
        )
    if meetings:
        first, last = (pick(one.start.date() for one in meetings) for pick in (min, max))
        year = timedelta(days=366)
        whole.add_missing_timezones(first_date=first - year, last_date=last + year)
    return whole.to_ical()


def _event(one: Meeting, title: str, about: str) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", when(one.changed))
    event.add("last-modified", when(one.changed))
    event.add("sequence", one.sequence)
    event.add("summary", title)
    event.add("dtstart", one.start)
    event.add("dtend", one.end)
    if one.place:
        event.add("location", one.place)
    if said := _description(one, about):
        event.add("description", said)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    return event


def _description(one: Meeting, about: str) -> str:
    lines = [_("Group: {group}").format(group=one.group)] if one.group else []
    if one.cancelled:
        lines.append(_("Cancelled: {why}").format(why=one.why) if one.why else _("Cancelled."))
    elif one.sequence and one.why:
        lines.append(_("Changed: {why}").format(why=one.why))
    return "\n".join([*lines, *([about] if about else [])])
