"""formgrader with nbgrader's own templates: nothing from a network, nothing alive that somebody wrote."""

from __future__ import annotations

import re

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import v4
from traitlets.config.loader import PyFileConfigLoader

from alongside.grading.filters import markdown, sanitised

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)>[a](javascript:alert(1))<svg onload=alert(1)>"
_TASK = {
    "schema_version": 3,
    "grade_id": "a9-t1",
    "task": True,
    "grade": False,
    "solution": False,
    "locked": True,
    "points": 6,
}


@pytest.fixture
def formgrader(course):
    """The exporter that formgrader builds from the course's configuration."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
    return HTMLExporter(template_name="formgrade", config=config)


def drawn(exporter, *cells):
    resources = {"base_url": "", "notebook_id": "a9", "submission_id": "1", "index": 0, "total": 1}
    whole = v4.new_notebook(cells=list(cells))
    nbformat.validate(whole)
    return exporter.from_notebook_node(whole, resources=resources)[0]


def body(html):
    return html[html.index('id="notebook-container"') :]


def test_formgrader_keeps_its_boxes_for_score_and_comment(formgrader):
    html = drawn(formgrader, v4.new_markdown_cell("**Write.**", metadata={"nbgrader": _TASK}))
    assert 'id="a9-t1"' in html
    assert 'id="a9-t1-comment"' in html
    assert "<strong>Write.</strong>" in html


def test_formgraders_script_finds_what_it_waits_for(formgrader):
    """Without MathJax it never fills the boxes for scores in."""
    html = drawn(formgrader, v4.new_markdown_cell("text"))
    assert "window.MathJax = { Hub: { Startup:" in html


def test_long_answers_wrap_and_the_calls_that_drew_them_are_not_shown(formgrader):
    html = drawn(formgrader, v4.new_markdown_cell("text"))
    assert "white-space: pre-wrap" in html
    assert ".code_cell .inner_cell .input_area, .code_cell .prompt { display: none; }" in html


def test_formgrader_fetches_nothing_from_a_network(formgrader):
    html = drawn(formgrader, v4.new_markdown_cell("text"))
    assert re.findall(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", html) == []
    assert re.findall(r"url\([\"']?(?:https?:)?//|@import", html) == []


@pytest.mark.parametrize(
    "kind", ["text/html", "text/markdown", "image/svg+xml", "application/javascript", "text/latex"]
)
def test_no_output_but_plain_text_is_shown(formgrader, kind):
    data = {kind: ATTACK, "text/plain": "plain & simple"}
    cell = v4.new_code_cell("kit.reflect('a9-t1')", outputs=[v4.new_output("display_data", data=data)])
    html = body(drawn(formgrader, cell))
    assert "plain &amp; simple" in html
    assert "alert(1)" not in html


@pytest.mark.filterwarnings("ignore:Your element with mimetype")
def test_an_output_without_plain_text_is_not_shown(formgrader):
    cell = v4.new_code_cell("1", outputs=[v4.new_output("display_data", data={"text/html": ATTACK})])
    assert "alert(1)" not in body(drawn(formgrader, cell))


def test_markup_in_markdown_and_in_plain_text_is_shown_as_text(formgrader):
    output = v4.new_output("display_data", data={"text/plain": ATTACK})
    html = body(drawn(formgrader, v4.new_markdown_cell(ATTACK), v4.new_code_cell("1", outputs=[output])))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert (
        re.findall(r"<(?:script|img|svg|iframe)\b|<[^>]*\son\w+\s*=|javascript:alert\(1\)[\"']", html, re.I)
        == []
    )


def test_markdown_keeps_its_structure():
    html = markdown(None, "> quoted\n\n- one\n- two\n\n**bold** & *soft*")
    for part in ("<blockquote>", "<li>one</li>", "<strong>bold</strong>", "&amp;", "<em>soft</em>"):
        assert part in html


def test_what_survives_has_no_attributes_at_all():
    assert (
        sanitised('<p style="position:fixed" onclick="x()" id="a">hi</p><form><input></form>') == "<p>hi</p>"
    )
