"""Badges to print: a card for each person with the code that lets them in, shown once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import ClassVar, get_args

from tornado.web import HTTPError

from alongside.model.badges import Purpose
from alongside.model.people import Person
from alongside.records.badges import issue_all, standing
from alongside.records.people import People, read_people
from alongside.strings import _
from alongside.web.page import Access
from alongside.web.programme.cohort import CohortDoor

USUALLY = timedelta(weeks=30)
"""How long codes hold unless somebody says otherwise: a programme, and some weeks more."""
LONGEST = timedelta(days=800)


@dataclass(frozen=True)
class Card:
    """What stands on a card."""

    person: Person
    code: str
    apart: str = ""
    """What tells this person from another one of the same name."""


class BadgesPage(CohortDoor):
    """Choosing for whom, then the sheet of cards."""

    access: ClassVar[Access] = "trainer"

    async def get(self) -> None:
        """Draw the choice: who has no code is ticked; one named in the address, and nobody else."""
        purpose = self.purpose(self.get_query_argument("purpose", "room"))
        people, groups, standing_now = await self.work(_groups, self.root, purpose, self.now)
        only = self.get_query_argument("only", "")
        everybody = [one.id for some in groups.values() for one in some]
        self.draw(
            "badges.html",
            part="lead",
            people=people,
            groups=groups,
            standing=standing_now,
            chosen={only} & set(everybody) if only else set(everybody) - set(standing_now),
            purpose=purpose,
            until=(self.now + USUALLY).date(),
        )

    async def post(self) -> None:
        """Make the codes and draw the cards: they can be seen this once, because only hashes are kept."""
        purpose = self.purpose(self.get_body_argument("purpose", ""))
        until, chosen = self.until(), self.get_body_arguments("person")
        if not chosen:
            raise HTTPError(400, reason=_("Nobody was chosen, so no code was made."))
        cards = await self.work(_cards, self.root, chosen, purpose, self.now, until)
        place = " ".join(self.get_body_argument("place", "").split())[:200]
        self.draw(
            "badge-sheet.html", part="lead", cards=cards, purpose=purpose, place=place, until=until.date()
        )

    def purpose(self, given: str) -> Purpose:
        """Return what the codes are for; 400 for anything else."""
        if given not in get_args(Purpose):
            raise HTTPError(400, reason=_("A code is for a room or for a Hub."))
        return given

    def until(self) -> datetime:
        """Return the end of the last day on which the codes hold; 400 where that is no sensible day."""
        try:
            day = date.fromisoformat(self.get_body_argument("until", ""))
        except ValueError as err:
            raise HTTPError(400, reason=_("The day is no date. Write it as 2026-11-24.")) from err
        if not self.now.date() <= day <= self.now.date() + LONGEST:
            raise HTTPError(400, reason=_("Codes hold from today on, for two years at the most."))
        return datetime.combine(day, time(23, 59, 59)).astimezone()


def _groups(
    root: Path, purpose: Purpose, now: datetime
) -> tuple[People, dict[str, list[Person]], dict[str, datetime]]:
    """Return everybody, group to who may have a badge, also who joins later, and id to the end of a code."""
    people, today = read_people(root), now.date()
    groups = people.groups(today)
    for one in people.on(today).values():
        if people.state(one.id, today) == "coming":
            groups.setdefault(one.group, []).append(one)
    return people, groups, standing(root, purpose, now)


def _cards(root: Path, chosen: list[str], purpose: Purpose, now: datetime, until: datetime) -> list[Card]:
    codes = issue_all(root, list(dict.fromkeys(chosen)), now, purpose, until - now)
    there = read_people(root)
    people = there.everybody
    return [Card(people[who], code, there.apart.get(who, "")) for who, code in codes.items()]
