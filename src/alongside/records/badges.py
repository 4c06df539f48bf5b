"""The codes on the badges of a cohort: each lets one person in, and only its hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from alongside.errors import AlongsideError, NewerSchema, WorkspaceError
from alongside.model.badges import SCHEMA, BadgeFile, BadgeRow, Purpose
from alongside.paths import Stamp, stamp
from alongside.records.people import FOLDER, LARGEST, read_people
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

T = TypeVar("T")
SIGNS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No 0 and O, no 1, I and L, no U beside V; and no vowels, so that no code is a word."""
LENGTH = 8
_BETWEEN = str.maketrans("", "", "-–—_.")


def issue(workspace: Path, person_id: str, now: datetime, purpose: Purpose, lasts: timedelta) -> str:
    """Return a new code for somebody, such as `7QK2-HX4M`; an earlier one for the same purpose ends."""
    return issue_all(workspace, [person_id], now, purpose, lasts)[person_id]


def issue_all(
    workspace: Path, person_ids: Sequence[str], now: datetime, purpose: Purpose, lasts: timedelta
) -> dict[str, str]:
    """Return id to new code. This is the only time that a code can be read: nobody can find it again."""
    people = read_people(workspace)
    for one in person_ids:
        if one not in people.everybody or people.state(one, now.date()) not in {"present", "coming"}:
            raise WorkspaceError(_("{id} does not belong to the cohort").format(id=one))

    salt, codes = _append(workspace, lambda there: ([], there.salt)), {who: _fresh() for who in person_ids}
    # Hashes of a whole cohort take seconds, so they are made before any other writer has to wait for them.
    rows = [
        BadgeRow(at=now, person=who, purpose=purpose, hash=_hash(code, salt, purpose), until=now + lasts)
        for who, code in codes.items()
    ]

    def issued(there: BadgeFile) -> tuple[list[BadgeRow], None]:
        if there.salt != salt:
            raise WorkspaceError(
                _("somebody put another file here meanwhile"), where=str(badges_file(workspace))
            )
        return rows, None

    _append(workspace, issued)
    return {who: f"{code[:4]}-{code[4:]}" for who, code in codes.items()}


def whose(workspace: Path, code: str, purpose: Purpose, now: datetime) -> str | None:
    """Return whose code that is, however it was typed; None for one that is wrong, ended or too old.

    It takes a twentieth of a second of work, the same for every code. Who withdrew is not let in.
    """
    badges = read_badges(workspace)
    typed = _hash(plain(code)[: LENGTH * 4], badges.salt, purpose)
    found = None
    for row in _last(badges, purpose).values():
        same = hmac.compare_digest(typed, row.hash or "")
        if same and row.until is not None and now < row.until:
            found = row.person
    if found is None or read_people(workspace).state(found, now.date()) not in {"present", "coming"}:
        return None
    return found


def standing(workspace: Path, purpose: Purpose, now: datetime) -> dict[str, datetime]:
    """Return id to the end of the code that lets somebody in now; whoever has none is left out."""
    last = _last(read_badges(workspace), purpose)
    return {who: row.until for who, row in last.items() if row.hash and row.until and now < row.until}


def issued_at(workspace: Path, person_id: str, purpose: Purpose) -> datetime | None:
    """Return when the last code of somebody was made; None without one, or where the file is damaged."""
    path = badges_file(workspace)
    seen = stamp(path)
    try:
        return _issued(workspace, purpose, seen).get(person_id) if seen else None
    except AlongsideError:
        return None


@lru_cache(maxsize=4)
def _issued(workspace: Path, purpose: Purpose, _seen: Stamp) -> dict[str, datetime]:
    """Return id to when the last code was made: every page of a room asks, so it is read once."""
    rows = read_badges(workspace).rows
    return {row.person: row.at for row in rows if row.purpose == purpose and row.hash}


def take_back(workspace: Path, person_id: str, now: datetime, purpose: Purpose | None = None) -> None:
    """End the code of somebody for one purpose, or for all; nothing happens where there is none."""

    def ended(there: BadgeFile) -> tuple[list[BadgeRow], None]:
        purposes: tuple[Purpose, ...] = (purpose,) if purpose else ("room", "hub")
        held = [one for one in purposes if (last := _last(there, one).get(person_id)) and last.hash]
        return [BadgeRow(at=now, person=person_id, purpose=one) for one in held], None

    if badges_file(workspace).exists():
        _append(workspace, ended)


def plain(code: str) -> str:
    """Return a code as it is compared: capitals, without spaces and hyphens."""
    return "".join(code.split()).translate(_BETWEEN).upper()


def badges_file(workspace: Path) -> Path:
    """Return where the hashes of the codes lie."""
    return workspace / FOLDER / "badges.json"


def read_badges(workspace: Path) -> BadgeFile:
    """Return what is kept about codes; AlongsideError where the file is damaged."""
    path = badges_file(workspace)
    try:
        data = contents(path, LARGEST)
        if data is None:
            return BadgeFile(schema=SCHEMA, salt=secrets.token_hex(16))
        read = msgspec.json.decode(data, type=BadgeFile)
    except (OSError, UnicodeDecodeError, RecursionError, msgspec.MsgspecError) as err:
        raise AlongsideError(
            _("cannot be read ({why})").format(why=err),
            where=str(path),
            do=_("Move it aside and print new badges: nothing else is lost."),
        ) from err
    if read.schema > SCHEMA:
        raise NewerSchema(_("A newer version of the kit wrote it."), where=str(path))
    return read


def _last(badges: BadgeFile, purpose: Purpose) -> dict[str, BadgeRow]:
    """Return id to the row that counts: the last one of a purpose."""
    return {row.person: row for row in badges.rows if row.purpose == purpose}


def _fresh() -> str:
    return "".join(secrets.choice(SIGNS) for _place in range(LENGTH))


def _hash(code: str, salt: str, purpose: str) -> str:
    """Return the scrypt of a code: 16 MB and a twentieth of a second, so a stolen file tells nobody a code.

    The salt is the cohort's, not the person's: a typed code is compared with all of them at one go.
    """
    salted = bytes.fromhex(salt) + purpose.encode()
    return hashlib.scrypt(code.encode(), salt=salted, n=2**14, r=8, p=1, dklen=32).hex()


def _append(workspace: Path, make: Callable[[BadgeFile], tuple[list[BadgeRow], T]]) -> T:
    path = badges_file(workspace)

    def grown() -> tuple[bytes | None, T]:
        there = read_badges(workspace)
        more, result = make(there)
        data = msgspec.json.encode(BadgeFile(schema=SCHEMA, salt=there.salt, rows=[*there.rows, *more]))
        msgspec.json.decode(data, type=BadgeFile)  # what cannot be read must not get there
        new = more or not path.exists()
        return (msgspec.json.format(data) + b"\n" if new else None), result

    return rewrite(path, grown, not_changed)
