"""The passwords of a Hub: scrypt hashes in one file that only the Hub can read."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime
from pathlib import Path

import msgspec

from alongside.errors import AlongsideError
from alongside.model.base import Shape
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _, ngettext

SHORTEST, LONGEST = 10, 200
"""Characters of a password. Nothing is asked of which they are: a long sentence is the best of them."""
LARGEST = 8 * 1024 * 1024
_COST = {"n": 2**15, "r": 8, "p": 1, "dklen": 32, "maxmem": 64 * 1024 * 1024}
"""32 MB and a tenth of a second for each try."""
_NOBODY = bytes(16)


class Kept(Shape, kw_only=True):
    """What is kept of a password: a salt of its own and its hash, in hexadecimal, and when it was chosen."""

    salt: str
    hash: str
    at: datetime


class Passwords(Shape, kw_only=True):
    """The whole file: person id to what is kept."""

    schema: int = 1
    people: dict[str, Kept] = {}


def why_not(password: str, again: str) -> str:
    """Return why a password cannot be taken, as a sentence, or "" where it can."""
    if len(password) < SHORTEST:
        return ngettext(
            "A password has at least {count} character.",
            "A password has at least {count} characters.",
            SHORTEST,
        ).format(count=SHORTEST)
    if len(password) > LONGEST:
        return _("This password is too long.")
    return "" if hmac.compare_digest(password.encode(), again.encode()) else _("The two passwords differ.")


def set_password(file: Path, person_id: str, password: str, now: datetime) -> None:
    """Keep the password that somebody chose, in place of an earlier one; NotSaved where the disk refuses."""
    salt = secrets.token_bytes(16)
    kept = Kept(salt=salt.hex(), hash=_hash(password, salt), at=now)

    def grown() -> tuple[bytes, None]:
        there = _read(file)
        new = Passwords(people={**there.people, person_id: kept})
        return msgspec.json.format(msgspec.json.encode(new)) + b"\n", None

    rewrite(file, grown, not_changed)


def is_right(file: Path, person_id: str | None, password: str) -> bool:
    """Whether this is the person's password. The work is the same where nobody is known by that id."""
    kept = _read(file).people.get(person_id or "")
    tried = _hash(password, bytes.fromhex(kept.salt) if kept else _NOBODY)
    return hmac.compare_digest(tried, kept.hash if kept else "") and kept is not None


def has_one(file: Path, person_id: str) -> bool:
    """Whether somebody has chosen a password."""
    return person_id in _read(file).people


def _hash(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password[:LONGEST].encode("utf-8", "surrogatepass"), salt=salt, **_COST).hex()


def _read(file: Path) -> Passwords:
    try:
        data = contents(file, LARGEST)
        return Passwords() if data is None else msgspec.json.decode(data, type=Passwords)
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as err:
        raise AlongsideError(
            _("cannot be read ({why})").format(why=err),
            where=str(file),
            do=_("Put back a good copy, or move it aside: then everybody needs a new slip."),
        ) from err
