"""Files that somebody else wrote: size, links, shape and schema are checked before a word of them is used."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from alongside.responses.atomic import rewrite, write_new
from alongside.responses.html import printable
from alongside.responses.refusals import not_changed
from alongside.responses.untrusted import Unreadable, flaw, parse
from alongside.strings import _

T = TypeVar("T")
LARGEST = 4 * 1024 * 1024
"""Bytes of one file that is read."""
MOST_FILES = 500
"""Files of one folder that are looked at, by name."""
SCHEMA = 1
"""The one schema that the shapes read here have so far."""


class Newer(Unreadable):
    """A newer version of the kit made it."""


def read_foreign(path: Path, shape: type[T]) -> T:
    """Return the JSON file `path` as `shape`; Unreadable says what is wrong. Links are not followed."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Unreadable(_("It is a link or a folder, not a file."))
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as handle:
            data = handle.read(LARGEST + 1)
    except OSError as err:
        raise Unreadable(_("It cannot be read ({why}).").format(why=err.strerror)) from err
    return shaped(data, shape)


def shaped(data: bytes, shape: type[T]) -> T:
    """Return JSON bytes as `shape`; Unreadable says what is wrong."""
    raw = parse(data, max_bytes=LARGEST)
    if wrong := flaw(raw):
        raise Unreadable(wrong)
    if _schema_of(raw) > SCHEMA:
        raise Newer(_("A newer version of the kit made it."))
    try:
        return msgspec.convert(raw, shape)
    except (msgspec.ValidationError, RecursionError) as err:
        raise Unreadable(printable(str(err))) from err


def files_of(folder: Path, ending: str) -> list[Path]:
    """Return what lies in a shared folder and ends so, hidden names left out, at most `MOST_FILES`."""
    try:
        names = sorted(path.name for path in folder.iterdir() if path.name.endswith(ending))
    except OSError:
        return []
    return [folder / name for name in names if name[0] != "."][:MOST_FILES]


def put(path: Path, value: Any) -> None:
    """Write `value` as JSON in one step; its folder is made where it is missing. NotSaved otherwise."""
    data = msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise not_changed(err, path.parent) from err
    rewrite(path, lambda: (data, None), not_changed)


def drop(box: Path, value: Any) -> None:
    """Let `value` appear as a whole JSON file, under a name nobody can guess, where one may not look or lock.

    It returns when the disk has it; NotSaved where it is refused.
    """
    name = secrets.token_hex(16)
    fresh = box / f".{name}.new"
    try:
        write_new(fresh, msgspec.json.encode(value) + b"\n")
        fresh.rename(box / f"{name}.json")
    except OSError as err:
        fresh.unlink(missing_ok=True)
        raise not_changed(err, box) from err


def take_away(path: Path) -> bool:
    """Delete a file of a shared folder; return whether there was one. NotSaved where that is refused."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as err:
        raise not_changed(err, path.parent) from err
    return True


def _schema_of(raw: Any) -> int:
    schema = raw.get("schema") if isinstance(raw, dict) else None
    return schema if isinstance(schema, int) else 0
