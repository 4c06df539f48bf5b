"""Sheets for whoever observes practice in threes: roles, signals, and room for what each round showed."""

from __future__ import annotations

from pathlib import Path

from alongside.model.kinds import Triad
from alongside.model.unit import AnyUnit
from alongside.publish.session.forms.pieces import label, lines, note, one_line
from alongside.publish.session.forms.talking import roles_of, times_of
from alongside.publish.session.look import Look
from alongside.publish.session.participants import texts_of
from alongside.publish.session.text import Block, plain
from alongside.strings import _

_WORDS = 60


def observing(unit: AnyUnit, folder: Path, look: Look) -> list[Block]:
    """Return a sheet for each practice of a unit that somebody observes; none where there is no such.

    That is practice with a clock and more roles than the two of a talk, and practice in threes whose text has
    a table to write in.
    """
    clocks = [one for one in unit.responses if isinstance(one, Triad)]
    sheets = [_clocked(unit, one, folder, look) for one in clocks if len(one.roles) > 2]
    timed = {one.activity for one in clocks}
    for activity in unit.activities:
        tables = [one for one in texts_of(unit, folder, activity.id) if any(one["write"])]
        if "trios" in activity.mode and activity.id not in timed and tables:
            room = [note(_told()), *tables, label(_("What I saw and heard")), lines(look.lines(_WORDS))]
            sheets.append([_title(unit, activity.title), *room])
    return [block for n, one in enumerate(sheets) for block in ([{"kind": "break"}] if n else []) + one]


def _clocked(unit: AnyUnit, triad: Triad, folder: Path, look: Look) -> list[Block]:
    titles = {activity.id: activity.title for activity in unit.activities}
    return [
        _title(unit, titles.get(triad.activity or "", one_line(triad.prompt))),
        note(times_of(triad)),
        *roles_of(triad),
        note(_told()),
        *(texts_of(unit, folder, triad.activity) if triad.activity else []),
        *(_round(number, triad, look) for number in range(1, triad.rounds + 1)),
    ]


def _title(unit: AnyUnit, title: str) -> Block:
    return {"kind": "heading", "level": 2, "runs": plain(f"{unit.title}: {title}")}


def _told() -> str:
    return _("Write what you see and hear: words, numbers, minutes. No names, and no verdicts.")


def _round(number: int, triad: Triad, look: Look) -> Block:
    room: list[Block] = [
        label(_("Round {n}").format(n=number)),
        {"kind": "fields", "labels": [one_line(role.title) for role in triad.roles]},
        label(_("Minute by minute: who was speaking as it ended?")),
        {"kind": "squares", "count": triad.talk},
        label(_("What I saw and heard")),
        lines(look.lines(_WORDS)),
    ]
    return {"kind": "together", "blocks": room}
