"""Setting aside: what is damaged is moved into a file beside the answers and named, never thrown away."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alongside.responses.atomic import contents, sync_folder, write_new
from alongside.responses.decode import Piece
from alongside.responses.moments import for_a_name
from alongside.responses.names import set_aside_of
from alongside.responses.untrusted import MAX_BYTES, Repeated, Unreadable, flaw, parse
from alongside.strings import _


def move_file(path: Path, unit_id: str) -> Path:
    """Move a damaged file aside, byte for byte, and return where it lies now."""
    target = free_name(path.parent, unit_id)
    path.rename(target)
    sync_folder(path.parent)
    return target


def keep_pieces(folder: Path, unit_id: str, pieces: list[Piece]) -> Path:
    """Write damaged pieces into a file of their own beside the answers, and return its path."""
    whole = {
        "unit": unit_id,
        "why": [piece.why for piece in pieces],
        "pieces": [piece.raw for piece in pieces],
    }
    target = free_name(folder, unit_id)
    write_new(target, json.dumps(whole, indent=2, default=_pairs).encode())
    return target


def sentences(folder: Path, unit_id: str) -> list[str]:
    """Return one sentence for every file that was set aside in `folder` and still lies there."""
    return [_sentence(path, unit_id) for path in set_aside_of(folder, unit_id)]


def pieces_in(path: Path) -> dict[str, Any] | None:
    """Return what `keep_pieces` wrote, or None where `path` is a whole file that was moved aside."""
    try:
        raw = parse(contents(path, MAX_BYTES) or b"", max_bytes=MAX_BYTES)
    except (Unreadable, OSError):
        return None
    lists = isinstance(raw, dict) and isinstance(raw.get("why"), list) and isinstance(raw.get("pieces"), list)
    return raw if lists and len(raw["why"]) == len(raw["pieces"]) and not flaw(raw["why"]) else None


def free_name(folder: Path, unit_id: str) -> Path:
    """Return a name for a set-aside file that nothing in `folder` has yet."""
    stem = f"{unit_id}.responses.damaged-{for_a_name(datetime.now(UTC))}"
    target, number = folder / f"{stem}.json", 2
    while target.exists():
        target, number = folder / f"{stem}-{number}.json", number + 1
    return target


def _sentence(path: Path, unit_id: str) -> str:
    kept = pieces_in(path)
    if kept is None:
        told = _("{name} could not be read. It lies, unchanged, in {target}.")
        return told.format(name=f"{unit_id}.responses.json", target=path.name)
    told = _("Part of {name} could not be read and lies in {target}: {why}. Everything else is in use.")
    why = "; ".join(str(one).rstrip(".") for one in kept["why"])
    return told.format(name=f"{unit_id}.responses.json", target=path.name, why=why)


def _pairs(repeated: Repeated) -> Any:
    return {"repeated": repeated.pairs}
