"""Whether somebody takes part now: who withdrew hands in no more and attaches nothing."""

from __future__ import annotations

from datetime import datetime

from alongside.errors import HandInError
from alongside.records.people import read_people
from alongside.strings import _
from alongside.web.room.house import House


def check_takes_part(house: House, person: str, now: datetime) -> None:
    """Raise HandInError where `person` does not take part now."""
    if read_people(house.root).state(person, now.date()) not in {"present", "coming"}:
        raise HandInError(
            _("You are not on the list of people who take part now."), do=_("Ask your trainer.")
        )
