"""Looking through a module three ways: our static edition, our read-only edition (Voila), and stock Voila.

All three show the same texts; stock Voila has as many stock ipywidgets as ours has things to answer (see
`bench/voila.py`). A cold browser each time, taking turns. Afterwards 100 readers ask a plain `python -m
http.server` for the static page and everything that it loads, all at once; one error ends the script.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Barrier

from common import PATIENCE, alternate, chromium, free_port, last_line, median, serving
from peer_notebook import INPUTS, write_peer
from playwright.sync_api import Browser, CDPSession
from voila import PAGE, PLAIN, REST, UNIT

from alongside.content.load import find_unit
from alongside.publish.static import publish

READERS = 100
LIVE = "html[data-live=yes]"


@dataclass(frozen=True)
class Visit:
    """Seconds from asking for a page until it can be read, and until it can be answered; bytes received."""

    text: float
    live: float
    size: int


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=10)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="bench-library-") as made, three_servers(Path(made)) as pages:
        with chromium() as browser:
            visits: dict[str, list[Visit]] = {name: [] for name in pages}
            acts = [partial(visit, browser, visits[name], *page) for name, page in pages.items()]
            alternate(1, *acts)
            for seen in visits.values():
                seen.clear()
            alternate(runs, *acts)
        crowd = all_at_once(pages["static"][0])
    for name, seen in visits.items():
        print(f"{name:10} {told(seen)}")
    print(f"{READERS} readers of the static page at once: no error; median {median(crowd):.2f} s, ", end="")
    print(f"slowest {max(crowd):.2f} s")
    print(last_line("library", *(median([one.live for one in visits[name]]) for name in ("static", "stock"))))


@contextmanager
def three_servers(folder: Path) -> Iterator[dict[str, tuple[str, str, int]]]:
    """Serve the three; give each page's address, what it matches when it can be answered, and how often."""
    inputs = write_peer(UNIT, folder / "peer.ipynb")
    name = next(page.name for page in publish(folder / "site") if page.unit.id == UNIT)
    ports = [free_port() for _ in range(3)]
    bases = [f"http://127.0.0.1:{port}/" for port in ports]
    host = [sys.executable, "-m", "http.server", str(ports[0]), "--bind", "127.0.0.1", "-d", "site"]
    kit = [sys.executable, "-m", "alongside", "library", "--no-browser", "--port", str(ports[1])]
    stock = [sys.executable, "-m", "voila", "peer.ipynb", "--no-browser", f"--port={ports[2]}"]
    stock += ["--Voila.ip=127.0.0.1", *(f"--VoilaConfiguration.extension_denylist={one}" for one in PLAIN)]
    with (
        serving(host, bases[0], folder),
        serving(kit, bases[1], folder),
        serving(stock, f"{bases[2]}voila/static/voila.js", folder),
    ):
        yield {
            "static": (bases[0] + name, LIVE, 1),
            "ours": (f"{bases[1]}voila/render/{PAGE}", LIVE, 1),
            "stock": (bases[2], INPUTS, inputs),
        }


def visit(browser: Browser, into: list[Visit], address: str, live: str, count: int) -> float:
    """Open a page in a browser that knows nothing, keep what was seen, return the seconds until it lives."""
    time.sleep(REST)
    title = find_unit(UNIT, Path("/"))[0].activities[0].title
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        received = received_by(context.new_cdp_session(page))
        began = time.perf_counter()
        page.goto(address, wait_until="commit", timeout=PATIENCE * 1000)
        page.locator("h3", has_text=title).first.wait_for(timeout=PATIENCE * 1000)
        text = time.perf_counter() - began
        page.locator(live).nth(count - 1).wait_for(state="attached", timeout=PATIENCE * 1000)
        seen = Visit(text, time.perf_counter() - began, 0)
        page.wait_for_timeout(500)  # what is still on its way is counted too
        into.append(Visit(seen.text, seen.live, received()))
        return seen.live
    finally:
        context.close()


def received_by(session: CDPSession) -> Callable[[], int]:
    """Return a function that says how many bytes came over the wire so far, websockets included."""
    sizes: list[int] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: sizes.append(int(told["encodedDataLength"])))
    session.on(
        "Network.webSocketFrameReceived",
        lambda told: sizes.append(len(told["response"]["payloadData"].encode())),
    )
    return lambda: sum(sizes)


def all_at_once(address: str) -> list[float]:
    """Return the seconds that each of 100 readers waited for the page and everything it loads."""
    barrier = Barrier(READERS)
    with ThreadPoolExecutor(READERS) as pool:
        return list(pool.map(lambda _number: read_all(address, barrier), range(READERS)))


def read_all(address: str, barrier: Barrier) -> float:
    """Ask for a page and its files one after the other, as a browser with a cold cache and a bad line."""
    barrier.wait()
    began = time.perf_counter()
    page = asked(address).decode()
    for name in sorted(set(re.findall(r'(?:src|href)="(files/[^"]+)"', page))):
        if not asked(address.rpartition("/")[0] + "/" + name):
            raise SystemExit(f"{name} came empty")
    return time.perf_counter() - began


def asked(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return answer.read()


def told(visits: list[Visit]) -> str:
    text, live, size = (median([getattr(one, name) for one in visits]) for name in ("text", "live", "size"))
    return f"text {text:.2f} s, live {live:.2f} s, {size / 1000:.0f} kB"


if __name__ == "__main__":
    main()
