"""Everything for one session as one PDF: which parts there are, in which order, how many copies of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from alongside import paths
from alongside.content import shelf
from alongside.content.load import fresh_unit, read_yaml, unit_folders
from alongside.content.schedule import find_session
from alongside.model.framework import Instrument
from alongside.model.programme import Session
from alongside.model.unit import AnyUnit
from alongside.publish.pdf import Printed, named_signs, printed
from alongside.publish.session.cutting import cards, slips
from alongside.publish.session.look import Look
from alongside.publish.session.observing import observing
from alongside.publish.session.participants import sheet
from alongside.publish.session.running import running, slots_of
from alongside.publish.session.signing import signing
from alongside.publish.session.text import Block
from alongside.strings import _

EVALUATION = ("assessments", "instruments", "session-evaluation.yaml")


@dataclass(frozen=True)
class Asked:
    """What is printed: a session, when it starts, how it looks, and who is expected ('' for no group)."""

    session: str
    start: datetime
    look: Look = field(default_factory=Look)
    names: tuple[str, ...] = ()
    group: str = ""


def session_pdf(asked: Asked) -> Printed:
    """Return the PDF of a session; signs that no font can draw are named in it and in `missing`."""
    data = session_data(asked)
    first = printed("session", data)
    if not first.missing:
        return first
    told = _("Some signs could not be drawn with the fonts of this computer, and stand as “?”: {signs}.")
    data["warning"] = told.format(signs=named_signs(first.missing))
    return Printed(printed("session", data).pdf, first.missing)


def session_data(asked: Asked) -> dict[str, Any]:
    """Return what the template gets: every word of the PDF, and no answer."""
    root = paths.content_root()
    plan, folders = shelf.programme(root), unit_folders(root)
    session = find_session(plan, asked.session)
    units = {unit_id: fresh_unit(folder) for unit_id, folder in folders.items()}
    taught = list(dict.fromkeys(part.unit for part in session.parts if part.unit))
    pages = _Session(session, [(units[one], folders[one]) for one in taught], asked)
    slots = slots_of(session, units, asked.start)
    return {
        "title": f"{plan.title}: {session.title}",
        "programme": plan.title,
        "session": session.title,
        "when": session.when,
        "lang": pages.units[0][0].lang if pages.units else "en",
        "variant": asked.look.variant,
        "words": _words(),
        "fill": [_("Date"), _("Place"), _("Trainer"), _("Group")],
        "told": _told(asked.look),
        "warning": "",
        "parts": [part for part in pages.parts(running(slots, folders, root)) if part["blocks"]],
    }


class _Session:
    """A session that is being laid out."""

    def __init__(self, session: Session, units: list[tuple[AnyUnit, Path]], asked: Asked) -> None:
        self.session, self.units, self.asked = session, units, asked

    def parts(self, run: list[Block]) -> list[dict[str, Any]]:
        """Return the parts in the order in which a trainer needs them."""
        look = self.asked.look
        sheets = [
            _part(unit.title, sheet(unit, folder, look), self.each(), title_is_inside=True)
            for unit, folder in self.units
        ]
        cut = [block for unit, _folder in self.units for block in cards(unit)]
        watched = [block for unit, folder in self.units for block in observing(unit, folder, look)]
        return [
            _part(_("Run sheet"), run, _("one for each trainer")),
            _part(_("Sign-in sheet"), signing(list(self.asked.names)), _("one for the group")),
            *sheets,
            _part(_("Cards to cut"), cut, _("one set per three, on one side of the paper only")),
            _part(
                _("Observer's sheets"),
                watched,
                _("one per three; where it has no rounds, one for each round"),
            ),
            _part(_("Evaluation slips"), self.slips(), _("one slip of each sort per person")),
        ]

    def each(self) -> str:
        """Say that everybody needs one, and how many that is where it is known."""
        count = len(self.asked.names)
        return _("one per person ({n})").format(n=count) if count else _("one per person")

    def slips(self) -> list[Block]:
        """Return the slips with the outcomes of this session."""
        instrument = read_yaml(paths.content_root().joinpath(*EVALUATION), Instrument)
        outcomes = [outcome for unit, _folder in self.units for outcome in unit.outcomes]
        return slips(instrument, outcomes, self.session.title)


def _part(title: str, blocks: list[Block], copies: str, *, title_is_inside: bool = False) -> dict[str, Any]:
    """Return a part; the first heading of a unit's own sheet is the title of the part."""
    inside = title_is_inside and blocks and blocks[0]["kind"] == "heading"
    return {"title": title, "copies": copies, "blocks": levelled(blocks[1:] if inside else blocks)}


def levelled(blocks: list[Block], *, above: int = 1) -> list[Block]:
    """Return blocks whose headings go down one level at a time below `above`: readers by ear need it."""
    last, found = above, []
    for one in blocks:
        if one["kind"] == "heading":
            last = max(above + 1, min(one["level"], last + 1))
            found.append({**one, "level": last})
        else:
            found.append(one)
    return found


def _told(look: Look) -> list[str]:
    return [
        look.told,
        _("Black and white is enough. No answers stand in here: the reasons of checks stay on the screen."),
        _("Cards and slips have dashed lines to cut along."),
    ]


def _words() -> dict[str, str]:
    return {
        "page": _("page {n} of {total}"),
        "contents": _("Contents"),
        "sheet": _("Sheet"),
        "pages": _("Pages"),
        "copies": _("Copies"),
        "signed": _("Signed"),
        "date": _("date"),
        "endings": _("How it ends"),
    }
