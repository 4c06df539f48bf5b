"""Mounts the kit's pages in a person's own Jupyter server."""

from __future__ import annotations

import asyncio
import gc
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
from alongside.model.base import build_shapes
from alongside.model.workspace import Workspace
from alongside.records import waiting
from alongside.web import desk, programme
from alongside.web.assets import AssetPage, Assets
from alongside.web.desk.saving import keep_runs_out
from alongside.web.page import HERE, PARTS, NowherePage, make_templates
from alongside.web.programme.roomwatch import RoomWatch


class AlongsideExtension(ExtensionApp):
    """My desk and the pages of the programme, below `/alongside`."""

    name = "alongside"
    load_other_extensions = True
    app_name: ClassVar[str] = "Alongside"
    _watch: RoomWatch | None = None

    def initialize_settings(self) -> None:
        """Find the workspace, tell kernels that a desk takes answers, and keep runs out of notebooks."""
        build_shapes()  # several pages may be the first to read the same thing
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

    def current_activity(self) -> int:
        """Say how many live rooms rest on this server: a Hub does not end it as idle while one is open."""
        return self._watch.own if self._watch else 0

    async def _start_jupyter_server_extension(self, _serverapp: Any) -> None:
        """Delete what is due, and what a killed room left, now and every hour; on a Hub, watch live rooms.

        What has been loaded by then lives as long as the server. Searching it for what nobody needs any more
        would hold a page up for a tenth of a second, every few dozen pages.
        """
        root = self.settings["alongside_workspace"]
        if root is not None:

            async def deleted() -> None:
                for left in await asyncio.to_thread(waiting.sweep, root):
                    self.log.warning("Files of a room that ended could not be deleted: %s", left)
                await asyncio.to_thread(waiting.delete_due, root, datetime.now(UTC))
                for left in (await asyncio.to_thread(delete_due, root, datetime.now(UTC))).left:
                    self.log.warning("This recording should be gone and could not be deleted: %s", left)

            await deleted()
            PeriodicCallback(deleted, timedelta(hours=1)).start()
            if "trainer" in self.settings.get("alongside_roles", ()):
                self._watch = RoomWatch(root, self.log)
                self._watch.start()
        gc.freeze()

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
