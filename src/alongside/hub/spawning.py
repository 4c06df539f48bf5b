"""Starting a person's own server: under their account, in their folder, with today's roles."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from typing import Any

from jupyterhub.spawner import LocalProcessSpawner, set_user_setuid
from tornado.web import HTTPError
from traitlets import Any as AnyTrait
from traitlets import List

from alongside.errors import AlongsideError
from alongside.hub.accounts import Account, ensure
from alongside.hub.cohort import complaints_go_to, member, parts_of
from alongside.hub.house import House
from alongside.hub.roles import landing, shares
from alongside.model.people import Person

OWN_MASK, STAFF_MASK = 0o027, 0o002
"""What a person makes is closed to others; what staff make in a shared folder belongs to its group.

The group of a person's own folder is theirs alone, and their folder lets nobody in at all.
"""
START_LOG = ".alongside-start.log"


class AccountSpawner(LocalProcessSpawner):
    """JupyterHub's spawner for accounts of the system, with accounts that the Hub itself makes."""

    house: House = AnyTrait(help="The folders and groups of this Hub.").tag(config=True)
    roles = List(help="The roles with which the server was started.")
    _account: Account | None = None
    _person: Person | None = None

    async def start(self) -> Any:
        """Make sure of the account and start the server; the page says it in a sentence where that fails."""
        try:
            self._person, self._account = await asyncio.to_thread(self._settle)
        except AlongsideError as err:
            raise HTTPError(503, str(err)) from err
        self.default_url = landing(self.roles)
        return await super().start()

    def _settle(self) -> tuple[Person, Account]:
        person = member(self.house.programme, self.user.name)
        if person is None:
            raise HTTPError(403, "no member of the cohort")
        self.roles = parts_of(self.house.programme, person)
        if self.house.shared:
            home = self.house.homes / person.id
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            return person, Account("", home)
        return person, ensure(self.house, person.id, self.roles)

    async def poll(self) -> int | None:
        """Say whether the server runs; one whose person lost a role or left is ended first."""
        status = await super().poll()
        if status is None and self.roles and not self._pending and await asyncio.to_thread(self._outdated):
            self.log.info("Ending the server of %s: their part in the programme changed", self.user.name)
            await self.stop(now=True)
            status = await super().poll()
        return status

    @property
    def _pending(self) -> bool:
        return bool(self.pending) or (self._account is None and not self.pid)

    def _outdated(self) -> bool:
        try:
            person = member(self.house.programme, self.user.name)
            parts = parts_of(self.house.programme, person) if person else []
        except AlongsideError:  # a damaged list ends nobody's work
            return False
        return not set(self.roles) <= set(parts)

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """Return what turns the new process into the person's: account, mask, folder and log."""
        account = self._account
        assert account is not None  # noqa: S101 (start has set it)
        become = _stay if self.house.shared else set_user_setuid(account.name)
        mask = STAFF_MASK if shares(self.roles) else OWN_MASK

        def preexec() -> None:
            become()
            os.umask(mask)
            os.chdir(account.home)
            log = os.open(START_LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            nothing = os.open(os.devnull, os.O_RDONLY)
            for target, source in ((0, nothing), (1, log), (2, log)):
                os.dup2(source, target)

        return preexec

    def user_env(self, env: dict[str, str]) -> dict[str, str]:
        """Return the environment of the server: whose it is, its parts, and where shared folders are."""
        account, person = self._account, self._person
        assert account is not None and person is not None  # noqa: S101
        env |= {
            "USER": account.name or person.id,
            "LOGNAME": account.name or person.id,
            "HOME": str(account.home),
            "SHELL": "/bin/sh",
            "ALONGSIDE_ROLES": ",".join(self.roles),
            "ALONGSIDE_PERSON": json.dumps({"id": person.id, "name": person.name, "lang": person.lang}),
            "ALONGSIDE_EXCHANGE": str(self.house.exchange),
            "ALONGSIDE_COMPLAINTS_TO": json.dumps(complaints_go_to(self.house.programme)),
        }
        for folder in shares(self.roles) - {"care"}:
            env[f"ALONGSIDE_{folder.upper()}"] = str(self.house.programme / folder)
        return env

    def get_state(self) -> dict[str, Any]:
        """Return what a Hub that was started again has to know: the process, and its roles."""
        return {**super().get_state(), "roles": list(self.roles)}

    def load_state(self, state: dict[str, Any]) -> None:
        """Take up a server that runs since before the Hub was started."""
        super().load_state(state)
        self.roles = state.get("roles", [])


def _stay() -> None:
    """Remain who one is: the demonstration has one account."""
