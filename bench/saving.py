"""From sending an answer to its acknowledgement: our PUT beside a kernel's comm, and beside Jupyter's contents API.

One box of the kit in a browser, text of the same length each time. Ours: the box in a module at my desk, which
saves by PUT. The peer: the same box in stock Notebook 7, where the kit saves through the kernel, in Python, by
the same function into the same kind of file. The clock starts when the box is left, which sends what was
written, and stops when the box says that it is saved. The second peer: `PUT /api/contents/` of a JSON file as
large as the file of answers, on the same server as ours, from the same page.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from common import PATIENCE, alternate, chromium, last_line, median
from nbformat.v4 import new_code_cell
from opening import RUN_ALL
from playwright.sync_api import Browser, Page
from servers import Server, desk, stock_notebook
from stock import write_notebook

from alongside import paths
from alongside.content.load import find_unit

UNIT, RESPONSE = "m01", "m01-r1"
SENTENCE = "What helped was a question that nobody had asked me, and then the time to think about it. "
SAVE = """
(text) => new Promise((done, fail) => {
  const card = document.querySelector(".alo-reflect");
  const [box, line] = [card.querySelector("textarea"), card.querySelector(".alo-state")];
  let began = 0;
  const watch = new MutationObserver(() => {
    if (!began || !["saved", "bad"].includes(line.dataset.state)) return;
    watch.disconnect();
    if (line.dataset.state === "saved") done(performance.now() - began);
    else fail(new Error(line.textContent));
  });
  box.focus();
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  watch.observe(line, { attributes: true, attributeFilter: ["data-state"] });
  began = performance.now();
  box.blur();
})
"""
STORE = """
async ([path, content]) => {
  const token = decodeURIComponent(document.cookie.match(/(?:^|;\\s*)_xsrf=([^;]*)/)?.[1] ?? "");
  const headers = { "Content-Type": "application/json", "X-XSRFToken": token };
  const body = JSON.stringify({ type: "file", format: "text", content });
  const began = performance.now();
  const answer = await fetch(path, { method: "PUT", headers, body });
  await answer.json();
  if (!answer.ok) throw new Error(`the contents API answered ${answer.status}`);
  return performance.now() - began;
}
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=30)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="bench-saving-") as made:
        ours, comm, contents = compare(Path(made), runs)
    for name, spent in (("ours", ours), ("comm", comm), ("contents", contents)):
        print(name, " ".join(f"{one:.1f}" for one in sorted(spent)))
    print(last_line("saving-contents", median(ours), median(contents), "ms"))
    print(last_line("saving", median(ours), median(comm), "ms"))


def compare(folder: Path, runs: int) -> list[list[float]]:
    home = find_unit(f"{UNIT}-x", Path("/"))[1]
    place = Path("modules", home.name)
    write_box(home, folder / "stock" / place)
    with desk(folder / "workspace") as kit, stock_notebook(folder / "stock", with_anywidget=True) as stock:
        kept = folder / "workspace" / place / f"{UNIT}.responses.json"
        through_kernel = folder / "stock" / place / kept.name
        with chromium() as browser:
            ours = opened(browser, kit, f"/notebooks/{place.as_posix()}/module.ipynb", ".alo-live .alo-reflect")
            peer = opened(browser, stock, f"/notebooks/{place.as_posix()}/box.ipynb", ".alo-reflect", RUN_ALL)
            texts = texts_of_one_length()
            acts = (
                partial(save, ours, texts, kept),
                partial(save, peer, texts, through_kernel),
                partial(store, ours, f"/api/contents/{place.as_posix()}/stored.json", kept),
            )
            alternate(2, *acts)
            return alternate(runs, *acts)


def write_box(home: Path, folder: Path) -> None:
    """Write a notebook with the one box, beside a copy of its unit, outside any workspace."""
    folder.mkdir(parents=True)
    shutil.copy(paths.unit_file(home), folder)
    cell = new_code_cell(f'import alongside.notebook as kit\nkit.reflect("{RESPONSE}")')
    write_notebook([cell], folder / "box.ipynb")


def opened(browser: Browser, server: Server, path: str, selector: str, script: str = "") -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(script)
    page.goto(server.address(path), timeout=PATIENCE * 1000)
    page.locator(selector).first.wait_for(state="attached", timeout=PATIENCE * 1000)
    return page


def texts_of_one_length() -> Iterator[str]:
    return (f"{number:06} {SENTENCE * 7}" for number in count())


def save(page: Page, texts: Iterator[str], file: Path) -> float:
    """Return the milliseconds until the box said that a text was saved; stop where the file does not hold it."""
    text = next(texts)
    spent: float = page.evaluate(SAVE, text)
    if text.strip() not in file.read_text(encoding="utf-8"):
        raise SystemExit(f"The box said that it was saved, and {file.name} does not hold it.")
    return spent


def store(page: Page, path: str, file: Path) -> Any:
    """Return the milliseconds of storing as many bytes as the file of answers has, through the contents API."""
    return page.evaluate(STORE, [path, '"' + "a" * (file.stat().st_size - 2) + '"'])


if __name__ == "__main__":
    main()
