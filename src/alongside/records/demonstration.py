"""The fictional cohort of a demonstration: its people, and who was at its two half-days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from alongside.model.attendance import Absent, Here, MadeUp, Row, What
from alongside.model.demonstration import AT_DESK, Participant
from alongside.model.people import FIRST_GROUP, Person
from alongside.model.workspace import Person as Owner
from alongside.records.attendance import record
from alongside.records.people import enrol
from alongside.strings import _

SINCE = timedelta(weeks=6)
"""The cohort began this long ago."""
MET_FIRST, MET_AGAIN, MADE_UP = timedelta(days=35), timedelta(days=18), timedelta(days=9)
"""So long ago it met for its two half-days, and one session was made up."""


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
    _attend(workspace, [one.id for one in persons], owner.id, now)


def _attend(workspace: Path, people: list[str], by: str, now: datetime) -> None:
    """Record two half-days: somebody came late, one who missed the second made it up, one has it to do."""
    said: dict[str, dict[int, What]] = {
        "s1": {1: Here(late=20)},
        "s2": {2: Absent(word=True), 3: Absent()},
    }
    for (session, others), ago in zip(said.items(), (MET_FIRST, MET_AGAIN), strict=True):
        rows = [
            Row(
                at=now,
                by=by,
                person=who,
                group=FIRST_GROUP,
                day=(now - ago).date(),
                what=others.get(n, Here()),
            )
            for n, who in enumerate(people)
        ]
        record(workspace, session, rows)
    made = MadeUp(minutes=180, how=_("with another group"))
    day = (now - MADE_UP).date()
    if len(people) > 2:
        record(workspace, "s2", [Row(at=now, by=by, person=people[2], group=FIRST_GROUP, day=day, what=made)])
