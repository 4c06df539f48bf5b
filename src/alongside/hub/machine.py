"""Whether this machine can give everybody an account of their own, and what to do where it cannot."""

from __future__ import annotations

import importlib.util
import os
import sys

from alongside.errors import StartError
from alongside.strings import _

NEEDED = ("jupyterhub", "configurable_http_proxy")
"""What the extra `hub` installs."""


def refuse_where_it_cannot(*, demonstration: bool) -> None:
    """StartError where a Hub cannot run here; a demonstration needs neither root nor Linux."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise StartError(
            _("A Hub needs the package {name}.").format(name=missing[0].replace("_", "-")),
            do=_("Install the kit with its extra: alongside[hub]."),
        )
    if os.name == "nt":
        raise StartError(
            _("JupyterHub does not run on Windows."),
            do=_("Use a Linux machine, or lead a room: alongside room"),
        )
    if demonstration:
        return
    instead = _("To look at it under one account, without any privacy: alongside hub --demonstration")
    if not sys.platform.startswith("linux"):
        raise StartError(_("Only Linux can give every person an account of their own here."), do=instead)
    if os.geteuid() != 0:
        raise StartError(
            _("Only an administrator can give every person an account of their own: sudo alongside hub."),
            do=instead,
        )
