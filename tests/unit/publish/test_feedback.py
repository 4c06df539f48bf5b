"""A page of feedback holds everything a candidate should read, and nothing that is alive."""

from __future__ import annotations

import re

import pytest
from builders import NOON, PARTIAL, RIGHT, a_handin, put
from marking import a_mark

from alongside.errors import KeyMissing
from alongside.grading import intake, lane, marks
from alongside.grading.course import annotate
from alongside.grading.entering import enter
from alongside.grading.texts import texts_in
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


def decided(course, text="My question.", evidence="“My question” leaves it open."):
    graded(course, text)
    sha256 = texts_in(course, "a9", "autograded")["p01", "a9-t1"]
    blind = {"candidate": "p01", "task": "a9-t1", "sha256": sha256}
    for n, level in ((1, 3), (2, 2)):
        name = f"a9-t1-c{n}"
        enter(course, "a9", [a_mark(criterion=name, evidence="Nobody else reads this.", **blind)], NOON)
        agreed = a_mark(criterion=name, marking="agreed", level=level, evidence=evidence, **blind)
        enter(course, "a9", [agreed], NOON)


def test_what_the_ledger_decided_stands_beside_the_text_with_its_meaning_and_its_evidence(course):
    decided(course)
    assert feedback.make(course, "a9").made == ["p01"]
    page = page_of(course)
    for words in ("My question.", "The question is open.", "Level 3, strong.", "Level 2, meets."):
        assert words in page
    assert page.count("“My question” leaves it open.") == 2
    assert "What assessors looked for" not in page
    assert "5 of 6" in page


def test_blind_marks_and_the_names_of_assessors_stay_inside(course):
    decided(course)
    feedback.make(course, "a9")
    assert "Nobody else reads this." not in page_of(course)
    assert re.search(r"\bann\b", page_of(course)) is None


def test_an_evidence_sentence_is_not_alive(course):
    decided(course, text=ATTACK, evidence=ATTACK)
    feedback.make(course, "a9")
    assert re.findall(r"<\s*(script|img|iframe|svg)\b", page_of(course), re.I) == []


def test_what_is_not_decided_yet_is_still_named(course):
    decided(course)
    sha256 = texts_in(course, "a9", "autograded")["p01", "a9-t1"]
    gone = a_mark(criterion="a9-t1-c2", marking="agreed", level=None, sha256=sha256, replaces=4)
    enter(course, "a9", [gone], NOON)
    assert feedback.make(course, "a9").waiting == ["p01"]
    feedback.make(course, "a9", unfinished=True)
    page = page_of(course)
    assert "Level 3, strong." in page
    assert "<li>It leaves the next step to the mentee.</li>" in page


def test_a_mark_from_the_gradebook_is_told_as_before(course):
    graded(course)
    marks.give_mark(course, "a9", ("p01", "a9-t1"), 4, "Short and open.")
    feedback.make(course, "a9")
    assert "Level" not in page_of(course)
    assert "What assessors looked for" in page_of(course)


def test_the_page_says_what_help_was_declared(course):
    put(course, a_handin(help={"by": ["ai"], "what": f"Made it shorter. {ATTACK}"}))
    intake.collect(course, "a9", NOON)
    lane.autograde(course, "a9")
    feedback.make(course, "a9", unfinished=True)
    page = page_of(course)
    assert "Declared as help: a program that writes or rewrites text (AI)." in page
    assert "Made it shorter. &lt;script&gt;" in page


def test_a_page_about_a_hand_in_that_declares_nothing_says_so(course):
    graded(course)
    feedback.make(course, "a9", unfinished=True)
    assert "Nothing was declared about help." in page_of(course)
