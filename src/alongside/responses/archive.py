"""Reading a zip file that anybody may have made: names, number, sizes and kinds of members are checked."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from io import BytesIO
from typing import NoReturn

from alongside.errors import AnswersError
from alongside.responses.untrusted import MAX_BYTES, clean
from alongside.strings import _

MAX_ARCHIVE = 16 * 1024 * 1024
MAX_TOTAL = 64 * 1024 * 1024
MAX_MEMBERS = 2000
MAX_LEVELS = 8
_NOT_PORTABLE = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f\ud800-\udfff]|^\.|[. ]$')
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


def portable(name: str) -> str:
    """Return one part of a path so that every system can hold it."""
    return _NOT_PORTABLE.sub("_", name)


def leads_out(name: str) -> bool:
    """Return whether a path could lie elsewhere than below a folder, or could not be held by every system."""
    parts = name.split("/")
    return len(parts) > MAX_LEVELS or any(not part or portable(part) != part for part in parts)


def members_of(data: bytes) -> dict[str, bytes]:
    """Return name to content of every file in a zip; AnswersError names the first thing that is not honest.

    Paths are relative, with `/`, without `..`, hidden or unportable parts; links, encrypted members, repeated
    names and anything beyond the limits are refused, whatever the sizes in its directory say.
    """
    if len(data) > MAX_ARCHIVE:
        _refuse(_("it is larger than {size} MB.").format(size=MAX_ARCHIVE // 1024**2))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _unpacked(archive)
    except AnswersError:
        raise
    except _BROKEN as err:
        raise AnswersError(
            _("This is not a whole file of answers that was saved to be brought back ({why}).").format(
                why=err
            ),
            do=_unchanged(),
        ) from err


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_MEMBERS:
        _refuse(_("it holds more than {limit} files.").format(limit=MAX_MEMBERS))
    seen: set[str] = set()
    found: dict[str, bytes] = {}
    room = MAX_TOTAL
    for info in infos:
        _check_member(info)
        if info.filename.casefold() in seen:
            _refuse(_("{name} stands twice in it.").format(name=_shown(info)))
        seen.add(info.filename.casefold())
        found[info.filename] = _content(archive, info, min(room, MAX_BYTES))
        room -= len(found[info.filename])
    return found


def _check_member(info: zipfile.ZipInfo) -> None:
    # orig_filename: zipfile cuts a name at NUL, and swaps separators on Windows.
    if info.orig_filename != info.filename or leads_out(info.filename):
        _refuse(_("the name {name} could lead somewhere else.").format(name=_shown(info)))
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        _refuse(_("{name} is a link or something else that is not a file.").format(name=_shown(info)))
    if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        _refuse(_("{name} is locked or packed in a way that is not read here.").format(name=_shown(info)))


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    with archive.open(info) as member:
        content = member.read(limit + 1)
    if len(content) > limit:
        _refuse(_("{name} unpacks to more than is taken here.").format(name=_shown(info)))
    return content


def _shown(info: zipfile.ZipInfo) -> str:
    return f"“{clean(info.orig_filename)[:120]}”"


def _refuse(what: str) -> NoReturn:
    raise AnswersError(_("This file of answers is not taken: {what}").format(what=what), do=_unchanged())


def _unchanged() -> str:
    return _("Nothing was changed.")
