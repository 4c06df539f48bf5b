"""The people of the cohort by group, and what all pages about them have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside.grading.enlisting import Followed, follow_in
from alongside.model.people import Person, Role, State
from alongside.records.naming import in_order
from alongside.records.people import People, read_people
from alongside.strings import _
from alongside.web.page import Access, Page


@dataclass(frozen=True)
class Cohort:
    """The cohort on a day: groups with those who are present, who comes later, who withdrew, the list."""

    people: People
    day: date
    groups: dict[str, list[Person]]
    coming: list[tuple[Person, date]]
    withdrawn: list[tuple[Person, date]]
    erased: int
    followed: Followed


class CohortDoor(Page):
    """What the pages about people share: who writes, when, and from which day it holds."""

    @property
    def by(self) -> str:
        """The id of the person whose server this is."""
        return self.workspace.person.id

    @property
    def now(self) -> datetime:
        """This moment, with the offset of this computer's clock."""
        return datetime.now(UTC).astimezone()

    @property
    def day(self) -> date:
        """The day that a form names, today where it names none; 400 where it is no date."""
        given = self.get_body_argument("day", "")
        try:
            return date.fromisoformat(given) if given else self.now.date()
        except ValueError as err:
            raise HTTPError(400, reason=_("The day is no date. Write it as 2026-11-24.")) from err

    @property
    def why(self) -> str:
        """The reason that a form gives; it may be empty."""
        return " ".join(self.get_body_argument("why", "").split())[:2000]

    def write_list(self) -> list[str]:
        """Let the list of candidates follow the cohort; return what was written in sentences."""
        people, today = read_people(self.root), self.now.date()
        return follow_in(self.root, people.on(today), people.states(today)).told()


class CohortPage(CohortDoor):
    """The front door of whoever runs the cohort: everybody by group, with their state."""

    access: ClassVar[Access] = "trainer"

    async def get(self) -> None:
        """Draw the groups."""
        await self.show([])

    async def post(self) -> None:
        """Let the list of candidates follow."""
        await self.show(await self.work(self.write_list))

    async def show(self, told: list[str]) -> None:
        """Draw the page, with what was just written in sentences."""
        cohort = await self.work(_cohort, self.root, self.now.date())
        self.draw("cohort.html", part="lead", cohort=cohort, told=told, role_names=role_names())


def role_names() -> dict[Role, str]:
    """Return what people call each role."""
    return {
        "trainee": _("trainee"),
        "trainer": _("trainer"),
        "assessor": _("assessor"),
        "coordinator": _("coordinator"),
        "complaints": _("person for complaints"),
    }


def state_names() -> dict[State, str]:
    """Return what people call each state."""
    return {
        "present": _("belongs to the cohort"),
        "coming": _("joins later"),
        "withdrawn": _("has withdrawn"),
        "erased": _("erased"),
    }


def _cohort(root: Path, day: date) -> Cohort:
    people = read_people(root)
    states = people.states(day)
    followed = follow_in(root, people.on(day), states, write=False) if states else Followed(course=False)
    return Cohort(
        people,
        day,
        people.groups(day),
        _dated(people, day, "coming", "joined"),
        _dated(people, day, "withdrawn", "withdrew"),
        sum(state == "erased" for state in states.values()),
        followed,
    )


def _dated(people: People, day: date, state: State, act: str) -> list[tuple[Person, date]]:
    """Return those in a state by name, each with the day on which it began or begins."""
    found = [one for one in people.on(day).values() if people.state(one.id, day) == state]
    days = {one.id: [row.day for row in people.of(one.id) if row.act == act] for one in found}
    return sorted(((one, days[one.id][-1]) for one in found), key=lambda pair: in_order(pair[0].name))
