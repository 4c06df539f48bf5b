"""The servers of the benchmarks: my desk as `alongside start` gives it, and Notebook 7 as it comes."""

from __future__ import annotations

import json
import secrets
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from common import free_port, serving

from alongside.web.server import address_of_running

NOT_STOCK = (
    "alongside.web",
    "voila.server_extension",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
)
"""Server extensions of the kit's environment that `pip install notebook ipywidgets` does not bring."""
NOT_STOCK_PAGES = (
    "alongside-trainee",
    "anywidget",
    "@jupyter/nbgrader",
    "@voila-dashboards/jupyterlab-preview",
)
"""The same for labextensions."""


@dataclass(frozen=True)
class Server:
    """A running Jupyter server: its address without a slash at the end, and its token."""

    base: str
    token: str

    def address(self, path: str) -> str:
        """Return the address of a page for a browser that has not signed in."""
        return f"{self.base}{path}?token={self.token}"

    def end_kernels(self) -> None:
        """End every session: a notebook that is opened again gets a kernel of its own, as the first time."""
        for session in json.loads(self._ask("GET", "/api/sessions")):
            self._ask("DELETE", f"/api/sessions/{session['id']}")

    def _ask(self, method: str, path: str) -> bytes:
        signed = {"Authorization": f"token {self.token}"}
        asked = urllib.request.Request(f"{self.base}{path}", method=method, headers=signed)
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.read()


@contextmanager
def desk(workspace: Path) -> Iterator[Server]:
    """Run my desk in a new workspace, with a token and everything else that a person gets."""
    port = free_port()
    command = [sys.executable, "-m", "alongside", "start", str(workspace), "--name", "Bench"]
    base = f"http://127.0.0.1:{port}"
    with serving([*command, "--no-browser", "--port", str(port)], f"{base}/alongside/", workspace.parent):
        token = (address_of_running(workspace.resolve()) or "").partition("token=")[2]
        yield Server(base, token)


@contextmanager
def stock_notebook(folder: Path, *, with_anywidget: bool = False) -> Iterator[Server]:
    """Run a stock `jupyter notebook` on `folder`, without what the kit's environment adds to it.

    `expose_app_in_browser` lets a script choose Run All Cells as a person would in the menu, only sooner.
    """
    port, token = free_port(), secrets.token_urlsafe(24)
    config = folder / ".config"
    leave_out(config, [one for one in NOT_STOCK_PAGES if not (with_anywidget and one == "anywidget")])
    command = [sys.executable, "-m", "notebook", "--no-browser", "--allow-root", f"--port={port}"]
    command += ["--ip=127.0.0.1", f"--IdentityProvider.token={token}"]
    command += ["--JupyterNotebookApp.expose_app_in_browser=True"]
    base = f"http://127.0.0.1:{port}"
    own = {"JUPYTER_CONFIG_DIR": str(config / "own"), "JUPYTER_CONFIG_PATH": str(config)}
    with serving(command, f"{base}/api", folder, own):
        yield Server(base, token)


def leave_out(config: Path, pages: Sequence[str]) -> None:
    """Write a folder of Jupyter configuration in which what the kit's environment adds is switched off."""
    (config / "labconfig").mkdir(parents=True)
    disabled = {"disabledExtensions": dict.fromkeys(pages, True)}
    (config / "labconfig" / "page_config.json").write_text(json.dumps(disabled), encoding="utf-8")
    extensions = {"ServerApp": {"jpserver_extensions": dict.fromkeys(NOT_STOCK, False)}}
    (config / "jupyter_server_config.json").write_text(json.dumps(extensions), encoding="utf-8")
