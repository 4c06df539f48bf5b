"""The read-only edition, served by Voila in a process of its own: the published copies and nothing else."""

from __future__ import annotations

import logging
import os
import signal
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import StaticFileHandler
from traitlets.config import Config
from voila.app import Voila

from alongside.kernels.spare import SpareKernels
from alongside.publish.library import Copy
from alongside.strings import _
from alongside.web.library_pages import (
    FILTERS,
    STATIC,
    TEMPLATE,
    ContentsPage,
    ModulePage,
    NowherePage,
    shown,
)
from alongside.web.listening import end_after, listening, reachable
from alongside.web.page import HERE
from alongside.web.server import JUPYTER, put_first_on_path

LOCAL = "127.0.0.1"
FRONT = ["anywidget", "@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8"]
"""The labextensions that a page needs; whatever else is installed on this computer stays out."""
NEVER = ["alongside-trainee"]
NOT_HERE = frozenset(
    {
        "AllowListFileHandler",
        "VoilaContentsHandler",
        "TornadoVoilaTreeHandler",
        "TornadoVoilaHandler",
        "ThemesHandler",
        "TemplateStaticFileHandler",
    }
)
"""Voila's handlers for files, folders, templates and any notebook below the root: copies go by name."""
PRIVATE = ("ALONGSIDE_DESK", "ALONGSIDE_KEYS", "JUPYTER_TOKEN")
"""What the kernels of strangers need not know."""

Say = Callable[[str], Any]


class Library(Voila):
    """Voila with the published copies for its only content."""

    copies: list[Copy]
    said: Say
    browser_wanted = False

    def init_settings(self) -> dict[str, Any]:
        """Add the copies, what templates show, and compression where a network lies between."""
        settings = super().init_settings()
        settings["voila_jinja2_env"].globals["kit"] = shown(self.base_url)
        settings["alongside_copies"] = self.copies
        settings["compress_response"] = self.ip != LOCAL
        settings["allow_remote_access"] = self.ip != LOCAL
        return settings

    def init_handlers(self) -> list[Any]:
        """Serve the list and the copies; of Voila's own routes keep what a live page talks to."""
        kept = [route for route in super().init_handlers() if route[1].__name__ not in NOT_HERE]
        module = {"template_paths": self.template_paths, "config": self.config}
        shared = {"voila_configuration": self.voila_configuration}
        return [
            (r"/", ContentsPage, shared),
            (r"/voila/render/(.*)", ModulePage, module | shared),
            (
                rf"/voila/templates/{TEMPLATE}/static/(contents\.js)",
                StaticFileHandler,
                {"path": str(HERE / "static")},
            ),
            (rf"/voila/templates/{TEMPLATE}/static/(.*)", StaticFileHandler, {"path": str(STATIC)}),
            *kept,
            (r".*", NowherePage, shared),
        ]

    def listen(self) -> None:
        """Answer until stopped, on the port asked for or, for port 0, on a free one."""
        sockets = listening(self.port, self.ip)
        self.port = sockets[0].getsockname()[1]
        HTTPServer(self.app).add_sockets(sockets)
        self.ioloop = IOLoop.current()
        self.ioloop.add_callback(self.kernel_manager.refill)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._handle_signal_stop)
        address = f"http://{reachable(self.ip)}:{self.port}/"
        self.said(_("The read-only edition is open: {url}").format(url=address))
        if self.browser_wanted:
            self.ioloop.run_in_executor(None, webbrowser.open, address)
        try:
            self.ioloop.start()
        finally:
            self.stop()


def serve(
    copies: list[Copy],
    folder: Path,
    *,
    ip: str,
    port: int,
    readers: int,
    browser: bool,
    parent: int | None,
    say: Say,
) -> None:
    """Serve the copies in `folder` until stopped, or until the process `parent` has gone.

    At most `readers` may try exercises at once. Says one sentence with the address once it answers.
    StartError where the port is taken.
    """
    listening(port, ip, only_try=True)
    put_first_on_path("JUPYTER_PATH", JUPYTER / "share" / "jupyter")
    os.environ["ALONGSIDE_READ_ONLY"] = "1"
    for name in PRIVATE:
        os.environ.pop(name, None)
    app = Library(config=settings(folder, ip=ip, port=port, readers=readers))
    app.copies, app.said, app.browser_wanted = copies, say, browser
    app.initialize(argv=[])
    if parent is not None:
        threading.Thread(target=end_after, args=(parent,), daemon=True).start()
    app.start()


def settings(folder: Path, *, ip: str, port: int, readers: int) -> Config:
    """Return Voila's configuration as one value; no file on this computer adds to it."""
    return Config(
        {
            "Voila": {
                "root_dir": str(folder.resolve()),
                "ip": ip,
                "port": port,
                "open_browser": False,
                "config_file_paths": [],
                "log_level": logging.ERROR,
            },
            "VoilaConfiguration": {
                "template": TEMPLATE,
                "resources": {"alongside": shown("/")},
                "strip_sources": True,
                "show_tracebacks": False,
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
                "attempt_fix_notebook": False,
                "file_allowlist": [],
                "file_denylist": [".*"],
                "extension_allowlist": FRONT,
                "extension_denylist": NEVER,
                "multi_kernel_manager_class": SpareKernels,
            },
            "VoilaExecutor": {"allow_errors": True, "startup_timeout": 40},
            "VoilaExporter": {"filters": FILTERS},
            # A page that was only fetched, or closed on a phone, leaves its kernel behind: it goes soon.
            "SpareKernels": {
                "most": readers,
                "cull_idle_timeout": 120,
                "cull_interval": 30,
                "cull_connected": False,
            },
        }
    )
