"""The folders of a Hub: whose they are, and who may read and write them. The permissions are the protection.

hub/                the Hub's own: database, passwords, secrets; nobody but the Hub
programme/cohort/   people, attendance, calendar: trainers and coordinators
programme/course/   gradebook, ledger, keys, mark schemes: assessors and coordinators;
                        what is in concerns/, which everybody there may write: coordinators
programme/complaints/   complaints and what was done about them: who has that part, and nobody else
exchange/           outbound: to read; inbound, shown, comments, complaints: to put something in;
                        feedback: by name; live: to read, and live/in to put something in
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from alongside.errors import StartError, WorkspaceError
from alongside.strings import _

PEOPLE = "people"
"""The group of every account that the Hub made."""
PRIVATE, CLOSED, OPEN = 0o700, 0o750, 0o755
SHARED = 0o2770
"""Read and written by its group; what is made in it belongs to that group too."""
TO_READ = 0o2775
BY_NAME = 0o2771
"""Whoever knows the name of a file may read it; nobody else can list what is there."""
DROP_BOX = 0o3773
"""Everybody may put something in; only its group sees what is there, and nobody takes away another's."""
LETTER_BOX = 0o2773
"""A drop box whose group also takes out what it has read; no name in it can be guessed."""
SECRETS = ("keys", "anchors", "demonstration")
"""Folders of the kit's own content from which answers of graded items could be read."""


@dataclass(frozen=True)
class House:
    """Where a Hub keeps things, and how accounts and groups are called. `shared`: one account for all."""

    root: Path
    homes: Path
    account_prefix: str
    group_prefix: str
    shared: bool = False

    @property
    def own(self) -> Path:
        """What only the Hub may read."""
        return self.root / "hub"

    @property
    def programme(self) -> Path:
        """The folder in which `cohort/` and `course/` lie."""
        return self.root / "programme"

    @property
    def course(self) -> Path:
        """The nbgrader course of this Hub."""
        return self.programme / "course"

    @property
    def exchange(self) -> Path:
        """Where sessions are offered and hand-ins arrive."""
        return self.root / "exchange"

    @property
    def accounts(self) -> Path:
        """Which account is whose; who takes in hand-ins reads it."""
        return self.programme / "accounts.json"

    def group(self, name: str) -> str:
        """Return the system group for `people`, `cohort`, `course`, `care` or `complaints`."""
        return self.group_prefix + name


def prepare(house: House, course_id: str = "alongside") -> None:
    """Make the folders with their owners and permissions, and put right what was changed.

    WorkspaceError where one is a link or cannot be made.
    """
    if not house.shared:
        for name in (PEOPLE, "cohort", "course", "care", "complaints"):
            _make_group(house.group(name))
    place = house.exchange / course_id
    for folder, mode, group in (
        (house.root, OPEN, None),
        (house.own, PRIVATE, None),
        (house.programme, OPEN, None),
        (house.programme / "cohort", SHARED, "cohort"),
        (house.course, SHARED, "course"),
        (house.course / "concerns", DROP_BOX, "care"),
        (house.programme / "complaints", SHARED, "complaints"),
        (house.exchange, CLOSED, PEOPLE),
        (place, OPEN, None),
        (place / "outbound", TO_READ, "course"),
        (place / "inbound", DROP_BOX, "course"),
        (place / "feedback", BY_NAME, "course"),
        (house.exchange / "shown", DROP_BOX, "cohort"),
        (house.exchange / "comments", DROP_BOX, "cohort"),
        (house.exchange / "live", TO_READ, "cohort"),
        (house.exchange / "live" / "in", LETTER_BOX, "cohort"),
        (house.exchange / "complaints", LETTER_BOX, "complaints"),
    ):
        _make_folder(folder, PRIVATE if house.shared else mode, house.group(group) if group else None, house)


def share_course(house: House) -> None:
    """Give what the Hub itself has written in the course to the group of the course.

    Others write there too, so nothing is looked up twice by its name, and no link is followed.
    """
    if house.shared:
        return
    import grp

    number = grp.getgrnam(house.group("course")).gr_gid
    for _place, folders, files, opened in os.fwalk(house.course, follow_symlinks=False):
        if "concerns" in folders:
            folders.remove("concerns")  # it has a group of its own
        for name in (*folders, *files):
            _give(name, opened, number)


def _give(name: str, folder: int, group: int) -> None:
    try:
        found = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:  # a link, or taken away meanwhile
        return
    try:
        about = os.fstat(found)
        if about.st_uid == 0 and (stat.S_ISDIR(about.st_mode) or about.st_nlink == 1):
            os.fchown(found, 0, group)
            os.fchmod(found, SHARED if stat.S_ISDIR(about.st_mode) else 0o660)
    finally:
        os.close(found)


def readable_secrets(content: Path) -> list[Path]:
    """Return the folders of the content that would tell every account the answers of graded items."""
    folders = (content / "assessments" / name for name in SECRETS)
    return [folder for folder in folders if folder.is_dir() and _reachable(folder)]


def refuse_readable_secrets(content: Path) -> None:
    """StartError where any account of this machine could read answer keys in the kit's own folder."""
    found = readable_secrets(content)
    if found:
        names = " ".join(str(folder) for folder in found)
        raise StartError(
            _("Every account of this machine could read the answers of graded items."),
            do=_("Close those folders: chmod 700 {folders}").format(folders=names),
        )


def _reachable(folder: Path) -> bool:
    above = all(place.stat().st_mode & 0o001 for place in folder.resolve().parents)
    return above and bool(folder.stat().st_mode & 0o005)


def _make_folder(folder: Path, mode: int, group: str | None, house: House) -> None:
    if folder.is_symlink():
        raise WorkspaceError(
            _("is a link"), where=str(folder), do=_("Move it away, and start the Hub again.")
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not house.shared:
            shutil.chown(folder, user=0, group=group or 0)
        folder.chmod(mode)
    except OSError as err:
        raise WorkspaceError(
            _("cannot be made ({reason})").format(reason=err.strerror), where=str(folder)
        ) from err


def _make_group(name: str) -> None:
    import grp

    try:
        grp.getgrnam(name)
    except KeyError:
        system("groupadd", "--system", name)


def system(*command: str, good: Iterable[int] = (0,)) -> None:
    """Run one of the system's own commands about accounts; StartError says what it answered."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment, check=False, cwd=os.sep
        )
    except FileNotFoundError as err:
        raise StartError(
            _("This machine has no command {name}, so no accounts can be made.").format(name=command[0])
        ) from err
    if done.returncode not in set(good):
        raise StartError(f"{command[0]}: {done.stderr.strip() or done.returncode}")
