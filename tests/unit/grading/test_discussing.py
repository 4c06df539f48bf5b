"""Three questions come from the candidate's own sentences, by rules, and quote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.grading.discussing import LONGEST, MOST, talk_about

TEXT = """I met her four times. A mentor should keep advice for later.
Teachers never listen when they are tired. The room was quiet.
Then I stopped talking and waited. She said: “I had not seen it like that.” She looked out of the window."""


def cues(text: str) -> list[str]:
    return [one.cue for one in talk_about([text])]


def quoted(text: str, cue: str) -> str:
    return next(one.quote for one in talk_about([text]) if one.cue == cue)


@pytest.mark.parametrize(
    ("cue", "sentence"),
    [
        ("claim", "Everybody wants to be heard first."),
        ("should", "A mentor must not judge anybody."),
        ("number", "We met 14 times in that year."),
        ("number", "Fully 40 % of them had gone."),
        ("turn", "I realised that she had been waiting."),
        ("cause", "It went well because we had a plan."),
        ("asked", "What would she try if it were hers?"),
        ("said", "He wrote “leave it to me” on the wall."),
        ("long", "The morning had been quiet and long."),
        ("long", "Govorila sva o načrtu za prihodnji teden."),
    ],
)
def test_each_rule_finds_its_sentence(cue: str, sentence: str):
    assert [(one.cue, one.quote) for one in talk_about([sentence])] == [(cue, sentence)]


def test_a_claim_with_an_example_beside_it_is_no_claim_without_one():
    assert "claim" in cues("Everybody wants to be heard first. The tea was cold.")
    assert "claim" not in cues("Everybody wants to be heard first. For example, Ann waited until I asked.")


def test_three_different_sentences_with_three_cues_come_in_the_order_of_the_text():
    found = talk_about([TEXT])
    assert [one.cue for one in found] == ["should", "claim", "turn"]
    assert found[0].quote == "A mentor should keep advice for later."
    assert len({one.ask for one in found}) == MOST


def test_the_same_text_gives_the_same_questions():
    assert talk_about([TEXT]) == talk_about([TEXT])


def test_the_texts_of_a_portfolio_are_looked_at_together():
    found = talk_about(["A mentor should wait.", "We met 14 times."])
    assert [one.quote for one in found] == ["A mentor should wait.", "We met 14 times."]


def test_a_stop_in_a_number_or_a_title_ends_no_sentence():
    assert quoted("She gave it 2.5 of five points.", "number") == "She gave it 2.5 of five points."
    assert quoted("I must ask Mrs. Okafor again soon.", "should") == "I must ask Mrs. Okafor again soon."


@pytest.mark.parametrize("text", ["", "   ", "Yes.", "...!?", "\n\n\n"])
def test_of_nothing_nothing_is_asked(text: str):
    assert talk_about([text]) == []


def test_a_long_sentence_is_quoted_to_a_word():
    quote = talk_about(["I should " + "think about " * 60 + "it."])[0].quote
    assert len(quote) <= LONGEST + 2
    assert quote.endswith((" think …", " about …"))


@given(st.lists(st.text(max_size=300), max_size=3))
def test_whatever_is_written_at_most_three_are_asked(texts: list[str]):
    assert len(talk_about(texts)) <= MOST
