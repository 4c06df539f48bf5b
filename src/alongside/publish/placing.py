"""Putting a folder of generated files in its place: all of it or nothing, and never over anything else."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from alongside.errors import WorkspaceError
from alongside.strings import _

MARKER = "files/made-by-alongside.json"
"""The file that makes a folder one of ours: path to SHA-256 of everything that was put there."""
_RUBBISH = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in every folder that somebody looks at."""
_NAMED = 3
"""How many of the things in the way are named."""


def place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold exactly `files` (path to content), in the stead of what was placed there before.

    Everything is written beside `folder` first and takes its place at the end. WorkspaceError where anything
    lies there that was not placed, or was changed since, and where the disk refuses: nothing is changed then.
    """
    folder = folder.resolve()
    try:
        _refuse_others(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _build_and_swap(folder, files)
    except OSError as err:
        raise WorkspaceError(
            _("cannot be written ({reason}); nothing was changed").format(reason=err.strerror or err),
            where=str(folder),
            do=_("Choose a new folder in a place that is yours and has room."),
        ) from err


def _refuse_others(folder: Path) -> None:
    others = list(islice(_others(folder), _NAMED)) if folder.exists() else []
    if others:
        raise WorkspaceError(
            _("holds things that this command did not make, or that were changed since ({names})").format(
                names=", ".join(others)
            ),
            where=str(folder),
            do=_("Choose a new folder."),
        )


def _others(folder: Path) -> Iterator[str]:
    """Yield the path of everything below `folder` that was not placed there, or is not as it was."""
    if not folder.is_dir():
        yield folder.name
        return
    placed = _placed(folder)
    homes = {parent.as_posix() for name in placed for parent in Path(name).parents}
    for here, inner, names in os.walk(folder):
        for path in sorted(Path(here, name) for name in (*inner, *names)):
            name = path.relative_to(folder).as_posix()
            if path.is_dir() and not path.is_symlink():
                yield from [name] if name not in homes else []
            elif path.name not in _RUBBISH and (path.is_symlink() or placed.get(name) != _sum_of(path)):
                yield name


def _placed(folder: Path) -> dict[str, str]:
    """Return what the marker in `folder` says, itself included; nothing where there is no marker of ours."""
    try:
        told = json.loads((folder / MARKER).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    whole = isinstance(told, dict) and all(isinstance(one, str) for one in told.values())
    return {**told, MARKER: _sum_of(folder / MARKER)} if whole else {}


def _sum_of(path: Path) -> str:
    return _sum(path.read_bytes())


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _build_and_swap(folder: Path, files: Mapping[str, bytes]) -> None:
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    new, before = beside / "new", beside / "before"
    try:
        sums = {name: _sum(content) for name, content in sorted(files.items())}
        for name, content in {**files, MARKER: json.dumps(sums, indent=1).encode()}.items():
            _write(new / name, content)
        if folder.exists():
            folder.rename(before)
        try:
            new.rename(folder)
        except OSError:
            if before.exists():
                before.rename(folder)
            raise
    finally:
        # Without a folder in its place, what lay there before is all there is: it must not go.
        if folder.exists() or not before.exists():
            shutil.rmtree(beside, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # a disk that is full may say so only now
