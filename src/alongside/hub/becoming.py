"""How a process of the Hub becomes a person's: account, mask, folder and log."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from jupyterhub.spawner import set_user_setuid

START_LOG = ".alongside-start.log"


def becoming(account: str, home: Path, mask: int) -> Callable[[], None]:
    """Return what turns a new process into a desk's; it keeps its account where none is named."""
    become = set_user_setuid(account) if account else _stay

    def become_desk() -> None:
        become()
        os.umask(mask)
        os.chdir(home)
        log = os.open(START_LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for target, source in ((0, nothing), (1, log), (2, log)):
            os.dup2(source, target)
        os.close(nothing)
        os.close(log)

    return become_desk


def _stay() -> None:
    """Remain who one is: a demonstration has one account."""
