"""What every desk on a Hub loads, loaded before it is known whose desk it will be."""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path

from alongside import paths
from alongside.content.load import fresh_unit, unit_folders
from alongside.errors import StartError
from alongside.model.base import build_shapes
from alongside.strings import _
from alongside.web.page import make_templates

MODULES = (
    "alongside.content.workspace",
    "alongside.web.extension",
    "alongside.web.server",
    *(
        f"jupyter_server.services.{part}.handlers"
        for part in ("api", "config", "contents", "events", "kernels", "kernelspecs", "security", "sessions")
    ),
    "jupyter_server.kernelspecs.handlers",
    "jupyter_server.nbconvert.handlers",
    "jupyter_server.view.handlers",
    "tornado.platform.asyncio",
    "jupyterhub.singleuser.extension",
    "jupyterlab.labapp",
    "notebook.app",
    "notebook_shim.nbserver",
    "nbgrader.server_extensions.formgrader.formgrader",
)
"""The server, its extensions, and what these import."""


def load() -> None:
    """Import what a desk consists of, compile its pages and read its units; nothing of anybody's is read."""
    for name in MODULES:
        import_module(name)
    build_shapes()
    templates = make_templates()
    for name in templates.list_templates(extensions=["html"]):
        templates.get_template(name)
    for folder in unit_folders(paths.content_root()).values():
        fresh_unit(folder)
    if len(list(Path("/proc/self/task").iterdir())) > 1:
        raise StartError(_("A module has started a thread: no desk can be forked from here."))
    gc.collect()
    gc.freeze()  # so that looking for garbage does not copy what all desks share
