"""Two files of answers made one: nothing is overwritten, the newer version of each answer lies on top."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

from alongside.model.answers import Entry
from alongside.model.kinds import kind_of
from alongside.responses.decode import Decoded, Piece
from alongside.responses.earlier import as_earlier, pruned
from alongside.responses.moments import when
from alongside.strings import _


@dataclass(frozen=True)
class Merged:
    """The entries of both, and the ids: new here, kept in both versions, the same in both."""

    entries: dict[str, Entry]
    added: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    """What has no place among the entries and must be set aside."""


def merge(here: Decoded, incoming: Decoded) -> Merged:
    """Return the answers of `here` with those of `incoming` added to them."""
    merged = Merged(dict(here.entries), pieces=[*here.pieces, *incoming.pieces])
    for name, entry in incoming.entries.items():
        stored = here.entries.get(name)
        if stored is None:
            merged.entries[name] = entry
            merged.added.append(name)
        elif kind_of(stored) != kind_of(entry):
            merged.pieces.append(
                Piece(msgspec.to_builtins(entry), _("{id}: its kind is another here").format(id=name))
            )
        else:
            joined = joined_entry(stored, entry)
            merged.entries[name] = joined
            (merged.same if joined == stored else merged.both).append(name)
    return merged


def joined_entry(stored: Entry, incoming: Entry) -> Entry:
    """Return one entry with everything that both hold; the version saved last lies on top.

    Where the other version comes to lie on top the revision rises, so that an open page learns of it.
    """
    incoming_first = (when(incoming.saved_at), incoming.rev) > (when(stored.saved_at), stored.rev)
    top, below = (incoming, stored) if incoming_first else (stored, incoming)
    older = [*stored.earlier, *incoming.earlier]
    if top.value != below.value:
        older.append(as_earlier(below, "elsewhere"))
    changed = top.value != stored.value
    rev = max(stored.rev, incoming.rev) + 1 if changed else stored.rev
    kept = stored if not changed else top
    return msgspec.structs.replace(kept, earlier=_in_order(older), rev=rev)


def _in_order(earlier: list[Any]) -> list[Any]:
    once: list[Any] = []
    for one in sorted(earlier, key=lambda one: (when(one.saved_at), one.rev)):
        if one not in once:
            once.append(one)
    return pruned(once)
