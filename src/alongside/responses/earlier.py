"""Which earlier versions of an answer are kept, and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from alongside.model.answers import EARLIER_OF, Earlier, Entry, Why
from alongside.model.kinds import kind_of
from alongside.responses.moments import when

SITTING = timedelta(minutes=30)
"""A save after a longer pause than this begins a new sitting."""
SITTINGS_KEPT = 20
"""How many versions are kept only because a new sitting began."""
_WORDING = ("prompt", "lang", "content_version")


def why_kept(stored: Entry, incoming: Entry, base_rev: int, now: datetime) -> Why | None:
    """Return why `stored` must be kept when `incoming` takes its place, or None."""
    changed = stored.value != incoming.value
    if changed and base_rev != stored.rev:
        return "elsewhere"
    if any(getattr(stored, name) != getattr(incoming, name) for name in _WORDING):
        return "reworded"
    if changed and now - when(stored.saved_at) > SITTING:
        return "sitting"
    return None


def as_earlier(entry: Entry, why: Why) -> Earlier:
    """Return `entry` as an earlier version of itself."""
    shape = EARLIER_OF[kind_of(entry)]
    same = {
        name: getattr(entry, name)
        for name in ("rev", "saved_at", "lang", "prompt", "content_version", "value")
    }
    return shape(**same, why=why)


def pruned(earlier: list[Any], keep: int = SITTINGS_KEPT) -> list[Any]:
    """Return `earlier`, oldest first, without all but the newest `keep` versions of mere sittings."""
    sittings = [one for one in earlier if one.why == "sitting"]
    dropped = {id(one) for one in (sittings[:-keep] if keep else sittings)}
    return [one for one in earlier if id(one) not in dropped]


def unseen(stored: Entry, base_rev: int) -> Earlier | None:
    """Return the newest version from elsewhere that whoever last saw `base_rev` does not know, or None."""
    later = [one for one in stored.earlier if one.why == "elsewhere" and one.rev > base_rev]
    return later[-1] if later else None
