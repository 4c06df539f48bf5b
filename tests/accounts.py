"""Real accounts for tests: which are made, how they reach Python, and that none of them stays behind."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from alongside import paths
from alongside.hub.accounts import account_name
from alongside.hub.house import SECRETS, House

HERE = Path(__file__).parents[1]
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
ROOTS = (Path(sys.base_prefix), Path(sys.prefix), paths.content_root(), HERE)
"""What a server of another account reads: Python, its packages, the kit."""


def why_not() -> str:
    """Why this machine cannot make accounts for a test, or ""."""
    if not sys.platform.startswith("linux"):
        return "accounts of their own are made on Linux only"
    if os.geteuid() != 0:
        return "only root makes accounts"
    missing = [name for name in ("useradd", "userdel", "groupadd", "unshare") if shutil.which(name) is None]
    if missing:
        return f"this machine has no {missing[0]}"
    tried = subprocess.run(
        ["unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt"], capture_output=True, text=True, check=False
    )
    return "" if tried.returncode == 0 else f"no mount namespaces here: {tried.stderr.strip()}"


@contextmanager
def house() -> Iterator[House]:
    """A Hub's folders in a place that every account can reach; its accounts and groups end with it."""
    # pytest's own folders are closed to other accounts.
    place = Path(tempfile.mkdtemp(prefix="alongside-hub-"))
    place.chmod(0o755)
    mark = f"{_WORKER}{os.getpid() % 100_000}"
    made = House(place / "srv", place / "homes", f"alt{mark}-", f"altg{mark}-")
    try:
        yield made
    finally:
        clear(made)
        shutil.rmtree(place)


def clear(made: House) -> None:
    """Delete every account and group with the marks of this house."""
    for entry in pwd.getpwall():
        if entry.pw_name.startswith(made.account_prefix):
            subprocess.run(["userdel", entry.pw_name], capture_output=True, check=False)
    for group in grp.getgrall():
        if group.gr_name.startswith((made.group_prefix, made.account_prefix)):
            subprocess.run(["groupdel", group.gr_name], capture_output=True, check=False)


def reachable(*command: str) -> list[str]:
    """A command in a namespace of mounts in which every account may reach Python and the kit.

    Nothing changes for the machine: folders that let nobody through are covered, for this command and what
    it starts, by empty ones in which only what is needed appears. Answers of graded items are closed.
    """
    lines = ["set -e", "hold=$(mktemp -d)"]
    covers: dict[Path, list[Path]] = {}
    for root in dict.fromkeys(one.resolve() for one in ROOTS):
        closed = next((up for up in reversed(root.parents) if not up.stat().st_mode & 0o001), None)
        if closed is not None:
            covers.setdefault(closed, []).append(root)
    for closed, roots in covers.items():
        for number, root in enumerate(roots):
            lines += [f'mkdir "$hold/{number}"', f'mount --bind "{root}" "$hold/{number}"']
        lines.append(f'mount -t tmpfs -o mode=0755 none "{closed}"')
        for number, root in enumerate(roots):
            lines += [
                f'mkdir -p "{root}"',
                f'mount --move "$hold/{number}" "{root}"',
                f'rmdir "$hold/{number}"',
            ]
    for name in SECRETS:
        folder = paths.content_root() / "assessments" / name
        if folder.is_dir():
            lines += [
                f'cp -a "{folder}" "$hold/copy"',
                f'mount -t tmpfs -o mode=0700 none "{folder}"',
                f'cp -a "$hold/copy/." "{folder}/"',
                f'chmod 0700 "{folder}"',
                'rm -rf "$hold/copy"',
            ]
    lines += ['rmdir "$hold"', 'exec "$@"']
    return ["unshare", "-m", "sh", "-c", "\n".join(lines), "sh", *command]


ATTEMPTS = dedent(
    """
    import json, os, sys
    from pathlib import Path
    found = {}
    for name in json.loads(sys.argv[1]):
        try:
            found[name] = os.listdir(name) if os.path.isdir(name) else Path(name).read_bytes()[:40].hex()
        except OSError as err:
            found[name] = None
    print(json.dumps(found))
    """
)
"""Python code that says which of the files and folders that it is given it may read."""


def as_account(house: House, who: str, code: str, *given: str) -> str:
    """What Python code prints that runs under somebody's account, as a kernel of theirs would run it."""
    name = account_name(who, house.account_prefix)
    become = ["setpriv", f"--reuid={name}", f"--regid={name}", "--init-groups", "--reset-env"]
    kit = "PYTHONPATH=" + os.pathsep.join(str(HERE / part) for part in ("src", "widgets", "tests"))
    command = [*become, "env", kit, "PYTHONDONTWRITEBYTECODE=1", "sh", "-c", 'umask 027; exec "$@"', "sh"]
    ran = subprocess.run(
        reachable(*command, sys.executable, "-c", code, *given),
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
