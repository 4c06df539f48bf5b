"""Erasing what the cohort's files know of one person: names go, the id and the dated acts stay."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import msgspec

from alongside.errors import WorkspaceError
from alongside.model.people import Role, Row
from alongside.records.badges import take_back
from alongside.records.forgetting import Named, named
from alongside.records.people import People, rewrite_rows
from alongside.strings import _

_STAYS = frozenset({"group", "roles"})
"""What says nothing about a person that the dated acts do not say."""
_PEOPLE = frozenset({"mentor", "line_manager"})


def erase(workspace: Path, person_id: str, by: str, now: datetime, day: date) -> None:
    """Put the id in place of every name of a person, leave out everything else, and add a dated row.

    It is the only act that changes rows. The id stays: hand-ins, marks and attendance are kept under it, and
    what they are the record of would fall apart. Codes of badges end.
    """

    def erased(there: People) -> tuple[list[Row], None]:
        if not there.of(person_id):
            raise WorkspaceError(_("There is nobody with the id {id}.").format(id=person_id))
        if there.state(person_id) == "erased":
            return there.rows, None
        who = named(there, person_id)
        rows = [_bare(row) if row.person == person_id else _unnamed(row, who) for row in there.rows]
        return [*rows, Row(at=now, by=by, person=person_id, act="erased", day=day)], None

    take_back(workspace, person_id, now)
    rewrite_rows(workspace, erased)


def _bare(row: Row) -> Row:
    """Return a row with the acts and days, and without what says who it was."""
    fields = {name: value for name, value in row.fields.items() if name in _STAYS}
    if row.act == "joined":
        fields |= {"name": row.person, "organisation": "—"}
    return msgspec.structs.replace(row, fields=fields, why="")


def _unnamed(row: Row, who: Named) -> Row:
    """Return a row of somebody else without this person, their mentor or line manager perhaps."""
    fields = {
        name: who.id if name in _PEOPLE and value in who.names else _text(value, who)
        for name, value in row.fields.items()
    }
    return msgspec.structs.replace(row, fields=fields, why=who.without(row.why))


def _text(value: str | list[Role], who: Named) -> str | list[Role]:
    return who.without(value) if isinstance(value, str) else value
