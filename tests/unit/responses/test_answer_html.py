"""An answer as HTML is static and escaped, says what was chosen in words, and as text says the same."""

from __future__ import annotations

import gettext
from html.parser import HTMLParser

import pytest
from answering import VALUES, a_unit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.errors import AnswersError
from alongside.model.kinds import (
    AgreementValue,
    CheckValue,
    LogValue,
    RatingValue,
    ReflectionValue,
    SortValue,
)
from alongside.model.kinds.log import LogRow
from alongside.responses.html import answer_html, answer_text
from alongside.strings import speaking

RESPONSES = {response.id: response for response in a_unit().responses}
HARMLESS = {"div", "p", "br", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}


class Seen(HTMLParser):
    """Collects tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}

    def handle_data(self, data):
        self.words += data


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m03-r1", "They were “silent”.\nÜber uns."),
        ("m03-s1", "I wait (2026-01-01: 1 never; Now: 4 always)\nI ask (2026-01-01: –; Now: –)"),
        ("m03-k1", "Chosen:\n  - Listen <first>\nHow sure:\n  - Sure"),
        ("m03-k2", "Chosen:\n  - Listen <first>\n  - Ask"),
        ("m03-k3", "Listen <first>: Mentoring\nAsk: Coaching"),
        ("m03-k4", "In this order:\n  1. Ask\n  2. Listen <first>\nLaid aside:\n  - Give advice"),
        (
            "m03-c1",
            "Mentor:\n  - N. D.\nStopping:\n  - By saying so.\nIn your own words:\n  - Harm, and the law.\n"
            "Limits acknowledged:\n  - Serious <harm>\n  - The law\nLooked at again on:\n  - 2026-06-01\n"
            "Ready to read together:\n  - Yes",
        ),
        (
            "m03-l1",
            "2026-03-03 (Minutes: 40; With whom: N.; What we agreed: <Ask>; Done: yes)\n"
            "2026-03-10 (Minutes: 55; With whom: K.; What we agreed: Ring; Done: no)\n"
            "Together:\n  - 2 rows, 95 minutes",
        ),
        (
            "m03-p1",
            "Farida: It is <only> the rota.\nYou: (Say nothing.) (5 s of silence)\nFarida: Nobody speaks.\n"
            "You: You took <time>. (nearest to: You waited.)\nHow it ended: She says it.",
        ),
        ("m03-w1", "Practice in threes:\n  - Round 2, feedback"),
        (
            "m03-e1",
            "1 (Who spoke: Option <a>; Stance: ; In a few words: A <long> breath.)\n"
            "2 (Who spoke: Option <b>; Stance: ; In a few words: )\n"
            "3 (Who spoke: Option <a>; Stance: Option <b>; In a few words: )\n"
            "Who spoke:\n  - Option <a>: 2 of 3 noted\n  - Option <b>: 1 of 3 noted\n"
            "Stance:\n  - Option <b>: 1 of 1 noted",
        ),
        (
            "m03-n1",
            "N. D. (How near: Near; Gives: Gift 2, Gift 1; Still there afterwards: yes; Next step: Ring.)\n"
            "<deputy> (How near: not placed yet; Gives: –; Still there afterwards: no; Next step: )\n"
            "Nobody gives:\n  - Gift 3",
        ),
        (
            "m03-f1",
            "What became of the plan before:\n  - not yet\nWhat I learnt from it:\n  - I spoke first.\n"
            "If or when:\n  - she stops\nthen I:\n  - wait <five> seconds\nOn:\n  - 2026-03-03 16:00\n"
            "Where:\n  - her office",
        ),
        (
            "m03-v1",
            "2026-03-01 (Competence: Asking; Level that assessors gave: 0 not seen)\n"
            "2026-06-01 (Competence: Listening <first>; Level that assessors gave: 2 meets)\n"
            "What I make of the difference:\n  - They saw <more>.",
        ),
        ("m03-g1", "Before:\n  - A visit\nAfter:\n  - Nothing\nDisputed:\n  - A letter"),
    ],
)
def test_an_answer_is_told_in_the_words_of_its_response(name, text):
    assert answer_text(RESPONSES[name], VALUES[name]) == text
    words = Seen(answer_html(RESPONSES[name], VALUES[name])).words
    for word in (
        "silent",
        "4 always",
        "Serious <harm>",
        "<Ask>",
        "Listen <first>",
        "Coaching",
        "Give advice",
        "A letter",
    ):
        assert (word in words) == (word in text)


def test_ids_that_the_response_does_not_know_stand_as_ids():
    value = SortValue(groups={"g7": ["c9"]}, disputed=["c1"])
    words = Seen(answer_html(RESPONSES["m03-g1"], value)).words
    assert "g7" in words and "c9" in words and "A letter" in words
    assert answer_text(None, CheckValue(chosen=["z"])) == "Chosen:\n  - z"
    assert answer_text(RESPONSES["m03-r1"], RatingValue(ratings={"i1": 3})) == "i1: 3"


@pytest.mark.parametrize(
    "value", [None, {}, ReflectionValue(text=" \n"), SortValue(groups={"g1": []}), CheckValue()]
)
def test_nothing_answered_is_said(value):
    assert answer_text(RESPONSES["m03-r1"], value) == "Not answered."
    assert "Not answered." in answer_html(RESPONSES["m03-r1"], value)


def test_a_value_that_fits_no_response_is_refused():
    with pytest.raises(AnswersError):
        answer_html(None, {"text": "x"})
    with pytest.raises(AnswersError):
        answer_html(RESPONSES["m03-r1"], {"script": "x"})


def test_paragraphs_and_line_ends_stay():
    assert answer_html(None, ReflectionValue(text="a\nb\n\n\nc")) == (
        '<div class="answer"><p dir="auto">a<br>b</p><p dir="auto">c</p></div>'
    )


NASTY = st.text(max_size=30) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "</div></td><iframe>",
        "&lt;b&gt;",
        "<!--",
        "]]>",
        "\x00\x1b[31m",
        "\ud800",
        "{{ 7*7 }}",
    ]
)
IDS = st.lists(NASTY, max_size=3)
ROW = st.builds(
    LogRow, id=NASTY, date=NASTY, minutes=st.integers(), with_whom=NASTY, action=NASTY, done=st.booleans()
)
VALUE = st.one_of(
    st.builds(ReflectionValue, text=NASTY),
    st.builds(RatingValue, ratings=st.dictionaries(NASTY, st.integers(), max_size=3)),
    st.builds(CheckValue, chosen=IDS, order=IDS, spare=IDS, pairs=st.dictionaries(NASTY, NASTY, max_size=2)),
    st.builds(
        AgreementValue,
        fields=st.dictionaries(NASTY, NASTY, max_size=2),
        limits=IDS,
        own_words=NASTY,
        review=NASTY,
        ready=st.booleans(),
    ),
    st.builds(LogValue, rows=st.lists(ROW, max_size=2)),
    st.builds(SortValue, groups=st.dictionaries(NASTY, IDS, max_size=2), disputed=IDS),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(VALUE, st.sampled_from([None, *RESPONSES.values()]))
def test_whatever_is_written_nothing_in_the_html_is_alive(value, response):
    page = answer_html(response, value)
    seen = Seen(page)
    assert seen.tags <= HARMLESS
    assert seen.attributes <= {"class", "dir", "scope"}
    assert "<!--" not in page
    page.encode("utf-8")
    assert "\x1b" not in answer_text(response, value)
    assert not any(ord(letter) < 32 and letter not in "\r\n\t" for letter in page)


def test_the_words_around_an_answer_are_in_the_readers_language():
    class Shouting(gettext.NullTranslations):
        def gettext(self, message):
            return message.upper()

    with speaking(Shouting()):
        assert answer_text(RESPONSES["m03-k2"], {"chosen": ["c"]}) == "CHOSEN:\n  - Ask"
