"""From an address to a folder of the workspace, without ever leaving it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from tornado.web import HTTPError

from alongside import paths
from alongside.content.shelf import SHELVES


def unit_folder(root: Path, address: str) -> Path:
    """Return the unit's folder that `address` names below `root`; 404 for anything else.

    The address is folder names joined by `/`, beginning with a shelf; a link out of the workspace is refused.
    """
    parts = PurePosixPath(address).parts
    if len(parts) < 2 or parts[0] not in SHELVES or any(part.startswith(".") for part in parts):
        raise HTTPError(404)
    folder = (root / Path(*parts)).resolve()
    if not folder.is_relative_to(root.resolve()) or paths.unit_file(folder) is None:
        raise HTTPError(404)
    return folder
