"""What came by e-mail or on a stick, one file at a time: a hand-in, or a zip of many of them.

Nothing is unpacked onto the disk. A zip that is not honest (paths that lead out, links, more than it may
hold) is refused as a whole, and named.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import PurePosixPath

from alongside.grading.parcel import ANSWERS, TooLarge, unzip, without_top_folder
from alongside.responses.archive import portable
from alongside.responses.html import printable
from alongside.responses.takealong import MANIFEST

MOST_FILES = 600
MOST = 96 * 2**20
"""A zip of many hand-ins, unpacked."""
MOST_SENT = 64 * 2**20
"""One file as it came."""
_ZIP = b"PK\x03\x04"
_HEAD = 4000
"""Bytes within which a hand-in says when it was made."""
_LITTER = {".ds_store", "thumbs.db", "desktop.ini"}
"""What systems leave in a folder that somebody zips."""


@dataclass(frozen=True)
class Bundled:
    """One hand-in: what it is called, its files, and in whose name it came, where its folder says so."""

    source: str
    files: dict[str, bytes]
    claimed: str | None = None


def hand_ins(name: str, raw: bytes) -> list[Bundled]:
    """Return the hand-ins in one file that came; HandInError where it cannot be read or is not honest."""
    if len(raw) > MOST_SENT:
        raise TooLarge(f"is larger than {MOST_SENT // 2**20} MB", where=name)
    alone = [Bundled(name, {_called(name, raw): raw})]
    if not name.lower().endswith(".zip") or _is_answers(raw):
        return alone
    found = {path: one for path, one in unzip(name, raw, MOST_FILES, MOST).items() if not _litter(path)}
    inside = without_top_folder(found)
    if ANSWERS in inside or MANIFEST in inside or not inside:
        return alone
    return _each(name, found)


def _called(name: str, raw: bytes) -> str:
    """Return the name under which a lone file is looked at.

    What it is stands in it: programs for mail, and people, give files other names.
    """
    if _is_answers(raw):
        return ANSWERS
    plain = _portable(name)
    return plain if plain.lower().endswith(".zip") or not raw.startswith(_ZIP) else f"{plain}.zip"


def _is_answers(raw: bytes) -> bool:
    """Return whether these bytes begin as the file does that handing in makes."""
    begins = raw[:_HEAD].removeprefix(codecs.BOM_UTF8).lstrip()
    return begins.startswith(b"{") and b'"handed_in_at"' in begins


def _each(name: str, found: dict[str, bytes]) -> list[Bundled]:
    """A folder with a `responses.json` is one hand-in, and every other file is one by itself."""
    homes = {str(PurePosixPath(path).parent) for path in found if PurePosixPath(path).name == ANSWERS}
    homes -= {"."}
    folders: dict[str, dict[str, bytes]] = {}
    alone = []
    for path, raw in found.items():
        home = next((one for one in homes if path.startswith(f"{one}/")), None)
        if home is None:
            alone.append(Bundled(f"{name}: {path}", {_called(PurePosixPath(path).name, raw): raw}))
        else:
            folders.setdefault(home, {})[_portable(path.removeprefix(f"{home}/"))] = raw
    return [*(Bundled(f"{name}: {home}", files, _owner(home)) for home, files in folders.items()), *alone]


def _owner(home: str) -> str | None:
    """Return whose a folder says it is, where it has the name that a folder of the exchange has."""
    parts = PurePosixPath(home).name.split("+")
    return parts[0] if len(parts) > 2 else None


def _litter(path: str) -> bool:
    parts = PurePosixPath(path).parts
    last = parts[-1].lower()
    return "__MACOSX" in parts or last in _LITTER or last.startswith("._")


def _portable(path: str) -> str:
    """Return a relative path that every system can hold; what its parts were stands in the source."""
    parts = [
        portable(printable(part))[-100:] for part in PurePosixPath(path).parts if part not in {"/", ".."}
    ]
    return "/".join(parts) or "file"
