"""The trainer's screen: how to come in, who is in, closing the room. Only this computer gets it."""

from __future__ import annotations

import hmac
from typing import Any, ClassVar

import segno

from alongside.web.room.addresses import Found, own_addresses
from alongside.web.room.page import LOCAL, Access, RoomPage


class ScreenPage(RoomPage):
    """The address in large type with a code to scan, for the projector."""

    access: ClassVar[Access] = "trainer"

    async def prepare(self) -> None:
        """Take the token of the first address once, and keep it out of every address after it."""
        given = self.get_query_argument("token", "")
        fits = hmac.compare_digest(given.encode("utf-8", "replace"), self.house.token.encode())
        if fits and self.request.remote_ip in LOCAL and self.house.answers_to(self.request.host):
            self.set_cookie(self.house.trainer_cookie, self.house.token, httponly=True, samesite="Strict")
            self.redirect("/screen")
            return
        await super().prepare()

    async def get(self) -> None:
        """Show the likeliest address of this computer, or the one that was chosen with `at`."""
        found = await self.work(own_addresses)
        shown = self._chosen(found)
        self.draw(
            "room/screen.html",
            found=found,
            shown=shown,
            port=self.house.port,
            code=_code(f"http://{shown.ip}:{self.house.port}/") if shown else "",
            inside=self.house.inside.everybody(self.now()),
            wrong=self.house.door.wrong_lately(self.now()),
        )

    def _chosen(self, found: list[Found]) -> Found | None:
        wanted = self.get_query_argument("at", "")
        return next((one for one in found if one.ip == wanted), next(iter(found), None))


class WhoPage(RoomPage):
    """Who is in, for the screen to ask again and again."""

    access: ClassVar[Access] = "trainer"

    def get(self) -> None:
        """Answer names, and how many codes were wrong lately."""
        now = self.now()
        told: dict[str, Any] = {
            "inside": [
                {"person": who, "name": name} for who, name in self.house.inside.everybody(now).items()
            ],
            "wrong": self.house.door.wrong_lately(now),
        }
        self.answer(told)


class SendOutPage(RoomPage):
    """Ending the visit of one person on all devices: a badge was lost, a wrong one was used."""

    access: ClassVar[Access] = "trainer"

    async def post(self) -> None:
        """Send out, then show who is still in."""
        await self.work(self.house.inside.send_out, self.get_body_argument("person", ""), self.now())
        self.redirect("/screen")


class CloseRoomPage(RoomPage):
    """Closing the room."""

    access: ClassVar[Access] = "trainer"

    def post(self) -> None:
        """Say that it is closed, then end the server."""
        self.draw("room/closed.html")
        self.house.stopping.set()


def _code(address: str) -> str:
    """Return a QR code as an address of its own: black on white, whatever the page's colours are."""
    return segno.make(address, error="m", micro=False).svg_data_uri(
        scale=8, border=3, dark="#000", light="#fff", omitsize=True
    )
