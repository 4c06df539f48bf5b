"""From an address to a folder of the workspace, without ever leaving it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from tornado.web import HTTPError

from alongside import paths
from alongside.content.shelf import SHELVES


def unit_folder(root: Path, address: str) -> Path:
    """Return the unit's folder that `address` names below `root`; 404 for anything else.

    The address is folder names joined by `/`, beginning with a shelf. Hidden folders and links are refused,
    wherever they lead.
    """
    parts = PurePosixPath(address).parts
    if len(parts) < 2 or parts[0] not in SHELVES or not all(map(_plain, parts)):
        raise HTTPError(404)
    wanted = root.resolve().joinpath(*parts)
    try:
        there = wanted.resolve() == wanted and paths.unit_file(wanted) is not None
    except (OSError, ValueError):  # a name that no disk can hold
        there = False
    if not there:
        raise HTTPError(404)
    return wanted


def _plain(part: str) -> bool:
    """Whether a part of an address is a folder's name on every system: Windows knows `\\\\` and `C:` too."""
    return not part.startswith(".") and not set(part) & {"\\", ":", "\0"}
