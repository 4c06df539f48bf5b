"""From asking for a module to answering it: our read-only edition beside stock Voila with stock ipywidgets.

Both show the same texts and the same number of inputs, on the same computer, cold browser each time, taking
turns. The peer is Voila as it comes (template `lab`), with the labextensions that come with
`pip install voila ipywidgets`; ours is what `alongside library` serves.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from common import alternate, chromium, free_port, last_line, median, seconds_until, serving
from peer_notebook import INPUTS, write_peer
from playwright.sync_api import Browser

UNIT, PAGE = "m03", "03-listening.ipynb"
PLAIN = ["anywidget", "alongside-trainee", "@jupyter/nbgrader", "@jupyter-notebook/lab-extension"]
"""Labextensions that the kit's environment has and a plain Voila has not: left out for the peer."""
REST = 4.0
"""Seconds between two pages, so that neither pays for what the other left to be tidied up."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=10)
    options.add_argument(
        "--preheated", action="store_true", help="give the peer Voila's own preheated kernels"
    )
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-voila-") as made:
        ours, peer = compare(Path(made), given.runs, preheated=given.preheated)
    for name, seconds in (("ours", ours), ("peer", peer)):
        print(name, " ".join(f"{second:.2f}" for second in sorted(seconds)))
    print(last_line("voila", median(ours), median(peer)))


def compare(folder: Path, runs: int, *, preheated: bool) -> list[list[float]]:
    inputs = write_peer(UNIT, folder / "peer.ipynb")
    ours, peer = free_port(), free_port()
    kit = [sys.executable, "-m", "alongside", "library", "--no-browser", "--port", str(ours)]
    stock = [
        sys.executable,
        "-m",
        "voila",
        "peer.ipynb",
        "--no-browser",
        f"--port={peer}",
        "--Voila.ip=127.0.0.1",
    ]
    stock += [f"--VoilaConfiguration.extension_denylist={name}" for name in PLAIN]
    stock += ["--preheat_kernel=True"] if preheated else []
    static = f"http://127.0.0.1:{peer}/voila/static/voila.js"
    with (
        serving(kit, f"http://127.0.0.1:{ours}/", folder),
        serving(stock, static, folder),
        chromium() as browser,
    ):
        page = f"http://127.0.0.1:{ours}/voila/render/{PAGE}"
        acts = (
            partial(rested, browser, page, "html[data-live=yes]", 1),
            partial(rested, browser, f"http://127.0.0.1:{peer}/", INPUTS, inputs),
        )
        alternate(1, *acts)
        return alternate(runs, *acts)


def rested(browser: Browser, address: str, selector: str, count: int) -> float:
    time.sleep(REST)
    return seconds_until(browser, address, selector, count)


if __name__ == "__main__":
    main()
