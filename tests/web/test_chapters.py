"""The chapters for trainers: all of them are listed, each has its page, and no name leads anywhere else."""

from __future__ import annotations

import html
import re

import pytest
from asking import Asker
from desk import Desk
from playwright.sync_api import BrowserContext, expect

from alongside import paths
from alongside.content.chapters import chapters

CHAPTERS = chapters(paths.content_root())


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    return Asker(desk)


def page_of(person: Asker, name: str) -> str:
    answer = person.get(f"trainer/chapters/{name}")
    assert answer.status == 200
    return html.unescape(answer.text)


def test_the_page_of_a_trainer_lists_every_chapter(person):
    page = html.unescape(person.get("trainer").text)
    listed = re.findall(r'<a href="/alongside/trainer/chapters/([^"]+)">([^<]+)</a>', page)
    assert listed == [(chapter.name, chapter.title) for chapter in CHAPTERS]
    assert len(listed) >= 8


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
def test_every_chapter_has_a_page_with_its_title_once_and_all_its_parts(person, chapter):
    page = page_of(person, chapter.name)
    assert re.findall(r"<h1>(.*?)</h1>", page) == [chapter.title]
    parts = re.findall(r"^## (.+)$", chapter.text, re.M)
    assert parts
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page)[: len(parts)] == parts


def test_a_citation_leads_to_the_source_below(person):
    page = page_of(person, "running-a-cohort")
    assert '<a href="#sources"' in page
    assert "[hobson_sharp_2005]" not in page
    below = page[page.index('id="sources"') :]
    assert "Head to head" in below
    assert "https://doi.org/10.1080/1363243052000317073" in below


def test_a_chapter_that_cites_nothing_has_no_empty_list_of_sources(person):
    silent = [chapter.name for chapter in CHAPTERS if not re.search(r"\[[a-z]+_", chapter.text)]
    for name in silent:
        assert 'id="sources"' not in page_of(person, name)


@pytest.mark.parametrize(
    "name",
    [
        "nothing",
        "m03-listening",
        "running-a-cohort.md",
        "..%2Fprogramme",
        "%2e%2e",
        "running-a-cohort%00",
        "x" * 900,
    ],
)
def test_no_name_leads_to_anything_but_a_chapter(person, name):
    answer = person.get(f"trainer/chapters/{name}")
    assert answer.status == 404
    assert "Before the session" not in answer.text


def test_on_paper_a_chapter_is_its_text_without_the_ways_round_it(desk, window: BrowserContext):
    page = window.pages[0]
    page.goto(f"{desk.base}/alongside/trainer/chapters/hosting-a-network-evening")
    back = page.get_by_role("link", name="All chapters for trainers")
    expect(back).to_be_visible()
    page.emulate_media(media="print")
    expect(back).to_be_hidden()
    expect(page.get_by_text("Ctrl+P")).to_be_hidden()
    expect(page.get_by_role("heading", name="Opening words")).to_be_visible()
    page.emulate_media(media="screen")
    back.click()
    expect(page).to_have_url(re.compile(r"/trainer#chapters$"))
