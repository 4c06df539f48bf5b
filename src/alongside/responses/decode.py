"""From the bytes of a file of answers to entries, and back: what is whole, what is damaged, what is newer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from alongside.errors import NewerSchema
from alongside.model.answers import SCHEMA, AnyEntry, Entry, StoredAnswers
from alongside.model.base import unit_of
from alongside.responses.moments import when
from alongside.responses.untrusted import Unreadable, flaw, parse
from alongside.strings import _

Upgraders = dict[int, Callable[[dict[str, Any]], dict[str, Any]]]
UPGRADERS: Upgraders = {}
"""Schema to the function that turns a file of it into one of the next schema."""
_FIELDS = frozenset(StoredAnswers.__struct_fields__)


@dataclass(frozen=True)
class Piece:
    """A damaged part of a file, as it was read, and one sentence about it."""

    raw: Any
    why: str


@dataclass(frozen=True)
class Decoded:
    """What a file holds: response id to entry, and the pieces that are damaged."""

    entries: dict[str, Entry] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)


def decode(data: bytes | None, unit_id: str) -> Decoded:
    """Return what `data` holds; nothing where there is no file.

    Raises Unreadable where the whole is damaged, NewerSchema where a newer kit wrote it.
    """
    if data is None:
        return Decoded()
    raw = _current(parse(data), unit_id, SCHEMA, UPGRADERS)
    decoded = Decoded()
    for name in sorted(set(raw) - _FIELDS):
        decoded.pieces.append(
            Piece({name: raw[name]}, _("{name}: the file has no place for it").format(name=name))
        )
    for number, one in enumerate(raw["entries"]):
        _place(decoded, one, number, unit_id)
    return decoded


def encode(unit_id: str, entries: dict[str, Entry]) -> bytes:
    """Return the file of answers as indented JSON in UTF-8."""
    whole = StoredAnswers(schema=SCHEMA, unit=unit_id, entries=list(entries.values()))
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def upgraded(raw: dict[str, Any], schema: int, upgraders: Upgraders) -> dict[str, Any]:
    """Return an older file in the shape of `schema`; NewerSchema or Unreadable where that cannot be."""
    found = raw.get("schema")
    if not isinstance(found, int) or isinstance(found, bool):
        raise Unreadable(_("It does not say its schema."))
    if found > schema:
        raise NewerSchema(
            _("A newer version of the kit wrote this file (schema {found}; this one knows {schema}).").format(
                found=found, schema=schema
            ),
            do=_("It was left as it is. Update the kit to read it."),
        )
    while found < schema:
        if found not in upgraders:
            raise Unreadable(_("Its schema {found} is unknown.").format(found=found))
        raw, found = upgraders[found](raw), found + 1
    return raw


def _current(raw: Any, unit_id: str, schema: int, upgraders: Upgraders) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise Unreadable(flaw(raw) or _("It is not a file of answers."))
    raw = upgraded(raw, schema, upgraders)
    if raw.get("unit") != unit_id:
        raise Unreadable(_("It does not belong to unit {unit}.").format(unit=unit_id))
    if not isinstance(raw.get("entries"), list):
        raise Unreadable(_("It has no list of entries."))
    return raw


def _place(decoded: Decoded, raw: Any, number: int, unit_id: str) -> None:
    """Put one raw entry where it belongs; of two with the same id the one saved more often stays."""
    entry, why = _entry(raw, unit_id)
    if entry is None:
        decoded.pieces.append(Piece(raw, f"{_called(raw, number)}: {why}"))
        return
    rival = decoded.entries.get(entry.id)
    if rival is not None:
        entry, rival = sorted((entry, rival), key=lambda one: (one.rev, one.saved_at), reverse=True)
        why = _("{id}: it stands twice in the file").format(id=entry.id)
        decoded.pieces.append(Piece(msgspec.to_builtins(rival), why))
    decoded.entries[entry.id] = entry


def _entry(raw: Any, unit_id: str) -> tuple[Entry | None, str]:
    why = flaw(raw)
    if why:
        return None, why
    try:
        entry: Entry = msgspec.convert(raw, AnyEntry)
        for stamp in (entry.saved_at, *(one.saved_at for one in entry.earlier)):
            when(stamp)
    except (msgspec.ValidationError, ValueError) as err:
        return None, str(err)
    if unit_of(entry.id) != unit_id:
        return None, _("it belongs to another unit")
    return entry, ""


def _called(raw: Any, number: int) -> str:
    name = raw.get("id") if isinstance(raw, dict) else None
    return (
        name[:80]
        if isinstance(name, str) and not flaw(name)
        else _("entry {number}").format(number=number + 1)
    )
