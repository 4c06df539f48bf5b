"""Running JupyterHub with settings that are given, not looked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

from jupyterhub.app import JupyterHub

from alongside.hub.settings import KEPT, config
from alongside.hub.spawning import AccountSpawner
from alongside.hub.warm import Warm
from alongside.model.base import build_shapes


class GivenHub(JupyterHub):
    """JupyterHub without a configuration file: one that lies where it is started is never run."""

    name = "jupyterhub"

    def load_config_file(self, *_named: Any, **_given: Any) -> None:
        """Read nothing: the settings came with the start."""


def serve(own: Mapping[str, Any]) -> None:
    """Run the Hub with these settings until it is stopped; that ends its proxy and everybody's server."""
    os.umask(0o022)
    build_shapes()  # many may be the first to sign in
    if sys.platform == "linux":
        AccountSpawner.warm = Warm({name: os.environ[name] for name in KEPT if name in os.environ})
    GivenHub.instance(config=config(own))
    GivenHub.launch_instance([])
