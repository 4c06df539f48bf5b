"""The static edition for tests: made once, on a web host under some path and as files of a memory stick."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page

LISTENING = "m03-listening.html"
PLACE = "modules/m03-listening/m03.responses.json"
SAVE = re.compile("^Save (my answers )?to a file$")
OPEN = re.compile("^Open a file( of answers)?$")
"""The two buttons; on a telephone with fewer words."""
LIVE = "html[data-live=yes]"
"""What a page matches when every exercise on it can be used."""


class Quiet(SimpleHTTPRequestHandler):
    """`python -m http.server` that writes no log."""

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve `folder` as any web host would; the address ends with a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def live(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.locator(LIVE).wait_for(state="attached")
    return page


def box(page: Page, response_id: str = "m03-r1") -> Locator:
    """The box to write in of a reflection."""
    return page.locator(f"#w-{response_id} textarea")


def said(page: Page, response_id: str = "m03-r1") -> Locator:
    """What is said about where an answer is."""
    return page.locator(f"#w-{response_id} [role=status]")


def saved(page: Page, folder: Path) -> Path:
    """Press the button and keep the file under the name that the browser is given."""
    with page.expect_download() as started:
        page.get_by_role("button", name=SAVE).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def open_file(page: Page, name: str, content: bytes) -> None:
    """Choose a file in the dialogue that the button opens."""
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name=OPEN).click()
    asked.value.set_files({"name": name, "mimeType": "application/json", "buffer": content})


def an_entry(response_id: str, text: str, saved_at: str = "2026-03-01T10:00:00.000Z") -> dict:
    said = {"kind": "reflection", "id": response_id, "value": {"text": text}, "rev": 1, "saved_at": saved_at}
    return said | {"lang": "en", "prompt": "Asked?", "content_version": 1, "earlier": []}


def a_file(*entries: dict, place: str = PLACE, **more: object) -> bytes:
    unit = place.rsplit("/", maxsplit=1)[-1].partition(".")[0]
    files = {place: {"schema": 1, "unit": unit, "entries": list(entries)}}
    whole = {
        "format": "alongside-answers",
        "schema": 1,
        "made_at": "2026-03-01T10:00:00.000Z",
        "files": files,
    }
    return json.dumps(whole | more).encode()


def entries_in(path: Path) -> dict[str, dict]:
    """The answers to m03 in a file that a page saved, by id."""
    return {one["id"]: one for one in json.loads(path.read_bytes())["files"][PLACE]["entries"]}
