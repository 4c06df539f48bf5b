"""Typing into a box that already holds 5,000 words, beside a plain textarea with the same words.

The box is a reflection on the light page of m01, with counting, drafts and saving to my desk; the peer is
a textarea on a page of its own, in the same browser, taking turns. Measured is how long a key keeps the
page busy, layout included, by the page's own clock.
"""

from __future__ import annotations

import argparse
import tempfile
from functools import partial
from pathlib import Path

from common import alternate, chromium, last_line, median
from playwright.sync_api import Page
from servers import desk

from alongside.content.load import find_unit

WORDS = "listening " * 5_000
KEYS = "and then she said what it was really about "
PLAIN = "data:text/html,<!doctype html><title>Plain</title><textarea rows=12 cols=80></textarea>"
BUSY = """async (box) => {
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  const times = [];
  for (const key of KEYS) {
    const began = performance.now();
    document.execCommand("insertText", false, key);
    void box.offsetHeight;
    times.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
}"""
"""The 95th percentile of the milliseconds that a key costs, layout included."""


def main() -> None:
    """Compare both boxes and print what was measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=10)
    runs = options.parse_args().runs
    _unit, home = find_unit("m01-x", Path("/"))
    with (
        tempfile.TemporaryDirectory(prefix="bench-writing-") as made,
        desk(Path(made) / "workspace") as kit,
        chromium() as browser,
    ):
        light, plain = browser.new_page(), browser.new_page()
        light.goto(kit.address(f"/alongside/unit/modules/{home.name}"))
        light.wait_for_selector("html[data-live]")
        plain.goto(PLAIN)
        ours, peer = alternate(runs, partial(busy, light), partial(busy, plain))
    for name, times in (("ours", ours), ("peer", peer)):
        print(name, " ".join(f"{time:.2f}" for time in sorted(times)))
    print(last_line("writing", median(ours), median(peer), "ms"))


def busy(page: Page) -> float:
    """Return what a key costs in a box with 5,000 words, in milliseconds: 95 of 100 keys cost less."""
    page.bring_to_front()
    box = page.locator("textarea").first
    box.fill(WORDS)
    page.wait_for_timeout(1500)
    return float(box.evaluate(BUSY.replace("KEYS", repr(KEYS))))


if __name__ == "__main__":
    main()
