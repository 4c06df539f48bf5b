"""Markdown of the curriculum as safe HTML."""

from __future__ import annotations

import pytest
from sources import a_source

from alongside.publish.prose import anchor, cited_in, prose, unstyled

SOURCES = {"hobson_2003": a_source(), "bush_coleman_1995": a_source("Bush, T.; Coleman, M.", 1995)}


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        '<a href="javascript:alert(1)">a</a>',
        "<iframe src='https://example.org'></iframe>",
        "<style>body { display: none }</style>",
        '<p style="position:fixed" onclick="alert(1)">x</p>',
        "<svg onload=alert(1)>",
        '<div tabindex="0" onfocus="alert(1)">x</div>',
    ],
)
def test_nothing_in_a_text_can_run_or_load(attack):
    drawn = prose(f"Before {attack} after\n\n{attack}")
    for alive in (
        "<script",
        "onerror",
        "javascript:",
        "<iframe",
        "<style",
        "style=",
        "onclick",
        "<svg",
        "onfocus",
    ):
        assert alive not in drawn


def test_a_heading_has_an_address_made_from_its_words():
    assert prose("## What the *evidence* will bear & why") == (
        '<h2 id="what-the-evidence-will-bear-why">What the <em>evidence</em> will bear &amp; why</h2>\n'
    )
    assert anchor("Čas & prostor") == "čas-prostor"
    assert anchor("…") == "part"


def test_a_table_can_be_scrolled_by_keyboard_and_an_empty_corner_is_no_heading():
    drawn = prose("| | Minutes |\n|---|--:|\n| Ask | 10 |")
    assert drawn.startswith('<div class="scroll" tabindex="0"><table>')
    assert '<td></td><th scope="col" class="number">Minutes</th>' in drawn
    assert '<td class="number">10</td>' in drawn


def test_a_citation_becomes_a_short_link_to_the_sources():
    drawn = prose("So it is [hobson_2003; bush_coleman_1995].", SOURCES)
    assert '(<a href="#sources" rel="noopener noreferrer">Hobson 2003</a>; ' in drawn
    assert ">Bush and Coleman 1995</a>)." in drawn


def test_a_citation_can_lead_to_the_sources_of_another_page():
    assert 'href="../unit/modules/m01#sources"' in prose(
        "[hobson_2003]", SOURCES, to="../unit/modules/m01#sources"
    )


def test_a_citation_can_lead_to_the_entry_of_its_own_source():
    drawn = prose("[hobson_2003; bush_coleman_1995]", SOURCES, to="sources#{key}")
    assert 'href="sources#hobson_2003"' in drawn
    assert 'href="sources#bush_coleman_1995"' in drawn


def test_a_key_of_one_word_is_cited_too_and_a_word_in_brackets_is_none():
    sources = {**SOURCES, "knowles": a_source("Knowles, M.", 1984)}
    assert "Knowles 1984" in prose("[knowles; hobson_2003] and [sic]", sources)
    assert "[sic]" in prose("[knowles] and [sic]", sources)


def test_an_unknown_key_stays_as_it_was_written():
    assert "[nobody_2003]" in prose("As [nobody_2003] said.", SOURCES)


def test_a_fragment_loses_its_inline_styles_and_keeps_its_words():
    assert (
        unstyled('<p style="color: red" class="alo-rule">Write here</p>')
        == '<p class="alo-rule">Write here</p>'
    )


def test_a_table_in_a_quotation_is_a_table():
    assert "<blockquote>" in prose("> | Line | A |\n> |---|---|\n> | The budget | 4 |")
    assert "<td>The budget</td>" in prose("> | Line | A |\n> |---|---|\n> | The budget | 4 |")


def test_the_sources_of_a_text_are_named_once_in_the_order_in_which_it_cites_them():
    text = "One [bush_coleman_1995; hobson_2003]. Again [hobson_2003], and one that nobody knows [foo_2020]."
    assert cited_in(text, SOURCES) == [SOURCES["bush_coleman_1995"], SOURCES["hobson_2003"]]
    assert cited_in("Nothing.", SOURCES) == []
