"""Signing in on the Hub: by name and own password, chosen once with the code of a badge or slip."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jupyterhub import orm
from jupyterhub.auth import Authenticator
from jupyterhub.handlers.base import BaseHandler
from jupyterhub.handlers.login import LogoutHandler
from tornado.web import HTTPError, RequestHandler
from traitlets import Unicode

from alongside.errors import AlongsideError
from alongside.hub import attempts, passwords
from alongside.hub.cohort import called, member, redeem, spend
from alongside.hub.look import LookPage
from alongside.model.people import Person
from alongside.strings import _

TOO_MANY = "too many"


class BadgeAuthenticator(Authenticator):
    """Lets in the people of the cohort; everybody has chosen a password with a code of one's own."""

    programme = Unicode(help="The folder in which the cohort lies.").tag(config=True)
    own = Unicode(help="The Hub's own folder: passwords and tries.").tag(config=True)

    @property
    def passwords(self) -> Path:
        """The file of the passwords."""
        return Path(self.own) / "passwords.json"

    @property
    def attempts(self) -> Path:
        """The file of the wrong tries."""
        return Path(self.own) / "attempts.json"

    @property
    def cohort(self) -> Path:
        """The folder in which the cohort lies."""
        return Path(self.programme)

    def normalize_username(self, username: str) -> str:
        """Return the id as it is: ids of the cohort know capital letters."""
        return username

    def get_handlers(self, app: Any) -> list[tuple[str, type[RequestHandler]]]:
        """Add the page on which somebody chooses a password, the way out, and the style of them all."""
        own = [(r"/first", FirstPage), (r"/logout", OutPage), (r"/look/([\w.-]+)", LookPage)]
        return [*super().get_handlers(app), *own]

    async def authenticate(self, handler: BaseHandler, data: dict[str, str]) -> dict[str, Any] | None:
        """Return who signs in, or None: the same for a name that nobody has and a password that is wrong."""
        typed, password = data.get("username", ""), data.get("password", "")
        now, limits = datetime.now(UTC), attempts.for_sign_in(typed, address_of(handler))
        if attempts.too_many(self.attempts, limits, now):
            raise HTTPError(429, TOO_MANY)
        person = await asyncio.to_thread(self.who, typed, password)
        if person is None:
            await asyncio.to_thread(attempts.count, self.attempts, limits, now)
            return None
        await asyncio.to_thread(attempts.forgive, self.attempts, limits, now)
        return as_hub_says(person)

    def who(self, typed: str, password: str) -> Person | None:
        """Return whose name and password these are; it takes as long where there is nobody of that name."""
        person = called(self.cohort, typed)
        right = passwords.is_right(self.passwords, person.id if person else None, password)
        return person if right else None

    async def refresh_user(self, user: Any, handler: BaseHandler | None = None) -> dict[str, Any] | bool:
        """Return somebody's roles as they are now; False, and so out, for who left the cohort."""
        person = await asyncio.to_thread(member, self.cohort, user.name)
        return as_hub_says(person) if person else False


def as_hub_says(person: Person) -> dict[str, Any]:
    """Return a person in JupyterHub's words: the roles are groups."""
    return {"name": person.id, "groups": sorted(person.roles), "admin": False}


def address_of(handler: RequestHandler) -> str:
    """Return the address that a request came from, past the proxy."""
    return handler.request.remote_ip or ""


class OutPage(LogoutHandler):
    """Signing out, which says that one has: JupyterHub's own would only ask to sign in again."""

    async def render_logout_page(self) -> None:
        """Say it, and that the desk is closed."""
        self.finish(await self.render_template("logout.html"))


class FirstPage(BaseHandler):
    """The first sign-in, and the way in after a password was lost: a code is turned into a password."""

    async def get(self) -> None:
        """Ask for the code and a new password."""
        await self._draw()

    async def post(self) -> None:
        """Keep the password, end what was open under the old one, sign the person in."""
        auth, now = self.authenticator, datetime.now(UTC)
        limits = attempts.for_code(address_of(self))
        if attempts.too_many(auth.attempts, limits, now):
            await self._draw(429, _("Too many wrong codes came from here. Wait a quarter of an hour."))
            return
        code = self.get_argument("code", "")
        person = await asyncio.to_thread(redeem, auth.cohort, code, now)
        if person is None:
            await asyncio.to_thread(attempts.count, auth.attempts, limits, now)
            await self._draw(
                403,
                _("This code lets nobody in: it is wrong, was used already, or is too old. Ask for a slip."),
                code=code[:40],
            )
            return
        password = self.get_argument("password", "", strip=False)
        wrong = passwords.why_not(password, self.get_argument("again", "", strip=False))
        if wrong:
            await self._draw(400, wrong, code=code)
            return
        try:
            await asyncio.to_thread(passwords.set_password, auth.passwords, person.id, password, now)
            await asyncio.to_thread(spend, auth.cohort, person.id, now)
        except AlongsideError as err:
            await self._draw(507, str(err), code=code)
            return
        await self._sign_in(person)
        only = await asyncio.to_thread(called, auth.cohort, person.name)
        await self._draw(person=person, by_name=only is not None)

    async def _sign_in(self, person: Person) -> None:
        user = await self.auth_to_user(as_hub_says(person))
        if user.spawner.active and not user.spawner.pending:
            await self.stop_single_user(user)
        user.orm_user.cookie_id = orm.new_token()
        self.db.commit()
        self.set_login_cookie(user)
        self._jupyterhub_user = user

    async def _draw(self, status: int = 200, problem: str = "", **given: Any) -> None:
        self.set_status(status)
        names = {"code": "", "person": None, "by_name": False, "shortest": passwords.SHORTEST, **given}
        self.finish(await self.render_template("first.html", problem=problem, **names))
