"""Erasing what the cohort's files know of one person: names go, the id and the dated acts stay."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import msgspec

from alongside.errors import WorkspaceError
from alongside.model.people import Person, Row
from alongside.records.badges import take_back
from alongside.records.people import People, rewrite_rows
from alongside.strings import _

_STAYS = frozenset({"group", "roles"})
"""What says nothing about a person that the dated acts do not say."""


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
        name = there.everybody[person_id].name
        rows = [
            _bare(row) if row.person == person_id else _unnamed(row, name, person_id) for row in there.rows
        ]
        return [*rows, Row(at=now, by=by, person=person_id, act="erased", day=day)], None

    take_back(workspace, person_id, now)
    rewrite_rows(workspace, erased)


def _bare(row: Row) -> Row:
    """Return a row with the acts and days, and without what says who it was."""
    fields = {name: value for name, value in row.fields.items() if name in _STAYS}
    if row.act == "joined":
        fields |= {"name": row.person, "organisation": "—"}
    return msgspec.structs.replace(row, fields=fields, why="")


def _unnamed(row: Row, name: str, person_id: str) -> Row:
    """Return a row of somebody else in which this person was the mentor or the line manager."""
    named = {one: person_id for one in ("mentor", "line_manager") if row.fields.get(one) == name}
    return msgspec.structs.replace(row, fields={**row.fields, **named}) if named else row


def left_with(person: Person) -> list[str]:
    """Return sentences on what stays after erasing, and why."""
    return [
        _(
            "The id {id} stays, in the cohort's rows and wherever work is kept under it. If it was made from "
            "the name, it still tells the name."
        ).format(id=person.id),
        _(
            "What was handed in, and the marks given for it, stay under the id: they are the record of an "
            "award, and of how it was judged."
        ),
        _("Attendance stays under the id: it is the record of hours that somebody may have to prove."),
        _(
            "Letters and feedback that were made, and sheets that were printed, are not touched. "
            "Backups of this computer keep the earlier files until they are replaced."
        ),
    ]
