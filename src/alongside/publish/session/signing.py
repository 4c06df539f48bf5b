"""The sign-in sheet: a line for each person, with the times of coming and going and a signature."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from alongside.publish.session.forms.pieces import form, note
from alongside.publish.session.text import Block
from alongside.records.people import read_people
from alongside.strings import _

BLANK_LINES = 16
_SPARE = 4


def names_in(workspace: Path, group: str, day: date) -> list[str]:
    """Return who takes part on a day, namesakes told apart: in one group, or in all for an empty `group`."""
    people = read_people(workspace)
    there = people.present(day)
    return [people.called(one.id) for one in there if "trainee" in one.roles and group in {"", one.group}]


def signing(names: list[str]) -> list[Block]:
    """Return the table with these names, and some empty lines; without names only empty lines."""
    columns = [(_("Name"), 3.2), (_("Arrived"), 1.5), (_("Left"), 1.2), (_("Signature"), 3)]
    rows = [[name, "", "", ""] for name in names]
    empty = [["", "", "", ""]] * (_SPARE if names else BLANK_LINES)
    return [
        {"kind": "fields", "labels": [_("Date"), _("Place"), _("Trainer")]},
        note(_("Write the time when you come and when you go. This sheet stays with the trainer.")),
        form(columns, [*rows, *empty]),
    ]
