"""The run sheet on paper: clock times, what to bring, and the trainer's notes in short."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from alongside.content.notes import Notes, arranged, notes_file, read_notes
from alongside.content.schedule import Slot, run_sheet
from alongside.errors import ContentError
from alongside.model.programme import Session
from alongside.model.unit import AnyUnit
from alongside.publish.prose import kit_sources
from alongside.publish.session.forms.pieces import note
from alongside.publish.session.text import Block, blocks, paragraph, plain, table
from alongside.strings import _

BRING = ("Materials", "What you need", "Have ready", "Room", "The clock")
"""How a paragraph of trainer's notes begins that says what to bring and to prepare."""
SHORT = ("Do", "Time")
"""How a paragraph begins that a trainer needs while an activity goes on."""
_LED = re.compile(r"\*\*(?P<lead>[^*]+?)[.:?]?\*\*")


def slots_of(session: Session, units: dict[str, AnyUnit], start: datetime) -> list[Slot]:
    """Return the lines of a run sheet from a start, before anything of it has begun."""
    return run_sheet(session, units, start, {})


def running(slots: list[Slot], folders: dict[str, Path], root: Path) -> list[Block]:
    """Return the run sheet: the times at a glance, then what to bring and each activity's notes in short."""
    taught = list(dict.fromkeys(slot.unit.id for slot in slots if slot.unit))
    notes = {unit: _notes(root, folders[unit]) for unit in taught}
    found: list[Block] = [_times(slots)]
    for slot in slots:
        unit = slot.unit.id if slot.unit else ""
        if slot.unit and unit in taught:
            taught.remove(unit)
            found += _begins(slot.unit, notes[unit])
        found += _activity(slot, notes.get(unit, Notes()))
    return found


def led_by(text: str, leads: tuple[str, ...]) -> str:
    """Return the paragraphs of a text that begin with one of these words in bold."""
    led = [one for one in text.split("\n\n") if (found := _LED.match(one)) and found["lead"] in leads]
    return "\n\n".join(led)


def _notes(root: Path, folder: Path) -> Notes:
    try:
        return arranged(read_notes(notes_file(root, folder.name)))
    except ContentError:
        return Notes()


def _times(slots: list[Slot]) -> Block:
    rows = [[plain(f"{slot.due:%H:%M}"), plain(str(slot.minutes)), plain(_name(slot))] for slot in slots]
    last = slots[-1]
    rows.append([plain(f"{last.ends:%H:%M}"), [], plain(_("End"))])
    head = [plain(word) for word in (_("Planned"), _("Minutes"), _("Activity"))]
    return table(head, rows, ["left", "right", "left"])


def _name(slot: Slot) -> str:
    if slot.unwritten:
        return _("{title} (still being written)").format(title=slot.title)
    return slot.title or _("Break")


def _begins(unit: AnyUnit, notes: Notes) -> list[Block]:
    bring = [led_by(section.text, BRING) for section in notes.before]
    kept = "\n\n".join(one for one in bring if one)
    title: Block = {"kind": "heading", "level": 2, "runs": plain(unit.title)}
    if not kept:
        return [title]
    named: Block = {"kind": "heading", "level": 3, "runs": plain(_("What to bring and prepare"))}
    return [title, named, *blocks(kept, sources=kit_sources())]


def _activity(slot: Slot, notes: Notes) -> list[Block]:
    title = f"{slot.due:%H:%M} {_name(slot)} ({_minutes(slot.minutes)})"
    heading: Block = {"kind": "heading", "level": 3 if slot.unit else 2, "runs": plain(title)}
    section = notes.activities.get(slot.activity or "")
    if section is None:
        return [heading, note(_("There is no note on this."))] if slot.unit else [heading]
    short = led_by(section.text, SHORT)
    return [heading, *(blocks(short, sources=kit_sources()) if short else [paragraph(section.title)])]


def _minutes(count: int) -> str:
    return _("{n} minutes").format(n=count)
