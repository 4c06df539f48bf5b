"""A real Hub for tests, and people who use it by plain HTTP, each with cookies of their own."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

import accounts
import psutil
from desk import port_of_our_own

from alongside.hub.house import House

ROOT = Path(__file__).parents[1]
START_LIMIT = 600
"""Seconds for a Hub, or everybody's desk at once, to open on a slow machine."""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
T = TypeVar("T")
PASSWORD = "a short sentence is good"


class Hub:
    """A running Hub over a house, with everything that it starts."""

    def __init__(self, house: House, ports: tuple[int, int, int] | None = None) -> None:
        self.house = house
        self.ports = ports or (port_of_our_own(), port_of_our_own(), port_of_our_own())
        self.base = f"http://127.0.0.1:{self.ports[0]}"
        self.log = house.root.parent / "hub.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                accounts.reachable(*self._command()),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment(),
                start_new_session=True,
            )
        self._wait()

    def _command(self) -> list[str]:
        own = [str(self.house.root), "--homes", str(self.house.homes), "--address", self.base]
        return [sys.executable, "-m", "alongside", "hub", *own]

    def _environment(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")},
            "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("src", "widgets")),
            "PYTHONDONTWRITEBYTECODE": "1",
            "ALONGSIDE_HUB_ACCOUNT_PREFIX": self.house.account_prefix,
            "ALONGSIDE_HUB_GROUP_PREFIX": self.house.group_prefix,
            "ALONGSIDE_HUB_HUB_PORT": str(self.ports[1]),
            "ALONGSIDE_HUB_PROXY_PORT": str(self.ports[2]),
            "ALONGSIDE_HUB_START_SECONDS": str(START_LIMIT),
        }

    def _wait(self) -> None:
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                if Visitor(self).ask("GET", "/hub/login").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"the Hub did not start:\n{self.log.read_text('utf-8')}")

    def terminate(self) -> int | None:
        """Stop as a service manager does, and return the exit code; None where it does not end."""
        self.process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            return self.process.wait(timeout=60)
        return None

    def end_all(self) -> None:
        """Kill whatever is left of this Hub, by the accounts and folders that only it uses."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)
        left = self.left()
        for one in left:
            one.kill()
        psutil.wait_procs(left, timeout=20)

    def left(self) -> list[psutil.Process]:
        """Processes of this Hub, of its proxy and of its accounts, wherever they hang."""
        marks = (str(self.house.root), f"http://127.0.0.1:{self.ports[1]}/hub/error")
        found = []
        for one in psutil.process_iter(["username", "cmdline", "status"]):
            line = " ".join(one.info["cmdline"] or [])
            own = (one.info["username"] or "").startswith(self.house.account_prefix)
            if one.info["status"] != psutil.STATUS_ZOMBIE and (own or any(mark in line for mark in marks)):
                found.append(one)
        return found


class Answer:
    """What came back, at the address where it came from."""

    def __init__(self, status: int, headers: http.client.HTTPMessage, body: bytes, path: str) -> None:
        self.status, self.headers, self.body, self.path = status, headers, body, path

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Visitor:
    """Somebody's browser without a screen: keeps cookies by path, follows where it is sent."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.cookies: dict[tuple[str, str], str] = {}

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask for one address; nothing is followed."""
        sent = {"Cookie": self.cookie_for(path), "Sec-Fetch-Mode": "navigate", **headers}
        connection = http.client.HTTPConnection(urlsplit(self.hub.base).netloc, timeout=60)
        try:
            connection.request(method, path, body, sent)
            reply = connection.getresponse()
            answer = Answer(reply.status, reply.headers, reply.read(), path)
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, one in SimpleCookie(line).items():
                self.cookies[name, one["path"] or "/"] = one.value
        return answer

    def cookie_for(self, path: str) -> str:
        """The header with the cookies that belong to an address, the nearest of one name."""
        by_length = sorted(self.cookies.items(), key=lambda one: len(one[0][1]))
        fitting = {name: value for (name, at), value in by_length if path.startswith(at)}
        return "; ".join(f"{name}={value}" for name, value in fitting.items())

    def go(self, path: str) -> Answer:
        """Open a page as a browser does: follow, and wait where a page says that it goes on by itself."""
        path = urldefrag(path).url
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until:
            answer = self.ask("GET", path)
            if answer.status in {301, 302, 303}:
                there = urlsplit(urljoin(self.hub.base + path, answer.headers["Location"]))
                path = there.path + (f"?{there.query}" if there.query else "")
            elif 'id="waiting"' in answer.text:
                time.sleep(0.3)
            else:
                return answer
        raise AssertionError(f"{path} did not come to an end")

    def send(self, path: str, **fields: str) -> Answer:
        """Send a form of the page that is there."""
        token = re.search(r'name="_xsrf" value="([^"]+)"', self.ask("GET", path).text)[1]
        return self.ask("POST", path, urlencode({"_xsrf": token, **fields}).encode(), **FORM)

    def choose(self, code: str, password: str = PASSWORD, again: str | None = None) -> Answer:
        """Turn a code into a password."""
        return self.send("/hub/first", code=code, password=password, again=again or password)

    def sign_in(self, name: str, password: str = PASSWORD) -> Answer:
        return self.send("/hub/login", username=name, password=password)

    def put(self, base: str, place: str, value: Any, rev: int = 0) -> Answer:
        """Save an answer as a widget does; `base` is the address of the person's server."""
        return self.script("PUT", base, f"answers/{place}", {"value": value, "rev": rev})

    def script(self, method: str, base: str, address: str, value: Any = None) -> Answer:
        """Ask or send as a script of a page of the person's server does."""
        body = None if value is None else json.dumps(value).encode()
        told = {"X-XSRFToken": self.xsrf(base), "Content-Type": "application/json", "Sec-Fetch-Mode": "cors"}
        return self.ask(method, f"{base}alongside/api/{address}", body, **told)

    def wait_for(self, ask: Callable[[], T | None]) -> T:
        """Return what `ask` gives at last; nothing means that it has not come yet."""
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until:
            if found := ask():
                return found
            time.sleep(0.1)
        raise AssertionError("it did not come")

    def press(self, base: str, address: str, **fields: str) -> Answer:
        """Send a form of the person's server, and go where it leads."""
        filled = urlencode({"_xsrf": self.xsrf(base), **fields}).encode()
        answer = self.ask("POST", f"{base}alongside/{address}", filled, **FORM)
        return self.go(answer.headers["Location"]) if answer.status == 302 else answer

    def xsrf(self, base: str) -> str:
        """The token of this browser for a person's server."""
        return next(value for (name, at), value in self.cookies.items() if name == "_xsrf" and at == base)
