"""A file in `cohort/`: read whole, changed in one step among all writers, never replaced when damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from alongside.errors import AlongsideError, WorkspaceError
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

COHORT = "cohort"
"""The folder of a workspace with everything that the people who run a cohort record."""
LARGEST = 8 * 1024 * 1024
"""Bytes of one file that are read: years of a cohort are far smaller."""
SCHEMA = 1
T = TypeVar("T", bound=msgspec.Struct)


def read_file(path: Path, shape: type[T]) -> T:
    """Return what `path` holds, or an empty `shape`; WorkspaceError names a file that cannot be read."""
    try:
        data = contents(path, LARGEST)
        read = shape() if data is None else msgspec.json.decode(data, type=shape)
    except (OSError, UnicodeDecodeError, RecursionError, msgspec.MsgspecError) as err:
        raise _unreadable(path, str(err)) from err
    if read.schema > SCHEMA:  # type: ignore[attr-defined]
        raise _unreadable(path, _("a newer version of the kit wrote it"))
    return read


def change_file(path: Path, shape: type[T], change: Callable[[T], T]) -> T:
    """Give `path` what `change` makes of its content, and return that; NotSaved where the disk refuses.

    `change` is called alone among all writers, perhaps more than once.
    """
    read_file(path, shape)  # a damaged file is named as such, and not as a disk that refused

    def changed() -> tuple[bytes, T]:
        new = change(read_file(path, shape))
        return _encoded(new, shape), new

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as err:
        raise not_changed(err, path.parent) from err
    return rewrite(path, changed, not_changed)


def _encoded(new: msgspec.Struct, shape: type[T]) -> bytes:
    """Return the bytes of a file; WorkspaceError for what could not be read again: it is never written."""
    data = msgspec.json.encode({"schema": SCHEMA, **msgspec.to_builtins(new)})
    try:
        msgspec.json.decode(data, type=shape)
    except msgspec.MsgspecError as err:
        what = _("That cannot be kept ({why}).").format(why=err)
        raise WorkspaceError(what, do=_("Put it right, and try again.")) from err
    if len(data) > LARGEST // 2:
        raise WorkspaceError(_("The file would become too large to be read."))
    return msgspec.json.format(data, indent=2) + b"\n"


def _unreadable(path: Path, why: str) -> AlongsideError:
    return WorkspaceError(
        _("cannot be read ({why})").format(why=why),
        where=f"{path.parent.name}/{path.name}",
        do=_("Nothing was changed. Keep a copy of it, then take it away to begin anew."),
    )
