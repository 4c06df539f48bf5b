"""What the rules on words take for a claim, a number, a repetition, a sum: and what they leave alone."""

from __future__ import annotations

import pytest

from alongside.content.check.markdown import blocks, headings, sections, sentences
from alongside.content.check.reading import grade_level, syllables
from alongside.content.check.rules.claims import claims_in, policy, with_lead
from alongside.content.check.rules.evidence import citations, has_number, pieces
from alongside.content.check.rules.secrecy import alike
from alongside.content.check.rules.time import breakdown

CLAIMS = {
    "mentoring-results": "Mentoring new heads raises results.",
    "own-effect-size": "Our coaching will have an effect of 0.49.",
    "mentoring-retention": "Mentoring keeps teachers in the profession.",
    "feedback-360": "360 feedback develops leaders.",
    "relationship-all": "The relationship is all that matters.",
    "seventy-twenty-ten": "70% of learning is on the job, 20% from others, 10% from courses.",
    "learning-pyramid": "We remember 10% of what we read and 90% of what we teach.",
    "learning-styles": "Match your teaching to their learning styles.",
    "joyce-showers": "Coaching gives 90-95% transfer.",
    "olivero": "Training 22%, with coaching 88% productivity.",
    "seven-per-cent": "Words are 7% of communication.",
    "teacher-learning-084": "Leadership of teacher learning has an effect of 0.84.",
    "half-of-teachers": "Half of all new teachers leave within five years.",
    "spike-of-leavers": "There is a spike of leavers after year three.",
    "whitmore-grow": "Whitmore invented GROW.",
    "unlocking-potential": "Coaching, says Grant (2000), is unlocking a person's potential.",
    "sustained-collaborative": "Good PD is sustained, collaborative and subject-specific.",
    "happy-learners": "Happy participants have learned.",
    "kirkpatrick-chain": "Kirkpatrick's levels form a causal chain.",
    "kappa-substantial": "A kappa above .61 is substantial, so all is well.",
    "retrospective-pretest": "Asked afterwards about before: it removes the bias.",
    "five-to-one": "Keep a ratio of 5:1 between praise and criticism.",
    "gibbs-sociologist": "Gibbs, an American sociologist, drew a cycle.",
    "leleto-name": "The project Learning to Learn Together ran in Leeds.",
}
HARMLESS = [
    "New heads in studies usually report that it helped; the evidence is not conclusive [hobson_sharp_2005].",
    "Coaching teachers improved teaching in controlled studies, less so in large programmes [kraft_2018].",
    "Two large studies of support found no clear effect on staying in the profession.",
    "In one small randomised study feedback plus coaching changed principals more than feedback alone.",
    "Good relationships go with better coaching outcomes [grassmann_2020].",
    "Alexander, Fine and Whitmore developed GROW together.",
    "GROW was developed by Whitmore, Alexander and Fine.",
    "You may hear that mentoring improves retention.",
    "A myth to drop: words are 7% of communication.",
    "Nobody has been able to show that mentoring raises results, so we do not say it.",
    "The mentor raises an eyebrow and keeps the post open on the screen.",
    "She keeps the mentoring agreement in her post tray until she leaves.",
    "Meet at 5 to 10 minutes past the hour; 70 of 90 minutes are practice.",
]


def test_every_claim_of_the_policy_is_recognised():
    assert [claim.id for claim in policy().claims] == list(CLAIMS)


@pytest.mark.parametrize(("claim", "text"), CLAIMS.items(), ids=list(CLAIMS))
def test_a_claim_is_recognised_in_its_usual_words(claim, text):
    assert claim in [found.id for found in claims_in(text)]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_we_may_say_is_left_alone(text):
    assert list(claims_in(text)) == []


def test_to_claim_openly_is_no_correction():
    assert list(claims_in("We claim that mentoring raises results."))


def test_what_leads_to_a_list_or_a_table_corrects_each_line():
    text = "You may hear:\n\n- Mentoring raises results.\n- GROW is a model.\n\nMentoring raises results."
    found = [block.text for block, lead in with_lead(text) if list(claims_in(block.text, lead))]
    assert found == ["Mentoring raises results."]
    table = "| Claim | Source |\n|---|---|\n| Mentoring raises results. | none |"
    assert not [block for block, lead in with_lead(table) if list(claims_in(block.text, lead))]


@pytest.mark.parametrize(
    "text",
    [
        "about .29 [zell]",
        "60 per cent",
        "nine in 10",
        "| 3 | half, 50% of them |",
        "2. two or 3 of them",
        "r = .41",
    ],
)
def test_a_figure_is_a_number(text):
    assert has_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "in the 1980s [grow_origins]",
        "from 2014 on, and 1998-2003",
        "see m03-a2 and c4",
        "1. only the number of a list",
        "| 2 | only the number of a row |",
        "half of them",
        "[hill_betz_2005] says so",
    ],
)
def test_a_year_an_id_and_a_citation_are_no_numbers(text):
    assert not has_number(text)


def test_citations_are_told_from_links_and_from_words_in_brackets():
    text = "One [a_2001; b_2002], two [gcoe], three [here](https://x.org), four [Ella] and [sic!]."
    assert [key for _at, key in citations(text)] == ["a_2001", "b_2002", "gcoe"]


def test_an_entry_of_sources_is_one_piece_and_a_paragraph_is_many():
    entry = "- **[zell_2014]** A synthesis. It has 22 parts."
    assert [piece.text for piece in pieces(entry)] == [entry]
    assert len(list(pieces("A synthesis [zell_2014]. It has 22 parts."))) == 2


def test_blocks_are_paragraphs_items_and_rows_where_they_stand():
    text = "# One\n\nTwo\nlines.\n- an item\n  goes on\n- another\n\n| a | b |\n| c | d |\n"
    found = list(blocks(text))
    assert [block.text for block in found] == [
        "# One",
        "Two\nlines.",
        "- an item\n  goes on",
        "- another",
        "| a | b |",
        "| c | d |",
    ]
    assert all(text[block.start :].startswith(block.text) for block in found)


def test_a_sentence_ends_before_the_next_begins():
    block = next(blocks('He said "No." She left. It was 5.30 p.m. and dark. *Then* what?'))
    found = list(sentences(block))
    assert [one.text.rstrip('" ') for one in found] == [
        'He said "No.',
        "She left.",
        "It was 5.30 p.m. and dark.",
        "*Then* what?",
    ]
    assert all(block.text[one.start :].startswith(one.text) for one in found)


def test_a_hash_in_a_block_of_code_is_no_heading():
    assert [one.text for one in headings("# One\n```\n# not\n```\n## Two ##\n#three")] == ["One", "Two"]


def test_a_section_of_notes_belongs_to_the_activity_in_its_heading():
    text = "# Notes\n\n## Before\n\nx\n\n## m01-a1 One\n\ny\n"
    assert [(one.activity, text[: one.end].strip()[-1]) for one in sections(text)] == [
        (None, "x"),
        ("m01-a1", "y"),
    ]
    assert sections("# Only a title") == []


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Rating 1, check 3, choosing and asking 4", 8),
        ("Rule and contact 1, first partner 4, second partner 4, rating 1: 10", 10),
        ("Start 1, round one 10 + 2, round two 10 + 2", 25),
        ("Round one 12, feedback 3; the chairs turn inside the feedback time", 15),
        ("Four posters of 4 minutes, walking included, 16; eight-second question 1: 17", None),
        ("As long as it takes", None),
        ("", None),
    ],
)
def test_a_list_of_minutes_is_added_up_only_where_it_can_be_read(text, total):
    assert breakdown(text) == total


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("What would you like to have at the end?", "What would you like to have at the end, then?", True),
        (
            "She says that what would you like to have matters",
            "What would you like to have at the end?",
            True,
        ),
        (
            "Which of these four questions opens a conversation?",
            "Which of these five questions opens it?",
            True,
        ),
        ("Lay each moment where it belongs on the grid.", "Which sentence belongs at the start?", False),
        ("Sounding board and catalyst", "Sounding board and catalyst", True),
        ("True or false", "True or false", True),
        ("Alan Fine", "Alan Fine", False),
        ("And then?", "What then?", False),
    ],
)
def test_a_repetition_is_known_by_its_words(one, other, same):
    assert alike(one, other) is same
    assert alike(other, one) is same


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("head", 1),
        ("mentor", 2),
        ("coaching", 2),
        ("conversation", 4),
        ("asked", 1),
        ("wanted", 2),
        ("table", 2),
        ("made", 1),
        ("the", 1),
        ("education", 4),
        ("listened", 2),
    ],
)
def test_syllables_are_counted_by_ear(word, count):
    assert syllables(word) == count


def test_the_grade_follows_the_formula():
    """100 words, 5 sentences, 150 syllables: 0.39 * 20 + 11.8 * 1.5 - 15.59."""
    assert grade_level(100, 5, 150) == pytest.approx(9.91)
