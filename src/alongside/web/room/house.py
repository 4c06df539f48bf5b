"""What one open room knows: its workspace, who is in, which names it answers to."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader

from alongside.content.load import read_yaml
from alongside.model.workspace import Workspace
from alongside.paths import MARKER
from alongside.publish.templating import environment
from alongside.records import badges
from alongside.responses.whose import workspace_id
from alongside.web.answering import clock, local
from alongside.web.room.addresses import own_names
from alongside.web.room.assets import Assets
from alongside.web.room.door import Door
from alongside.web.room.inside import Inside
from alongside.web.room.waiting import Pace, Waiting

_HANDINS, _WITH_FILES, _FILES = 20, 6, 30
"""A person hands in and attaches so many times in ten minutes; a disk is not endless."""
_PAUSE = 2.0
"""Seconds between two looks at the networks, however many strange names are asked for."""


class House:
    """An open room on `port`. `token` is what the trainer's own screen is opened with."""

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.port = port
        self.token = secrets.token_urlsafe(24)
        self.inside = Inside(root / ".alongside" / "room.json")
        self.door = Door()
        self.assets = Assets()
        self.templates = _templates()
        self.stopping = asyncio.Event()
        self.looking_up = asyncio.Semaphore(2)
        """Looking up a code costs much work, on purpose: two at a time leave something for all others."""
        self.reading = asyncio.Semaphore(2)
        """So many forms with files, and hand-ins with files, are in memory at the same moment."""
        self.waiting = Waiting(root)
        self.handing_in, self.carrying = Pace(_HANDINS), Pace(_WITH_FILES)
        self.attaching = Pace(_FILES)
        self._names: frozenset[str] = frozenset()
        self._asked = -_PAUSE
        settings = read_yaml(root / MARKER, Workspace)
        self.lang, self.fictional = settings.lang, settings.demonstration
        self.exchange, self.course = root / settings.exchange, root / settings.course

    @property
    def cookie(self) -> str:
        """The name of the cookie of who is in; browsers keep cookies of all ports of a computer together."""
        return f"alongside-room-{self.port}"

    @property
    def trainer_cookie(self) -> str:
        """The name of the cookie of whoever started the room."""
        return f"alongside-room-{self.port}-trainer"

    @cached_property
    def whose(self) -> str:
        """The id of the workspace, which keeps apart what one browser holds of several."""
        return workspace_id(self.root)

    def who(self, token: str | None, now: datetime) -> str | None:
        """Return who signed in with this cookie, or None: a badge made since then has ended the visit."""
        visit = self.inside.visit(token or "", now)
        made = badges.issued_at(self.root, visit.person, "room") if visit else None
        return visit.person if visit and (made is None or made <= visit.since) else None

    def name_of(self, person: str) -> str:
        """Return the name of a person as it was when they came in, or their id."""
        return self.inside.name_of(person) or person

    def answers_to(self, host: str) -> bool:
        """Whether `host`, as a browser sends it, is this computer: no other name leads here by design."""
        name, _colon, port = host.lower().partition(":")
        if (port or "80") != str(self.port):
            return False
        if name not in self._names and monotonic() - self._asked >= _PAUSE:
            self._names = own_names()  # a hotspot may have been switched on since
            self._asked = monotonic()
        return name in self._names


def _templates() -> Environment:
    loader = ChoiceLoader([PackageLoader("alongside.web"), PackageLoader("alongside.publish")])
    env = environment(loader)
    env.filters |= {"local": local, "clock": clock}
    return env


def settings_of(house: House) -> dict[str, Any]:
    """Return Tornado's settings: XSRF on every form, under a cookie that other ports do not share."""
    return {
        "house": house,
        "xsrf_cookies": True,
        "xsrf_cookie_name": f"{house.cookie}-xsrf",
        "xsrf_cookie_kwargs": {"httponly": True, "samesite": "Strict"},
        "compress_response": True,
        "log_function": lambda _handler: None,
    }
