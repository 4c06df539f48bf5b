"""What every page of the kit has in common: who may see it, what it may load, how it is drawn."""

from __future__ import annotations

import errno
import gettext
import sqlite3
from datetime import UTC, datetime
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args

from jinja2 import ChoiceLoader, Environment, PackageLoader
from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import url_concat
from tornado.web import HTTPError

from alongside.content.load import read_yaml
from alongside.content.shelf import programme_for
from alongside.errors import AlongsideError, NotSaved, WorkspaceError
from alongside.model.programme import Programme
from alongside.model.workspace import Workspace
from alongside.paths import MARKER
from alongside.publish.templating import environment
from alongside.strings import _, speak, speaking, translations
from alongside.web.answering import Answering, clock, local, policy

HERE = Path(__file__).parent
Access = Literal["owner", "trainer", "assessor", "contact", "complaints"]
"""Who a page is for; the contact is told of harm, and another person gets the complaints.

In a person's own server the owner plays every part; a Hub narrows it by group."""

ALL_PARTS = frozenset(get_args(Access))
PARTS = {
    "trainee": frozenset({"owner"}),
    "trainer": frozenset({"owner", "trainer"}),
    "assessor": frozenset({"owner", "assessor"}),
    "complaints": frozenset({"owner", "complaints"}),
    "coordinator": ALL_PARTS - {"complaints"},
}
"""Group of a Hub to the pages that its people see. What they may read is held by permissions of files.

Complaints reach coordinators only while nobody has that part (`alongside.hub.cohort.parts_of`)."""

POLICY = policy("'self'")


@cache
def make_templates() -> Environment:
    """Return the Jinja environment: autoescape on, undefined names are errors, gettext installed.

    One for the process, so that a template is compiled once.
    """
    env = environment(ChoiceLoader([PackageLoader("alongside.web"), PackageLoader("alongside.publish")]))
    env.filters |= {"local": local, "clock": clock}
    return env


class Page(Answering, JupyterHandler):
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
        speak(self.catalogue)
        await super().prepare()
        if self._finished:
            return
        if not self.logged_in:
            if self.request.method not in {"GET", "HEAD"}:
                raise HTTPError(403)
            self.redirect(url_concat(self.get_login_url(), {"next": self.request.uri or ""}))
            return
        if self.access not in self.roles:
            raise HTTPError(403, reason=_("This page is not for your part in the programme"))
        # Jupyter counts its own addresses only, and a Hub ends a desk on which nobody does anything.
        self.settings["alongside_last_activity"] = datetime.now(UTC)

    def get_login_url(self) -> str:
        """Say where to sign in: people are sent there, programs are told that they are strangers."""
        if self.wants_json:
            raise HTTPError(403)
        return super().get_login_url()

    def check_xsrf_cookie(self) -> None:
        """Refuse what another site, or a page from before a new start, sends in a person's name."""
        try:
            super().check_xsrf_cookie()
        except HTTPError as err:
            # A Hub asks before it knows the person.
            if err.status_code != 403 or not hasattr(self, "_jupyter_current_user") or not self.logged_in:
                raise
            stale = _(
                "This page is from before the kit was last started. Load it again and repeat what you did."
            )
            raise HTTPError(403, reason=stale) from err

    @property
    def roles(self) -> frozenset[str]:
        """The parts that this person plays here: on their own computer, all of them; on a Hub, by group."""
        return self.settings.get("alongside_roles", ALL_PARTS)

    @property
    def on_hub(self) -> bool:
        """Whether a Hub started this server, on a machine at which its person does not sit."""
        return "alongside_sign_out" in self.settings

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
                _("This Jupyter was not started in a workspace of the kit."),
                do=_("Start it with: alongside start DIR"),
            )
        return found

    @cached_property
    def workspace(self) -> Workspace:
        """The settings of the workspace, read once for each request."""
        return read_yaml(self.root / MARKER, Workspace)

    @property
    def known_workspace(self) -> Workspace | None:
        """The settings of the workspace, or None where there are none that can be read."""
        try:
            return self.workspace
        except AlongsideError:
            return None

    @property
    def demonstrates(self) -> bool:
        """Whether all this is a demonstration, so that fictional people may stand in it."""
        return self.workspace.demonstration or self.settings.get("alongside_no_privacy", False)

    @property
    def catalogue(self) -> gettext.NullTranslations:
        """The interface text in the workspace's language."""
        known = self.known_workspace
        return translations(known.lang if known else "en")

    async def plan(self) -> Programme:
        """Return the programme with the people whom the reader of this page can turn to."""
        return await self.work(partial(programme_for, fictional=self.demonstrates))

    def chosen_file(self, missing: str, most: int) -> bytes:
        """Return the file that came with a form; 400 and `missing` for none, or one over `most` bytes."""
        files = self.request.files.get("file", [])
        if not files or len(files[0].body) > most:
            raise HTTPError(400, reason=missing)
        return files[0].body

    def draw(self, template: str, **given: Any) -> None:
        """Finish the request with a page drawn from `template`."""
        self.finish(self.drawn(template, **given))

    def drawn(self, template: str, **given: Any) -> str:
        """Return a page drawn from `template`."""
        page = self.settings["alongside_templates"].get_template(template)
        return page.render(**self.shared_names(), **given)

    def asset(self, plain: str) -> str:
        """Return the address of a script or style relative to the kit's pages."""
        return self.settings["alongside_assets"].address(plain)

    def shared_names(self) -> dict[str, Any]:
        """Names that every template may use."""
        return {
            "base": self.base_url,
            "here": self.base_url + "alongside/",
            "asset": self.asset,
            "workspace": self.known_workspace,
            "roles": self.roles,
            "sign_out": self.settings.get("alongside_sign_out"),
            "complaints_to": self.settings.get("alongside_complaints_to"),
            "no_privacy": self.settings.get("alongside_no_privacy", False),
            "xsrf": self.xsrf_token.decode(),
        }

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what went wrong in one sentence, as a page or as JSON, never with a traceback."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, AlongsideError):
            self.set_status(status_of(error))
        elif refusal_of(error):
            self.set_status(507)
        # A refusal may come before `prepare`, so the language is set here once more.
        with speaking(self.catalogue):
            sentence = _sentence(status_code, error)
            if self.wants_json:
                self.answer({"problem": sentence})
            else:
                self.draw("error.html", sentence=sentence, status=self.get_status())

    def log_exception(self, typ: Any, value: BaseException | None, tb: Any) -> None:
        """Keep a refusal that a person was told as one line; anything else with its traceback."""
        if isinstance(value, AlongsideError):
            self.log.warning("%s %s: %s", self.request.method, self.request.path, value)
        else:
            super().log_exception(typ, value, tb)


class NowherePage(Page):
    """Every address below the kit's pages that is none of them."""

    access: ClassVar[Access] = "owner"

    async def prepare(self) -> None:
        """Say that there is nothing, to a person who is signed in."""
        await super().prepare()
        if not self._finished:
            raise HTTPError(404)


def status_of(error: AlongsideError) -> int:
    """Return the status of an answer that says `error`: 507 where the disk refused, else 409."""
    return 507 if isinstance(error, NotSaved) else 409


_DISK = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EROFS, errno.EACCES, errno.EPERM)
_DATABASE = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_BUSY,
)


def refusal_of(error: BaseException | None) -> str:
    """Return what a disk or a database file said that takes nothing in; '' for every other error."""
    cause = getattr(error, "orig", error)  # the database's own words, below SQLAlchemy's
    if isinstance(cause, OSError) and cause.errno in _DISK:
        return cause.strerror or str(cause)
    if isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", 0) & 0xFF in _DATABASE:
        return str(cause)
    return ""


def _sentence(status: int, error: BaseException | None) -> str:
    if isinstance(error, AlongsideError):
        return str(error)
    if refused := refusal_of(error):
        return _(
            "The disk of this computer refused ({answer}), so what you sent was not kept. Go back in your "
            "browser: your words are still in the boxes. Make room on the disk, or ask whoever looks after "
            "this computer, then try again."
        ).format(answer=refused)
    if isinstance(error, HTTPError) and error.reason:
        return error.reason
    return {
        400: _("What arrived here is not complete. Go back, load the page again and repeat what you did."),
        403: _("You are not signed in here any more. Start the kit again: it opens this page by itself."),
        404: _("There is no such page."),
        405: _("This address does not do that."),
    }.get(status, _("Something went wrong on this computer. What you wrote is kept; try again."))
