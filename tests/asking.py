"""Asking a desk over plain HTTP, signed in or as a stranger, with any address and any body."""

from __future__ import annotations

import http.client
import json
import re
import secrets
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from desk import Desk


@dataclass(frozen=True)
class Answer:
    """What came back; nothing is followed."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def problem(self) -> str:
        """The one sentence of an error, as JSON or on a page."""
        if "json" in self.headers["Content-Type"]:
            return self.json["problem"]
        return re.search(r"<h1>.*?</h1>\s*<p>(.*?)</p>", self.text, re.S)[1]


class Asker:
    """A person's browser without a screen. `signed_in=False` is somebody else's on the same computer."""

    def __init__(self, desk: Desk, *, signed_in: bool = True) -> None:
        self._host = urlsplit(desk.base).netloc
        self.cookies: dict[str, str] = {}
        self.get(desk.url.removeprefix(desk.base) if signed_in else "/login")

    def ask(self, method: str, address: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send a request with exactly this address; below `/alongside/` unless it begins with a slash."""
        path = address if address.startswith("/") else f"/alongside/{address}"
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        connection = http.client.HTTPConnection(self._host, timeout=120)
        try:
            connection.request(method, path, body, sent)
            reply = connection.getresponse()
            answer = Answer(reply.status, reply.headers, reply.read())
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return answer

    def get(self, address: str) -> Answer:
        return self.ask("GET", address)

    def post(self, address: str, fields: dict[str, str], *, xsrf: str | None = None) -> Answer:
        """Send a form, with this browser's own token unless another is given."""
        return self.post_all(address, [*fields.items()], xsrf=xsrf)

    def post_all(self, address: str, fields: list[tuple[str, str]], *, xsrf: str | None = None) -> Answer:
        """Send a form in which a field may stand several times."""
        filled = urlencode([*fields, ("_xsrf", self.xsrf if xsrf is None else xsrf)]).encode()
        return self.ask("POST", address, filled, **{"Content-Type": "application/x-www-form-urlencoded"})

    def post_file(self, address: str, name: str, content: bytes) -> Answer:
        """Send one file in a form."""
        return self.post_form(address, {}, (name, content))

    def post_form(self, address: str, fields: dict[str, str], file: tuple[str, bytes]) -> Answer:
        """Send a form with one file in it."""
        mark, (name, content) = secrets.token_hex(12), file
        parts = [
            *(
                f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
                for field, value in {**fields, "_xsrf": self.xsrf}.items()
            ),
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'.encode(),
            b"Content-Type: application/zip\r\n\r\n" + content + f"\r\n--{mark}--\r\n".encode(),
        ]
        return self.ask(
            "POST", address, b"".join(parts), **{"Content-Type": f"multipart/form-data; boundary={mark}"}
        )

    def put(self, place: str, value: Any, rev: int = 0) -> Answer:
        """Save an answer as a widget does; `place` is the unit's folder and the response's id."""
        return self.put_raw(place, json.dumps({"value": value, "rev": rev}).encode())

    def put_raw(self, place: str, body: bytes, *, xsrf: str | None = None) -> Answer:
        token = self.xsrf if xsrf is None else xsrf
        headers = {"Content-Type": "application/json", "X-XSRFToken": token}
        return self.ask("PUT", f"api/answers/{place}", body, **headers)

    @property
    def xsrf(self) -> str:
        return self.cookies["_xsrf"]
