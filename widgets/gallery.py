"""Takes the pictures of the gallery, `widgets/pictures/`, from the kit's own modules in the static edition.

Run it after a widget has changed its look: `python3 start.py gallery`. It needs Chromium, as the tests do.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from alongside_widgets import WIDGETS, front_name
from playwright.sync_api import Locator, Page, sync_playwright

from alongside.model.kinds import kind_of
from alongside.publish.static import Published, publish

PICTURES = Path(__file__).parent / "pictures"
WIDTH, HEIGHT = 800, 760
"""The width of the page, and the height at which a picture of a tall widget ends, in CSS pixels."""
TALL = 6000
"""A window in which nothing has to stick to its edge."""


def main() -> None:
    """Take a picture of the first response of each kind."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gallery-") as made, sync_playwright() as playwright:
        pages = publish(Path(made, "edition"))
        chromium = os.environ.get("ALONGSIDE_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": TALL}, reduced_motion="reduce")
        for kind in WIDGETS:
            where, response_id = first_of(kind, pages)
            page.goto(Path(made, "edition", where.name).as_uri())
            take(page, response_id, PICTURES / f"{front_name(kind)}.png")
        browser.close()


def first_of(kind: str, pages: list[Published]) -> tuple[Published, str]:
    """Return the first page with a response of this kind, and the id of the response."""
    for where in pages:
        for response in where.unit.responses:
            if kind_of(response) == kind:
                return where, response.id
    raise SystemExit(f"No module or exercise has a {kind}: the gallery cannot show one.")


def take(page: Page, response_id: str, picture: Path) -> None:
    """Take a picture of one widget, down to HEIGHT."""
    card: Locator = page.locator(f"#w-{response_id} .alo-card")
    card.wait_for()
    frame = card.evaluate(
        "(node) => { const box = node.getBoundingClientRect();"
        " return [box.left + scrollX, box.top + scrollY, box.width, box.height]; }"
    )
    left, top, width, height = frame
    clip = {"x": left, "y": top, "width": width, "height": min(height, HEIGHT)}
    page.screenshot(path=picture, clip=clip, full_page=True, scale="css")


if __name__ == "__main__":
    main()
