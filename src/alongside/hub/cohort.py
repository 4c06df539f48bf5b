"""The cohort as the Hub sees it: who belongs to it, by which name they sign in, and with which roles."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from alongside.errors import WorkspaceError
from alongside.model.people import Person
from alongside.records import badges
from alongside.records.naming import folded
from alongside.records.people import enrol, read_people
from alongside.strings import _

LASTS = timedelta(days=14)
"""For how long a code for the first sign-in, or a new password, is good."""
BY = "hub"
"""Who is named for what the administrator of the machine does at its command line."""


def member(programme: Path, person_id: str) -> Person | None:
    """Return somebody who belongs to the cohort, or is enrolled and has still to come; None otherwise."""
    people = read_people(programme)
    person = people.everybody.get(person_id)
    return person if person and people.state(person_id) in {"present", "coming"} else None


def parts_of(programme: Path, person: Person) -> list[str]:
    """Return somebody's roles; a coordinator gets the complaints too while nobody has that part."""
    stands_in = "coordinator" in person.roles and not complaints_go_to(programme)
    return sorted({*person.roles, *(["complaints"] if stands_in else [])})


def complaints_go_to(programme: Path) -> list[str]:
    """Return the names of those who get the complaints; none where coordinators still stand in."""
    people = read_people(programme)
    there = (one for one in people.everybody.values() if "complaints" in one.roles)
    return sorted(one.name for one in there if people.state(one.id) in {"present", "coming"})


def called(programme: Path, typed: str) -> Person | None:
    """Return who signs in with what was typed: an id, or a name that only one person has."""
    people = read_people(programme)
    wanted = folded(typed)
    there = [one for one in people.everybody.values() if people.state(one.id) in {"present", "coming"}]
    by_id = [one for one in there if folded(one.id) == wanted]
    found = by_id or [one for one in there if folded(one.name) == wanted]
    return found[0] if len(found) == 1 else None


def redeem(programme: Path, code: str, now: datetime) -> Person | None:
    """Return whose code that is, None where it lets nobody in. It stays good until `spend`."""
    person_id = badges.whose(programme, code, "hub", now)
    return member(programme, person_id) if person_id else None


def spend(programme: Path, person_id: str, now: datetime) -> None:
    """End the code of somebody who has chosen a password with it."""
    badges.take_back(programme, person_id, now, "hub")


def slip(programme: Path, typed: str, now: datetime) -> tuple[Person, str]:
    """Return somebody with a new code for choosing a password; WorkspaceError where nobody is called so."""
    person = called(programme, typed)
    if person is None:
        raise WorkspaceError(
            _("Nobody of the cohort, or more than one person, is called {name}.").format(name=typed),
            do=_("Give the id that stands in the list of the cohort."),
        )
    return person, badges.issue(programme, person.id, now, "hub", LASTS)


def first(programme: Path, name: str, organisation: str, now: datetime) -> tuple[Person, str]:
    """Enrol the first coordinator, who invites everybody else, and return the code."""
    new = Person(id="", name=name, organisation=organisation, roles=["coordinator"])
    person = enrol(programme, [new], BY, now, now.date())[0]
    return person, badges.issue(programme, person.id, now, "hub", LASTS)


FICTIONAL = {
    "Tamsin Reed": "trainee",
    "Tobias Lang": "trainer",
    "Asha Nair": "assessor",
    "Cora Vella": "coordinator",
    "Orla Quist": "complaints",
}


def fictional(programme: Path, now: datetime) -> list[tuple[Person, str]]:
    """Return one fictional person for each role with a new code; they are enrolled where they are missing."""
    there = {one.name for one in read_people(programme).everybody.values()}
    new = [
        Person(id="", name=name, organisation=_("Fictional organisation"), roles=[role])
        for name, role in FICTIONAL.items()
        if name not in there
    ]
    if new:
        enrol(programme, new, BY, now, now.date())
    return [slip(programme, name, now) for name in FICTIONAL]
