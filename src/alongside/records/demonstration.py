"""The fictional cohort of a demonstration, as people of the cohort."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from alongside.model.demonstration import AT_DESK, Participant
from alongside.model.people import Person
from alongside.model.workspace import Person as Owner
from alongside.records.people import enrol
from alongside.strings import _

SINCE = timedelta(weeks=6)
"""The cohort began this long ago."""


def enrol_fictional(workspace: Path, people: Iterable[Participant], owner: Owner, now: datetime) -> None:
    """Let the fictional people join under the ids of their hand-ins, and the person at the desk with them."""
    organisation = _("Fictional school network")
    persons = [
        Person(
            id=owner.id if one.id == AT_DESK else one.id,
            name=owner.name if one.id == AT_DESK else one.name,
            organisation=organisation,
            school=one.school,
            lang=one.lang,
        )
        for one in people
    ]
    enrol(workspace, persons, owner.id, now, (now - SINCE).date())
