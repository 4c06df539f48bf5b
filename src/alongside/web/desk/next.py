"""The one next thing to do, so that nobody has to choose from a list before they can begin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from alongside.content.shelf import Shelved
from alongside.web.desk.sittings import Sitting

Act = Literal["begin", "continue", "start", "hand-in"]
"""What its button does: open a unit, go on in it, fetch a session that was released, hand one in."""


@dataclass(frozen=True)
class Next:
    """The one next thing. `address` is below the kit's pages, `notebook` below the server's base address.

    `title` names the activity that waits, which lies at `anchor` in the unit `within`, or the unit itself
    where nothing was done in it yet.
    """

    act: Act
    title: str
    minutes: int
    address: str
    notebook: str = ""
    anchor: str = ""
    within: str = ""


def next_thing(rows: Iterable[Shelved], sat: Iterable[Sitting]) -> Next | None:
    """Return the first unit with a place to answer, then the first session not handed in, or None.

    Both come in the order of the programme. What cannot be read is passed over; the page names it.
    """
    for row in rows:
        if row.waiting is not None:
            return _in_unit(row)
    return next((_in_session(one) for one in sat if not one.handed_in and not one.problem), None)


def _in_unit(row: Shelved) -> Next:
    address = f"unit/{row.folder}"
    if not row.done:
        return Next("begin", row.unit.title, row.unit.minutes, address, row.notebook)
    activity = next((a for a in row.unit.activities if row.waiting and a.id == row.waiting.activity), None)
    if activity is None:
        return Next("continue", row.unit.title, row.unit.minutes, address, row.notebook)
    within = row.unit.title
    return Next("continue", activity.title, activity.minutes, address, row.notebook, activity.id, within)


def _in_session(one: Sitting) -> Next:
    if one.folder is None:
        return Next("start", one.title, one.minutes, f"begin/{one.id}")
    if one.done == one.total:
        return Next("hand-in", one.title, one.minutes, f"handin/{one.id}")
    return Next(
        "continue" if one.done else "begin", one.title, one.minutes, f"unit/{one.folder}", one.notebook
    )
