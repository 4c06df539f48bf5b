"""What was written as a Word document: opened again, and read."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from answering import NOW, OPTIONS, a_unit

from alongside.model.base import TEXT_LIMIT
from alongside.publish.paper import MOST_COLUMNS, Paper
from alongside.publish.word import MOST_PARAGRAPHS, export_word
from alongside.responses.export import UnitFor
from alongside.responses.files import save

LATER = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
VALUES = {
    "m03-r1": {"text": "First line\nsecond line\n\nAnother <b>paragraph</b>."},
    "m03-s1": {"ratings": {"i1": 4}, "kept": [{"at": "2026-02-01T10:00:00Z", "ratings": {"i1": 1}}]},
    "m03-k1": {"chosen": ["b"], "confidence": 1},
}


@pytest.fixture
def workspace(tmp_path) -> Path:
    """Three answers of one module, and one of another."""
    for unit_id in ("m03", "m04"):
        folder = tmp_path / "modules" / f"{unit_id}-unit"
        folder.mkdir(parents=True)
        unit = a_unit(unit_id=unit_id)
        for name, value in VALUES.items() if unit_id == "m03" else [("m03-r1", {"text": "Elsewhere."})]:
            save(folder, unit, name.replace("m03", unit_id), value, 0, NOW)
    return tmp_path


def opened(workspace: Path, unit_for: UnitFor = lambda unit, _folder: a_unit(unit_id=unit), **more: object):
    """The document, as Word would read it."""
    data = export_word(workspace, unit_for, LATER, name="Nika Dolinar", **more)
    return docx.Document(io.BytesIO(data))


def written(document, style: str | None = None) -> list[str]:
    return [one.text for one in document.paragraphs if style in {None, one.style.name}]


def test_it_has_a_title_headings_prompts_and_answers_in_their_order(workspace):
    document = opened(workspace)
    assert written(document, "Title") == ["What I wrote"]
    assert written(document, "Heading 1") == ["Listening", "Listening"]
    assert "What did you hear?" in written(document, "Heading 2")
    lines = written(document)
    places = [
        lines.index(text) for text in ("First line\nsecond line", "Another <b>paragraph</b>.", "Elsewhere.")
    ]
    assert places == sorted(places)


def test_its_properties_say_whose_it_is_what_it_is_and_when_it_was_made(workspace):
    document = opened(workspace, lang="sl")
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "What I wrote",
        "Nika Dolinar",
        "sl",
    )
    assert properties.created.replace(tzinfo=UTC) == LATER
    assert properties.comments == ""
    (language,) = document.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert language == "sl"
    assert "Nika Dolinar" in written(document)[1]
    assert LATER.astimezone().strftime("%Y-%m-%d %H:%M") in written(document)[1]
    assert sum(line.startswith("Saved ") for line in written(document, "Caption")) == len(VALUES) + 1


def test_a_table_of_an_answer_is_a_table_with_a_head_that_is_repeated(workspace):
    (table,) = opened(workspace).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Statement", "2026-02-01", "Now"]
    assert len(table.rows[0]._tr.xpath("w:trPr/w:tblHeader")) == 1
    assert table.style.name == "Table Grid"


def test_what_was_chosen_is_a_list_below_its_label(workspace):
    document = opened(workspace)
    assert OPTIONS[1].text in written(document, "List Bullet")
    assert "Chosen" in written(document, "Answer label")


def test_each_ordered_list_begins_at_one():
    paper = Paper("T", "en", "N", NOW)
    for items in (["a", "b"], ["c", "d"]):
        paper.list(items, ordered=True)
    document = docx.Document(io.BytesIO(paper.finished()))
    numbers = [one._p.pPr.numPr.numId.val for one in document.paragraphs]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    starts = document.part.numbering_part.element.xpath("w:num/w:lvlOverride/w:startOverride/@w:val")
    assert starts == ["1", "1"]


def test_one_module_alone_leaves_the_others_out(workspace):
    document = opened(workspace, only=workspace / "modules" / "m04-unit")
    assert "Elsewhere." in written(document)
    assert "First line\nsecond line" not in written(document)


def test_where_nothing_was_written_it_says_so(tmp_path):
    assert "Nothing has been written yet." in written(opened(tmp_path))


def test_answers_to_a_unit_that_is_gone_stand_with_ids(workspace):
    document = opened(workspace, lambda _unit, _folder: None)
    assert written(document, "Heading 1") == ["m03", "m04"]
    assert "First line\nsecond line" in written(document)


HOSTILE = {
    "markup": "<script>alert(1)</script> <w:p/> ]]> &amp; &#0;",
    "control characters": "\x01\x08\x0b\x0c\x1b[31m\x7f",
    "not a character": "\ufffe\uffff",
    "half a pair": "\ud83d broken \ude00",
    "line ends of every sort": "one\r\ntwo\rthree\tfour",
    "long": "wort " * (TEXT_LIMIT // 5),
    "one word": "x" * TEXT_LIMIT,
    "blank lines": "a\n\n" * (TEXT_LIMIT // 3),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_that_somebody_writes_breaks_the_document(tmp_path, name):
    text = HOSTILE[name]
    folder = tmp_path / "modules" / "m03-unit"
    folder.mkdir(parents=True)
    save(folder, a_unit(), "m03-r1", {"text": text}, 0, NOW)
    document = opened(tmp_path)
    whole = "".join(document.element.body.xpath(".//w:t/text()"))  # .text takes minutes for many line ends
    letters = [one for one in text if one.isalpha()]
    assert sum(map(whole.count, "xw")) >= sum(map(letters.count, "xw"))
    assert "\x01" not in whole
    assert len(document.paragraphs) < MOST_PARAGRAPHS + 20
    assert document.element.body.xpath("//w:script") == []


@pytest.mark.parametrize("text", ["\ud83d", "\x00\x0b", "x" * 200_000, "\ufffe"])
def test_the_paper_itself_takes_any_text_in_any_place(text):
    paper = Paper(text, "en", text, NOW)
    paper.write(text, "Heading 1")
    paper.list([text], ordered=True)
    paper.table([text, text], [[text, text]])
    document = docx.Document(io.BytesIO(paper.finished()))
    assert len(document.tables) == 1
    assert len(document.core_properties.title) <= 255


def test_a_table_too_wide_for_word_becomes_several_that_each_name_their_rows():
    head = ["What", *(f"day {number}" for number in range(100))]
    paper = Paper("T", "en", "N", NOW)
    paper.table(head, [["row", *map(str, range(100))]])
    tables = docx.Document(io.BytesIO(paper.finished())).tables
    assert max(len(table.columns) for table in tables) <= MOST_COLUMNS
    assert {table.cell(1, 0).text for table in tables} == {"row"}
    assert [cell.text for table in tables for cell in table.rows[1].cells[1:]] == list(map(str, range(100)))


def test_a_table_of_one_column_stays_a_table():
    paper = Paper("T", "en", "N", NOW)
    paper.table(["Only"], [["this"]])
    (table,) = docx.Document(io.BytesIO(paper.finished())).tables
    assert [cell.text for row in table.rows for cell in row.cells] == ["Only", "this"]


def test_a_text_from_the_right_runs_from_the_right():
    paper = Paper("T", "en", "N", NOW)
    for text in ("שקט, and more", "Quiet, שקט"):
        paper.write(text)
    document = docx.Document(io.BytesIO(paper.finished()))
    assert [len(one._p.xpath("w:pPr/w:bidi")) for one in document.paragraphs] == [1, 0]


def test_the_file_loads_nothing_from_elsewhere_and_names_no_tool(workspace):
    data = export_word(workspace, lambda unit, _folder: a_unit(unit_id=unit), LATER, name="Nika Dolinar")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        whole = b"".join(packed.read(name) for name in packed.namelist())
    assert b'TargetMode="External"' not in whole
    assert b"python-docx" not in whole
