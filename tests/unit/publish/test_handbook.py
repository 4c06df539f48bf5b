"""The handbook's pages: all that there is, nothing that is not, and every link at its own entry."""

from __future__ import annotations

import re
import shutil

import pytest
from samples import GOOD

from alongside.content.citing import kit_sources
from alongside.publish import static
from alongside.publish.handbook.pages import address_of, sheets
from alongside.publish.handbook.places import Places, Taught, neighbours

PLACES = Places(
    lambda place: f"/hb/{place}", {"m01": Taught("Listening", "/unit/m01"), "x01": Taught("A log")}
)
UNSIGNED = "No national expert has signed"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """The good sample as the kit's own content."""
    place = shutil.copytree(GOOD, tmp_path / "content")
    monkeypatch.setattr("alongside.paths.content_root", lambda: place)
    kit_sources.cache_clear()
    yield place
    kit_sources.cache_clear()


def pages() -> dict[str, str]:
    """The handbook of the static edition, by file."""
    _published, files = static.edition()
    return {name: body.decode() for name, body in files.items() if name.startswith("handbook")}


def change(root, name, find, put):
    path = root / "handbook" / name
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put), encoding="utf-8")


def test_there_is_a_page_for_each_piece(root):
    assert set(sheets()) == {
        *("", "sources", "chapters/h01", "cases/case-1", "papers/claims-policy", "glossary"),
        *("route-map", "route-map/does-it-help-new-heads"),
        *("countries", "countries/slovenia", "countries/blank"),
    }


def test_without_texts_there_are_the_contents_and_the_sources(root):
    for path in (root / "handbook").iterdir():
        if path.name != "evidence.yaml":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert set(pages()) == {"handbook.html", "handbook-sources.html"}
    assert "Glossary" not in pages()["handbook.html"]


def test_every_citation_leads_to_the_entry_of_its_source(root):
    made = pages()
    chapter = made["handbook-chapters-h01.html"]
    assert re.search(r'<a href="handbook-sources.html#kraft_2018"[^>]*>Kraft 2018</a>', chapter)
    entries = set(re.findall(r'id="(\w+)" data-entry', made["handbook-sources.html"]))
    assert entries == {"kraft_2018", "zell_2014", "handbook_1999"}
    cited = {key for text in made.values() for key in re.findall(r"handbook-sources\.html#(\w+)", text)}
    assert cited <= entries


def test_a_source_says_what_it_says_and_what_it_does_not(root):
    text = pages()["handbook-sources.html"]
    for words in (
        "Coaching improved teaching by 0.49",
        "Teachers, not heads.",
        "we cite only that it exists",
    ):
        assert words in text
    assert 'href="https://example.org/kraft"' in text


def test_an_address_that_is_none_of_the_web_is_no_link(root):
    change(root, "evidence.yaml", "https://example.org/kraft", "javascript:alert(1)")
    assert address_of(kit_sources()["kraft_2018"]) == ""
    assert "javascript:" not in pages()["handbook-sources.html"]


@pytest.mark.parametrize(
    ("target", "drawn"),
    [
        ("../cases/case-1-the-man.md#after", '<a href="/hb/cases/case-1#after"'),
        ("../route-map.yaml", '<a href="/hb/route-map"'),
        ("../glossary.yaml#mentor", '<a href="/hb/glossary#mentor"'),
        ("../countries/slovenia.yaml", '<a href="/hb/countries/slovenia"'),
        ("../evidence.yaml#kraft_2018", '<a href="/hb/sources#kraft_2018"'),
        ("../../modules/m01-listening/module.ipynb", '<a href="/unit/m01"'),
        ("../../exercises/x01-log/exercise.ipynb", "<p>words</p>"),
        ("../../programme.yaml", "<p>words</p>"),
        ("https://example.org/", '<a href="https://example.org/"'),
        ("#here", '<a href="#here"'),
    ],
)
def test_a_link_between_files_leads_to_the_page_that_shows_it_or_nowhere(root, target, drawn):
    """A unit that the reader has no page of, and what is not for everybody, stay plain words."""
    assert drawn in PLACES.drawn(f"[words]({target})", "chapters/01-start-here.md")


def test_a_unit_that_is_planned_is_left_out():
    assert [one.title for one in PLACES.named(["m77", "m01"])] == ["Listening"]


def test_chapters_lead_to_their_neighbours(root):
    assert neighbours("h01") == (None, None)
    second = "- id: h02\n  title: More\n  file: claims-policy.md\ncases:"
    change(root, "handbook.yaml", "cases:", second)
    assert [one and one.id for one in neighbours("h01")] == [None, "h02"]
    assert [one and one.id for one in neighbours("h02")] == ["h01", None]
    assert neighbours("case-1") == (None, None)


def test_a_sheet_that_nobody_has_signed_says_so_on_top_and_one_that_is_signed_says_by_whom(root):
    made = pages()
    assert UNSIGNED in made["handbook-countries.html"]
    assert made["handbook-countries-slovenia.html"].index(UNSIGNED) < made[
        "handbook-countries-slovenia.html"
    ].index("<h2")
    change(root, "countries/slovenia.yaml", 'signed_by: ""', "signed_by: Ana Kos")
    made = pages()
    assert UNSIGNED not in made["handbook-countries.html"] + made["handbook-countries-slovenia.html"]
    assert "Signed by Ana Kos" in made["handbook-countries-slovenia.html"]


def test_what_has_to_be_found_out_is_left_blank_to_fill_in(root):
    sheet, blank = (pages()[f"handbook-countries-{name}.html"] for name in ("slovenia", "blank"))
    assert "Still to be found out and filled in" in sheet
    assert sheet.count('<p class="confirm">To be confirmed</p>') == 5
    assert blank.count('class="line"') > sheet.count('class="line"')


def test_a_question_shows_its_stops_when_it_was_checked_and_what_people_say(root):
    text = pages()["handbook-route-map-does-it-help-new-heads.html"]
    places = [text.index(f'id="{name}"') for name in ("five", "thirty", "deep", "people-say")]
    assert places == sorted(places)
    for words in ("“Mentoring raises results.”", "2026-11-22", "2027-11-22", "office", "m01-listening.html"):
        assert words in text


def test_a_word_of_another_language_says_its_language_and_that_it_is_to_be_confirmed(root):
    text = pages()["handbook-glossary.html"]
    assert '<strong lang="it">mentore</strong>' in text
    assert "(to be confirmed)" in text
    assert text.index('id="coach"') < text.index('id="mentor"')


def test_every_page_can_be_read_without_a_script_and_says_where_it_leads(root):
    made = pages()
    for name, text in made.items():
        assert text.count("<h1") == 1, name
        for link in re.findall(r'<a [^>]*href="([^"#]+)', text):
            assert link in made or link.startswith("https://") or link in {"index.html", "m01-listening.html"}
    assert 'id="filter" data-told' in made["handbook-glossary.html"]
    assert re.search(r'id="filter"[^>]* hidden>', made["handbook-glossary.html"])


def test_the_same_handbook_gives_the_same_bytes(root):
    assert pages() == pages()
