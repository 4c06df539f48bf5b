"""A released page as a PDF: the words of the file itself, in order, and nothing that a file smuggles in."""

from __future__ import annotations

import io

from builders import NOON, PARTIAL, a_handin, put
from pypdf import PdfReader

from alongside.grading import intake, lane, marks
from alongside.publish import feedback
from alongside.publish import paged as door
from alongside.publish.paged import page_pdf
from alongside.publish.session.text import texts_in


def data_of(page: str, monkeypatch) -> dict:
    """What the template gets of a page."""
    seen = {}
    monkeypatch.setattr(door, "printed", lambda template, data: seen.update(data))
    page_pdf(page)
    return seen


def told(page: str, monkeypatch) -> list[str]:
    return list(texts_in(data_of(page, monkeypatch)["blocks"]))


def test_the_feedback_of_a_candidate_says_on_paper_what_its_page_says(course):
    put(course, a_handin(checks=PARTIAL, text="My #question $x$.\nNext line."))
    intake.collect(course, "a9", NOON)
    lane.autograde(course, "a9")
    marks.give_mark(course, "a9", ("p01", "a9-t1"), 4, "Short and open.")
    feedback.make(course, "a9")
    page = (course.place("feedback", "a9", "p01") / "a9.html").read_text(encoding="utf-8")
    made = page_pdf(page)
    words = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(made.pdf)).pages).split())
    for one in (
        "My #question $x$.",
        "It leaves the problem with her.",
        "Short and open.",
        "8 of 12",
        "page 1 of",
    ):
        assert one in words


def test_what_a_file_would_do_is_left_out_and_its_words_stay(monkeypatch):
    page = "<body><main><script>alert(1)</script><style>p{}</style><p>Kept <b>so</b></p></main></body>"
    assert "".join(told(page, monkeypatch)).count("alert") == 0
    assert "Kept so" in told(page, monkeypatch)


def test_lists_tables_and_breaks_keep_their_place(monkeypatch):
    page = (
        "<body><p>One<br>two</p><ul><li>a <em>b</em></li><li><p>c</p></li></ul>"
        "<table><tr><th>H</th><th>I</th></tr><tr><td>x</td><td><ul><li>y</li><li>z</li></ul></td></tr></table></body>"
    )
    blocks = data_of(page, monkeypatch)["blocks"]
    assert [one["kind"] for one in blocks] == ["text", "list", "table"]
    assert "One\ntwo" in list(texts_in(blocks))
    assert "• y\n• z" in list(texts_in(blocks))


def test_an_item_of_a_list_has_one_mark_and_a_score_stands_below_its_heading(monkeypatch):
    page = "<body><section><p class='score'>2 of 3</p><h2>Q</h2><ul><li>a</li></ul></section></body>"
    blocks = data_of(page, monkeypatch)["blocks"]
    assert [one["kind"] for one in blocks] == ["heading", "text", "list"]
    assert "•" not in "".join(texts_in(blocks))


def test_headings_begin_at_the_first_level_and_skip_none(monkeypatch):
    page = "<body><p>Before</p><h2>A</h2><h4>B</h4></body>"
    blocks = data_of(page, monkeypatch)["blocks"]
    assert [one["level"] for one in blocks if one["kind"] == "heading"] == [1, 2]


def test_elements_in_one_another_beyond_all_measure_do_not_stop_it(monkeypatch):
    assert told(f"<body>{'<div>' * 5000}deep{'</div>' * 5000}<p>after</p></body>", monkeypatch) is not None
