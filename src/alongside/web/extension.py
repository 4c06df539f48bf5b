"""Mounts the kit's pages in a person's own Jupyter server."""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from jupyter_server.extension.application import ExtensionApp
from tornado.ioloop import PeriodicCallback

from alongside import paths
from alongside.content.load import read_yaml
from alongside.errors import AlongsideError
from alongside.grading.evidence import delete_due
from alongside.model.workspace import Workspace
from alongside.web import desk, programme
from alongside.web.assets import AssetPage, Assets
from alongside.web.desk.saving import keep_runs_out
from alongside.web.page import HERE, PARTS, NowherePage, make_templates


class AlongsideExtension(ExtensionApp):
    """My desk and the pages of the programme, below `/alongside`."""

    name = "alongside"
    load_other_extensions = True
    app_name: ClassVar[str] = "Alongside"

    def initialize_settings(self) -> None:
        """Find the workspace, tell kernels that a desk takes answers, and keep runs out of notebooks."""
        root = paths.workspace_of(Path(self.serverapp.root_dir))
        if root is not None:
            os.environ["ALONGSIDE_DESK"] = str(root)
            with suppress(AlongsideError):  # the pages say what is wrong with the settings
                os.environ["ALONGSIDE_LANG"] = read_yaml(root / paths.MARKER, Workspace).lang
        self.settings["alongside_workspace"] = root
        self.settings |= _on_a_hub()
        self.settings["alongside_templates"] = make_templates()
        self.settings["alongside_assets"] = Assets(HERE / "static")
        keep_runs_out(self.serverapp.contents_manager)

    async def _start_jupyter_server_extension(self, _serverapp: Any) -> None:
        """Delete recordings whose day has come: now, and every hour while the server runs."""
        root = self.settings["alongside_workspace"]
        if root is not None:

            async def deleted() -> None:
                for left in (await asyncio.to_thread(delete_due, root, datetime.now(UTC))).left:
                    self.log.warning("This recording should be gone and could not be deleted: %s", left)

            await deleted()
            PeriodicCallback(deleted, timedelta(hours=1)).start()

    def initialize_handlers(self) -> None:
        """Add every route; a server outside a workspace gets one page that says what to do."""
        files, nowhere = (r"/alongside/static/([\w.-]+)", AssetPage), (r"/alongside/.+", NowherePage)
        self.handlers.extend([files, *desk.ROUTES, *programme.ROUTES, nowhere])


def _on_a_hub() -> dict[str, Any]:
    """Return what a Hub says about the person whose server this is; nothing on one's own computer."""
    if "ALONGSIDE_ROLES" not in os.environ:
        return {}
    roles = os.environ["ALONGSIDE_ROLES"].split(",")
    return {
        "alongside_roles": frozenset({"owner"}.union(*(PARTS.get(role, ()) for role in roles))),
        "alongside_sign_out": os.environ.get("JUPYTERHUB_BASE_URL", "/") + "hub/logout",
        "alongside_no_privacy": "ALONGSIDE_NO_PRIVACY" in os.environ,
        "alongside_complaints_to": json.loads(os.environ.get("ALONGSIDE_COMPLAINTS_TO", "[]")),
    }
