"""One system account per person: made by the Hub at the first sign-in, and never shared.

Which account is whose stands in `programme/accounts.json`, which only the Hub writes. An account that is
not in it was not made by this Hub, and is never used.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from alongside.errors import WorkspaceError
from alongside.hub.house import PEOPLE, PRIVATE, House, system
from alongside.hub.roles import shares
from alongside.responses.atomic import contents, rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

LONGEST = 31
"""Characters that Linux takes for the name of an account."""
LARGEST = 4 * 1024 * 1024
_PLAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?\Z")
_alone = threading.Lock()


@dataclass(frozen=True)
class Account:
    """A person's account and own folder."""

    name: str
    home: Path


def account_name(person_id: str, prefix: str) -> str:
    """Return the name of a person's account: prefix and id, or part of it and a hash where that is long."""
    if _PLAIN.match(person_id) and len(prefix + person_id) <= LONGEST:
        return prefix + person_id
    short = re.sub(r"[^a-z0-9]+", "-", person_id.lower()).strip("-")[: LONGEST - len(prefix) - 9]
    return f"{prefix}{short.strip('-')}-{hashlib.sha256(person_id.encode()).hexdigest()[:8]}"


def known(house: House) -> dict[str, str]:
    """Return account to person id, for all accounts that this Hub made; WorkspaceError where damaged."""
    try:
        data = contents(house.accounts, LARGEST)
        return {} if data is None else msgspec.json.decode(data, type=dict[str, str])
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as err:
        raise WorkspaceError(
            _("cannot be read ({why})").format(why=err),
            where=str(house.accounts),
            do=_("Put back a good copy: without it nobody can be let into an account."),
        ) from err


def ensure(house: House, person_id: str, roles: Iterable[str]) -> Account:
    """Return a person's account with the groups of today's roles; it is made where it is missing."""
    with _alone:
        name = _reserve(house, person_id)
        home = house.homes / name
        if not _exists(name):
            system(
                "useradd", "--no-create-home", "--home-dir", str(home), "--shell", "/usr/sbin/nologin",
                "--comment", "Alongside", "--user-group", name,
            )  # fmt: skip
        groups = [house.group(one) for one in sorted({PEOPLE, *shares(roles)})]
        system("usermod", "--groups", ",".join(groups), name)
        return _at_home(name, home)


def remove(house: House, person_id: str) -> None:
    """Delete the account of a person with everything in its folder; nothing happens where there is none."""
    with _alone:
        name = {who: account for account, who in known(house).items()}.get(person_id)
        if name is None:
            return
        if _exists(name):
            system("userdel", name)
        home = house.homes / name
        if home.is_dir() and not home.is_symlink():
            shutil.rmtree(home)
        _write(house, lambda accounts: {one: who for one, who in accounts.items() if one != name})


def _reserve(house: House, person_id: str) -> str:
    """Return the account of a person; a new one is written down before it is made, so none gets lost."""
    accounts = known(house)
    for name, who in accounts.items():
        if who == person_id:
            return name
    name = account_name(person_id, house.account_prefix)
    if name in accounts or _exists(name):
        raise WorkspaceError(
            _("This machine has an account {name} that the Hub did not make.").format(name=name),
            do=_("Rename that account, or choose another account_prefix for the Hub."),
        )
    _write(house, lambda there: {**there, name: person_id})
    return name


def _write(house: House, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
    def changed() -> tuple[bytes, None]:
        return msgspec.json.format(msgspec.json.encode(change(known(house)))) + b"\n", None

    rewrite(house.accounts, changed, not_changed)
    if os.geteuid() == 0 and not house.shared:
        shutil.chown(house.accounts, group=house.group("course"))
        house.accounts.chmod(0o640)


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _at_home(name: str, home: Path) -> Account:
    """Return the account once its folder is its own and closed to everybody else."""
    entry = pwd.getpwnam(name)
    if Path(entry.pw_dir) != home or entry.pw_uid == 0 or home.is_symlink():
        raise WorkspaceError(
            _("The account {name} is not as the Hub made it.").format(name=name),
            where=str(home),
            do=_("Put its folder right, or ask whoever changed it."),
        )
    if not home.exists():
        home.mkdir(mode=PRIVATE, parents=True)
        os.chown(home, entry.pw_uid, entry.pw_gid)
    home.chmod(PRIVATE)
    return Account(name, home)
