"""The room as a server: its routes, how it listens, how it ends."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application

from alongside.errors import StartError
from alongside.grading.evidence import delete_due
from alongside.model.base import build_shapes
from alongside.records import waiting
from alongside.strings import _
from alongside.web.listening import end_after, listening
from alongside.web.room.addresses import own_addresses
from alongside.web.room.assets_page import AssetPage
from alongside.web.room.attaching import AttachPage, OwnFilePage
from alongside.web.room.handbook import HandbookPage
from alongside.web.room.handing_in import FeedbackPage, HandInPage, LetterPage
from alongside.web.room.house import House, settings_of
from alongside.web.room.joining import JoinPage, LeavePage
from alongside.web.room.live import HANDLERS
from alongside.web.room.page import LARGEST, NowherePage
from alongside.web.room.screen import CloseRoomPage, ScreenPage, SendOutPage, WhoPage
from alongside.web.room.units import HomePage, UnitPage, published

EVERYWHERE = "0.0.0.0"  # noqa: S104 - phones and laptops of others are what a room is for
PORTS = range(8080, 8090)
"""Tried in this order: what a browser keeps belongs to address and port, so both had better stay."""
SLOWEST = 30.0
"""Seconds in which a whole request has to have come."""
Say = Callable[[str], Any]

ROUTES: list[tuple[Any, ...]] = [
    (r"/", HomePage),
    (r"/join", JoinPage),
    (r"/leave", LeavePage),
    (r"/static/([A-Za-z0-9_.-]+)", AssetPage),
    (r"/unit/([a-z][0-9]{1,2})", UnitPage),
    (r"/handbook(?:/([a-z0-9/-]{1,80}))?", HandbookPage),
    (r"/handin/([a-z][0-9]{1,2})", HandInPage),
    (r"/attach/([a-z][0-9]{1,2})", AttachPage),
    (r"/attach/([a-z][0-9]{1,2})/([0-9a-f]{64}\.[a-z0-9]{3,4})", OwnFilePage),
    (r"/feedback/([a-z][0-9]{1,2})", FeedbackPage),
    (r"/letter/([a-z][0-9]{1,2})", LetterPage),
    (r"/screen", ScreenPage),
    (r"/screen/who", WhoPage),
    (r"/screen/close", CloseRoomPage),
    (r"/screen/out", SendOutPage),
]


def application(house: House) -> Application:
    """Return the application of a room: its own pages, the live ones, and nothing else."""
    live = [(rf"/live/{path.removeprefix('/')}", *rest) for path, *rest in HANDLERS]
    routes = [*ROUTES, *live, (r".*", NowherePage)]
    return Application(routes, **settings_of(house))  # type: ignore[arg-type]


def server_of(house: House, slowest: float = SLOWEST) -> HTTPServer:
    """Return the server: what takes longer than `slowest` seconds to come, or is too large, is ended."""
    build_shapes()  # forty phones may be the first to send the same thing
    return HTTPServer(
        application(house),
        max_body_size=LARGEST,
        max_header_size=16 * 1024,
        body_timeout=slowest,
        idle_connection_timeout=2 * slowest,
    )


def serve(root: Path, *, port: int | None, browser: bool, parent: int | None, say: Say) -> None:
    """Serve a room over workspace `root` until stopped, or until the process `parent` has gone.

    Recordings whose day has come are deleted first, and what a room that was killed left; files that are not
    handed in are deleted at the end. Says the address of the trainer's screen, then the one for the room.
    StartError where no port is free.
    """
    for left in delete_due(root, datetime.now(UTC)).left:
        say(_("This recording should be gone and could not be deleted: {name}").format(name=left))
    sockets = free_port(port)
    house = House(root, sockets[0].getsockname()[1])
    waiting.sweep(root)
    published()  # read once, before many come in at the same moment and each request would read all modules
    logging.getLogger("tornado").setLevel(logging.ERROR)
    if parent is not None:
        threading.Thread(target=end_after, args=(parent,), daemon=True).start()
    try:
        asyncio.run(_until_stopped(house, sockets, browser=browser, say=say))
    finally:  # once nobody writes any more
        house.waiting.clear()


def free_port(port: int | None) -> list[socket.socket]:
    """Return what listens on `port`, or, for None, on the first of `PORTS` that is free."""
    if port is not None:
        return listening(port, EVERYWHERE)
    for one in PORTS:
        try:
            return listening(one, EVERYWHERE)
        except StartError:
            continue
    raise StartError(
        _("Ports {first} to {last} of this computer are all taken, so no room can be opened.").format(
            first=PORTS[0], last=PORTS[-1]
        ),
        do=_("Close another room, or choose a port with --port."),
    )


async def _until_stopped(house: House, sockets: list[socket.socket], *, browser: bool, say: Say) -> None:
    server = server_of(house)
    server.add_sockets(sockets)
    house.stopping = asyncio.Event()
    _stop_on_signals(house.stopping)
    screen = f"http://127.0.0.1:{house.port}/screen?token={house.token}"
    say(_("The room is open. Your screen: {url}").format(url=screen))
    for found in own_addresses()[:1]:
        say(_("For phones and laptops in the room: {url}").format(url=f"http://{found.ip}:{house.port}/"))
    say(_("Close it with the button on your screen, or with Ctrl+C here."))
    if browser:
        threading.Thread(target=webbrowser.open, args=(screen,), daemon=True).start()
    looking_after = asyncio.create_task(_end_recordings(root=house.root))
    await house.stopping.wait()
    looking_after.cancel()
    server.stop()
    await server.close_all_connections()


async def _end_recordings(root: Path) -> None:
    """Delete recordings whose day has come, every hour."""
    while True:
        await asyncio.to_thread(delete_due, root, datetime.now(UTC))
        await asyncio.to_thread(waiting.delete_due, root, datetime.now(UTC))
        await asyncio.sleep(3600)


def _stop_on_signals(stopping: asyncio.Event) -> None:
    """End in good order at Ctrl+C and when told to; Windows has no handlers in a loop of its own."""
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_args: loop.call_soon_threadsafe(stopping.set))
