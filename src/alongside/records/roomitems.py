"""What can be shared in the room of a session: its ratings, its piles, a takeaway, and where people stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from alongside import paths
from alongside.content import shelf
from alongside.content.load import fresh_unit, unit_folders
from alongside.content.schedule import find_session, run_sheet
from alongside.errors import AnswersError
from alongside.model.kinds import Rating, Sort
from alongside.model.liveroom import Message
from alongside.model.programme import Session
from alongside.model.unit import AnyUnit
from alongside.records.runlog import RunLog
from alongside.responses.untrusted import clean
from alongside.strings import _

_ANY = datetime(2026, 1, 1, tzinfo=UTC)
DISPUTED = "disputed"
"""The pile for cards that people could not agree on."""


@dataclass(frozen=True)
class Item:
    """A rating or a sort that can be shared: line id to its text, and option id to its label, in order."""

    id: str
    title: str
    unit: str
    lines: dict[str, str]
    options: dict[str, str]


@dataclass(frozen=True)
class Items:
    """Everything of a session: response id to item, slot id to title, slot id to minutes."""

    answers: dict[str, Item]
    activities: dict[str, str]
    minutes: dict[str, int] = field(default_factory=dict)

    def running(self, log: RunLog, since: datetime, until: datetime) -> str:
        """Return the slot that began last, "" before the first one."""
        began = {slot: at for slot, at in log.began(since, until).items() if slot in self.activities}
        return max(began, key=began.__getitem__, default="")


def items_of(session: Session, units: Mapping[str, AnyUnit]) -> Items:
    """Return what can be shared in a room of `session`."""
    taught = dict.fromkeys(part.unit for part in session.parts if part.unit in units)
    answers = [item for unit in taught for item in _answers(units[unit])]
    slots = run_sheet(session, units, _ANY, {})
    titles = {slot.id: slot.title or _("Break") for slot in slots}
    return Items({item.id: item for item in answers}, titles, {slot.id: slot.minutes for slot in slots})


@lru_cache(maxsize=16)
def items_in(session: str) -> Items:
    """Return what can be shared in a session; the kit's content does not change while a room is open."""
    planned, folders = find_session(shelf.programme(), session), unit_folders(paths.content_root())
    taught = {part.unit for part in planned.parts} & folders.keys()
    return items_of(planned, {unit: fresh_unit(folders[unit]) for unit in taught})


@lru_cache(maxsize=16)
def session_title(session: str) -> str:
    """Return the title of a session."""
    return find_session(shelf.programme(), session).title


def fitting(message: Message, items: Items) -> Message:
    """Return a message that fits what can be shared, its texts cleaned; AnswersError says what is wrong."""
    if message.back:
        return Message(id=message.id, n=message.n, kind=message.kind, item=message.item, back=True)
    text, called = " ".join(clean(message.text).split()), " ".join(clean(message.called).split())
    if message.kind in {"rating", "sort"}:
        _check_votes(message, items)
        text = called = ""
    elif message.votes or not _known(message, items):
        raise _refused()
    elif message.kind == "takeaway" and not text:
        raise AnswersError(_("A takeaway without words cannot be shared."), do=_("Write one sentence."))
    elif message.kind == "done":
        text = called = ""
    elif message.kind == "stuck":
        text = ""
    return Message(
        id=message.id,
        n=message.n,
        kind=message.kind,
        item=message.item,
        votes=message.votes,
        text=text,
        called=called,
    )


def _check_votes(message: Message, items: Items) -> None:
    item = items.answers.get(message.item)
    if item is None or not message.votes:
        raise _refused()
    if not set(message.votes) <= set(item.lines) or not set(message.votes.values()) <= set(item.options):
        raise _refused()


def _known(message: Message, items: Items) -> bool:
    return message.item in items.activities if message.kind == "done" else message.item == message.kind


def _refused() -> AnswersError:
    return AnswersError(
        _("This is nothing that can be shared in this room."),
        do=_("Load the page again; nothing was sent on."),
    )


def _answers(unit: AnyUnit) -> list[Item]:
    found = []
    for response in unit.responses:
        if isinstance(response, Rating):
            lines = {item.id: item.text.strip() for item in response.items}
            options = {str(point.value): f"{point.value} {point.label}" for point in response.scale}
        elif isinstance(response, Sort):
            lines = {card.id: card.text.strip() for card in response.cards}
            options = {group.id: group.title.strip() for group in response.groups}
            options |= {DISPUTED: _("Disputed")} if response.disputed else {}
        else:
            continue
        found.append(Item(response.id, " ".join(response.prompt.split()), unit.id, lines, options))
    return found
