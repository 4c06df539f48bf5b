"""How often somebody may try: counted in a file of the Hub's own, so that a new start forgives nothing.

What was typed as a name is never kept, only a hash of it: people type passwords into the wrong box.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed

WINDOW = timedelta(minutes=15)
"""For how long a wrong try counts."""
PER_NAME_HERE = 8
"""Wrong passwords for one name from one address."""
PER_NAME = 40
"""Wrong passwords for one name from anywhere: nobody can be kept out by a single neighbour."""
PER_ADDRESS = 120
"""Wrong tries from one address: a full room may sit behind one."""
CODES = 25
"""Wrong codes from one address: eight signs of twenty-eight give nobody a chance in so few."""
LARGEST = 16 * 1024 * 1024
Counts = dict[str, list[datetime]]


def for_sign_in(name: str, address: str) -> dict[str, int]:
    """Return what a try to sign in counts for, and how many are too many."""
    who = _mark(" ".join(name.casefold().split()))
    return {
        f"name:{who}:{_mark(address)}": PER_NAME_HERE,
        f"name:{who}": PER_NAME,
        f"from:{_mark(address)}": PER_ADDRESS,
    }


def for_code(address: str) -> dict[str, int]:
    """Return what a try of a badge code counts for, and how many are too many."""
    return {f"code:{_mark(address)}": CODES}


def too_many(file: Path, limits: Mapping[str, int], now: datetime) -> bool:
    """Whether one of the limits is reached."""
    there = _read(file, now)
    return any(len(there.get(key, ())) >= most for key, most in limits.items())


def count(file: Path, limits: Mapping[str, int], now: datetime) -> None:
    """Remember a wrong try."""

    def grown() -> tuple[bytes, None]:
        there = _read(file, now)
        return _written({**there, **{key: [*there.get(key, []), now] for key in limits}}), None

    rewrite(file, grown, not_changed)


def forgive(file: Path, limits: Mapping[str, int], now: datetime) -> None:
    """Forget the wrong tries for one name after the right one; those of the address stay."""

    def shrunk() -> tuple[bytes | None, None]:
        there = _read(file, now)
        left = {key: times for key, times in there.items() if key not in limits or key.startswith("from:")}
        return (None if left == there else _written(left)), None

    rewrite(file, shrunk, not_changed)


def _written(counts: Counts) -> bytes:
    return msgspec.json.encode(counts)


def _read(file: Path, now: datetime) -> Counts:
    """Return the tries that still count; a damaged file counts as none, for it keeps nobody's work."""
    try:
        data = contents(file, LARGEST)
        there = {} if data is None else msgspec.json.decode(data, type=Counts)
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError):
        return {}
    fresh = {key: [at for at in times if now - at < WINDOW] for key, times in there.items()}
    return {key: times for key, times in fresh.items() if times}


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]
