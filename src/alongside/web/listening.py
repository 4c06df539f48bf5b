"""Listening on a port, being found on a network, and ending with the program that asked for it."""

from __future__ import annotations

import os
import signal
import socket
import time

import psutil
from tornado.netutil import bind_sockets

from alongside.errors import StartError
from alongside.strings import _

EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - told apart here; listened on only where asked


def listening(port: int, ip: str, *, only_try: bool = False) -> list[socket.socket]:
    """Return sockets bound to the port; StartError with what to do where that cannot be."""
    try:
        sockets = bind_sockets(port, ip)
    except OSError as err:
        raise StartError(
            _("Port {port} is taken or not allowed.").format(port=port),
            do=_("Leave --port out, or choose another."),
        ) from err
    for one in sockets if only_try else []:
        one.close()
    return sockets


def reachable(ip: str) -> str:
    """Return the address to give to other people: this computer's own on its network for `0.0.0.0`."""
    if ip not in EVERYWHERE:
        return ip
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # chooses a way out; nothing is sent
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def end_after(parent: int) -> None:
    """Stop this process in good order when the process `parent` has ended."""
    try:
        process = psutil.Process(parent)
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.5)
    except psutil.Error:
        pass
    os.kill(os.getpid(), signal.SIGTERM)
