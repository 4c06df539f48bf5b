"""A Word document, written piece by piece: paragraphs in named styles, lists that begin at one, tables.

Paragraphs go in before the last section straight away, because the way of python-docx looks through the whole
document for each of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import CT_Tbl, OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from lxml.etree import SubElement

from alongside.responses.html import printable

LABEL = "Answer label"
"""The style of a line that names what stands below it, and is no heading."""
TEXT_WIDTH = Mm(160)
MOST_COLUMNS = 8
"""A table with more columns is laid out as several: Word opens no table with more than 63."""
_INK, _ACCENT = RGBColor(0x1D, 0x2A, 0x30), RGBColor(0x0B, 0x6A, 0x6B)
_LOOKS = {"Title": (24, _INK), "Heading 1": (16, _ACCENT), "Heading 2": (12, _INK), "Caption": (9, _INK)}
_PIECES, _BREAKS = re.compile("([\n\t])"), {"\n": qn("w:br"), "\t": qn("w:tab")}
_CORE_LIMIT = 255
"""Characters that a property of a document may have."""


class Paper:
    """A Word document on A4 that is being written; `lang` is the language of its words."""

    def __init__(self, title: str, lang: str, author: str, now: datetime) -> None:
        self._document = docx.Document()
        _set_up(self._document, lang)
        properties = self._document.core_properties
        properties.title, properties.author = _short(title), _short(author)
        properties.last_modified_by, properties.language = _short(author), lang
        properties.comments = ""
        properties.created = properties.modified = now.astimezone(UTC).replace(tzinfo=None)
        self._end = self._document.element.body.sectPr
        self._styles = {style.name: style.style_id for style in self._document.styles}

    def write(self, text: str, style: str = "Normal", *, numbering: int | None = None) -> None:
        """Add a paragraph; line ends stay, and what begins in a script from the right runs that way."""
        paragraph = OxmlElement("w:p")
        self._end.addprevious(paragraph)
        _fill(paragraph, text)
        paragraph.style = self._styles[style]
        if numbering is not None:
            number = paragraph.get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_ilvl().val = 0
            number.get_or_add_numId().val = numbering

    def list(self, items: Iterable[str], *, ordered: bool = False) -> None:
        """Add a list; an ordered one begins at one, whatever stood before it."""
        numbering = self._new_numbering() if ordered else None
        for item in items:
            self.write(item, "List Number" if ordered else "List Bullet", numbering=numbering)

    def table(self, head: list[str], rows: list[list[str]]) -> None:
        """Add a table whose head stands again on every page; the first column names each row."""
        for first in range(1, max(len(head), 2), MOST_COLUMNS - 1):
            chosen = slice(first, first + MOST_COLUMNS - 1)
            self._table([[row[0], *row[chosen]] for row in (head, *rows)])

    def finished(self) -> bytes:
        """Return the document as the bytes of a `.docx` file."""
        packed = BytesIO()
        self._document.save(packed)
        return packed.getvalue()

    def _table(self, lines: list[list[str]]) -> None:
        table = CT_Tbl.new_tbl(len(lines), len(lines[0]), TEXT_WIDTH)
        self._end.addprevious(table)
        for number, (row, cells) in enumerate(zip(table.tr_lst, lines, strict=True)):
            for place, (cell, text) in enumerate(zip(row.tc_lst, cells, strict=True)):
                _fill(cell.p_lst[0], text, bold=not number or not place)
            row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        table.tr_lst[0].trPr.append(OxmlElement("w:tblHeader"))
        WordTable(table, self._document).style = self._document.styles["Table Grid"]
        self.write("")  # Word joins tables that touch

    def _new_numbering(self) -> int:
        numbering = self._document.part.numbering_part.element
        style = self._document.styles["List Number"].element
        kind = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
        number = numbering.add_num(kind)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return number.numId


def _set_up(document: Document, lang: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)
    for name, (size, colour) in _LOOKS.items():
        font = document.styles[name].font
        font.size, font.color.rgb = Pt(size), colour
    document.styles["Normal"].font.size = Pt(11)
    label = document.styles.add_style(LABEL, WD_STYLE_TYPE.PARAGRAPH)
    label.base_style, label.font.bold = document.styles["Normal"], True
    label.paragraph_format.keep_with_next = True
    for place in document.styles.element.xpath("w:docDefaults//w:lang"):
        place.set(qn("w:val"), lang)


def _fill(paragraph: CT_P, text: str, *, bold: bool = False) -> None:
    run = paragraph.add_r()
    for piece in _PIECES.split(printable(text.replace("\r\n", "\n").replace("\r", "\n"))):
        if piece in _BREAKS:
            SubElement(run, _BREAKS[piece])
        else:
            part = SubElement(run, qn("w:t"), {qn("xml:space"): "preserve"})
            part.text = piece
    if bold:
        run.get_or_add_rPr().append(OxmlElement("w:b"))
    if _from_the_right(text):
        paragraph.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _from_the_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from the right, as in `dir="auto"` on a page."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((one for one in strong if one in {"L", "R", "AL"}), "L") != "L"


def _short(text: str) -> str:
    return printable(text)[:_CORE_LIMIT]
