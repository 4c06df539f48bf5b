"""What every page of the room has in common: who is asked for, what it may load, what it answers."""

from __future__ import annotations

import hmac
import logging
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Literal

from tornado.web import HTTPError

from alongside.content.shelf import programme_for
from alongside.errors import AlongsideError, HandInError, NotSaved
from alongside.model.programme import Programme
from alongside.responses.untrusted import Unreadable, flaw, parse
from alongside.strings import _, speak, speaking, translations
from alongside.web.answering import Answering, policy
from alongside.web.room.house import House

Access = Literal["anybody", "person", "trainer"]
"""Who a page is for: all in the network, who signed in with a badge, the trainer at this computer."""

POLICY = policy("'none'")
LOCAL = ("127.0.0.1", "::1")
SMALL = 4096
"""The most bytes of a form that holds a few words."""
LARGEST = 4 * 1024 * 1024
"""The most bytes that are read of any one request; each page takes as much as it needs, mostly less."""
_LOG = logging.getLogger("alongside.room")


class RoomPage(Answering):
    """A page of the room. Whoever is not meant by `access` gets nothing but the way to sign in.

    `person` is the id of whoever asks, from the badge that they signed in with and from nothing else.
    """

    access: ClassVar[Access] = "person"
    largest: ClassVar[int] = SMALL
    """The most bytes that a body sent to this page may have."""
    person: str = ""

    def set_default_headers(self) -> None:
        """Pages show a person's own words: no cache keeps them, no other site frames or reads them."""
        self.set_header("Server", "Alongside")
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    def check_xsrf_cookie(self) -> None:
        """Refuse what another site sends in a person's name, in a sentence."""
        try:
            super().check_xsrf_cookie()
        except HTTPError as err:
            stale = _("This page is too old. Load it again and repeat what you did; nothing was changed.")
            raise HTTPError(403, reason=stale) from err

    async def prepare(self) -> None:
        """Let in whom the access rule lets in, under an address that is this computer's own."""
        speak(translations(self.house.lang))
        if not self.house.answers_to(self.request.host):
            raise HTTPError(421, reason=_("This computer does not answer under that name."))
        if len(self.request.body) > self.largest:
            raise HTTPError(413, reason=_("This is more than fits here. Nothing was taken."))
        self.person = self.house.who(self.get_cookie(self.house.cookie, ""), self.now()) or ""
        if self.access == "trainer" and not self.is_trainer:
            raise HTTPError(404)
        if self.access == "person" and not self.person:
            self._send_away()

    def _send_away(self) -> None:
        if self.request.method not in {"GET", "HEAD"} or self.wants_json:
            raise HTTPError(403)
        self.redirect("/join")

    @property
    def house(self) -> House:
        """What this room knows: its workspace, who is in, its addresses."""
        return self.settings["house"]

    @property
    def root(self) -> Path:
        """The trainer's workspace."""
        return self.house.root

    @property
    def name(self) -> str:
        """The name of whoever asks, or "" for a stranger."""
        return self.house.name_of(self.person) if self.person else ""

    @property
    def is_trainer(self) -> bool:
        """Whether this comes from the computer itself, from whoever started the room."""
        given = self.get_cookie(self.house.trainer_cookie, "")
        return self.request.remote_ip in LOCAL and hmac.compare_digest(
            given.encode("utf-8", "replace"), self.house.token.encode()
        )

    @property
    def wants_json(self) -> bool:
        """Whether a program asks, and not a person who reads what comes."""
        return "application/json" in self.request.headers.get("Accept", "")

    def now(self) -> datetime:
        """Return the time by this computer."""
        return datetime.now(UTC)

    async def plan(self) -> Programme:
        """Return the programme with the people whom somebody in this room can turn to."""
        return await self.work(partial(programme_for, fictional=self.house.fictional))

    def body_json(self) -> Any:
        """Return the JSON that was sent, read as what anybody may have written; 400 where it is none."""
        try:
            raw = parse(self.request.body, max_bytes=self.largest)
        except Unreadable as err:
            raise HTTPError(400, reason=str(err)) from err
        if wrong := flaw(raw):
            raise HTTPError(400, reason=wrong)
        return raw

    def asset(self, plain: str) -> str:
        """Return the address of a script or style."""
        return self.house.assets.address(plain)

    def draw(self, template: str, **given: Any) -> None:
        """Finish with a page drawn from `template`."""
        self.finish(self.house.templates.get_template(template).render(**self.shared_names(), **given))

    def shared_names(self) -> dict[str, Any]:
        """Names that every template may use."""
        return {
            "asset": self.asset,
            "lang": self.house.lang,
            "person": self.person,
            "name": self.name,
            "is_trainer": self.access == "trainer",
            "fictional": self.house.fictional,
            "xsrf": self.xsrf_token.decode(),
        }

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what went wrong in one sentence, never with a traceback."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, AlongsideError):
            refused = 409 if isinstance(error, HandInError) else 500
            self.set_status(507 if isinstance(error, NotSaved) else refused)
        with speaking(translations(self.house.lang)):
            sentence = _sentence(self.get_status(), error)
            if self.wants_json:
                self.answer({"problem": sentence})
            elif self.get_status() == 421:
                self.set_header("Content-Type", "text/plain; charset=utf-8")
                self.finish(sentence)
            else:
                self.draw("room/error.html", sentence=sentence, status=self.get_status())

    def log_exception(self, typ: Any, value: BaseException | None, tb: Any) -> None:
        """Keep a refusal as one line for the trainer; anything else with its traceback."""
        if isinstance(value, HTTPError):
            _LOG.info("%s %s: %d", self.request.method, self.request.path, value.status_code)
        elif isinstance(value, AlongsideError):
            _LOG.warning("%s %s: %s", self.request.method, self.request.path, value)
        else:
            super().log_exception(typ, value, tb)


class NowherePage(RoomPage):
    """Every address that is none: alike for strangers and for people who are in."""

    access: ClassVar[Access] = "anybody"

    async def prepare(self) -> None:
        """Say that there is nothing."""
        await super().prepare()
        raise HTTPError(404)


def _sentence(status: int, error: BaseException | None) -> str:
    """Return what a person is told; where a file of the trainer lies is in the log only."""
    if isinstance(error, HandInError):
        return str(error)
    if isinstance(error, HTTPError) and error.reason:
        return error.reason
    return {
        400: _("What arrived here is not complete. Go back, load the page again and repeat what you did."),
        403: _("You are not signed in any more. Open the first page and type the code on your badge."),
        404: _("There is no such page."),
        405: _("This address does not do that."),
        507: _("The trainer's computer could not keep this: its disk may be full. Tell your trainer."),
    }.get(
        status,
        _("Something went wrong on the trainer's computer; tell your trainer. What you wrote is kept."),
    )
