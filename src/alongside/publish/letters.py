"""What the programme itself knows for a message: dates, places, what to bring, the package and its price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alongside.model.calendar import Meeting
from alongside.model.programme import Programme, Session, Strand
from alongside.model.unit import AnyUnit, Exercise
from alongside.publish.days import day_in_words, hours_in_words
from alongside.strings import _


def values_for(
    plan: Programme,
    units: Mapping[str, AnyUnit],
    strand: Strand,
    meetings: Sequence[Meeting],
    one: Meeting | None,
    *,
    sender: str,
) -> dict[str, str]:
    """Return what goes into the places of a letter; what is not known is left out, and stays to be filled in.

    `meetings` are those of the group, `one` is the meeting that the letter speaks of.
    """
    own = [meeting for meeting in meetings if not meeting.cancelled and session_in(strand, meeting.session)]
    values = {"programme": plan.title, "strand": strand.title, "sender": sender, "package": package(strand)}
    if own:
        values["dates"] = "\n".join(f"- {_dated(strand, meeting)}" for meeting in own)
    session = session_in(strand, one.session) if one else None
    if one is None or session is None:
        return values
    values |= {
        "session": session.title,
        "day": day_in_words(one.start),
        "hours": hours_in_words(one),
        "about": _("{titles}.").format(titles="; ".join(_taught(session, units))),
        "bring": bring(strand, session, units),
    }
    return values | ({"place": one.place} if one.place else {})


def session_in(strand: Strand, session_id: str) -> Session | None:
    """Return the session of a strand with this id, or None."""
    return next((one for one in strand.sessions if one.id == session_id), None)


def bring(strand: Strand, session: Session, units: Mapping[str, AnyUnit]) -> str:
    """Return what to bring: what the exercises after the session before this one made, and a pen."""
    number = strand.sessions.index(session)
    before = strand.sessions[number - 1] if number else None
    taught = {part.unit for part in before.parts} if before else set()
    made = [one.title for one in units.values() if isinstance(one, Exercise) and one.after in taught]
    pen = _("something to write with, and your calendar")
    if not made:
        return _("{things}.").format(things=pen)
    return _("{things}, and what you wrote in between: {titles}.").format(things=pen, titles="; ".join(made))


def package(strand: Strand) -> str:
    """Return what a strand costs and what is in the price, in words; empty where no price is named."""
    if not strand.price:
        return ""
    price = _("What it costs: {price}.").format(price=strand.price.rstrip("."))
    inside = [f"- {one}" for one in strand.includes]
    return "\n\n".join([price, "\n".join([*inside])] if inside else [price])


def _dated(strand: Strand, meeting: Meeting) -> str:
    session = session_in(strand, meeting.session)
    words = [
        session.title if session else meeting.session,
        day_in_words(meeting.start),
        hours_in_words(meeting),
    ]
    return ", ".join([*words, *([meeting.place] if meeting.place else [])])


def _taught(session: Session, units: Mapping[str, AnyUnit]) -> list[str]:
    return [units[part.unit].title for part in session.parts if part.unit in units]
