"""The light page: a notebook as a document, with nothing executed and nothing given away."""

from __future__ import annotations

import json
from typing import Any

import pytest

from alongside import paths
from alongside.content.citing import kit_sources
from alongside.content.load import unit_in
from alongside.errors import ContentError
from alongside.model.answers import ENTRY_OF
from alongside.model.kinds import ReflectionValue
from alongside.publish.light import Heading, headings, light_page, read_notebook

CONTENT = paths.content_root()
MODULE = CONTENT / "modules" / "m01-two-kinds-of-help"
SESSION = CONTENT / "assessments" / "source" / "a1"


def saving(response_id):
    return {"way": "none", "url": "", "store": response_id}


def page_of(folder, notebook=None, entries=None, name="module.ipynb"):
    notebook = notebook or read_notebook(folder / name)
    return light_page(
        unit_in(folder), notebook, entries=entries or {}, saving=saving, sources=kit_sources(), lang="en"
    )


def with_cell(**cell: Any):
    notebook = read_notebook(MODULE / "module.ipynb")
    notebook["cells"].append({"id": "own", "metadata": {}, "outputs": [], "execution_count": None, **cell})
    return notebook


def test_every_place_to_answer_is_on_the_page_once_in_the_order_of_the_notebook():
    page = page_of(MODULE)
    ids = [state["item"]["id"] for state in page.states]
    assert sorted(ids) == sorted(response.id for response in unit_in(MODULE).responses)
    cells = [cell["id"] for cell in read_notebook(MODULE / "module.ipynb")["cells"]]
    assert ids == [cell for cell in cells if cell in ids]
    mounts = [block.id for block in page.blocks if block.kind]
    assert mounts == [state["mount"] for state in page.states]


def test_a_prompt_is_said_by_the_widget_and_not_a_second_time_by_the_text():
    page = page_of(MODULE)
    texts = " ".join(block.html for block in page.blocks if not block.kind)
    prompts = [state["item"]["prompt"].strip() for state in page.states]
    assert [prompt for prompt in prompts if prompt in texts] == []


def test_what_was_answered_is_in_the_state_and_nowhere_in_the_text():
    entry = ENTRY_OF["reflection"](
        id="m01-r2",
        rev=3,
        saved_at="2026-03-01T10:42:03.125Z",
        lang="en",
        prompt="?",
        content_version=1,
        value=ReflectionValue(text="Only <b>QX</b>."),
    )
    page = page_of(MODULE, entries={"m01-r2": entry})
    state = next(one for one in page.states if one["item"]["id"] == "m01-r2")
    assert (state["answer"], state["rev"], state["saved_at"]) == (
        {"text": "Only <b>QX</b>."},
        3,
        "2026-03-01T10:42:03.125Z",
    )
    assert not any("QX" in block.html for block in page.blocks)


def test_a_graded_session_gives_nothing_of_its_key_away():
    page = page_of(SESSION, name="a1.ipynb")
    given = json.dumps(page.states)
    for field in ('"right"', '"target":', '"reason"'):
        assert field not in given
    assert all(state["item"].get("order", []) == [] for state in page.states)


def test_the_contents_are_the_headings_and_every_one_leads_somewhere():
    page = page_of(MODULE)
    html = "".join(block.html for block in page.blocks)
    assert len(page.contents) > 5
    assert [one for one in page.contents if f'id="{one.anchor}"' not in html] == []


def test_headings_are_those_of_the_second_and_third_level():
    assert headings("# One\n\n## Two\n\ntext\n\n### Three & more\n\n#### Four") == [
        Heading(2, "Two", "two"),
        Heading(3, "Three & more", "three-more"),
    ]


def test_a_cell_outside_the_grammar_is_refused_with_what_to_do():
    with pytest.raises(ContentError, match="as a notebook instead"):
        page_of(MODULE, with_cell(cell_type="code", source="print('hello')"))


def test_a_call_for_a_response_that_is_not_there_is_named():
    with pytest.raises(ContentError, match="m01-r99"):
        page_of(MODULE, with_cell(cell_type="code", source='kit.reflect("m01-r99")'))


def test_markdown_of_somebodys_own_edition_cannot_run():
    notebook = with_cell(cell_type="markdown", source="<script>alert(1)</script><img src=x onerror=alert(1)>")
    html = page_of(MODULE, notebook).blocks[-1].html
    assert "<script" not in html
    assert "onerror" not in html


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b'{"cells": 3}', b"\xff", b"[" * 100_000],
    ids=["cut", "list", "cells", "bytes", "deep"],
)
def test_a_file_that_is_no_notebook_is_named(tmp_path, content):
    (tmp_path / "module.ipynb").write_bytes(content)
    with pytest.raises(ContentError, match=r"module\.ipynb"):
        read_notebook(tmp_path / "module.ipynb")
    with pytest.raises(ContentError, match=r"none\.ipynb"):
        read_notebook(tmp_path / "none.ipynb")


def test_data_to_explore_are_a_sentence_and_no_widget():
    page = page_of(CONTENT / "exercises/x06-reading-a-needs-audit", name="exercise.ipynb")
    block = next(one for one in page.blocks if one.id == "w-x06-u1")
    assert "need this page as a notebook" in block.html
    assert block.kind == ""
    assert "x06-u1" not in {state["item"]["id"] for state in page.states}
