"""Forms to place things on: a timeline, a field of two axes, a map of people."""

from __future__ import annotations

from alongside.model.kinds import Grid, SupportMap, Timeline
from alongside.model.kinds.grid import CornerName
from alongside.publish.session.forms.pieces import (
    LETTERS,
    field,
    form,
    label,
    legend,
    note,
    numbered,
    one_line,
)
from alongside.publish.session.look import Look
from alongside.publish.session.text import Block
from alongside.strings import _

_PEOPLE = 8
_FROM_TOP = ("low-high", "high-high", "low-low", "high-low")
"""The corners of a field as they lie on paper: row by row, from the left."""


def timeline(timeline: Timeline, _look: Look) -> list[Block]:
    """Return what each letter means, and a row for each minute or month with those letters to ring."""
    told: list[Block] = [note(_("Names do not belong here. Draw a ring around a letter."))]
    for lane in timeline.lanes:
        letters = ((LETTERS[n], one.label, one.hint) for n, one in enumerate(lane.options))
        told += [label(lane.label), legend(letters)]
    unit = _("Minute") if timeline.unit == "minute" else _("Month")
    columns: list[tuple[str, float]] = [
        (unit, 0),
        *((lane.label, 0.5 * len(lane.options) + 1) for lane in timeline.lanes),
    ]
    columns += [(_("In a few words"), 4)] if timeline.notes else []
    letters_of = [" ".join(LETTERS[: len(lane.options)]) for lane in timeline.lanes]
    blank = [""] if timeline.notes else []
    rows = [[str(number), *letters_of, *blank] for number in range(1, timeline.length + 1)]
    return [*told, form(columns, rows, circled=range(1, len(timeline.lanes) + 1))]


def grid(grid: Grid, _look: Look) -> list[Block]:
    """Return the field with its corners, and the moments by number to write into it."""
    corners = {one.corner: one for one in grid.corners}
    drawn = {
        "kind": "field-of-two",
        "across": _axis(grid.across),
        "up": _axis(grid.up),
        "corners": [one_line(corners[place].title) for place in _FROM_TOP],
    }
    numbers = {"kind": "legend", "items": [_moment(one) for one in numbered([m.text for m in grid.moments])]}
    own = [field(f"{len(grid.moments) + n}.", count=1) for n in range(1, grid.own + 1)]
    return [
        legend(("", _corner(grid, corners[place]), corners[place].hint) for place in _FROM_TOP),
        *([label(_("Where does each lie? Write its number into the field."))] if grid.moments else []),
        *([numbers] if grid.moments else []),
        *([label(_("Your own")), *own] if own else []),
        drawn,
    ]


def _axis(axis: object) -> dict[str, str]:
    return {name: one_line(getattr(axis, name)) for name in ("label", "low", "high")}


def _corner(grid: Grid, one: CornerName) -> str:
    across, up = one.corner.split("-")
    ends = f"{one_line(getattr(grid.across, across))}, {one_line(getattr(grid.up, up))}"
    return f"{one_line(one.title)} ({ends})"


def _moment(entry: dict[str, str]) -> dict[str, str]:
    return {"mark": entry["mark"], "label": "", "hint": entry["text"]}


def supportmap(support: SupportMap, _look: Look) -> list[Block]:
    """Return rings to write people into, what somebody can give under letters, and a table."""
    gifts = [LETTERS[n] for n, _gift in enumerate(support.gifts)]
    columns = [(_("Who"), 2), (_("What they give"), 0.45 * len(gifts) + 1)]
    columns += [(_("Still there afterwards"), 1.6)] if support.lasting else []
    columns += [(_("Next step"), 3.5)]
    rows = [["", " ".join(gifts), *([""] if support.lasting else []), ""]] * _PEOPLE
    return [
        note(_("Initials or a role, never a full name. Write each into the ring in which they stand.")),
        {"kind": "rings", "labels": [one_line(ring.label) for ring in support.rings]},
        label(_("What somebody can give")),
        legend((letter, one.label, one.hint) for letter, one in zip(gifts, support.gifts, strict=True)),
        form(columns, rows, circled=[1]),
    ]
