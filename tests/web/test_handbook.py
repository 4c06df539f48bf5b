"""The handbook as people meet it: at a desk and from a stick, on a phone, by keyboard, without a script."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from asking import Asker
from desk import Desk
from looks import looks_at, wider_than_the_screen
from playwright.sync_api import Browser, BrowserContext, Page, expect
from samples import GOOD

from alongside.content.citing import kit_sources
from alongside.publish.handbook.pages import sheets
from alongside.publish.static import handbook_file, publish

OWN_CONTENT = """
from pathlib import Path

import alongside.paths

alongside.paths.content_root = lambda: Path({root!r})
"""
"""Gives a desk the good sample as its kit: a handbook with one piece of each sort."""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The good sample, as the kit's own content in this process too."""
    root = Path(shutil.copytree(GOOD, tmp_path_factory.mktemp("kit") / "content"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("alongside.paths.content_root", lambda: root)
        kit_sources.cache_clear()
        yield root
    kit_sources.cache_clear()


@pytest.fixture(scope="module")
def desk(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at which the kit's content is that sample."""
    place = tmp_path_factory.mktemp("desk")
    (place / "sitecustomize.py").write_text(OWN_CONTENT.format(root=str(content)), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(place), os.environ.get("PYTHONPATH")])))
        running = Desk(place / "workspace", "--name", "Nika Dolinar")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    return Asker(desk)


def whole(page: Page, violations: Callable[[Page], list[str]]) -> None:
    """What a page owes everybody, in two looks."""
    for look in looks_at(page):
        assert (page.url, look, violations(page)) == (page.url, look, [])
        assert not wider_than_the_screen(page), (page.url, look)
    levels = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].map(one => Number(one.localName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


def test_the_handbook_is_at_hand_on_every_page(person: Asker):
    for address in ("", "trainer", "assessor", "unit/modules/m01-listening", "words", "handbook"):
        assert 'href="/alongside/handbook"' in person.get(address).text, address
    foot = person.get("unit/modules/m01-listening").text.partition("</article>")[2]
    assert 'href="/alongside/handbook"' in foot


def test_on_a_projector_there_is_nothing_to_lead_away(person: Asker):
    assert "alongside/handbook" not in person.get("unit/modules/m01-listening?view=present").text


def test_every_page_is_there_and_no_other(person: Asker, content: Path):
    for place in sheets():
        assert person.get(f"handbook/{place}".rstrip("/")).status == 200, place
    assert person.get("handbook/").status == 200
    for place in ("chapters/h99", "chapters", "cases/h01", "../trainer", "route-map/x", "handbook.yaml"):
        assert person.get(f"handbook/{place}").status == 404, place


def test_a_unit_is_a_link_only_where_it_lies_in_the_workspace(person: Asker, desk: Desk):
    linked = '<a href="/alongside/unit/modules/m01-listening">Listening before helping</a>'
    assert linked in person.get("handbook/cases/case-1").text
    module = desk.root / "modules" / "m01-listening"
    module.rename(desk.root / "set-aside")
    try:
        without = person.get("handbook/cases/case-1").text
    finally:
        (desk.root / "set-aside").rename(module)
    assert "Listening before helping" in without
    assert linked not in without


def test_a_damaged_part_is_said_in_a_sentence_and_spares_the_others(person: Asker, content: Path):
    glossary = content / "handbook" / "glossary.yaml"
    kept = glossary.read_bytes()
    glossary.write_text("terms: {}\n", encoding="utf-8")
    try:
        wrong = person.get("handbook/glossary")
    finally:
        glossary.write_bytes(kept)
    assert wrong.status == 409
    assert "glossary.yaml" in wrong.text
    assert "Traceback" not in wrong.text
    assert person.get("handbook/glossary").status == 200


def test_every_page_is_whole_and_the_glossary_is_filtered_by_keyboard(
    desk: Desk, content: Path, window: BrowserContext, violations: Callable[[Page], list[str]]
):
    page = window.pages[0]
    for place in sheets():
        page.goto(f"{desk.base}/alongside/handbook/{place}".rstrip("/"))
        whole(page, violations)
    page.goto(f"{desk.base}/alongside/handbook/glossary")
    narrow_down(page)
    page.goto(f"{desk.base}/alongside/handbook/chapters/h01")
    page.get_by_role("link", name="Kraft 2018").click()
    expect(page.locator("#kraft_2018")).to_be_in_viewport()
    expect(page.locator("#kraft_2018")).to_contain_text("Teachers, not heads.")


def narrow_down(page: Page) -> None:
    """Find a term, empty the box, and choose a language: all by keyboard."""
    page.get_by_role("searchbox", name="Find a word").focus()
    page.keyboard.type("LINE mánager")
    expect(page.get_by_role("status")).to_have_text("Terms shown: 1 of 2.")
    expect(page.locator("#mentor")).to_be_visible()
    expect(page.locator("#coach")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.type("mentor")
    expect(page.locator("[data-entry]:visible").first).to_have_id("mentor")
    page.keyboard.press("Escape")
    expect(page.locator("[data-entry]").first).to_have_id("coach")
    expect(page.get_by_role("status")).to_have_text("Terms shown: 2 of 2.")
    page.keyboard.press("Tab")
    page.keyboard.type("Slo")
    expect(page.locator("#mentor [data-lang=sl]")).to_be_visible()
    expect(page.locator("#mentor [data-lang=it]")).to_be_hidden()


def test_from_a_memory_stick_it_is_read_filtered_and_without_a_script_whole(
    content: Path, chromium: Browser, reader: BrowserContext, tmp_path: Path
):
    publish(tmp_path / "stick")
    base = f"{(tmp_path / 'stick').as_uri()}/"
    page = reader.new_page()
    page.goto(f"{base}index.html")
    page.get_by_role("link", name="Open the handbook").click()
    page.get_by_role("link", name="Glossary").click()
    narrow_down(page)
    page.goto(f"{base}{handbook_file('route-map/does-it-help-new-heads')}")
    unit = page.get_by_role("link", name="Listening before helping")
    expect(unit).to_have_attribute("href", "m01-listening.html")
    plain = chromium.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{base}{handbook_file('glossary')}")
    assert page.locator("#filter").is_hidden()
    assert re.search(r"A line manager\.", page.locator("#mentor").inner_text())
    plain.close()
