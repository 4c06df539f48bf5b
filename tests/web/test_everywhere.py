"""A widget of every kind works in Notebook 7, JupyterLab, Voila, on the light page and without a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk
from documents import open_notebook, run_all
from edition import LIVE, Edition
from playwright.sync_api import Browser, BrowserContext, Page
from web.everywhere import NAMES, PLACES, Place, try_all

from alongside.content.load import unit_in
from alongside.model.kinds import kind_of
from alongside.publish.static import publish
from alongside.responses import files

EVERYWHERE = pytest.mark.parametrize("place", PLACES, ids=NAMES)


def kept(desk: Desk, place: Place) -> set[str]:
    """The kinds of what the desk keeps for a place, of those that are tried there."""
    folder = desk.root / place.folder
    unit = unit_in(folder)
    kinds = {response.id: kind_of(response) for response in unit.responses}
    return {kinds[one] for one in files.read(folder, unit.id).entries} & set(place.tries.values())


@EVERYWHERE
def test_in_notebook_7(desk: Desk, page: Page, place: Place):
    open_notebook(page, desk, f"{place.folder}/{place.notebook}")
    cards = page.locator(".alo-card")
    assert cards.count() == len(place.calls)
    try_all(place, lambda number, _id: cards.nth(number), "saved")
    assert kept(desk, place) == set(place.tries.values())


@EVERYWHERE
def test_on_the_light_page(desk: Desk, page: Page, place: Place):
    """After the notebook, and so beside its answers."""
    page.goto(f"{desk.base}/alongside/unit/{place.folder}")
    page.wait_for_selector("html[data-live]")
    assert page.locator(".alo-card").count() == len(place.calls)
    assert page.locator(".alo-notice").count() == 0


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk as an author opens it."""
    running = Desk(tmp_path_factory.mktemp("author") / "workspace", "--author", "--name", "Nika Dolinar")
    yield running
    running.stop()


@EVERYWHERE
def test_in_jupyterlab(chromium: Browser, author: Desk, place: Place):
    tall = {"width": 1280, "height": 20_000}  # JupyterLab draws only the cells that can be seen
    context = chromium.new_context(viewport=tall, locale="en-GB")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(author.url)
    page.goto(f"{author.base}/lab/tree/{place.folder}/{place.notebook}?reset")
    run_all(page)
    cards = page.locator(".alo-card")
    cards.nth(len(place.calls) - 1).wait_for(state="attached")
    try_all(place, lambda number, _id: cards.nth(number), "saved")
    assert kept(author, place) == set(place.tries.values())
    context.close()


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    running = Edition(tmp_path_factory.mktemp("library") / "copies")
    yield running
    assert running.stop() == 0


@EVERYWHERE
def test_in_the_read_only_edition(chromium: Browser, edition: Edition, place: Place):
    context = a_reader(chromium)
    page = context.new_page()
    words = Path(place.folder).name.partition("-")[2]
    [copy] = [path.name for path in edition.folder.iterdir() if path.stem.partition("-")[2] == words]
    page.goto(edition.address(copy))
    page.locator(LIVE).wait_for(state="attached")
    cards = page.locator(".alo-card")
    assert cards.count() == len(place.calls)
    try_all(place, lambda number, _id: cards.nth(number), "none")
    context.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static") / "site"
    publish(folder)
    return folder


@EVERYWHERE
def test_without_a_server(chromium: Browser, site: Path, place: Place):
    context = a_reader(chromium)
    page = context.new_page()
    page.goto((site / f"{Path(place.folder).name}.html").as_uri())
    page.locator("html[data-live=yes]").wait_for(state="attached")
    try_all(place, lambda _number, one: page.locator(f"#w-{one} .alo-card"), "saved")
    context.close()


def a_reader(chromium: Browser) -> BrowserContext:
    """A browser of somebody who has no desk."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    return context
