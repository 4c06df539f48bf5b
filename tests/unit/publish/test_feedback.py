"""A page of feedback holds everything a candidate should read, and nothing that is alive."""

from __future__ import annotations

import re

import pytest
from builders import NOON, PARTIAL, RIGHT, a_handin, put

from alongside.errors import KeyMissing
from alongside.grading import intake, lane, marks
from alongside.grading.course import annotate
from alongside.publish import feedback

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) </style>"


def graded(course, text="My question.", checks=PARTIAL):
    put(course, a_handin(checks=checks, text=text))
    intake.collect(course, "a9", NOON)
    lane.autograde(course, "a9")


def page_of(course, who="p01"):
    return (course.place("feedback", "a9", who) / "a9.html").read_text(encoding="utf-8")


def test_a_page_shows_answer_right_answer_reason_points_and_comment(course):
    graded(course)
    marks.give_mark(course, "a9", ("p01", "a9-t1"), 4, "Short and open.")
    assert feedback.make(course, "a9").made == ["p01"]
    page = page_of(course)
    for words in (
        "My question.",
        "Asking",
        "It leaves the problem with her.",
        "2 of 4",
        "Short and open.",
        "8</strong> of 12",
    ):
        assert words in page


def test_a_right_answer_is_not_repeated(course):
    graded(course, checks=RIGHT)
    feedback.make(course, "a9", unfinished=True)
    assert "The right answer" not in page_of(course)


def test_fictional_people_are_labelled_on_their_page(course):
    graded(course)
    feedback.make(annotate(course, "Everyone here is invented."), "a9", unfinished=True)
    assert "Everyone here is invented." in page_of(course)


def test_the_mark_scheme_stays_with_the_assessors(course):
    graded(course)
    feedback.make(course, "a9", unfinished=True)
    assert "The question is open." in page_of(course)
    assert "No yes or no answers it." not in page_of(course)


def test_nothing_that_somebody_wrote_is_alive(course):
    graded(course, text=ATTACK)
    marks.give_mark(course, "a9", ("p01", "a9-t1"), 4, ATTACK)
    feedback.make(course, "a9")
    page = page_of(course)
    assert page.count("&lt;script&gt;alert(1)") == 2
    assert re.findall(r"<\s*(script|img|iframe|object|embed|form|svg|link)\b", page, re.I) == []
    assert re.findall(r"<[^>]*\son\w+\s*=", page, re.I) == []
    assert re.findall(r'<[^>]*\b(?:href|src)\s*=\s*"?(?!#)', page, re.I) == []
    assert "default-src 'none'" in page


def test_somebody_whose_answers_wait_is_left_out_and_named(course):
    graded(course)
    done = feedback.make(course, "a9")
    assert (done.made, done.waiting) == ([], ["p01"])
    assert not (course.root / "feedback").exists()


def test_an_unfinished_page_says_that_open_is_not_zero(course):
    graded(course)
    feedback.make(course, "a9", unfinished=True)
    assert "not marked yet" in page_of(course)
    assert "What is still open is not a zero." in page_of(course)


def test_there_is_no_feedback_without_the_key(course):
    graded(course)
    (course.root / "keys" / "a9.yaml").unlink()
    with pytest.raises(KeyMissing):
        feedback.make(course, "a9", unfinished=True)
