"""Saving one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from alongside.errors import AnswersError, NotSaved
from alongside.model.answers import ENTRY_OF, Earlier, Entry
from alongside.model.kinds import AnyResponse, AnyValue, kind_of
from alongside.model.unit import AnyUnit
from alongside.responses.aside import keep_pieces
from alongside.responses.atomic import rewrite
from alongside.responses.decode import Piece, encode
from alongside.responses.earlier import as_earlier, pruned, unseen, why_kept
from alongside.responses.fitting import as_value, check_fits, response_in
from alongside.responses.moments import moment
from alongside.responses.names import file_of
from alongside.responses.reading import take_in
from alongside.responses.untrusted import MAX_BYTES
from alongside.strings import _

Entries = dict[str, Entry]
MAX_REV = 2**40


@dataclass(frozen=True)
class Saved:
    """An acknowledged save: the entry on the disk, and the other version where both were kept."""

    entry: Entry
    conflict: Entry | Earlier | None = None


@dataclass(frozen=True)
class _Save:
    unit: AnyUnit
    response: AnyResponse
    value: AnyValue
    base_rev: int
    now: datetime


def save(  # noqa: PLR0917 (the order of docs/joints.md)
    folder: Path,
    unit: AnyUnit,
    response_id: str,
    value: dict[str, Any] | AnyValue,
    base_rev: int,
    now: datetime,
) -> Saved:
    """Keep `value` as the answer to `response_id`; when this returns it is on the disk.

    `base_rev` is the revision that the writer last saw, 0 for none. Where somebody else saved in between,
    both versions are kept, this one on top, and the other is returned as `conflict`.
    Raises AnswersError (the value does not fit), NotSaved (the disk refused; nothing changed), NewerSchema.
    """
    response = response_in(unit, response_id)
    if isinstance(base_rev, bool) or not isinstance(base_rev, int) or not 0 <= base_rev < MAX_REV:
        raise AnswersError(_("the revision must be a whole number from 0."), where=response_id)
    wanted = _Save(unit, response, as_value(response, value), base_rev, now)
    path = file_of(folder, unit.id)
    return rewrite(path, lambda: _kept(path, wanted))


def acknowledgement(saved: Saved) -> dict[str, Any]:
    """Return what a front end is told: `{"rev", "saved_at", "conflict"}` as plain data."""
    other = saved.conflict
    told = other and {"rev": other.rev, "saved_at": other.saved_at, "value": msgspec.to_builtins(other.value)}
    return {"rev": saved.entry.rev, "saved_at": saved.entry.saved_at, "conflict": told}


def bounded(path: Path, unit_id: str, entries: Entries) -> bytes:
    """Return the file as bytes; over the limit the versions of mere sittings go, then NotSaved."""
    content = encode(unit_id, entries)
    if len(content) > MAX_BYTES:
        bare = {name: _with(entry, pruned(entry.earlier, 0)) for name, entry in entries.items()}
        content = encode(unit_id, bare)
    if len(content) > MAX_BYTES:
        raise NotSaved(
            _("{name} would be larger than {size} MB.").format(name=path.name, size=MAX_BYTES // 1024**2),
            do=_("Export your answers, then erase one that you no longer need."),
        )
    return content


def _kept(path: Path, wanted: _Save) -> tuple[bytes | None, Saved]:
    found = take_in(path, wanted.unit.id)
    stored = found.entries.get(wanted.response.id)
    if stored is not None and kind_of(stored) != kind_of(wanted.response):
        found.pieces.append(_of_another_kind(stored))
        stored = None
    check_fits(wanted.response, wanted.value, stored and stored.value)
    saved = _merged(stored, wanted)
    if saved.entry is stored and not found.pieces:
        return None, saved
    content = bounded(path, wanted.unit.id, {**found.entries, wanted.response.id: saved.entry})
    if found.pieces:
        keep_pieces(path.parent, wanted.unit.id, found.pieces)
    return content, saved


def _merged(stored: Entry | None, wanted: _Save) -> Saved:
    fresh = _fresh(wanted)
    if stored is None:
        return Saved(fresh)
    why = why_kept(stored, fresh, wanted.base_rev, wanted.now)
    stale = wanted.base_rev != stored.rev
    if stale and why is None:  # the same answer, sent again or given twice: nothing to write
        return Saved(stored, unseen(stored, wanted.base_rev))
    older = [*stored.earlier, as_earlier(stored, why)] if why else stored.earlier
    entry = _with(fresh, pruned(older), rev=max(stored.rev, wanted.base_rev) + 1)
    return Saved(entry, stored if why == "elsewhere" else unseen(stored, wanted.base_rev) if stale else None)


def _fresh(wanted: _Save) -> Entry:
    return ENTRY_OF[kind_of(wanted.response)](
        id=wanted.response.id,
        value=wanted.value,
        rev=wanted.base_rev + 1,
        saved_at=moment(wanted.now),
        lang=wanted.unit.lang,
        prompt=wanted.response.prompt,
        content_version=wanted.unit.version,
    )


def _with(entry: Entry, earlier: list[Any], **changes: Any) -> Entry:
    return msgspec.structs.replace(entry, earlier=earlier, **changes)


def _of_another_kind(stored: Entry) -> Piece:
    why = _("{id}: it answers a {kind}, which this response no longer is").format(
        id=stored.id, kind=kind_of(stored)
    )
    return Piece(msgspec.to_builtins(stored), why)
