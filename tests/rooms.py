"""A room for tests: its server in a thread of this process, and people who ask it over real sockets."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import secrets
import shutil
import threading
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from alongside import paths
from alongside.model.people import Person
from alongside.records import badges, people
from alongside.web.listening import listening
from alongside.web.room.app import server_of
from alongside.web.room.house import House

DAY = timedelta(days=1)


def a_workspace(root: Path, *names: str) -> Path:
    """Make a trainer's workspace with people, and the session a1 as if it had been released."""
    root.mkdir(parents=True, exist_ok=True)
    (root / paths.MARKER).write_text("schema: 1\nperson: {id: trainer, name: Tove}\n", encoding="utf-8")
    outbound = root / "exchange" / "alongside" / "outbound" / "a1"
    outbound.mkdir(parents=True)
    (root / "exchange" / "alongside" / "inbound").mkdir()
    for name in ("assessment.yaml", "a1.ipynb"):
        shutil.copy(paths.content_root() / "assessments" / "source" / "a1" / name, outbound)
    known = [Person(id="", name=name, organisation="Fictional College") for name in names]
    people.enrol(root, known, "trainer", datetime.now(UTC), date.today())
    return root


def badge(root: Path, person: str, lasts: timedelta = DAY) -> str:
    return badges.issue(root, person, datetime.now(UTC), "room", lasts)


class Room:
    """An open room; `with` it, or `stop` it."""

    def __init__(self, root: Path, slowest: float = 30.0) -> None:
        self.root, self._slowest = root, slowest
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self._thread.start()
        assert self._ready.wait(30)

    async def _run(self) -> None:
        sockets = listening(0, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        self.house = House(self.root, self.port)
        server = server_of(self.house, self._slowest)
        server.add_sockets(sockets)
        self._loop = asyncio.get_running_loop()
        self._ready.set()
        await self.house.stopping.wait()
        server.stop()
        await server.close_all_connections()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        with suppress(RuntimeError):  # closed already by a page
            self._loop.call_soon_threadsafe(self.house.stopping.set)
        self._thread.join(10)

    def __enter__(self) -> Room:
        return self

    def __exit__(self, *_why: object) -> None:
        self.stop()


class Answer:
    def __init__(self, reply: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = reply.status, reply.headers, reply.read()

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Browser:
    """A browser without a screen: it keeps cookies as one does, and follows nothing by itself."""

    def __init__(self, room: Room, **headers: str) -> None:
        self.room, self.headers, self.cookies = room, headers, {}

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.room.port, timeout=120)
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {
            "Cookie": kept,
            **self.headers,
            **{name.replace("_", "-"): one for name, one in headers.items()},
        }
        connection.request(method, path, body or None, sent)
        answer = Answer(connection.getresponse())
        connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = re.match(r'([^=]+)="?([^;"]*)', line).groups()
            self.cookies[name] = value
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    @property
    def xsrf(self) -> str:
        name = f"{self.room.house.cookie}-xsrf"
        if name not in self.cookies:
            self.get("/join")
        return self.cookies[name]

    def post(self, path: str, **fields: str) -> Answer:
        form = urlencode({"_xsrf": self.xsrf, **fields}).encode()
        return self.ask("POST", path, form, Content_Type="application/x-www-form-urlencoded")

    def attach(self, path: str, file: tuple[str, bytes], **fields: str) -> Answer:
        """Send the form that attaches a file, as the page of the room does."""
        mark = secrets.token_hex(12)
        words = (
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n\r\n'
        body = "".join((*words, head)).encode() + file[1] + f"\r\n--{mark}--\r\n".encode()
        kind = f"multipart/form-data; boundary={mark}"
        return self.ask("POST", f"{path}?_xsrf={quote(self.xsrf)}", body, Content_Type=kind)

    def send(self, path: str, value: Any, **headers: str) -> Answer:
        known = {"Accept": "application/json", "Content_Type": "application/json", "X_XSRFToken": self.xsrf}
        return self.ask("POST", path, json.dumps(value).encode(), **known | headers)

    def come_in(self, code: str) -> Browser:
        answer = self.post("/join", code=code)
        assert (answer.status, answer.headers["Location"]) == (302, "/"), answer.text
        return self
