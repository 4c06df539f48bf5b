"""From sending an answer to its acknowledgement: our PUT beside a kernel's comm and Jupyter's contents API.

`saving` is what a person waits for. Ours: a box of a module at my desk, which saves by PUT. The peer: the
same box in stock Notebook 7, where the kit saves through the kernel, in Python, by the same function into the
same kind of file. The clock starts when the box is left, which sends what was written, and stops when the box
says that it is saved; the text has the same length each time.

`saving-contents` is the request alone, from the same page to the same server: our PUT of an answer beside
`PUT /api/contents/` of a JSON file as large as the file of answers.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from common import PATIENCE, alternate, chromium, last_line, median
from nbformat.v4 import new_code_cell
from opening import RUN_ALL
from peer_notebook import write_notebook
from playwright.sync_api import Browser, Page
from servers import Server, desk, stock_notebook

from alongside import paths
from alongside.content.load import find_unit

UNIT, RESPONSE, OTHER = "m01", "m01-r1", "m01-r4"
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
REQUEST = """
async ([path, body]) => {
  const token = decodeURIComponent(document.cookie.match(/(?:^|;\\s*)_xsrf=([^;]*)/)?.[1] ?? "");
  const headers = { "Content-Type": "application/json", "X-XSRFToken": token };
  const sent = JSON.stringify(body);
  const began = performance.now();
  const answer = await fetch(path, { method: "PUT", headers, body: sent });
  const told = await answer.json();
  const spent = performance.now() - began;
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return [spent, told];
}
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=30)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="bench-saving-") as made:
        ours, comm, put, contents = compare(Path(made), runs)
    measured = {"box, PUT": ours, "box, comm": comm, "request, PUT": put, "request, contents": contents}
    for name, spent in measured.items():
        print(f"{name}:", " ".join(f"{one:.1f}" for one in sorted(spent)))
    print(last_line("saving-contents", median(put), median(contents), "ms"))
    print(last_line("saving", median(ours), median(comm), "ms"))


def compare(folder: Path, runs: int) -> list[list[float]]:
    home = find_unit(f"{UNIT}-x", Path("/"))[1]
    place = Path("modules", home.name)
    address, answers = place.as_posix(), place / f"{UNIT}.responses.json"
    write_box(home, folder / "stock" / place)
    with desk(folder / "workspace") as kit, stock_notebook(folder / "stock", with_anywidget=True) as stock:
        kept = folder / "workspace" / answers
        with chromium() as browser:
            ours = opened(browser, kit, f"/notebooks/{address}/module.ipynb", ".alo-live .alo-reflect")
            peer = opened(browser, stock, f"/notebooks/{address}/box.ipynb", ".alo-reflect", RUN_ALL)
            texts = texts_of_one_length()
            acts = (
                partial(save, ours, texts, kept),
                partial(save, peer, texts, folder / "stock" / answers),
                putter(ours, texts, f"/alongside/api/answers/{address}/{OTHER}"),
                partial(store, ours, f"/api/contents/{address}/stored.json", kept),
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
    """Return the milliseconds until the box said that a text was saved; stop where it was not."""
    text = next(texts)
    spent: float = page.evaluate(SAVE, text)
    if text.strip() not in file.read_text(encoding="utf-8"):
        raise SystemExit(f"The box said that it was saved, and {file.name} does not hold it.")
    return spent


def putter(page: Page, texts: Iterator[str], path: str) -> Callable[[], float]:
    """Return an act that puts the next text to `path`, on the revision that it was told before."""
    told = {"rev": 0}

    def put() -> float:
        nonlocal told
        spent, told = page.evaluate(REQUEST, [path, {"value": {"text": next(texts)}, "rev": told["rev"]}])
        return float(spent)

    return put


def store(page: Page, path: str, file: Path) -> float:
    """Return the milliseconds of storing as many bytes as `file` has through the contents API."""
    content = json.dumps("a" * (file.stat().st_size - 2))
    spent, _told = page.evaluate(REQUEST, [path, {"type": "file", "format": "text", "content": content}])
    return float(spent)


if __name__ == "__main__":
    main()
