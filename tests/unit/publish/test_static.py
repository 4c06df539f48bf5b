"""The static edition: every module and exercise, nothing that is not for all, the same bytes."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
import yaml

from alongside import paths
from alongside.content.load import unit_folders, unit_in
from alongside.content.shelf import order, programme
from alongside.model.unit import Assessment
from alongside.publish.handbook.pages import sheets
from alongside.publish.static import POLICY, edition, handbook_file, publish

CONTENT = paths.content_root()
LONG_ENOUGH = 40
"""Characters that make a sentence unmistakable."""


@pytest.fixture(scope="module")
def made():
    return edition()


@pytest.fixture(scope="module")
def pages(made):
    """The text of every page by its name."""
    return {name: body.decode() for name, body in made[1].items() if name.endswith(".html")}


@cache
def units():
    return [unit_in(folder) for folder in unit_folders(CONTENT).values()]


def given_to(page: str) -> dict:
    return json.loads(re.search(r'id="alongside-page">(.*?)</script>', page, re.S)[1])


class Addresses(HTMLParser):
    """Collects where a page leads and what it loads, and the places in it that can be led to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids |= {given["id"]} if "id" in given else set()
        self.leads += [given["href"]] if tag == "a" else []
        self.loads += [given[name] for name in ("src", "href") if name in given and tag != "a"]


def test_every_module_and_exercise_is_there_in_the_order_of_the_programme_and_no_assessment(made, pages):
    place = {unit_id: number for number, unit_id in enumerate(order(programme()))}
    wanted = [unit for unit in units() if not isinstance(unit, Assessment)]
    wanted.sort(key=lambda unit: (place.get(unit.id, len(place)), unit.id))
    assert [page.unit.id for page in made[0]] == [unit.id for unit in wanted]
    handbook = {handbook_file(place) for place in sheets()}
    assert set(pages) == {"index.html", *(page.name for page in made[0]), *handbook}


def test_every_place_to_answer_is_there_as_a_widget_and_as_plain_text(made, pages):
    for page in made[0]:
        text = pages[page.name]
        mounted = {state["item"]["id"] for state in given_to(text)["states"]}
        assert mounted == {response.id for response in page.unit.responses}
        assert {f"w-{name}" for name in mounted} <= Addresses(text).ids
        assert text.count('<div class="plain">') == len(mounted)


def test_the_first_page_leads_to_every_unit_and_says_how_long_it_takes(made, pages):
    leads = Addresses(pages["index.html"]).leads
    assert {page.name for page in made[0]} <= set(leads)
    for page in made[0]:
        assert f"{page.unit.minutes} minutes" in pages["index.html"]


def test_every_link_leads_to_a_file_and_a_place_of_the_edition_or_to_the_web(made, pages):
    ids = {name: Addresses(text).ids for name, text in pages.items()}
    broken = []
    for name, text in pages.items():
        for link in Addresses(text).leads:
            path, _hash, place = link.partition("#")
            target = path or name
            if not re.match(r"https?://|mailto:", link):
                there = target in pages and (not place or unquote(place) in ids[target])
                broken += [] if there else [f"{name}: {link}"]
    assert broken == []


def test_a_page_loads_only_files_of_the_edition_by_relative_addresses(made, pages):
    loaded = {address for text in pages.values() for address in Addresses(text).loads}
    assert loaded <= set(made[1])
    assert loaded == {name for name in made[1] if name.startswith("files/")}
    assert {PurePosixPath(name).parts[0] for name in loaded} == {"files"}


def test_nothing_that_is_loaded_asks_for_anything_else(made):
    for name, body in made[1].items():
        if name.endswith((".css", ".js")):
            assert not re.search(rb"@import|url\((?!data:)|\bimport\(|https?://(?!www\.w3\.org/)", body), name


def test_every_page_has_the_policy_before_it_loads_anything(pages):
    for text in pages.values():
        head = text.partition("</head>")[0]
        policy = head.index(f'http-equiv="Content-Security-Policy" content="{POLICY}'.replace("'", "&#39;"))
        assert policy < min(head.index("<link"), head.find("<script") % len(head))
        assert "<script>" not in text
        assert not re.search(r"<[^>]+ (on\w+|style)=", text)


def test_no_sentence_of_a_key_or_of_a_trainer_note_is_in_the_edition(made):
    whole = " ".join(b" ".join(made[1].values()).decode().split())
    public = {path for unit in ("modules", "exercises") for path in (CONTENT / unit).rglob("*.*")}
    shown = " ".join(" ".join(path.read_text("utf-8").split()) for path in sorted(public))
    notes = [
        line
        for path in (CONTENT / "trainer-notes").glob("*.md")
        for line in path.read_text("utf-8").split(". ")
    ]
    keys = [text for path in (CONTENT / "assessments" / "keys").glob("*.yaml") for text in strings_in(path)]
    secret = {" ".join(text.split()) for text in (*notes, *keys)}
    secret = {text for text in secret if len(text) > LONG_ENOUGH and text not in shown}
    assert len(secret) > 100
    assert [text for text in secret if text in whole] == []


def strings_in(path: Path) -> list[str]:
    found: list[str] = []

    def gather(value):
        if isinstance(value, str):
            found.append(value)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            gather(inner)

    gather(yaml.safe_load(path.read_text("utf-8")))
    return found


def test_no_question_of_an_assessment_is_in_the_edition(made):
    whole = b" ".join(made[1].values()).decode()
    sessions = [unit for unit in units() if isinstance(unit, Assessment)]
    assert sessions
    assert [
        one.id for unit in sessions for one in unit.responses if one.prompt in whole or f"{one.id}" in whole
    ] == []


def test_two_editions_of_the_same_content_are_the_same_bytes(tmp_path: Path):
    for name in ("one", "two"):
        publish(tmp_path / name)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_no_place_of_this_computer_is_in_the_edition(made):
    for body in made[1].values():
        assert str(CONTENT).encode() not in body
        assert str(Path.home()).encode() + b"/" not in body


def test_a_loaded_file_is_named_by_its_content(made, monkeypatch):
    before = {name for name in made[1] if name.startswith("files/")}
    monkeypatch.setattr("alongside.publish.shipped.tokens", lambda: ":root { --alo-ink: red; }")
    changed = {name for name in edition()[1] if name.startswith("files/")} ^ before
    assert {name.split(".")[0] for name in changed} == {"files/page"}
    assert len(changed) == 2


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
