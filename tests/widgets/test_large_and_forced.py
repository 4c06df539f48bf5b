"""Read at twice the size, or in the few colours of somebody's own choice: nothing is lost, in any widget."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from widgets.every_kind import PAGES
from widgets.harness import Bench
from widgets.looks import fits

EVERY_KIND = pytest.mark.parametrize("kind", PAGES)


@EVERY_KIND
def test_a_window_of_1280_pixels_at_200_percent_cuts_nothing_off(bench: Bench, kind: str):
    page = PAGES[kind](bench, width=640)
    assert fits(page, 640)
    assert page.evaluate(CUT_OFF) == []


@EVERY_KIND
def test_text_alone_at_200_percent_cuts_nothing_off(bench: Bench, kind: str):
    page = PAGES[kind](bench, width=1280)
    size = "parseFloat(getComputedStyle(document.querySelector('.alo-prompt')).fontSize)"
    before = page.evaluate(size)
    page.evaluate("void (document.documentElement.style.fontSize = '200%')")
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    assert page.evaluate(size) == pytest.approx(2 * before)
    assert fits(page, 1280)
    assert page.evaluate(CUT_OFF) == []


@EVERY_KIND
def test_forced_colours_still_show_where_the_focus_is(bench: Bench, kind: str):
    page = forced(PAGES[kind](bench))
    page.evaluate("document.activeElement.blur()")
    stops = []
    for _stop in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUS))
    seen = [stop for stop in stops if stop]
    assert seen
    assert [stop["what"] for stop in seen if not stop["ring"]] == []


@EVERY_KIND
def test_forced_colours_still_tell_what_is_chosen_from_what_is_not(bench: Bench, kind: str):
    assert forced(PAGES[kind](bench)).evaluate(ALIKE) == []


def forced(page: Page) -> Page:
    page.emulate_media(forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    return page


CUT_OFF = """() => {
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isForEars = (e) => e.matches(".alo-unseen, [aria-hidden=true]") || e.offsetWidth === 1;
  const forEars = (e) => e !== null && (isForEars(e) || forEars(e.parentElement));
  const apart = (e) => e.closest(".alo-scroll, .alo-gr-scroll") || forEars(e);
  const told = (e, what) => `${what}: ${e.tagName} .${e.className} ${e.textContent.trim().slice(0, 50)}`;
  const beside = (one, frame) => one.right > frame.right + 1 || one.left < frame.left - 1;
  const found = [];
  for (const card of document.querySelectorAll(".alo-card")) {
    const edge = card.getBoundingClientRect();
    const walk = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode, e = text.parentElement;
      if (!text.textContent.trim() || !shown(e) || apart(e)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const frame = (e.closest("button, td, th, .alo-choice") ?? card).getBoundingClientRect();
      for (const line of range.getClientRects())
        if (line.width && beside(line, frame)) found.push(told(e, "beside"));
    }
    for (const e of card.querySelectorAll("*:not(textarea, input, select, svg, svg *)")) {
      if (!shown(e) || apart(e)) continue;
      const box = e.getBoundingClientRect(), { overflowX, overflowY } = getComputedStyle(e);
      if (beside(box, edge)) found.push(told(e, "outside"));
      const clips = (way) => ["hidden", "clip"].includes(way);
      if (clips(overflowX) && e.scrollWidth > e.clientWidth + 1) found.push(told(e, "clipped"));
      if (clips(overflowY) && e.scrollHeight > e.clientHeight + 1) found.push(told(e, "clipped"));
    }
    for (const e of card.querySelectorAll("button"))
      if (shown(e) && e.scrollHeight > e.clientHeight + 1) found.push(told(e, "too low"));
  }
  return [...new Set(found)];
}"""
"""Text beside its button, cell or card; parts outside it; what is clipped; buttons too low for their text."""

FOCUS = """() => {
  const e = document.activeElement;
  if (!e.closest(".alo-card")) return null;
  let ring = false;
  for (let up = e; up && !up.matches(".alo-card"); up = up.parentElement) {
    const { outlineStyle, outlineWidth } = getComputedStyle(up);
    ring ||= outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  }
  return { what: `${e.tagName} .${e.className}`, ring };
}"""
"""What has the focus inside a widget, and whether a ring of two pixels and more shows it."""

ALIKE = """() => {
  const NAMES = ["borderTopStyle", "borderTopWidth", "borderTopColor", "outlineStyle", "outlineColor",
    "backgroundColor", "color", "fontWeight", "textDecorationLine", "display", "visibility"];
  const own = (e) => { const style = getComputedStyle(e); return NAMES.map((name) => style[name]).join(); };
  const look = (e) => [e, ...e.querySelectorAll("*")].map(own).join("|");
  const groups = new Map();
  const put = (key, e, on) => {
    const group = groups.get(key) ?? groups.set(key, { on: new Set(), off: new Set() }).get(key);
    group[on ? "on" : "off"].add(look(e));
  };
  const shown = (e) => e.checkVisibility({ visibilityProperty: true });
  for (const e of document.querySelectorAll(".alo [aria-pressed]"))
    if (shown(e)) put(`pressed .${e.className}`, e, e.ariaPressed === "true");
  for (const e of document.querySelectorAll(".alo :is([type=radio], [type=checkbox])")) {
    if (getComputedStyle(e).appearance !== "none") continue; // drawn by the system, which knows its colours
    put(`checked .${e.className} in .${e.parentElement.className}`, e.parentElement, e.checked);
  }
  const alike = ({ on, off }) => [...on].some((one) => off.has(one));
  return [...groups].filter(([, group]) => alike(group)).map(([key]) => key);
}"""
"""The controls that look the same whether they are chosen or not."""
