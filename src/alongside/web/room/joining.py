"""Coming in with the code on a badge, and signing out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from alongside.records import badges
from alongside.records.people import read_people
from alongside.strings import _, ngettext
from alongside.web.room.house import House
from alongside.web.room.inside import LASTS
from alongside.web.room.page import Access, RoomPage

_LONGEST_CODE = 40


class JoinPage(RoomPage):
    """The first page: the code on a badge, and nothing about who takes part."""

    access: ClassVar[Access] = "anybody"

    async def get(self) -> None:
        """Ask for the code; whoever is in already goes on."""
        if self.person:
            self.redirect("/")
            return
        self._ask("")

    async def post(self) -> None:
        """Let in whoever types the code of a badge; a wrong code and an unknown one look alike."""
        address, code = self.request.remote_ip or "", self.get_body_argument("code", "")[:_LONGEST_CODE]
        async with self.house.door.turn(address):
            if wait := self.house.door.seconds_to_wait(address, self.now()):
                self._ask_to_wait(wait)
                return
            async with self.house.looking_up:
                found = await self.work(_person_of, self.house, code, self.now())
            if found is None:
                self._refuse(address)
                return
            self.house.door.right(address)
        self._come_in(await self.work(self.house.inside.enter, *found, self.now()))

    def _come_in(self, token: str) -> None:
        """Give the cookie, in place of one that somebody else may have left in this browser."""
        self.set_cookie(
            self.house.cookie,
            token,
            httponly=True,
            samesite="Strict",
            max_age=int(LASTS / timedelta(seconds=1)),
        )
        self.redirect("/")

    def _refuse(self, address: str) -> None:
        self.house.door.wrong(address, self.now())
        wait = self.house.door.seconds_to_wait(address, self.now())
        if wait:
            self._ask_to_wait(wait)
            return
        self.set_status(403)
        self._ask(
            _("No badge with this code is valid now. Look at it again, or ask your trainer for a new one.")
        )

    def _ask_to_wait(self, seconds: int) -> None:
        self.set_status(429)
        self.set_header("Retry-After", str(seconds))
        self._ask(
            _("Several codes were wrong, so no code is taken from here now. {wait}").format(
                wait=_told(seconds)
            )
        )

    def _ask(self, problem: str) -> None:
        self.draw("room/join.html", problem=problem)


class LeavePage(RoomPage):
    """Signing out of this browser."""

    async def post(self) -> None:
        """End the visit of this browser; what was written stays in it, under this person's name only."""
        await self.work(self.house.inside.leave, self.get_cookie(self.house.cookie, ""), self.now())
        self.clear_cookie(self.house.cookie, httponly=True, samesite="Strict")
        self.redirect("/join")


def _person_of(house: House, code: str, now: datetime) -> tuple[str, str] | None:
    """Return id and name of the person whose code this is, or None."""
    person = badges.whose(house.root, code, "room", now)
    return (person, read_people(house.root).everybody[person].name) if person else None


def _told(seconds: int) -> str:
    if seconds < 60:
        told = ngettext("Try again in one second.", "Try again in {n} seconds.", seconds)
        return told.format(n=seconds)
    minutes = -(-seconds // 60)
    return ngettext("Try again in one minute.", "Try again in {n} minutes.", minutes).format(n=minutes)
