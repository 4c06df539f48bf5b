"""The sheets of participants: the texts of a unit's notebook in order, with every response as a form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alongside.content.citing import kit_sources
from alongside.content.grammar import Call, Refused, Text, read_cells
from alongside.content.load import response_of
from alongside.content.shelf import notebook_name
from alongside.errors import ContentError
from alongside.model.unit import AnyUnit
from alongside.publish.light import read_notebook
from alongside.publish.session.forms import task
from alongside.publish.session.forms.pieces import note
from alongside.publish.session.look import Look
from alongside.publish.session.text import Block, blocks
from alongside.strings import _

_TOP = 1
"""The level of a unit's title: that is the title of its part."""


def sheet(unit: AnyUnit, folder: Path, look: Look) -> list[Block]:
    """Return the sheet of the unit in `folder`; ContentError where its notebook cannot be read."""
    notebook = read_notebook(folder / notebook_name(unit))
    found: list[Block] = []
    for cell in read_cells(notebook):
        match cell:
            case Refused():
                raise ContentError(cell.why, where=cell.id, do=_("Mend the notebook, or print without it."))
            case Text() if not cell.tags & {"prompt", "trainer-only"}:
                found += blocks(cell.source, top=_TOP, sources=kit_sources(), folder=folder)
            case Call(name="explore"):
                found.append(note(_("Data to explore stands here on a screen: this needs a computer.")))
            case Call() if cell.name != "score":
                found.append(task(response_of(unit, cell.target), look))
    return found


def texts_of(unit: AnyUnit, folder: Path, activity: str) -> list[dict[str, Any]]:
    """Return the tables of an activity's text, for sheets on which they are needed again."""
    cells = read_cells(read_notebook(folder / notebook_name(unit)))
    own = [c for c in cells if isinstance(c, Text) and f"{c.id}-".startswith(f"{activity}-")]
    drawn = [one for cell in own for one in blocks(cell.source, top=_TOP, sources=kit_sources())]
    return [one for one in drawn if one["kind"] == "table"]
