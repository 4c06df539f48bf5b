"""Answers that came as a file of answers, and not as a hand-in: they do not say whose they are.

A page without a server saves such a file (`alongside.responses.onefile`), and a desk takes its answers along
in one (`alongside.responses.takealong`). Once somebody has said whose they are, they can be handed in.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath

from alongside.errors import AnswersError, HandInError, NewerSchema
from alongside.model.answers import AnswerFile
from alongside.model.unit import Assessment
from alongside.responses.archive import members_of
from alongside.responses.decode import decode
from alongside.responses.handin import build, handin_bytes
from alongside.responses.moments import when
from alongside.responses.onefile import FORMAT, is_one_file, split
from alongside.responses.takealong import MANIFEST
from alongside.responses.untrusted import Unreadable, parse
from alongside.strings import _


def says_not_whose(files: Mapping[str, bytes]) -> bool:
    """Return whether these files of a parcel, as they came, are a file of answers."""
    if len(files) != 1:
        return False
    ((name, raw),) = files.items()
    if name.lower().endswith(".zip"):
        return MANIFEST in _names_in(raw)
    return f'"{FORMAT}"'.encode() in raw[:400_000] and _format_of(raw) == FORMAT


def as_handin(data: bytes, unit: Assessment, candidate: str, now: datetime) -> bytes:
    """Return the hand-in of `candidate` that a file of answers holds for the session `unit`.

    It was handed in when the file was made, by its own word, and at the latest `now`, when it came.
    HandInError where the file cannot be read, or holds nothing for this session.
    """
    try:
        members = split(data, MANIFEST) if is_one_file(data) else members_of(data)
        mine = [raw for name, raw in members.items() if PurePosixPath(name).name == _file(unit)]
        entries = decode(mine[0], unit.id).entries if len(mine) == 1 else {}
    except (AnswersError, NewerSchema, Unreadable) as err:
        raise HandInError(str(err)) from err
    if not entries:
        raise HandInError(_("this file of answers holds nothing for session {id}").format(id=unit.id))
    answers = AnswerFile(unit=unit.id, entries=entries, set_aside=[])
    return handin_bytes(build(Path(), unit, answers, candidate, min(_made_at(members[MANIFEST], now), now)))


def _made_at(manifest: bytes, otherwise: datetime) -> datetime:
    try:
        return when(parse(manifest)["made_at"])
    except (Unreadable, KeyError, TypeError, ValueError):
        return otherwise


def _file(unit: Assessment) -> str:
    return f"{unit.id}.responses.json"


def _names_in(raw: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


def _format_of(raw: bytes) -> object:
    try:
        whole = parse(raw, max_depth=40)
    except Unreadable:
        return None
    return whole.get("format") if isinstance(whole, dict) else None
