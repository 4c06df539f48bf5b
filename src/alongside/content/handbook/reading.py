"""Reading a data file of the handbook: only when it is asked for, and again only when it has changed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from alongside import paths
from alongside.content.load import read_yaml

FOLDER = "handbook"


def home(root: Path | None = None) -> Path:
    """Return the folder of the handbook, of the kit or of the content below `root`."""
    return (root or paths.content_root()) / FOLDER


def part(root: Path | None, name: str, shape: Any) -> Any:
    """Return the file `name` of the handbook as `shape`, or None where the handbook is without it."""
    path = home(root) / name
    return _kept(path, shape, path.stat().st_mtime_ns) if path.is_file() else None


@lru_cache(maxsize=64)
def _kept(path: Path, shape: Any, _changed: int) -> Any:
    return read_yaml(path, shape)
