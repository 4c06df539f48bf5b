"""Finding words whatever their case and accents, and marking them without letting anything alive through."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.responses.html import safe
from alongside.responses.searching import (
    MOST_WORDS,
    SHORT,
    excerpt,
    folded,
    holds,
    marked,
    spans,
    wanted,
)

TEXTS = st.text(alphabet=st.one_of(st.sampled_from("aAčČéßŁłđø’<>&\"'\u0301\u00ad \n"), st.characters()))


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Čas", "cas"),
        ("cas", "ČAS"),
        ("čas with the accent apart", "čas"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Đorđe", "dorde"),
        ("Øresund", "oresund"),
        ("Ηρεμία", "ηρεμια"),
        ("don’t", "don't"),
        ("exam\u00adple", "example"),
        ("ﬁrst", "first"),
        ("listening", "list"),
    ],
)
def test_a_word_is_found_whatever_its_case_and_accents(written, sought):
    assert holds([written], wanted(sought))
    assert "<mark>" in marked(written, wanted(sought))


def test_every_word_has_to_be_there_and_may_stand_in_another_text_of_the_answer():
    assert holds(["What did you hear?", "Silence."], wanted("silence hear"))
    assert not holds(["What did you hear?", "Silence."], wanted("silence saw"))


def test_a_search_for_nothing_finds_everything_and_marks_nothing():
    assert wanted(" \t ") == []
    assert holds(["anything"], [])
    assert marked("a < b", []) == "a &lt; b"


def test_a_search_has_no_more_words_than_anybody_types():
    assert len(wanted(" ".join(f"w{number}" for number in range(500)))) == MOST_WORDS


def test_the_mark_holds_the_word_as_it_was_written_with_its_accents():
    assert marked("pred C\u030casom", wanted("cas")) == "pred <mark>C\u030cas</mark>om"


def test_what_a_person_wrote_stays_text_inside_and_outside_of_a_mark():
    told = marked('<script>alert("silence")</script>', wanted("script silence"))
    assert re.sub(r"</?mark>", "", told) == safe('<script>alert("silence")</script>')
    assert told.count("<mark>") == 3
    assert "&lt;<mark>script</mark>&gt;" in told


def test_a_search_of_signs_that_mean_something_in_patterns_is_taken_by_the_letter():
    assert spans("1 + 1 (maybe) .*", wanted(".* (maybe)")) == [(6, 13), (14, 16)]


@given(TEXTS, TEXTS)
def test_marking_loses_no_character_and_adds_nothing_but_marks(text, query):
    told = marked(text, wanted(query))
    assert re.sub(r"</?mark>", "", told) == safe(text)


@given(TEXTS, TEXTS)
def test_what_is_marked_is_what_was_sought(text, query):
    words = wanted(query)
    for piece in re.findall(r"<mark>(.*?)</mark>", marked(text, words), re.DOTALL):
        assert any(word in folded(unescape(piece)) for word in words) or "\ufffd" in piece


def test_an_excerpt_of_a_long_text_shows_the_places_and_says_that_more_is_left_out():
    text = "before " * 1000 + "then a long Silence came " + "after " * 1000
    shown = excerpt(text, wanted("silence"))
    assert "a long Silence came" in shown
    assert shown.startswith("… before")
    assert shown.endswith("after …")
    assert len(shown) < 500


def test_an_excerpt_cuts_no_word_and_leaves_a_short_text_whole():
    assert set(excerpt("before " * 1000 + "silence", ["silence"]).split()) == {"…", "before", "silence"}
    assert excerpt("x" * SHORT, ["silence"]) == "x" * SHORT


def test_a_text_in_which_a_word_stands_everywhere_is_still_only_excerpted():
    assert len(excerpt("silence and then " * 20_000, ["silence"])) < 10_000
    assert len(excerpt("silence" + "x" * 5_000 * 2 + "silence", ["silence"])) < 1_000


def test_an_excerpt_without_the_word_is_the_beginning():
    assert excerpt("no such word " * 1000, ["silence"]).startswith("no such word")
