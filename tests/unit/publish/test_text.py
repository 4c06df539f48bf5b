"""Markdown becomes data for a template: the structure is kept, and no text becomes markup."""

from __future__ import annotations

import pytest

from alongside.model.evidence import Source
from alongside.publish.session.text import blocks, plain, texts_in

EGAN = Source(
    key="egan_1975",
    authors="Egan, G.",
    year=1975,
    title="The skilled helper",
    venue=None,
    says="",
    caveat=None,
    topics=[],
    status="confirmed",
    print_numbers="no",
)


def words(markdown: str, **more) -> str:
    return "".join(run["text"] for run in blocks(markdown, **more)[0]["runs"])


def test_emphasis_is_said_of_stretches_of_text():
    (one,) = blocks("Plain **bold** ***both*** `code`")
    assert [(run["text"], sorted(run.keys() - {"text"})) for run in one["runs"]] == [
        ("Plain ", []),
        ("bold", ["strong"]),
        (" ", []),
        ("both", ["slanted", "strong"]),
        (" ", []),
        ("code", ["code"]),
    ]


@pytest.mark.parametrize("text", ["#panic()", "$x$ @ref", "= Not a heading", "a \\\\ b // c /* d */"])
def test_what_means_something_to_typst_stays_text(text):
    assert words(text).replace("\\", "") == text.replace("\\", "")


def test_headings_begin_where_the_caller_says():
    assert [(one["kind"], one["level"]) for one in blocks("# A\n\n### B", top=2)] == [
        ("heading", 2),
        ("heading", 4),
    ]


def test_a_heading_inside_a_list_or_a_quote_is_a_bold_line():
    (quote,) = blocks("> ## Loud\n>\n> soft")
    assert quote["blocks"][0] == {"kind": "text", "runs": [{"text": "Loud", "strong": True}]}


def test_lists_keep_their_order_their_start_and_what_is_inside_them():
    (one,) = blocks("3. first\n4. second\n   - deeper")
    assert (one["ordered"], one["start"], len(one["items"])) == (True, 3, 2)
    assert one["items"][1][1]["kind"] == "list"


def test_a_column_that_is_mostly_empty_is_one_to_write_in():
    (table,) = blocks("| What | Marks |\n|---|---:|\n| a |  |\n| b |  |\n| c | 1 |")
    assert table["write"] == [False, True]
    assert table["align"] == ["left", "right"]


def test_an_empty_corner_of_a_sum_is_nothing_to_write_in():
    (table,) = blocks("| Minutes | What |\n|---|---|\n| 10 | Talk |\n| 20 | Do |\n| **30** |  |")
    assert table["write"] == [False, False]


def test_the_address_of_a_link_is_printed_and_that_of_a_page_of_the_kit_is_not():
    assert words("[a page](https://example.org/x)") == "a page (https://example.org/x)"
    assert words("[module](../m01/module.ipynb)") == "module"


def test_a_known_citation_is_the_short_name_of_its_source():
    assert words("So [egan_1975].", sources={"egan_1975": EGAN}) == "So (Egan 1975)."
    assert words("So [nobody_1900].", sources={"egan_1975": EGAN}) == "So [nobody_1900]."


def test_a_picture_comes_as_its_bytes_and_outside_the_folder_as_its_description(tmp_path):
    inside = tmp_path / "unit"
    inside.mkdir()
    (inside / "ring.png").write_bytes(b"PNG")
    (tmp_path / "secret.png").write_bytes(b"secret")
    (one,) = blocks("![a ring](ring.png)", folder=inside)
    assert one == {"kind": "picture", "bytes": list(b"PNG"), "alt": "a ring"}
    (two,) = blocks("![hidden](../secret.png)", folder=inside)
    assert two["runs"][0]["text"] == "hidden"


def test_line_ends_of_a_file_are_no_line_ends_of_a_text():
    assert plain("one\n  two") == [{"text": "one two"}]


def test_the_stretches_of_a_paragraph_are_found_as_one_text():
    assert "a bold b" in list(texts_in(blocks("a **bold** b")))
