"""`alongside singleuser`: what a Hub starts for a person, under that person's own account."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import yaml

from alongside import paths
from alongside.content import workspace
from alongside.content.load import read_yaml
from alongside.errors import StartError
from alongside.model.workspace import Person, Workspace
from alongside.responses.atomic import rewrite
from alongside.strings import _
from alongside.web import server
from alongside.web.page import PARTS

FOLDER = "alongside"
"""The workspace in a person's own folder."""


def singleuser(words: list[str]) -> None:
    """Serve one's own workspace; the Hub says by its environment whose it is and what is shared.

    With `--wait NUMBER` load what every desk loads, and serve only as a copy that the Hub asks for.
    """
    if words:
        from alongside.cli.loading import load
        from alongside.hub.warm import wait_for_desks

        load()
        wait_for_desks(int(words[-1]))
    if "ALONGSIDE_PERSON" not in os.environ:
        raise StartError(_("Only a Hub starts this."), do=_("On your own computer: alongside start"))
    root = Path.home() / FOLDER
    prepare(root, os.environ)
    course = read_yaml(root / paths.MARKER, Workspace).course
    server.serve_on_hub(
        root,
        course=root / course,
        idle_hours=float(os.environ.get("ALONGSIDE_IDLE_HOURS", "3")),
        assesses=any("assessor" in PARTS.get(role, ()) for role in os.environ["ALONGSIDE_ROLES"].split(",")),
    )


def prepare(root: Path, said: os._Environ[str] | dict[str, str]) -> None:
    """Make or renew a person's workspace, and point it at what the person's roles share."""
    person = msgspec.json.decode(said["ALONGSIDE_PERSON"])
    if not (root / paths.MARKER).is_file():
        workspace.make(root, person=Person(id=person["id"], name=person["name"]), lang=person["lang"])
    else:
        workspace.refresh(root)
    settings = msgspec.structs.replace(
        read_yaml(root / paths.MARKER, Workspace),
        person=Person(id=person["id"], name=person["name"]),
        exchange=said["ALONGSIDE_EXCHANGE"],
        course=said.get("ALONGSIDE_COURSE", "course"),
    )
    text = yaml.safe_dump(msgspec.to_builtins(settings), sort_keys=False, allow_unicode=True)
    rewrite(root / paths.MARKER, lambda: (text.encode(), None))
    for shared in ("cohort", "complaints"):
        _link(root / shared, said.get(f"ALONGSIDE_{shared.upper()}"))
    if "ALONGSIDE_NO_PRIVACY" in said:
        _say_everywhere(root.parent / ".jupyter" / "custom" / "custom.css")


def _link(place: Path, shared: str | None) -> None:
    """Let a folder be the shared one for those whose part it is, and nothing for everybody else."""
    if place.is_symlink():
        place.unlink()
    if shared and not place.exists():
        place.symlink_to(shared, target_is_directory=True)


def _say_everywhere(style: Path) -> None:
    """Let Jupyter's own pages say too that there is no privacy: they load this style, and no text of ours."""
    told = _(
        "Demonstration without privacy: everybody here shares one account of this machine "
        "and could read what you write. Write nothing real."
    )
    look = (
        "position: fixed; inset: auto 0 0; z-index: 100000; padding: 0.3em 1em; pointer-events: none; "
        "font: 600 15px/1.4 sans-serif; text-align: center; color: #1d2a30; background: #fcefd9; "
        "border-top: 3px solid #8f4700;"
    )
    style.parent.mkdir(parents=True, exist_ok=True)
    text = f'body::before {{ content: "{told}"; {look} }}\n'
    rewrite(style, lambda: (text.encode(), None))
