"""Who is in the room: a cookie stands for a badge, and a restarted room still knows it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

import msgspec

from alongside.model.base import Shape
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed

LASTS = timedelta(hours=12)
"""How long a badge opens the room before its code is asked for again."""
_LARGEST = 4 * 1024 * 1024


class Visit(Shape, kw_only=True):
    """One browser that signed in: whose badge, since and until when."""

    person: str
    name: str
    since: datetime
    until: datetime


class Visits(Shape, kw_only=True):
    """The file: the SHA-256 of each cookie to its visit. The cookies themselves are nowhere."""

    schema: int = 1
    visits: dict[str, Visit] = {}


class Inside:
    """Everybody who is in. What cannot be read means that everybody signs in again, and nothing else."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()
        self._visits = _read(file)

    def enter(self, person: str, name: str, now: datetime) -> str:
        """Let a person in; return the cookie, which is kept nowhere."""
        token = secrets.token_urlsafe(32)
        visit = Visit(person=person, name=name, since=now, until=now + LASTS)
        self._change(lambda known: {**known, _key(token): visit}, now)
        return token

    def who(self, token: str, now: datetime) -> str | None:
        """Return whose cookie this is, or None for one that is unknown, ended or too old."""
        visit = self.visit(token, now)
        return visit.person if visit else None

    def visit(self, token: str, now: datetime) -> Visit | None:
        """Return the visit that this cookie stands for, or None."""
        visit = self._visits.get(_key(token))
        return visit if visit and now < visit.until else None

    def name_of(self, person: str) -> str:
        """Return the name with which a person came in last, or ""."""
        names = [one.name for one in self._visits.values() if one.person == person]
        return names[-1] if names else ""

    def leave(self, token: str, now: datetime) -> None:
        """End the visit of one browser."""
        self._change(lambda known: {key: one for key, one in known.items() if key != _key(token)}, now)

    def send_out(self, person: str, now: datetime) -> None:
        """End every visit of a person, on all their devices."""
        self._change(lambda known: {key: one for key, one in known.items() if one.person != person}, now)

    def everybody(self, now: datetime) -> dict[str, str]:
        """Return id to name of who is in, sorted by name."""
        there = {one.person: one.name for one in self._visits.values() if now < one.until}
        return dict(sorted(there.items(), key=lambda one: (one[1].casefold(), one[0])))

    def _change(self, change: Callable[[dict[str, Visit]], dict[str, Visit]], now: datetime) -> None:
        with self._lock:
            known = {key: one for key, one in self._visits.items() if now < one.until}
            self._visits = change(known)
            data = msgspec.json.format(msgspec.json.encode(Visits(visits=self._visits)), indent=2) + b"\n"
            self._file.parent.mkdir(parents=True, exist_ok=True)
            rewrite(self._file, lambda: (data, None), not_changed)


def _key(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _read(file: Path) -> dict[str, Visit]:
    try:
        return msgspec.json.decode(contents(file, _LARGEST) or b"{}", type=Visits).visits
    except (OSError, msgspec.DecodeError):
        return {}
