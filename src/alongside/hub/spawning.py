"""Starting a person's own server: under their account, in their folder, with today's roles."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, ClassVar

from jupyterhub.spawner import LocalProcessSpawner
from jupyterhub.utils import random_port
from tornado.web import HTTPError
from traitlets import Any as AnyTrait
from traitlets import List

from alongside.errors import AlongsideError
from alongside.hub.accounts import Account, ensure
from alongside.hub.becoming import becoming
from alongside.hub.cohort import complaints_go_to, member, parts_of
from alongside.hub.house import House
from alongside.hub.roles import landing, shares
from alongside.hub.warm import Desk, Warm, born
from alongside.model.people import Person
from alongside.strings import _

OWN_MASK, STAFF_MASK = 0o027, 0o002
"""What a person makes is closed to others; what staff make in a shared folder belongs to its group.

The group of a person's own folder is theirs alone, and their folder lets nobody in at all.
"""
PAUSE = 0.1
"""Seconds between two looks at a desk that starts."""


class AccountSpawner(LocalProcessSpawner):
    """JupyterHub's spawner for accounts of the system, with accounts that the Hub itself makes."""

    house: House = AnyTrait(help="The folders and groups of this Hub.").tag(config=True)
    roles = List(help="The roles with which the server was started.")
    warm: ClassVar[Warm | None] = None
    """What starts desks of this Hub without loading everything anew, where there is such a process."""
    _account: Account | None = None
    _person: Person | None = None
    _born = ""
    _ending = False

    async def start(self) -> Any:
        """Make sure of the account and start the server; the page says it in a sentence where that fails."""
        try:
            self._person, self._account = await asyncio.to_thread(self._settle)
        except AlongsideError as err:
            raise HTTPError(503, str(err)) from err
        self.default_url = landing(self.roles)
        where = await self._from_the_warm() or await super().start()
        self._born = born(self.pid)
        self._write_down(*where)
        await self._until_it_listens(*where)
        return where

    def _write_down(self, address: str, port: int) -> None:
        """Keep what runs before waiting for it: a Hub that is killed meanwhile has to find it again."""
        self.server.ip, self.server.port = address, port
        self.orm_spawner.state = self.get_state()
        self.db.commit()

    async def _until_it_listens(self, address: str, port: int) -> None:
        """Wait for the desk to open its port; one that ended instead is told at once, not after minutes."""
        while not await _listens(address, port):
            if await self.poll() is not None:
                raise HTTPError(
                    503,
                    _("The desk of {who} ended while it was being opened; its log says why.").format(
                        who=self.user.name
                    ),
                )
            await asyncio.sleep(PAUSE)

    async def _from_the_warm(self) -> tuple[str, int] | None:
        """Start the desk as a copy of what has loaded it all; None where it has to load by itself."""
        warm = self.warm
        if warm is None:
            return None
        chosen = self.port
        self.port = chosen or random_port()
        account, mask = self._own()
        desk = Desk(account.name, str(account.home), mask, self.get_env())
        pid = await asyncio.to_thread(warm.start, desk)
        if pid is None:
            self.log.error(
                "The process that desks are copies of has ended: this one starts slowly, by itself"
            )
            if AccountSpawner.warm is warm:  # else another desk has noticed before
                AccountSpawner.warm = warm.successor()
            self.port = chosen  # a copy that comes late would stand on the other one
            return None
        self.proc, self.pid = None, pid
        return self.ip or "127.0.0.1", self.port

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
        if self.proc is None and self._born and born(self.pid) != self._born:
            self.clear_state()  # its number may be another's by now
            return 0
        status = await super().poll()
        if status is None and self.roles and not self._pending and await asyncio.to_thread(self._outdated):
            self.log.info("Ending the server of %s: their part in the programme changed", self.user.name)
            self._ending = True  # stopping asks here again and again whether it has ended
            try:
                await self.stop(now=True)
            finally:
                self._ending = False
            status = await super().poll()
        return status

    @property
    def _pending(self) -> bool:
        return self._ending or bool(self.pending) or (self._account is None and not self.pid)

    def _outdated(self) -> bool:
        try:
            person = member(self.house.programme, self.user.name)
            parts = parts_of(self.house.programme, person) if person else []
        except AlongsideError:  # a damaged list ends nobody's work
            return False
        return not set(self.roles) <= set(parts)

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """Return what turns the new process into the person's: account, mask, folder and log."""
        account, mask = self._own()
        return becoming(account.name, account.home, mask)

    def _own(self) -> tuple[Account, int]:
        """Return the account of the desk that starts, and the mask of what it writes."""
        account = self._account
        assert account is not None  # noqa: S101 (start has set it)
        return account, STAFF_MASK if shares(self.roles) else OWN_MASK

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
        return {**super().get_state(), "roles": list(self.roles), "born": self._born}

    def load_state(self, state: dict[str, Any]) -> None:
        """Take up a server that runs since before the Hub was started."""
        super().load_state(state)
        self.roles, self._born = state.get("roles", []), state.get("born", "")


async def _listens(address: str, port: int) -> bool:
    try:
        _reader, writer = await asyncio.open_connection(address, port)
    except OSError:
        return False
    writer.close()
    return True
