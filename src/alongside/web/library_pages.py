"""The pages of the read-only edition: the list, a module, and a sentence where there is nothing to see."""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from alongside_widgets.base import tokens
from tornado.web import HTTPError
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

from alongside.content.grammar import IMPORT, Call, read_code, source_of
from alongside.publish.light import headings
from alongside.publish.prose import prose
from alongside.strings import _, ngettext
from alongside.web.desk.light import sources
from alongside.web.page import HERE
from alongside.web.server import JUPYTER

TEMPLATE = "alongside"
STATIC = JUPYTER / "share" / "jupyter" / "voila" / "templates" / TEMPLATE / "static"
WIDGET = "application/vnd.jupyter.widget-view+json"
LONGEST = 75.0
"""Seconds after which a page is closed as it is; Voila would wait for ever after an error in a template."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' blob:",  # anywidget imports a front end from a blob
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-ancestors 'self'",
        "form-action 'none'",
        "base-uri 'none'",
    )
)


class LibraryPage(BaseVoilaHandler):
    """What the pages share: nothing from elsewhere runs or loads, and no address is told to other sites."""

    @property
    def content_security_policy(self) -> str:
        """Only this server's own files."""
        return POLICY

    def set_default_headers(self) -> None:
        """Add what browsers should not do to Jupyter's own headers."""
        super().set_default_headers()
        self.set_header("Referrer-Policy", "no-referrer")


class ContentsPage(LibraryPage):
    """Every module and exercise, in the order of the programme."""

    def get(self) -> None:
        """Draw the list; no kernel is needed for it."""
        self.finish(
            self.render_template("tree.html", copies=self.settings["alongside_copies"], minutes=_minutes)
        )


class ModulePage(LibraryPage, TornadoVoilaHandler):
    """One published copy, by its exact name; no other file exists for this handler."""

    async def get(self, path: str | None = None) -> None:
        """Draw a module: its text at once, its exercises when a kernel has made them."""
        if path not in {copy.name for copy in self.settings["alongside_copies"]}:
            raise HTTPError(404)
        _token = (
            self.xsrf_token
        )  # asking sets the cookie; without it a page may not end its kernel when it closes
        try:
            async with asyncio.timeout(LONGEST):
                await super().get(path)
        except TimeoutError as err:
            if not self._headers_written:
                raise HTTPError(503) from err
            self.finish()


class NowherePage(LibraryPage):
    """Every other address."""

    async def prepare(self) -> None:
        """Say that there is nothing, whatever was asked and however."""
        await super().prepare()
        raise HTTPError(404)


def _minutes(count: int) -> str:
    return ngettext("one minute", "{count} minutes", count).format(count=count)


def shown(home: str) -> dict[str, Any]:
    """Return what the templates draw besides the module itself; `home` is the address of the list."""
    mark = base64.b64encode((HERE / "static" / "mark.svg").read_bytes()).decode()
    css = (tokens(), _text(HERE / "static" / "page.css"), _text(STATIC / "library.css"))
    return {
        "home": home,
        "lang": "en",
        "css": "\n".join(css),
        "mark": f"data:image/svg+xml;base64,{mark}",
        "words": _words(),
    }


def _text(path: Any) -> str:
    return path.read_text(encoding="utf-8")


def _words() -> dict[str, str]:
    return {
        "skip": _("Skip to the page"),
        "parts": _("Parts"),
        "edition": _("Read-only edition"),
        "kept": _("You can try everything; nothing you type here is kept."),
        "all": _("All modules"),
        "library": _("Look through the modules"),
        "about": _(
            "These are copies to read and try, for anyone who wants to see what the programme is like."
        ),
        "modules": _("Modules"),
        "exercises": _("Between sessions"),
        "contents": _("In this unit"),
        "waiting": _("Getting this exercise ready …"),
        "live": _("The exercises are ready."),
        "failed": _(
            "This exercise could not be started. You can read it above; load the page again to try it."
        ),
        "noscript": _("The exercises need JavaScript. You can read everything without it."),
        "wrong": _("Nothing here"),
        "error": _("Something went wrong on this computer. Go back to the list and try again."),
        "error_404": _(
            "There is no such page in the read-only edition. Everything that there is stands on the list."
        ),
        "busy_title": _("Many people are here just now"),
        "error_503": _("There is no room for one more reader at this moment. Try again in a minute or two."),
    }


def title(notebook: Any) -> str:
    """Return the first heading of a notebook; a Jinja filter."""
    first = str(notebook.cells[0].source) if notebook.cells else ""
    return first.lstrip().partition("\n")[0].lstrip("# ").strip()


def contents(notebook: Any) -> list[dict[str, Any]]:
    """Return the headings of a notebook for its navigation; a Jinja filter."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return [asdict(heading) for text in texts for heading in headings(text)]


def place(cell: Any) -> str:
    """Return what is kept free for a code cell: `exercise`, `own` for code of another form, or nothing."""
    source = source_of(cell).strip()
    if source == IMPORT:
        return ""
    return "exercise" if isinstance(read_code("", source, first=False), Call) else "own"


async def started(start: Callable[[Any], Awaitable[str]], notebook: Any) -> str:
    """Return the id of a kernel when it answers, or nothing when it cannot be started; a Jinja filter.

    Voila itself would leave the reader waiting: an error on its way through a template ends nothing.
    """
    try:
        return await start(notebook)
    except (OSError, RuntimeError) as err:
        logging.getLogger("alongside").error("A kernel could not be started: %s", err)
        return ""


def model(cell: Any) -> str:
    """Return the id of the widget that an exercise shows, or nothing; a Jinja filter."""
    if place(cell) != "exercise":
        return ""
    views = [output.get("data", {}).get(WIDGET) for output in cell.get("outputs", [])]
    return next((str(view["model_id"]) for view in views if view), "")


@lru_cache(maxsize=1024)
def drawn(source: str) -> str:
    """Return markdown as safe HTML, as the light page does; a Jinja filter."""
    return prose(source, sources())


FILTERS = {
    "title": title,
    "headings": contents,
    "place": place,
    "started": started,
    "model": model,
    "prose": drawn,
}
"""What the template of a module calls; none of them fails on a text that the checker lets pass."""
