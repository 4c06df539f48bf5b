"""One person of the cohort: what is known, the dated rows, and every act that adds one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from tornado.web import HTTPError

from alongside.model.people import Act, Person, Row, State
from alongside.publish.forgetting import forget, goes, stays
from alongside.records.badges import standing, take_back
from alongside.records.cells import Assumed, field_names, person_of
from alongside.records.columns import PLAIN_ORDER
from alongside.records.people import change, come_back, read_people, withdraw
from alongside.strings import _
from alongside.web.page import Access
from alongside.web.programme.cohort import CohortDoor, role_names, state_names


@dataclass(frozen=True)
class Known:
    """A person as they are today, how they stand, all rows, until when a code lets them in, all groups."""

    person: Person
    state: State
    rows: list[Row]
    codes: dict[str, datetime]
    groups: list[str]


@dataclass(frozen=True)
class Told:
    """What was written, and what was wrong with a form so that nothing was."""

    written: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class PersonPage(CohortDoor):
    """Everything about one person, with the forms that add a dated row."""

    access: ClassVar[Access] = "trainer"

    async def get(self, person_id: str) -> None:
        """Draw the page."""
        await self.show(person_id, Told())

    async def post(self, person_id: str) -> None:
        """Add the row that a form asks for."""
        acts = {"change": self.change, "withdraw": self.leave, "return": self.back}
        act = acts.get(self.get_body_argument("act", ""))
        if act is None:
            raise HTTPError(400, reason=_("This page has no such step."))
        await self.work(_known, self.root, person_id, self.now)
        told = await self.work(act, person_id)
        self.set_status(422 if told.wrong else 200)
        await self.show(person_id, told)

    def change(self, person_id: str) -> Told:
        """Set what is new in the form, from its day; what stood in it when it was drawn is not new."""
        given = {name: " ".join(self.get_body_argument(name, "").split()) for name in PLAIN_ORDER}
        given["roles"] = "/".join(self.get_body_arguments("roles"))
        person, troubles = person_of(0, given, Assumed())
        if person is None:
            return Told(
                wrong=[f"{field_names().get(one.field, '')}: {one.what}. {one.do}" for one in troubles]
            )
        was = {name: self.get_body_argument(f"was-{name}", "") for name in PLAIN_ORDER}
        was["roles"] = given["roles"] if set(was["roles"].split("/")) == set(person.roles) else was["roles"]
        new = {name: getattr(person, name) for name in PLAIN_ORDER if given[name] != was[name]}
        done = (
            change(self.root, person_id, new, self.by, self.now, day=self.day, why=self.why) if new else None
        )
        if done is None:
            return Told([_("Nothing was new, so nothing was written.")])
        return self.written(person_id, _("Written. It holds from {day}."))

    def leave(self, person_id: str) -> Told:
        """Let the person withdraw; a code that lets them in ends with the day at the latest."""
        withdraw(self.root, person_id, self.by, self.now, self.day, why=self.why)
        if read_people(self.root).state(person_id, self.now.date()) == "withdrawn":
            take_back(self.root, person_id, self.now)
        return self.written(person_id, _("Written. They have withdrawn from {day}."))

    def back(self, person_id: str) -> Told:
        """Let the person return."""
        come_back(self.root, person_id, self.by, self.now, self.day, why=self.why)
        return self.written(
            person_id, _("Written. They belong to the cohort again from {day}, under the same id.")
        )

    def written(self, person_id: str, sentence: str) -> Told:
        """Return the sentence with the day of the row, and what became of the list of candidates."""
        row = [one for one in read_people(self.root).rows if one.person == person_id][-1]
        return Told([sentence.format(day=row.day), *self.write_list()])

    async def show(self, person_id: str, told: Told) -> None:
        """Draw the page, with what was just done."""
        known = await self.work(_known, self.root, person_id, self.now)
        self.draw("person.html", part="lead", known=known, told=told, today=self.now.date(), **_words())


class ErasePersonPage(CohortDoor):
    """Asks whether it is meant, then takes a person out of the cohort's files."""

    access: ClassVar[Access] = "trainer"

    async def get(self, person_id: str) -> None:
        """Say what goes, what stays and why."""
        await self.show(person_id, [], [])

    async def post(self, person_id: str) -> None:
        """Erase, then say what was written, and what could not be reached."""
        if self.get_body_argument("sure", "") != "yes":
            raise HTTPError(400, reason=_("Nothing was erased: the box was not ticked."))
        await self.work(_known, self.root, person_id, self.now)
        told, left = await self.work(self.erased, person_id)
        self.set_status(422 if left else 200)
        await self.show(person_id, told, left)

    def erased(self, person_id: str) -> tuple[list[str], list[str]]:
        """Erase; return what was done, and what is left to do, in sentences."""
        exchange = self.root / self.workspace.exchange
        left = forget(self.root, exchange, person_id, by=self.by, now=self.now, day=self.now.date())
        done = _("What this kit knows about {id} is erased, but for what stands below.")
        return [done.format(id=person_id), *self.write_list()], left

    async def show(self, person_id: str, told: list[str], left: list[str]) -> None:
        """Draw the page."""
        known = await self.work(_known, self.root, person_id, self.now)
        stay = await self.work(stays, self.root, person_id, self.now.date())
        self.draw(
            "erase-person.html", part="lead", known=known, told=told, left=left, goes=goes(), stays=stay
        )


def act_names() -> dict[Act, str]:
    """Return what people call each act of a dated row."""
    return {
        "joined": _("joined"),
        "changed": _("changed"),
        "moved": _("moved to another group"),
        "withdrew": _("withdrew"),
        "returned": _("returned"),
        "erased": _("erased on request"),
    }


def _words() -> dict[str, Any]:
    return {
        "fields": field_names(),
        "role_names": role_names(),
        "state_names": state_names(),
        "act_names": act_names(),
    }


def _known(root: Path, person_id: str, now: datetime) -> Known:
    """Return what is known of somebody; 404 for nobody."""
    people, today = read_people(root), now.date()
    everybody = people.on(today)
    if person_id not in everybody:
        raise HTTPError(404, reason=_("There is nobody with this id in the cohort."))
    codes = {
        one: until[person_id] for one in ("room", "hub") if person_id in (until := standing(root, one, now))
    }
    groups = sorted({one.group for one in everybody.values()})
    return Known(everybody[person_id], people.state(person_id, today), people.of(person_id), codes, groups)
