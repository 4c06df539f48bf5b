"""The handbook is read part by part: one that is missing is none, one that is damaged is named."""

from __future__ import annotations

import os
import shutil
from datetime import date

import msgspec
import pytest
from samples import GOOD

from alongside.content.handbook.book import book, pieces, text_of
from alongside.content.handbook.countries import countries
from alongside.content.handbook.glossary import glossary
from alongside.content.handbook.route_map import route_map
from alongside.errors import ContentError
from alongside.model.handbook import CountrySheet, Paper


@pytest.fixture
def root(tmp_path):
    """The good sample of content, to be spoilt."""
    return shutil.copytree(GOOD, tmp_path / "content")


def test_a_handbook_without_its_parts_is_simply_without_them(root):
    shutil.rmtree(root / "handbook")
    assert (book(root), route_map(root), glossary(root), countries(root)) == (None, None, None, [])
    assert list(pieces(book(root))) == []


def test_the_texts_come_in_reading_order_with_the_list_they_are_in():
    assert [(shelf, piece.id) for shelf, piece in pieces(book(GOOD))] == [
        ("chapters", "h01"),
        ("cases", "case-1"),
        ("papers", "claims-policy"),
    ]


def test_a_text_is_read_where_its_entry_says():
    _shelf, chapter = next(pieces(book(GOOD)))
    assert text_of(chapter, GOOD).startswith("# Start here\n")


@pytest.mark.parametrize(
    "file", ["../programme.yaml", "/etc/hostname", "chapters/../../trainer-notes/x01-log.md"]
)
def test_a_text_outside_the_handbook_is_refused(file):
    with pytest.raises(ContentError, match="outside the handbook"):
        text_of(Paper(id="p", title="P", file=file), GOOD)


def test_a_text_that_is_not_there_is_named():
    with pytest.raises(ContentError, match=r"chapters/no\.md"):
        text_of(Paper(id="p", title="P", file="chapters/no.md"), GOOD)


def test_days_are_days_whether_quoted_or_not(root):
    path = root / "handbook" / "route-map.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("checked: 2026-11-22", 'checked: "2026-11-22"', 1), encoding="utf-8")
    question = route_map(root).questions[0]
    assert (question.checked, question.next_check) == (date(2026, 11, 22), date(2027, 11, 22))


def test_what_a_term_is_not_is_read_from_the_field_not():
    assert [(term.id, term.not_) for term in glossary(GOOD).terms] == [
        ("mentor", "A line manager."),
        ("coach", ""),
    ]


def test_sheets_come_by_the_names_of_their_countries_and_the_blank_one_last(root):
    (root / "handbook" / "countries" / "a-land.yaml").write_text(
        "id: a-land\ncountry: Zealand\n", encoding="utf-8"
    )
    assert [sheet.country for sheet in countries(root)] == ["Slovenia", "Zealand", "Your country"]


def test_a_sheet_says_nothing_that_was_not_written():
    """A law, a number to call or a time limit is never made up: what is left out is empty."""
    sheet = msgspec.convert({"id": "x", "country": "X"}, CountrySheet)
    told = msgspec.to_builtins(sheet.safeguarding), msgspec.to_builtins(sheet.emergency), sheet.signed_by
    assert told == ({}, {}, "")


def test_a_file_is_read_again_when_it_has_changed(root):
    path = root / "handbook" / "glossary.yaml"
    assert glossary(root) is glossary(root)
    path.write_text(path.read_text(encoding="utf-8").replace("Somebody who asks", "One who asks"), "utf-8")
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1))
    assert glossary(root).terms[1].meaning.startswith("One who asks")


@pytest.mark.parametrize("wrong", ["colour: red\n", "terms: {}\n", "terms: [\n"])
def test_a_damaged_part_is_named_and_not_half_read(root, wrong):
    (root / "handbook" / "glossary.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(ContentError, match=r"glossary\.yaml"):
        glossary(root)
