"""What may say who somebody is or where is pointed out by rules; nothing is changed, and much is let be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.responses.pointing import MOST, capitals_tell, known_words, pointed_in


def found(text: str, known: frozenset[str] = frozenset(), lang: str = "en") -> list[tuple[str, str]]:
    return [(one.sort, one.words) for one in pointed_in(text, known, lang)]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Then I asked Petra what she wanted.", [("name", "Petra")]),
        ("We met with Petra Novak-Kos in her office.", [("name", "Petra Novak-Kos")]),
        ("Petra Novak came late.", [("name", "Petra Novak")]),
        ("It was Petra’s idea.", [("name", "Petra")]),
        ("I wrote to Maria de la Cruz.", [("name", "Maria de la Cruz")]),
        ("Mrs Okafor had a plan.", [("name", "Mrs Okafor")]),
        ("mr. Jansen had a plan.", [("name", "mr. Jansen")]),
        ("She leads Hill Top Primary now.", [("school", "Hill Top Primary")]),
        ("She leads Hill Top primary school now.", [("school", "Hill Top primary")]),
        ("I told Petra Novak of Hill Primary.", [("name", "Petra Novak"), ("school", "Hill Primary")]),
        ("The School of Saint Anne asked us.", [("school", "School of Saint Anne")]),
        ("Vodi jo osnovna šola Javornik.", [("school", "osnovna šola Javornik")]),
        ("Write to p.novak@example.org please.", [("mail", "p.novak@example.org")]),
        ("Ring +386 41 123 456 after four.", [("telephone", "+386 41 123 456")]),
        ("Ring (020) 7946 0018.", [("telephone", "(020) 7946 0018")]),
        ("It stands on www.hilltop.example.", [("web", "www.hilltop.example.")]),
    ],
)
def test_what_may_give_somebody_away_is_pointed_out(text: str, there: list[tuple[str, str]]):
    assert found(text) == there


@pytest.mark.parametrize(
    "text",
    [
        "She said: “What would you like?” Then nobody spoke.",
        "I think I’m late. It was Monday, in March.",
        "My head of year and the school were there.",
        "From 2024-2025 there were 120 pupils, 15/09/2026 to 20.11.2026.",
        "We used GROW and the SEND plan.",
        "1) First this. 2) Then that.\n- Next time\n* Later",
        "In Year 7 the Head of English asked.",
        "",
        "   \n\n",
    ],
)
def test_a_capital_that_says_nothing_is_let_be(text: str):
    assert found(text) == []


def test_names_that_the_task_itself_uses_are_let_be():
    known = known_words(["Read what happened to Samira at Birch Lane Primary. Then answer."])
    assert {"Samira", "Birch", "Lane"} <= known
    assert found("I would ask Samira about Petra.", known) == [("name", "Petra")]


def test_a_word_that_only_begins_a_sentence_of_the_task_is_not_known_by_it():
    assert "Will" not in known_words(["Will you tell her?"])
    assert found("So I asked Will.", known_words(["Will you tell her?"])) == [("name", "Will")]


def test_a_name_is_pointed_out_once_however_often_it_stands():
    assert found("I met Petra. Then Petra left, and I rang Petra.") == [("name", "Petra")]


def test_the_words_around_it_are_told_so_that_it_can_be_found():
    [one] = pointed_in("At the end of the second meeting I asked Petra what she would like to try next week.")
    assert one.before.endswith("I asked ")
    assert one.after.startswith(" what she would")
    assert "Petra" not in one.before + one.after


def test_where_every_noun_has_a_capital_titles_schools_and_numbers_still_count():
    text = "Ich habe mit Frau Winter über den Plan und die Arbeit gesprochen, 040 1234 5678."
    assert found(text, lang="de-AT") == [("name", "Frau Winter"), ("telephone", "040 1234 5678")]


def test_german_under_another_language_is_noticed_by_its_capitals():
    text = "dann kam der Plan mit der Idee für die Schule und das Team und der Rat, " * 4
    assert not capitals_tell(text, "en")
    assert ("name", "Plan") not in found(text)


def test_a_script_without_capitals_gives_addresses_only():
    assert found("كتبت إلى a@b.example مساء") == [("mail", "a@b.example")]


def test_a_text_full_of_names_is_not_listed_without_end():
    names = " and ".join(f"I met X{chr(97 + n % 26)}{chr(97 + n // 26)}en there" for n in range(200))
    assert len(found(names)) <= MOST


@given(st.text(max_size=400))
def test_whatever_is_written_every_pointer_quotes_the_text(text: str):
    for one in pointed_in(text):
        assert text[one.at : one.at + len(one.words)] == one.words
        assert one.words
