"""Reading what somebody handed in, as bytes: capped, never followed, never unpacked onto the disk.

A hand-in is a folder (from the exchange), one `responses.json`, or a zip of either. Files that go along with
it lie in its folder `attachments` and have room of their own.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from alongside.errors import HandInError
from alongside.model import attachment
from alongside.responses.archive import portable
from alongside.responses.attached import FOLDER
from alongside.responses.html import printable

MAX_FILES = 40
MAX_FILE = 8 * 2**20
MAX_TOTAL = 24 * 2**20
MAX_DEPTH = 4
MAX_RATIO = 200
"""A compressed member may grow by this factor at most; text of answers grows by about four."""
_PACKED_BY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What every program that makes a zip uses; the others may ask for gigabytes of memory."""
ANSWERS = "responses.json"
_ALONG = re.compile(rf"{FOLDER}/[0-9a-f]{{64}}\.[a-z0-9]{{2,5}}")
MAX_ZIP = MAX_TOTAL + attachment.MAX_TOTAL
"""One zip as it comes, with all that may go along."""


class TooLarge(HandInError):
    """It holds more than a hand-in may."""


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def gather(source: Path) -> dict[str, bytes]:
    """Return every file of a hand-in by its relative name; HandInError names what may not be taken in."""
    kind = _lstat(source).st_mode
    if stat.S_ISREG(kind):
        return {source.name: _read(source, source.name)}
    if not stat.S_ISDIR(kind):
        raise HandInError("is neither a file nor a folder", where=source.name, do="Links are not followed.")
    files: dict[str, bytes] = {}
    for path in _walk(source):
        name = path.relative_to(source).as_posix()
        files[name] = _read(path, name)
        _check_totals({one: len(raw) for one, raw in files.items()}, source.name)
    return files


def linked(source: Path) -> list[str]:
    """Return the names of files that have a second name on the disk: they may change under another."""
    files = _walk(source) if stat.S_ISDIR(_lstat(source).st_mode) else [source]
    return [path.name for path in files if _lstat(path).st_nlink > 1]


def members(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files to look at: those in a lone zip, or the files themselves. HandInError: a bad zip."""
    if len(files) != 1:
        return files
    ((name, raw),) = files.items()
    if name.lower().endswith(".zip"):
        return without_top_folder(unzip(name, raw))
    return {ANSWERS: raw} if name.lower().endswith(".json") else files


def opened(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files in a lone zip where some go along with its answers; else `files` as they came.

    Each can then be shown and deleted by itself. Whatever else is in it gets a folder with a number.
    """
    try:
        found = members(files)
    except HandInError:
        return files
    if found is files or ANSWERS not in found or not any(map(goes_along, found)):
        return files
    return {
        name if name == ANSWERS or goes_along(name) else f"other/{number}/{_last_part(name)}": raw
        for number, (name, raw) in enumerate(found.items())
    }


def _last_part(name: str) -> str:
    return portable(printable(PurePosixPath(name).name))[-100:] or "file"


def goes_along(name: str) -> bool:
    """Return whether a file of a hand-in lies where files lie that go along, under a name that they have."""
    return _ALONG.fullmatch(name) is not None


def room_for(name: str) -> int:
    """Return how many bytes a file of a hand-in may have."""
    if name.lower().endswith(".zip"):
        return MAX_ZIP
    return attachment.MAX_FILE if goes_along(name) else MAX_FILE


def _walk(folder: Path, depth: int = 1) -> Iterator[Path]:
    if depth > MAX_DEPTH:
        raise HandInError(f"has folders more than {MAX_DEPTH} deep", where=folder.name)
    try:
        inside = sorted(folder.iterdir())
    except OSError as err:
        raise HandInError(f"cannot be read ({err.strerror})", where=folder.name) from err
    for path in inside:
        kind = _lstat(path).st_mode
        if stat.S_ISDIR(kind):
            yield from _walk(path, depth + 1)
        elif stat.S_ISREG(kind):
            yield path
        else:
            raise HandInError(
                "is a link or a device, not a file", where=path.name, do="Links are not followed."
            )


def _lstat(path: Path) -> os.stat_result:
    try:
        return path.lstat()
    except OSError as err:
        raise HandInError(f"cannot be read ({err.strerror})", where=path.name) from err


def _read(path: Path, name: str) -> bytes:
    most = room_for(name)
    if _lstat(path).st_size > most:
        raise TooLarge(f"is larger than {most // 2**20} MB", where=name)
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    try:
        with os.fdopen(os.open(path, flags), "rb") as handle:
            raw = handle.read(most + 1)
    except OSError as err:
        raise HandInError(f"cannot be read ({err.strerror})", where=name) from err
    if len(raw) > most:
        raise TooLarge(f"is larger than {most // 2**20} MB", where=name)
    return raw


def _check_totals(
    sizes: Mapping[str, int], where: str, most_files: int | None = None, most: int | None = None
) -> None:
    most_files, alone = most_files or MAX_FILES, most or MAX_TOTAL
    if len(sizes) > most_files:
        raise TooLarge(f"holds more than {most_files} files", where=where)
    along = 0 if most else sum(size for name, size in sizes.items() if FOLDER in PurePosixPath(name).parts)
    if sum(sizes.values()) - along > alone:
        raise TooLarge(f"holds more than {alone // 2**20} MB", where=where)
    if along > attachment.MAX_TOTAL:
        told = f"has more than {attachment.MAX_TOTAL // 2**20} MB of files that go along"
        raise TooLarge(told, where=where)


def unzip(name: str, raw: bytes, most_files: int | None = None, most: int | None = None) -> dict[str, bytes]:
    """Return the files of a zip by the names that they have in it; HandInError names what is not honest.

    It may hold as much as one hand-in, or `most_files` and `most` bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_totals(_sizes(infos), name, most_files, most)
            found: dict[str, bytes] = {}
            for info in infos:
                if found.setdefault(_member_name(info), raw := _inflate(archive, info)) is not raw:
                    raise HandInError(f"holds two files of one name: {info.filename!r}", where=name)
    except _BROKEN as err:
        raise HandInError(f"is not a zip that can be read ({err})", where=name) from err
    return found


def _sizes(infos: list[zipfile.ZipInfo]) -> dict[str, int]:
    """Return the size of each member; two of one name count twice."""
    return {f"{info.filename}/{number}": info.file_size for number, info in enumerate(infos)}


def _member_name(info: zipfile.ZipInfo) -> str:
    path = PurePosixPath(info.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in info.filename or ":" in info.filename:
        raise HandInError(f"holds a file that points outside of it: {info.filename!r}", where="zip")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise HandInError(f"holds a link: {info.filename!r}", where="zip", do="Links are not followed.")
    if info.compress_type not in _PACKED_BY:
        raise HandInError(f"is packed in an unusual way: {info.filename!r}", where="zip")
    if info.flag_bits & 1:
        raise HandInError(f"is locked with a password: {info.filename!r}", where="zip")
    return path.as_posix()


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    grows = info.file_size > 2**20 and info.file_size > MAX_RATIO * max(info.compress_size, 1)
    along = FOLDER in PurePosixPath(info.filename).parts
    if grows or info.file_size > (attachment.MAX_FILE if along else MAX_FILE):
        raise TooLarge(
            f"{info.filename!r} unpacks to {info.file_size} bytes", where="zip", do="It was not unpacked."
        )
    return archive.read(info)


def without_top_folder(found: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a zip without the one folder that holds all of them, where there is one."""
    tops = {PurePosixPath(name).parts[0] for name in found}
    if len(tops) != 1 or any("/" not in name for name in found):
        return found
    return {name.split("/", 1)[1]: raw for name, raw in found.items()}
