"""What the benchmarks share: a browser that starts cold, turns taken fairly, and the last line."""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, sync_playwright

ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""A page that asks the internet for something is told at once that there is none, whoever made the page."""
Measured = TypeVar("Measured")
PATIENCE = 90.0
"""Seconds after which a page or a server counts as broken, not as slow."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium (ALONGSIDE_CHROMIUM, or found on the PATH), cut off from the internet."""
    found = os.environ.get("ALONGSIDE_CHROMIUM") or shutil.which("chromium")
    if not found:
        raise SystemExit("The benchmarks need Chromium: install it, or name its file in ALONGSIDE_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", ALONE])
        yield browser
        browser.close()


def seconds_until(browser: Browser, address: str, selector: str, count: int = 1, script: str = "") -> float:
    """Return the seconds from asking for a page until `count` elements match.

    The browser knows nothing beforehand; `script` runs in the page before the page's own.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        context.add_init_script(script)
        page = context.new_page()
        began = time.perf_counter()
        page.goto(address, wait_until="commit", timeout=PATIENCE * 1000)
        page.locator(selector).nth(count - 1).wait_for(state="attached", timeout=PATIENCE * 1000)
        return time.perf_counter() - began
    finally:
        context.close()


def alternate(runs: int, *acts: Callable[[], Measured]) -> list[list[Measured]]:
    """Return what each act measured in `runs` rounds; each round begins with another act."""
    results: list[list[Measured]] = [[] for _ in acts]
    for number in range(runs):
        for turn in range(len(acts)):
            which = (number + turn) % len(acts)
            results[which].append(acts[which]())
    return results


def median(values: list[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def last_line(name: str, ours: float, peer: float, unit: str = "s") -> str:
    """Return the line every benchmark ends with: below 1, ours needs less than the peer."""
    return f"{name} ratio {shown(ours / peer)} (ours {shown(ours)} {unit}, peer {shown(peer)} {unit})"


def shown(number: float) -> str:
    """Return a number as a person reads it: two places, and two digits where it is small."""
    return f"{number:.2f}" if number >= 0.1 else f"{number:.2g}"


def free_port() -> int:
    """Return a port that nothing listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], address: str, cwd: Path, env: dict[str, str] | None = None) -> Iterator[None]:
    """Run a server until the block ends, from the moment it answers at `address`."""
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(address, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return  # it is there, and does not know us
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{' '.join(process.args)} did not answer at {address}")
