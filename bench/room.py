"""A room at the rhythm of a workshop, beside one stock Jupyter server that gets the same bytes.

`open` is from typing the code on a badge to a module with everything that its page names. In a room answers
stay in the browser, so `save` is what crosses the network: a takeaway shared with the live room, while each
page asks every four seconds how things stand. At the end everybody hands in at once.

The peer is stock `jupyter notebook` with one token for all: the page of a notebook, what it names and the
notebook itself; a save is `PUT /api/contents` of as many bytes into a file of the person's own, so is a
hand-in. Nobody signs in there, nothing is checked, nothing is asked in between. Memory is that of the server
for each person; at stock a module that can be answered needs a kernel as well, which is measured apart.
"""

from __future__ import annotations

import json
import sys
import tempfile
import urllib.request
from datetime import datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
from common import PATIENCE, alternate, free_port, serving
from peer_notebook import write_peer
from rhythm import POLL, SENTENCE, Held, Rhythm, asked, compare, files_of, held, megabytes
from servers import Server, stock_notebook

# isort: split
from kernel_socket import kernel_answers
from rooms import Answer, Browser, a_workspace, badge
from workshop import Person

from alongside.records import liveroom
from alongside.records.people import read_people

UNIT, SESSION, TASK = "m01", "a1", "a1-t1"
NOTEBOOK = f"{UNIT}.ipynb"


def main() -> None:
    rhythm, runs = asked(__doc__, people=14)
    ours, peer = alternate(runs, partial(in_our_room, rhythm), partial(at_stock, rhythm))
    print(f"peer, for each open notebook one kernel more: {peer[0].memory['kernel']:.0f} MB (PSS)")
    compare("room", (ours, peer), memory=("server", "server for each person"))


def in_our_room(rhythm: Rhythm) -> Held:
    """Hold a workshop in a room of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-room-") as made:
        root = a_workspace(Path(made) / "room", *(f"Fictional Number{n}" for n in range(rhythm.people)))
        codes = {who: badge(root, who) for who in read_people(root).everybody}
        live = liveroom.open_room(root, "s1", "trainer", datetime.now().astimezone()).code
        port = free_port()
        command = [sys.executable, "-m", "alongside", "room", str(root), "--no-browser", "--port", str(port)]
        with serving(command, f"http://127.0.0.1:{port}/join", root):
            there = SimpleNamespace(port=port, house=SimpleNamespace(cookie=f"alongside-room-{port}"))
            people = [
                InARoom(there, who, code, live, rhythm, after=rhythm.after(number))
                for number, (who, code) in enumerate(codes.items())
            ]
            return held(people, rhythm, partial(sizes, server_size(), rhythm))


def at_stock(rhythm: Rhythm) -> Held:
    """Hold the same workshop on one stock server."""
    with tempfile.TemporaryDirectory(prefix="bench-room-") as made:
        folder = Path(made)
        write_peer(UNIT, folder / NOTEBOOK)
        with stock_notebook(folder) as server:
            before = server_size()
            people = [
                AtStock(server, f"w{number:03}", rhythm, after=rhythm.after(number))
                for number in range(rhythm.people)
            ]
            for one in people:
                (folder / one.who).mkdir()
            whole = held(people, rhythm, partial(sizes, before, rhythm))
            whole.memory["kernel"] = a_kernel_more(server)
            return whole


def server_size() -> float:
    """Return the megabytes (PSS) of the one server that this process has started."""
    [server] = psutil.Process().children()
    return megabytes([server])[0]


def sizes(before: float, rhythm: Rhythm) -> dict[str, float]:
    """Return what the server takes, and what each person has added to it since `before`."""
    now = server_size()
    return {"server": now, "server for each person": max(now - before, 0.01) / rhythm.people}


def a_kernel_more(server: Server) -> float:
    """Return the megabytes (PSS) of the kernel of one open notebook, in which nothing has run yet."""
    session = {"path": NOTEBOOK, "name": "", "type": "notebook", "kernel": {"name": "python3"}}
    answer = at(server, "POST", "/api/sessions", session)
    kernel = json.loads(answer)["kernel"]["id"]
    if not kernel_answers(f"{server.base}/api/kernels/{kernel}", {"Authorization": f"token {server.token}"}):
        raise SystemExit("The kernel of stock Notebook does not answer.")
    [process] = psutil.Process().children()[0].children()
    return megabytes([process])[0]


def at(server: Server, method: str, path: str, body: Any = None) -> bytes:
    """Ask the stock server, and return what it answered."""
    request = urllib.request.Request(
        f"{server.base}{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"token {server.token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return answer.read()


def words(who: str, number: int) -> str:
    """Return something to share: always the same length, never the same."""
    return f"{number:06} {who[-8:]:8} {SENTENCE * 3}"[:190]


def message(who: str, number: int) -> dict[str, Any]:
    """Return what a page sends when its person shares a takeaway, for the first time or again."""
    return {
        "id": f"message-{who[-8:]:0>8}-{number:06}",
        "n": number,
        "kind": "takeaway",
        "item": "takeaway",
        "text": words(who, number),
    }


def handed_in(who: str) -> dict[str, Any]:
    """Return what a page sends when its person hands in."""
    known = {
        "rev": 3,
        "saved_at": "2026-11-20T11:00:00.000Z",
        "lang": "en",
        "prompt": "?",
        "content_version": 1,
    }
    entry = {"id": TASK, "kind": "reflection", "value": {"text": f"{who}: {SENTENCE * 40}"}, **known}
    return {"answers": [entry], "help": {"by": [], "what": ""}}


class InARoom(Person):
    """Somebody with a phone or laptop in our room."""

    def __init__(self, room: SimpleNamespace, who: str, code: str, live: str, rhythm: Rhythm, after: float):
        super().__init__(who, pause=POLL, after=after)
        self.browser = Browser(room)
        self.code, self.live = code, f"/live/room/{live}"
        self.between = max(1, round(rhythm.every / POLL))
        self.number = 0

    def arrive(self) -> None:
        with self.timed("open"):
            self.browser.come_in(self.code)
            pages = [good(self.browser.get(path)).text for path in ("/", f"/unit/{UNIT}")]
            for path in dict.fromkeys(one for page in pages for one in files_of(page)):
                good(self.browser.get(path))

    def work(self) -> None:
        """Ask how things stand; every so often share something before that."""
        if self.acknowledged % self.between == 0:
            self.number += 1
            with self.timed("save"):
                self.insist(lambda: self.sent("PUT", self.live, message(self.who, self.number)))
        self.insist(lambda: one if (one := self.browser.get(self.live)).status == 200 else None)

    def finish(self) -> None:
        with self.timed("hand in"):
            self.insist(lambda: self.sent("POST", f"/handin/{SESSION}", handed_in(self.who)))

    def sent(self, method: str, path: str, value: Any) -> Answer | None:
        headers = {"Accept": "application/json", "Content_Type": "application/json"}
        answer = self.browser.ask(
            method, path, json.dumps(value).encode(), **headers, X_XSRFToken=self.browser.xsrf
        )
        return answer if answer.status == 200 else None


class AtStock(Person):
    """Somebody with a browser on the stock server."""

    def __init__(self, server: Server, who: str, rhythm: Rhythm, after: float) -> None:
        super().__init__(who, pause=rhythm.every, after=after)
        self.server = server
        self.number = 0

    def arrive(self) -> None:
        with self.timed("open"):
            page = at(self.server, "GET", f"/notebooks/{NOTEBOOK}").decode()
            for path in files_of(page):
                at(self.server, "GET", path)
            at(self.server, "GET", f"/api/contents/{NOTEBOOK}")

    def work(self) -> None:
        self.number += 1
        with self.timed("save"):
            self.insist(lambda: self.put("shared.json", message(self.who, self.number)))

    def finish(self) -> None:
        with self.timed("hand in"):
            self.insist(lambda: self.put("handed-in.json", handed_in(self.who)))

    def put(self, name: str, value: Any) -> bytes:
        content = {"type": "file", "format": "text", "content": json.dumps(value)}
        return at(self.server, "PUT", f"/api/contents/{self.who}/{name}", content)


def good(answer: Answer) -> Answer:
    """Return the answer; stop where it is none."""
    if answer.status != 200:
        raise SystemExit(f"{answer.status}: {answer.text[:200]}")
    return answer


if __name__ == "__main__":
    main()
