"""A person's own Jupyter server, set up for a workspace."""

from __future__ import annotations

import os
import secrets
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_server.serverapp import ServerApp, list_running_servers
from jupyter_server.utils import url_path_join
from traitlets.config import Config

from alongside.strings import _

JUPYTER = Path(__file__).parents[1] / "jupyter"
NOT_HERE = (
    "voila.server_extension",
    "jupyter_server_terminals",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.validate_assignment",
)
"""Server extensions that a desk does without; Voila serves published copies only, from its own process."""
FORMGRADER = "nbgrader.server_extensions.formgrader"
"""For assessors; where it is left out, a trainee's desk on a Hub need not load nbgrader for it."""
COMPLETIONS = "jupyter_lsp"
"""For authors: the pages of everybody else have it switched off, and it looks for programs at every start."""

NEVER = "jupyterlab.NeverCheckForUpdate"


def serve(root: Path, *, port: int, browser: bool, author: bool, say: Callable[[str], Any]) -> None:
    """Serve workspace `root` on this computer until it is stopped, then end every kernel it started."""
    _find_own_files(root / "course", author=author)
    token = secrets.token_urlsafe(24)
    log = _fresh_log(root)
    with _errors_to(log):
        app = ServerApp(config=settings(root, log, port=port, token=token, browser=browser, author=author))
        app.initialize(argv=[], find_extensions=True)
        _stop_without_a_question(app)
        # The server begins to listen in its loop: only after that does the address answer.
        opened = _("Alongside is open: {url}").format(url=_address(app.connection_url, token))
        app.io_loop.add_callback(say, opened)
        app.io_loop.add_callback(say, _("Stop it with the Stop button on the page, or with Ctrl+C here."))
        app.start()


def serve_on_hub(root: Path, *, course: Path, idle_hours: float, assesses: bool) -> None:
    """Serve workspace `root` as the server that a Hub started for its person, until the Hub ends it.

    JupyterHub's own extension says where to listen and who may come in; the rest is as on a desk. Whoever
    does not assess has no formgrader.
    """
    from jupyterhub.singleuser.extension import JupyterHubSingleUser

    _find_own_files(course, author=False)
    log = _fresh_log(root)
    with _errors_to(log):
        app = JupyterHubSingleUser.make_serverapp(
            config=_hub_settings(root, log, idle_hours, assesses=assesses)
        )
        app.initialize(argv=[], starter_extension=JupyterHubSingleUser.name, find_extensions=True)
        forget_the_killed(Path(app.runtime_dir))
        _stop_without_a_question(app)
        app.start()


def _hub_settings(root: Path, log: Path, idle_hours: float, *, assesses: bool) -> Config:
    """Return what a desk is set up with, less what the Hub decides."""
    from jupyterlab.commands import get_user_settings_dir

    found = settings(root, log, port=0, token="", browser=False, author=False)
    del found["IdentityProvider"]
    for decided in ("ip", "port", "default_url"):
        del found.ServerApp[decided]
    found.ServerApp.jpserver_extensions["jupyterhub"] = True
    if not assesses:
        found.ServerApp.jpserver_extensions[FORMGRADER] = False
    # JupyterLab looks for the home when it is imported, and it may have been before this was anybody's desk.
    found.LabApp.user_settings_dir = get_user_settings_dir()
    found.LabApp.custom_css = True  # a demonstration says there that it has no privacy
    found.ServerApp.tornado_settings = {"static_custom_path": [str(root.parent / ".jupyter" / "custom")]}
    found.ServerApp.shutdown_no_activity_timeout = int(idle_hours * 3600)
    return found


def forget_the_killed(runtime: Path) -> None:
    """Delete what a server that was killed left about itself and its kernels.

    For a Hub only, where a person has one server: elsewhere all that an account runs shares the folder.
    """
    for left in (*runtime.glob("jpserver-*"), *runtime.glob("kernel-*.json")):
        left.unlink(missing_ok=True)


def _find_own_files(course: Path, *, author: bool) -> None:
    """Put the kit's kernel, extensions and settings first on Jupyter's search paths."""
    put_first_on_path("JUPYTER_PATH", JUPYTER / "share" / "jupyter")
    put_first_on_path("JUPYTER_CONFIG_PATH", JUPYTER / "etc" / "jupyter")
    if course.is_dir():
        put_first_on_path("JUPYTER_CONFIG_PATH", course)  # formgrader reads nbgrader_config.py there
    put_first_on_path("JUPYTER_CONFIG_PATH", JUPYTER / ("author" if author else "trainee"))


def _stop_without_a_question(app: ServerApp) -> None:
    """Stop at the first signal: the server would ask whether it is meant, and Ctrl+C has answered that."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: app.io_loop.add_callback_from_signal(app.stop))


def _fresh_log(root: Path) -> Path:
    log = root / ".alongside" / "server.log"
    log.parent.mkdir(exist_ok=True)
    log.unlink(missing_ok=True)
    return log


@contextmanager
def _errors_to(log: Path) -> Iterator[None]:
    """Send what this process and its kernels say on stderr to `log`: a person's terminal stays quiet."""
    terminal = os.dup(2)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)


def put_first_on_path(name: str, folder: Path) -> None:
    """Put `folder` first on one of Jupyter's search paths, for this process and its kernels."""
    kept = [part for part in os.environ.get(name, "").split(os.pathsep) if part and part != str(folder)]
    os.environ[name] = os.pathsep.join([str(folder), *kept])


def settings(root: Path, log: Path, *, port: int, token: str, browser: bool, author: bool) -> Config:
    """Return the server's configuration as one value."""
    # Appending: each Application that is made closes every handler, and only an appending one opens again.
    to_file = {"class": "logging.FileHandler", "filename": str(log), "level": "INFO", "formatter": "console"}
    return Config(
        {
            "ServerApp": {
                "root_dir": str(root),
                "ip": "127.0.0.1",
                "port": port,
                "port_retries": 0,
                "open_browser": browser,
                "allow_root": True,
                "answer_yes": True,
                "reraise_server_extension_failures": True,
                "default_url": "/lab" if author else "/alongside/",
                "terminals_enabled": author,
                "jpserver_extensions": {
                    "alongside.web": True,
                    COMPLETIONS: author,
                    **dict.fromkeys(NOT_HERE, False),
                },
                "log_level": "INFO",
                "logging_config": {
                    "handlers": {"file": to_file},
                    "loggers": {"ServerApp": {"handlers": ["file"]}},
                },
            },
            # Other parts of Jupyter have loggers of their own: a person's terminal hears only of disasters.
            "LabApp": {
                "log_level": "CRITICAL",
                "news_url": None,
                "check_for_updates_class": NEVER,
                # The other manager gets ready to ask the internet, and no page of these shows it.
                "extension_manager": "pypi" if author else "readonly",
            },
            # Which documents lay open is told to nobody who uses another workspace under the same account.
            "LabServerApp": {"workspaces_dir": str(log.parent / "layouts")},
            "NbGrader": {"log_level": "CRITICAL"},
            "IdentityProvider": {"token": token},
            "FileContentsManager": {"delete_to_trash": False},
            "MappingKernelManager": {
                "cull_idle_timeout": 7200,
                "cull_interval": 300,
                "cull_connected": False,
            },
        }
    )


def _address(connection_url: str, token: str) -> str:
    return f"{url_path_join(connection_url, 'alongside/')}?token={token}"


def address_of_running(root: Path) -> str | None:
    """Return the address of a server that already serves workspace `root`, or None."""
    for info in list_running_servers():
        if Path(info.get("root_dir", "")) == root:
            return _address(info["url"], info["token"])
    return None
