"""What every page of the kit has in common: who may see it, what it may load, how it is drawn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Literal, TypeVar

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import url_concat
from tornado.web import HTTPError

from alongside.content.load import read_yaml
from alongside.errors import AlongsideError, WorkspaceError
from alongside.model.workspace import Workspace
from alongside.paths import MARKER
from alongside.strings import _, ngettext, speaking, translations

HERE = Path(__file__).parent
T = TypeVar("T")

Access = Literal["owner", "trainer", "assessor"]
"""Who a page is for. In a person's own server the owner plays every part; a Hub narrows it by group."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
    )
)


def make_templates() -> Environment:
    """Return the Jinja environment: autoescape on, undefined names are errors, gettext installed."""
    env = Environment(
        loader=PackageLoader("alongside.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return env


class Page(JupyterHandler):
    """A page of the kit. Every subclass declares `access`; without a known person nothing is answered."""

    access: ClassVar[Access]

    @property
    def content_security_policy(self) -> str:
        """Only the kit's own files run and load."""
        return POLICY

    def set_default_headers(self) -> None:
        """Pages show a person's own words: no cache keeps them, no other site sees the address."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")

    async def prepare(self) -> None:
        """Let in whom the access rule lets in; everyone else goes to the login page or gets a 403."""
        await super().prepare()
        if self._finished:
            return
        if not self.logged_in:
            if self.request.method in {"GET", "HEAD"} and not self.wants_json:
                self.redirect(url_concat(self.settings["login_url"], {"next": self.request.uri or ""}))
                return
            raise HTTPError(403)
        if self.access not in self.roles:
            raise HTTPError(403, reason=_("This page is not for your part in the programme"))

    @property
    def roles(self) -> frozenset[str]:
        """The parts that this person plays here: on their own computer, all of them."""
        return frozenset({"owner", "trainer", "assessor"})

    @property
    def wants_json(self) -> bool:
        """Whether this address answers programs rather than people."""
        return "/alongside/api/" in self.request.path

    @property
    def root(self) -> Path:
        """The workspace that this server serves."""
        found = self.settings["alongside_workspace"]
        if found is None:
            raise WorkspaceError(
                _("This Jupyter was not started in a workspace of the kit."), do=_("Start it with: alongside start DIR")
            )
        return found

    @property
    def workspace(self) -> Workspace:
        """The settings of the workspace."""
        return read_yaml(self.root / MARKER, Workspace)

    async def work(self, act: Callable[..., T], *args: Any) -> T:
        """Run blocking work (disk, database) beside the server's loop, in the reader's language."""
        return await asyncio.to_thread(act, *args)

    def draw(self, template: str, **given: Any) -> None:
        """Finish the request with a page drawn from `template`."""
        with speaking(translations(self.workspace.lang if self.settings["alongside_workspace"] else "en")):
            page = self.settings["alongside_templates"].get_template(template)
            self.finish(page.render(**self.shared_names(), **given))

    def asset(self, plain: str) -> str:
        """Return the address of a script or style relative to the kit's pages."""
        return self.settings["alongside_assets"].address(plain)

    def shared_names(self) -> dict[str, Any]:
        """Names that every template may use."""
        known = self.settings["alongside_workspace"] is not None
        return {
            "base": self.base_url,
            "here": self.base_url + "alongside/",
            "asset": self.asset,
            "workspace": self.workspace if known else None,
            "roles": self.roles,
            "xsrf": self.xsrf_token.decode(),
        }

    def answer(self, value: Any) -> None:
        """Finish the request with JSON."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(msgspec.json.encode(value))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what went wrong in one sentence, as a page or as JSON, never with a traceback."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        sentence = self._sentence(status_code, error)
        if isinstance(error, AlongsideError) and status_code == 500:
            self.set_status(409)
        if self.wants_json:
            self.answer({"problem": sentence})
        else:
            self.draw("error.html", sentence=sentence, status=status_code)

    def _sentence(self, status: int, error: BaseException | None) -> str:
        if isinstance(error, AlongsideError):
            return str(error)
        if isinstance(error, HTTPError) and error.reason:
            return error.reason
        return {
            403: _("You are not signed in here any more. Open the address that the kit printed when it started."),
            404: _("There is no such page."),
            405: _("This address does not do that."),
        }.get(status, _("Something went wrong on this computer. What you wrote is kept; try again."))
