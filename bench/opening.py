"""From asking for a module to answering it: our module in Notebook 7 beside stock Notebook 7 and ipywidgets.

Both show the same texts, and the peer has one stock input for each thing that a person answers in ours; on
the same computer, cold browser and new kernel each time, taking turns. In the peer, a script chooses Run All
Cells as soon as the kernel is connected, sooner than any person could; ours runs by itself. Live is when the
last card, or the last input, stands on the page. `bench/light.py` compares our light page with the same peer.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from common import alternate, chromium, last_line, median, seconds_until
from peer_notebook import INPUTS, write_peer
from playwright.sync_api import Browser
from servers import Server, desk, stock_notebook

from alongside.content.load import find_unit

UNIT = "m01"
REST = 2.0
"""Seconds between two pages, so that neither pays for what the other left to be tidied up."""
RUN_ALL = """
const timer = setInterval(() => {
  const panel = window.jupyterapp?.shell.currentWidget;
  if (panel?.sessionContext?.session?.kernel?.connectionStatus !== "connected") return;
  clearInterval(timer);
  void window.jupyterapp.commands.execute("notebook:run-all-cells");
}, 20);
"""


def main() -> None:
    compare_and_print("notebook", __doc__)


def compare_and_print(form: str, about: str) -> None:
    """Compare one of our forms, `notebook` or `light`, with the peer, and print what was measured."""
    options = argparse.ArgumentParser(description=about)
    options.add_argument("--runs", type=int, default=10)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="bench-opening-") as made:
        ours, peer = compare(Path(made), form, runs)
    for name, seconds in (("ours", ours), ("peer", peer)):
        print(name, " ".join(f"{second:.2f}" for second in sorted(seconds)))
    print(last_line(form, median(ours), median(peer)))


def compare(folder: Path, form: str, runs: int) -> list[list[float]]:
    unit, home = find_unit(f"{UNIT}-x", Path("/"))
    place = f"modules/{home.name}"
    (folder / "stock").mkdir()
    inputs = write_peer(UNIT, folder / "stock" / "peer.ipynb")
    with desk(folder / "workspace") as kit, stock_notebook(folder / "stock") as stock, chromium() as browser:
        if form == "light":
            ours = partial(seconds_until, browser, kit.address(f"/alongside/unit/{place}"), "html[data-live]")
        else:
            page, cards = kit.address(f"/notebooks/{place}/module.ipynb"), len(unit.responses)
            ours = partial(seconds_until, browser, page, ".alo-live .alo-card", cards)
        peer = partial(run_stock, browser, stock, inputs)
        acts = (partial(rested, kit, ours), partial(rested, stock, peer))
        alternate(1, *acts)
        return alternate(runs, *acts)


def run_stock(browser: Browser, stock: Server, inputs: int) -> float:
    return seconds_until(browser, stock.address("/notebooks/peer.ipynb"), INPUTS, inputs, script=RUN_ALL)


def rested(server: Server, act: Callable[[], float]) -> float:
    time.sleep(REST)
    seconds = act()
    server.end_kernels()
    return seconds


if __name__ == "__main__":
    main()
