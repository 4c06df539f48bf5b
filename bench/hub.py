"""A Hub at the rhythm of a workshop: the kit's desks beside stock JupyterLab, one after the other.

Both are started by the same JupyterHub with the same settings, the same accounts of the system (it has to be
root on Linux) and the same sign-in; only what it starts for a person differs: `alongside singleuser`, or
`jupyterhub-singleuser` as it comes, with what the kit's environment adds to it switched off.
Ours are copies of a process that the Hub starts with itself, before the clock (decision 24); its memory is
root's, and stands in no person's figure.

`open` is from signing in with a password to a module that can be answered. Ours: the light page of m01 with
everything that it names. Stock: JupyterLab's page with everything that it names, a notebook of the same texts
and as many stock ipywidgets, and a kernel that has said it is ready; nothing is drawn or run there.
`save` is PUT of an answer, or `PUT /api/contents` of a file with the same text; at the end everybody hands in
at once, which at stock is one more such file with the same words.

Memory is what all processes of a person's account take (PSS, and RSS): ours as people work, with the light
page and no kernel; once more with a notebook open, and so with a kernel, which is all that stock can do.
"""

from __future__ import annotations

import compileall
import json
import shutil
import signal
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import psutil
from common import alternate
from peer_notebook import write_peer
from rhythm import Held, Rhythm, asked, compare, files_of, held, median, megabytes
from servers import NOT_STOCK_PAGES, leave_out

# isort: split
import accounts
from hub_workshop import TASK, AtADesk, Trainee, invite
from hubs import PASSWORD, ROOT, Answer, Hub
from workshop import places_to_write

from alongside.hub.accounts import account_name, ensure
from alongside.hub.house import House

UNIT = "m01"
NOTEBOOK = f"{UNIT}.ipynb"
"""Of stock JupyterLab, in the person's own folder."""
SETTINGS = """
from alongside.hub.settings import config, load_from_environment

c = get_config()
c.merge(config({settings!r} | load_from_environment()))
c.AccountSpawner.cmd = [{python!r}, "-m", "jupyterhub.singleuser"]
c.AccountSpawner.environment = {environment!r}
"""


def main() -> None:
    if accounts.why_not():
        raise SystemExit(f"This benchmark makes accounts: {accounts.why_not()}.")
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(1))  # accounts go with it
    for part in ("src", "widgets"):
        compileall.compile_dir(ROOT / part, quiet=2)  # as whatever installs a package does
    rhythm, runs = asked(__doc__, people=4)
    ours, peer = alternate(
        runs, partial(workshop, Hub, Ours, rhythm), partial(workshop, StockHub, Stock, rhythm)
    )
    for side, rounds in (("ours", ours), ("peer", peer)):
        found = {name: median([one.memory[name] for one in rounds]) for name in rounds[0].memory}
        print(f"{side}, MB for each person:", ", ".join(f"{name} {size:.0f}" for name, size in found.items()))
    compare("hub", (ours, peer), memory=("memory with a notebook", "memory"))


def workshop(kind: type[Hub], sort: type[Ours | Stock], rhythm: Rhythm) -> Held:
    """Hold a workshop on a Hub of its own with accounts of its own."""
    with accounts.house() as house, tempfile.TemporaryDirectory(prefix="bench-hub-") as content:
        names = [f"w{number:02}" for number in range(rhythm.people)]
        codes = invite(house, Path(content), {who: ["trainee"] for who in names})
        for who in names:
            home = ensure(house, who, ["trainee"]).home
            write_peer(UNIT, home / NOTEBOOK)
            shutil.chown(home / NOTEBOOK, account_name(who, house.account_prefix))
        hub = kind(house)
        try:
            people = [
                sort(hub, who, codes[who], places=places_to_write(UNIT), every=0,
                     pause=rhythm.every, after=rhythm.after(number))
                for number, who in enumerate(names)
            ]  # fmt: skip
            for one in people:
                one.sign_up()
            return held(people, rhythm, lambda: memory(house, people))
        finally:
            hub.end_all()


def memory(house: House, people: list[Ours] | list[Stock]) -> dict[str, float]:
    """Return megabytes for each person as they are, and with a notebook open for everybody."""
    found = each(house, people, "")
    for one in people:
        one.with_a_notebook()
    return found | each(house, people, " with a notebook")


def each(house: House, people: list[Ours] | list[Stock], how: str) -> dict[str, float]:
    """Return the medians of what all processes of one person take."""
    running = list(psutil.process_iter(["username"]))
    sizes = []
    for one in people:
        account = account_name(one.who, house.account_prefix)
        sizes.append(megabytes(process for process in running if process.info["username"] == account))
    pss, rss = (median([size[which] for size in sizes]) for which in (0, 1))
    return {f"memory{how}": pss, f"RSS{how}": rss}


class StockHub(Hub):
    """The same Hub, which starts stock JupyterLab for everybody."""

    def _command(self) -> list[str]:
        house = self.house
        left_out = house.root / "stock"
        if not left_out.is_dir():
            leave_out(left_out, NOT_STOCK_PAGES)
        own = {"folder": str(house.root), "homes": str(house.homes), "address": self.base}
        environment = {"JUPYTER_CONFIG_PATH": str(left_out)}
        text = SETTINGS.format(settings=own, python=sys.executable, environment=environment)
        file = house.root / "jupyterhub_config.py"
        file.write_text(text, encoding="utf-8")
        return [sys.executable, "-m", "jupyterhub", "-f", str(file)]


class Timed(AtADesk):
    """Somebody who has chosen a password before the clock starts."""

    def sign_up(self) -> None:
        """Turn the code into a password, in another browser."""
        self.insist(self._choose)
        self.visitor.cookies.clear()

    def arrive(self) -> None:
        """Sign in, and wait until the module can be answered."""
        with self.timed("open"):
            self.insist(lambda: self.visitor.sign_in(self.who, PASSWORD).status == 302 or None)
            page = self.insist(self.open_again)
            for path in files_of(page.text):
                self.insist(lambda path=path: self.fetched(path))
            self.open_module()

    def open_module(self) -> None:
        """Wait for whatever else a module needs before it can be answered."""

    def fetched(self, path: str) -> Answer | None:
        """Ask for a file as the page does; None where it does not come."""
        answer = self.visitor.ask("GET", path, **{"Sec-Fetch-Mode": "no-cors"})
        return answer if answer.status == 200 else None


class Ours(Timed, Trainee):
    """Somebody who answers on the light page, and hands in at the end."""

    folder = places_to_write(UNIT)[0].rpartition("/")[0]
    page = f"alongside/unit/{folder}"

    def with_a_notebook(self) -> None:
        self.open_notebook(self.folder)

    def finish(self) -> None:
        self.hand_in()


class Stock(Timed, Trainee):
    """Somebody in JupyterLab, whose answers and hand-ins are files."""

    page = "lab"

    def open_module(self) -> None:
        """Get the notebook and a kernel, as JupyterLab does for somebody who opens it."""
        session = {"path": NOTEBOOK, "name": "", "type": "notebook", "kernel": {"name": "python3"}}
        self.insist(lambda: self.asked(f"api/contents/{NOTEBOOK}"))
        self.insist(lambda: True if self.send_json("api/sessions", session).status == 201 else None)
        self.wait_for_kernels()

    def with_a_notebook(self) -> None:
        """Nothing: at stock a module that can be answered is an open notebook."""

    def asked(self, address: str) -> Answer | None:
        """Ask the server as a script of its page does."""
        told = {"X-XSRFToken": self.visitor.xsrf(self.base), "Sec-Fetch-Mode": "cors"}
        answer = self.visitor.ask("GET", f"{self.base}{address}", **told)
        return answer if answer.status == 200 else None

    def put(self, place: str, text: str, rev: int) -> dict[str, Any] | None:
        value = json.dumps({"value": {"text": text}, "rev": rev})
        name = place.rpartition("/")[2]
        content = {"type": "file", "format": "text", "content": value}
        answer = self.send_json(f"api/contents/{name}.json", content, method="PUT")
        return {"rev": rev + 1} if answer.status in {200, 201} else None

    def finish(self) -> None:
        with self.timed("hand in"):
            self.insist(lambda: self.put(TASK, self.words, 0))

    @property
    def words(self) -> str:
        """Everything that was written, as a hand-in holds it."""
        return "\n".join(kept.acknowledged or "" for kept in self.kept.values())


if __name__ == "__main__":
    main()
