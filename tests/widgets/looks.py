"""What every widget is looked at for: contrast, names, narrow screens, thumbs, words left untranslated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Page

THUMB = 44
"""Pixels that everything to press is high, at least."""
PHONE = 360
LOOKS = [("light", 900), ("light", PHONE), ("dark", PHONE), ("dark", 900)]
"""Themes and widths in which axe looks at every widget."""


def every_look(page: Page) -> Iterator[str]:
    """Show the page in each look in turn, without opening it again; give the look's name."""
    for theme, width in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        # Colours may fade and observers may redraw: what axe reads is what stands there after that.
        page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))")
        page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
        yield f"{theme}, {width} pixels"


def flaws(page: Page, violations: Callable[[Page], list[str]]) -> list[str]:
    """What axe finds on the page in any of its looks."""
    return [f"{look}: {found}" for look in every_look(page) for found in violations(page)]


def fits(page: Page, width: int = PHONE) -> bool:
    """Whether nothing makes the page wider than the window, which is `width` pixels wide."""
    assert page.evaluate("innerWidth") == width
    return page.evaluate("document.documentElement.scrollWidth") == width


def sizes(page: Page, selector: str) -> list[tuple[float, float]]:
    """Width and height of everything visible that `selector` finds inside widgets."""
    boxes = (
        page.locator(".alo")
        .locator(selector)
        .evaluate_all("all => all.map(e => e.getBoundingClientRect()).map(box => [box.width, box.height])")
    )
    return [(width, height) for width, height in boxes if height > 0]


def fits_a_thumb(page: Page, selector: str, *, more_than: int) -> bool:
    """Whether everything to press is high enough; there has to be `more_than` so many things."""
    found = sizes(page, selector)
    assert len(found) > more_than
    return min(height for _width, height in found) >= THUMB


def translated(one: dict[str, Any]) -> dict[str, Any]:
    """The box `one` in a language that is easy to tell: every text of the interface in brackets."""
    strings = {key: f"⟦{text}⟧" for key, text in one["strings"].items()}
    return {**one, "strings": {**strings, "lang": "en"}}


def untranslated(page: Page, root: str = ".alo-card", *, known: tuple[str, ...] = ("item",)) -> list[str]:
    """Every text and name inside `root` that comes neither from the strings nor from the traits `known`."""
    return page.evaluate(_UNTRANSLATED, [root, list(known)])


_UNTRANSLATED = """([root, known]) => {
  const words = JSON.stringify(models.map((one) => known.map((name) => one.get(name))));
  const found = [];
  for (const part of document.querySelectorAll(root)) {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) found.push(walk.currentNode.textContent.trim());
    for (const node of part.querySelectorAll("[aria-label]")) found.push(node.ariaLabel);
  }
  const foreign = (text) => /[a-z]{3}/.test(text) && !text.startsWith("⟦");
  return found.filter((text) => foreign(text) && !words.includes(text));
}"""
