"""What changed since an answer was handed in before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOON
from judging import hand_in

from alongside.grading.differing import MANY, Span, changed_since, earlier, spans
from alongside.grading.intake import answers_of


def told(course, who="p01"):
    """What changed in a9-t1, by the hand-in of now."""

    def text(handed):
        return next(one.value.text for one in handed.answers if one.id == "a9-t1")

    now = answers_of(course.place("submitted", "a9", who))
    return changed_since(course, who, now, lambda one: text(one) != text(now), text)


def test_words_that_went_and_words_that_came():
    found = spans("She asks one open question.", "She asks two <b>open</b> questions.")
    assert "".join(one.text for one in found if one.kind != "new") == "She asks one open question."
    assert "".join(one.text for one in found if one.kind != "gone") == "She asks two <b>open</b> questions."
    assert Span("gone", "one open question.") in found
    assert spans("Same.", "Same.") == [Span("same", "Same.")]
    assert spans("", "All of it.") == [Span("new", "All of it.")]


def test_very_long_texts_are_compared_by_line():
    line = "word " * MANY + "\n"
    assert spans(line + "Old end.", line + "New end.") == [
        Span("same", line),
        Span("gone", "Old end."),
        Span("new", "New end."),
    ]


def test_the_text_of_now_stands_beside_the_one_before_and_never_beside_another_candidates(course):
    hand_in(course, text="Before.")
    hand_in(course, who="p02", text="Somebody else's.", at=NOON + timedelta(minutes=1))
    assert told(course) is None
    hand_in(course, text="After.", at=NOON + timedelta(hours=1))
    changed = told(course)
    assert (changed.at[:16], changed.spans) == (
        f"{NOON:%Y-%m-%dT%H:%M}",
        [Span("gone", "Before."), Span("new", "After.")],
    )


def test_the_same_text_again_is_no_change_and_the_one_before_it_is_found(course):
    for hours, text in enumerate(("First.", "Second.", "Second.")):
        hand_in(course, text=text, at=NOON + timedelta(hours=hours))
    assert told(course).spans == [Span("gone", "First."), Span("new", "Second.")]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff"])
def test_a_hand_in_that_cannot_be_read_any_more_is_passed_over(course, body):
    hand_in(course, text="Before.")
    for path in (course.root / "received").rglob("responses.json"):
        path.write_bytes(body)
    hand_in(course, text="After.", at=NOON + timedelta(hours=1))
    now = answers_of(course.place("submitted", "a9", "p01"))
    assert earlier(course, "p01", now) == []
