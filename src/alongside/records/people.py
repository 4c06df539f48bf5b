"""The people of a cohort: rows are only ever added, and say who belongs to it on which day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from alongside.errors import AlongsideError, NewerSchema, WorkspaceError
from alongside.model.people import SCHEMA, Act, PeopleFile, Person, Role, Row, State
from alongside.records.naming import folded, free_id, in_order
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

FOLDER = "cohort"
"""The folder of a workspace in which everything about the people of a cohort lies."""
LARGEST = 32 * 1024 * 1024
"""Bytes of the file that are read: thousands of people with all their rows."""

T = TypeVar("T")
Fields = Mapping[str, "str | list[Role]"]


@dataclass(frozen=True)
class People:
    """Everybody who ever belonged to the cohort, with all rows in the order in which they were written."""

    rows: list[Row] = field(default_factory=list)

    @property
    def everybody(self) -> dict[str, Person]:
        """Id to person, as everybody is today: also those who withdrew, or whose first day is ahead."""
        return self.on(date.today())

    def on(self, day: date) -> dict[str, Person]:
        """Return id to person as everybody is on a day; who joins later is as they will join."""
        whole = {row.person: dict(row.fields) for row in self.rows if row.act == "joined"}
        for row in self._dated:
            if row.day <= day and row.act != "joined":
                whole.setdefault(row.person, {}).update(row.fields)
        return {who: _person(who, fields) for who, fields in whole.items()}

    def present(self, day: date | None = None) -> list[Person]:
        """Return who belongs to the cohort on a day (today), by name; without those who withdrew."""
        day = day or date.today()
        there = [one for one in self.on(day).values() if self.state(one.id, day) == "present"]
        return sorted(there, key=lambda one: (in_order(one.name), one.id))

    def state(self, person_id: str, day: date | None = None) -> State:
        """Return how somebody stands on a day (today)."""
        day = day or date.today()
        state: State = "coming"
        for row in self.of(person_id):
            if row.act == "erased":
                return "erased"
            if row.day <= day:
                state = _AFTER.get(row.act, state)
        return state

    def states(self, day: date | None = None) -> dict[str, State]:
        """Return id to how everybody stands on a day (today)."""
        return {who: self.state(who, day) for who in dict.fromkeys(row.person for row in self.rows)}

    def of(self, person_id: str) -> list[Row]:
        """Return the rows about somebody, in the order in which they hold."""
        return self._by_person.get(person_id, [])

    def groups(self, day: date | None = None) -> dict[str, list[Person]]:
        """Return group to those who are present in it on a day (today), groups and people by name."""
        found: dict[str, list[Person]] = {}
        for one in self.present(day):
            found.setdefault(one.group, []).append(one)
        return dict(sorted(found.items(), key=lambda pair: in_order(pair[0])))

    @cached_property
    def apart(self) -> dict[str, str]:
        """Id to what tells somebody from others of the same name: school, organisation or id; only those."""
        same: dict[str, list[Person]] = {}
        for one in self.everybody.values():
            same.setdefault(folded(one.name), []).append(one)
        return {who: mark for some in same.values() if len(some) > 1 for who, mark in _marks(some).items()}

    def called(self, person_id: str) -> str:
        """Return the name of somebody, with what tells them from others of that name: `Ana Kos (Lipa)`."""
        name = self._names[person_id]
        return f"{name} ({self.apart[person_id]})" if person_id in self.apart else name

    @cached_property
    def _names(self) -> dict[str, str]:
        return {who: one.name for who, one in self.everybody.items()}

    @cached_property
    def _dated(self) -> list[Row]:
        """The rows by the day from which they hold; of one day, by when they were written."""
        return sorted(self.rows, key=lambda row: row.day)

    @cached_property
    def _by_person(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._dated:
            found.setdefault(row.person, []).append(row)
        return found


def _marks(namesakes: Sequence[Person]) -> dict[str, str]:
    """Return id to the first of school, organisation and id that is another one for each of these people."""
    for mark in ("school", "organisation"):
        given = {one.id: getattr(one, mark) for one in namesakes}
        if len(set(map(folded, given.values())) - {""}) == len(namesakes):
            return given
    return {one.id: one.id for one in namesakes}


_AFTER: dict[Act, State] = {"joined": "present", "withdrew": "withdrawn", "returned": "present"}


def people_file(workspace: Path) -> Path:
    """Return where the people of a workspace's cohort lie."""
    return workspace / FOLDER / "people.json"


def read_people(workspace: Path) -> People:
    """Return the people of the cohort, nobody where there is no file; AlongsideError where it is damaged."""
    path = people_file(workspace)
    try:
        data = contents(path, LARGEST)
        if data is None:
            return People()
        read = msgspec.json.decode(data, type=PeopleFile)
        if read.schema > SCHEMA:
            raise NewerSchema(_("A newer version of the kit wrote it."), where=str(path))
        people = People(read.rows)
        people.on(date.max)
    except (OSError, UnicodeDecodeError, RecursionError, msgspec.MsgspecError) as err:
        raise AlongsideError(
            _("cannot be read ({why})").format(why=err),
            where=str(path),
            do=_("Nothing is written over it. Put a good copy back, or move it aside to begin anew."),
        ) from err
    return people


def enrol(
    workspace: Path, persons: Sequence[Person], by: str, now: datetime, day: date, *, why: str = ""
) -> list[Person]:
    """Let people join from a day; return them with the ids they have now.

    A person with an empty id gets one from the name that nobody has. WorkspaceError for an id that is taken.
    """
    return enrol_chosen(workspace, lambda _there: persons, by, now, day, why=why)


def enrol_chosen(
    workspace: Path,
    choose: Callable[[People], Sequence[Person]],
    by: str,
    now: datetime,
    day: date,
    *,
    why: str = "",
) -> list[Person]:
    """Let those join whom `choose` returns out of who is there; no other writer comes in between."""

    def joined(there: People) -> tuple[list[Row], list[Person]]:
        new = _with_ids(choose(there), {row.person for row in there.rows})
        rows = [
            Row(at=now, by=by, person=one.id, act="joined", day=day, fields=_fields(one), why=why)
            for one in new
        ]
        return rows, new

    return _append(workspace, joined)


def _with_ids(persons: Sequence[Person], taken: set[str]) -> list[Person]:
    new = []
    for one in persons:
        if one.id in taken:
            raise WorkspaceError(_("{id} belongs to the cohort already").format(id=one.id))
        named = _checked(msgspec.structs.replace(one, id=one.id or free_id(one.name, taken)))
        taken.add(named.id)
        new.append(named)
    return new


def change(
    workspace: Path, person_id: str, fields: Fields, by: str, now: datetime, *, day: date, why: str = ""
) -> Person | None:
    """Set some fields of a person from a day; return the person, or None where nothing is new.

    A new group alone is the act `moved`. The id stays, so hand-ins, marks and attendance follow. Before the
    first day of a person nothing holds: it holds from that day then.
    """

    def changed(there: People) -> tuple[list[Row], Person | None]:
        since = max(day, _first_day(there, person_id))
        person = _known(there, person_id, since)
        was = _fields(person)
        new = {name: value for name, value in fields.items() if was.get(name) != value}
        if not new:
            return [], None
        after = _checked(msgspec.structs.replace(person, **new))
        act: Act = "moved" if set(new) == {"group"} else "changed"
        return [Row(at=now, by=by, person=person_id, act=act, day=since, fields=new, why=why)], after

    return _append(workspace, changed)


def withdraw(workspace: Path, person_id: str, by: str, now: datetime, day: date, *, why: str = "") -> Person:
    """Let somebody leave the cohort from a day; everything that was recorded stays."""
    return _step(workspace, Row(at=now, by=by, person=person_id, act="withdrew", day=day, why=why))


def come_back(workspace: Path, person_id: str, by: str, now: datetime, day: date, *, why: str = "") -> Person:
    """Let somebody who withdrew belong to the cohort again from a day, under the same id."""
    return _step(workspace, Row(at=now, by=by, person=person_id, act="returned", day=day, why=why))


def _step(workspace: Path, asked: Row) -> Person:
    def stepped(there: People) -> tuple[list[Row], Person]:
        row = msgspec.structs.replace(asked, day=max(asked.day, _first_day(there, asked.person)))
        person = _known(there, row.person, row.day)
        needed, problem = {
            "withdrew": ("present", _("{name} does not belong to the cohort on {day}")),
            "returned": ("withdrawn", _("{name} has not withdrawn by {day}")),
        }[row.act]
        if there.state(row.person, row.day) != needed:
            raise WorkspaceError(
                problem.format(name=person.name, day=row.day),
                do=_("Look at the dated rows, and choose another day."),
            )
        return [row], person

    return _append(workspace, stepped)


def _first_day(there: People, person_id: str) -> date:
    return next((row.day for row in there.rows if (row.person, row.act) == (person_id, "joined")), date.min)


def _known(there: People, person_id: str, day: date) -> Person:
    person = there.on(day).get(person_id)
    if person is None:
        raise WorkspaceError(_("There is nobody with the id {id}.").format(id=person_id))
    if there.state(person_id, day) == "erased":
        raise WorkspaceError(_("What is known of {id} was erased.").format(id=person_id))
    return person


def _append(workspace: Path, make: Callable[[People], tuple[list[Row], T]]) -> T:
    def grown(there: People) -> tuple[list[Row], T]:
        more, result = make(there)
        return [*there.rows, *more], result

    return rewrite_rows(workspace, grown)


def rewrite_rows(workspace: Path, make: Callable[[People], tuple[list[Row], T]]) -> T:
    """Write the rows that `make` returns out of those that are there, alone among all writers.

    Only erasing may return fewer or other rows. NotSaved where the disk refuses; then the file is whole.
    """
    path = people_file(workspace)

    def changed() -> tuple[bytes | None, T]:
        there = read_people(workspace)
        rows, result = make(there)
        return (None if rows == there.rows else _encoded(rows)), result

    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError as err:
        raise not_changed(err, workspace) from err
    return rewrite(path, changed, not_changed)


def _encoded(rows: list[Row]) -> bytes:
    """Return the file, read once more before it is written: what cannot be read must not get there."""
    data = msgspec.json.encode(PeopleFile(schema=SCHEMA, rows=rows))
    msgspec.json.decode(data, type=PeopleFile)
    return msgspec.json.format(data) + b"\n"


def _fields(person: Person) -> dict[str, str | list[Role]]:
    return {name: value for name, value in msgspec.structs.asdict(person).items() if name != "id"}


def _person(person_id: str, fields: Fields) -> Person:
    return msgspec.convert({**fields, "id": person_id}, Person)


def _checked(person: Person) -> Person:
    """Return the person; WorkspaceError names the field that is missing or too long."""
    try:
        return _person(person.id, _fields(person))
    except msgspec.ValidationError as err:
        raise WorkspaceError(f"{person.name or person.id}: {err}", do=_("Put that right first.")) from err
