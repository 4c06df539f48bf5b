"""Where things are: the content of the kit, and a person's workspace."""

from __future__ import annotations

import os
from pathlib import Path

from alongside.errors import WorkspaceError

MARKER = "alongside.yaml"
"""The file whose presence makes a folder a workspace."""

UNIT_FILES = ("module.yaml", "exercise.yaml", "assessment.yaml")
"""The data files of the three sorts of unit."""
Stamp = tuple[int, int, int]
"""A file as it was when it was read."""


def content_root() -> Path:
    """Return the folder of the kit's own content: packaged in a wheel, the repository in a clone."""
    packaged = Path(__file__).parent / "_content"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2]


def workspace_of(folder: Path) -> Path | None:
    """Return the nearest workspace at or above `folder`, or None."""
    folder = folder.resolve()
    return next((place for place in (folder, *folder.parents) if (place / MARKER).is_file()), None)


def workspace_root(folder: Path) -> Path:
    """Return the workspace that holds `folder`; WorkspaceError where there is none."""
    found = workspace_of(folder)
    if found is None:
        raise WorkspaceError(
            f"no {MARKER} here or above", where=str(folder), do="Make a workspace with: alongside init DIR"
        )
    return found


def unit_file(folder: Path) -> Path | None:
    """Return the data file of the unit in `folder`, or None where the folder holds no unit."""
    found = unit_file_in(os.fspath(folder))
    return None if found is None else folder / found


def unit_file_in(folder: str) -> str | None:
    """Return the name of the data file of the unit in `folder`, or None where the folder holds no unit."""
    return next((name for name in UNIT_FILES if os.path.isfile(f"{folder}/{name}")), None)  # noqa: PTH113


def stamp(path: Path | str) -> Stamp | None:
    """Return what changes when a file does: time, size and place on the disk; None where there is none."""
    try:
        seen = os.stat(path)  # noqa: PTH116 (pages ask for hundreds, and making a Path costs more than asking)
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size, seen.st_ino


def names_in(folder: Path | str) -> list[str]:
    """Return the names of all that lies in a folder, in order; none where there is no such folder."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 (names are asked for, and no paths)
    except (FileNotFoundError, NotADirectoryError):
        return []


def keys_dir(start: Path) -> Path | None:
    """Return the key folder: `ALONGSIDE_KEYS`, or `keys/` in the nearest nbgrader course above `start`."""
    named = os.environ.get("ALONGSIDE_KEYS")
    if named:
        return Path(named)
    for place in (start.resolve(), *start.resolve().parents):
        if (place / "nbgrader_config.py").is_file() and (place / "keys").is_dir():
            return place / "keys"
    return None
