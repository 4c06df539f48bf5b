"""An answer as safe, static HTML, and as plain text: for export, feedback and graded notebooks."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import Any

from alongside.model.kinds import AnyResponse, AnyValue
from alongside.responses.blocks import AnyBlock, Listing, Passage, Table
from alongside.responses.telling import blocks_of
from alongside.strings import _

Tell = Callable[[str], str]
"""Makes safe HTML of a text."""
_NOT_FOR_PAGES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def answer_html(response: AnyResponse | None, value: AnyValue | dict[str, Any] | None) -> str:
    """Return an answer as HTML without anything alive: every word of it is escaped.

    The wording comes from `response`; ids that it does not know stand as ids.
    """
    return blocks_html(blocks_of(response, value), safe)


def blocks_html(blocks: Iterable[AnyBlock], tell: Tell) -> str:
    """Return the blocks of an answer as HTML; `tell` makes each text of it safe, and may mark words."""
    inner = "".join(_block_html(block, tell) for block in blocks)
    return f'<div class="answer">{inner or _empty()}</div>'


def answer_text(response: AnyResponse | None, value: AnyValue | dict[str, Any] | None) -> str:
    """Return an answer as plain text, one line for each thing that was chosen, safe for a terminal."""
    text = "\n".join(_block_text(block) for block in blocks_of(response, value))
    return printable(text) or _("Not answered.")


def safe(text: str) -> str:
    """Return `text` escaped for HTML, text and attribute alike, with control characters shown as �."""
    return html.escape(printable(text), quote=True)


def printable(text: str) -> str:
    """Return `text` with what no page, terminal or XML file may hold (control characters) shown as �."""
    return _NOT_FOR_PAGES.sub("\ufffd", text)


def paragraphs_of(text: str) -> list[str]:
    """Return a written text as paragraphs, which blank lines part; single line ends stay in them."""
    return re.split(r"\n{2,}", text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))


def passage_html(text: str, tell: Tell = safe) -> str:
    """Return a written text as paragraphs; single line ends stay."""
    return "".join(f'<p dir="auto">{tell(one).replace(chr(10), "<br>")}</p>' for one in paragraphs_of(text))


def _empty() -> str:
    sentence = _("Not answered.")
    return f'<p class="answer-empty">{safe(sentence)}</p>'


def _block_html(block: AnyBlock, tell: Tell) -> str:
    match block:
        case Passage(text):
            return passage_html(text, tell)
        case Listing(label, items, ordered):
            tag = "ol" if ordered else "ul"
            lines = "".join(f'<li dir="auto">{tell(item)}</li>' for item in items or [_("Nothing")])
            return f'<p class="answer-label" dir="auto">{tell(label)}</p><{tag}>{lines}</{tag}>'
        case Table(head, rows):
            top = "".join(f'<th scope="col">{tell(cell)}</th>' for cell in head)
            lines = "".join(_row(cells, tell) for cells in rows)
            return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"


def _row(cells: list[str], tell: Tell) -> str:
    first, *rest = cells
    others = "".join(f'<td dir="auto">{tell(cell)}</td>' for cell in rest)
    return f'<tr><th scope="row" dir="auto">{tell(first)}</th>{others}</tr>'


def _block_text(block: AnyBlock) -> str:
    match block:
        case Passage(text):
            return text
        case Listing(label, items, ordered):
            marks = (f"{n}." if ordered and items else "-" for n in range(1, len(items) + 2))
            lines = [f"  {mark} {item}" for mark, item in zip(marks, items or [_("Nothing")], strict=False)]
            return "\n".join([f"{label}:", *lines])
        case Table(head, rows):
            return "\n".join(_row_text(head, row) for row in rows)


def _row_text(head: list[str], row: list[str]) -> str:
    if len(row) == 2:
        return f"{row[0]}: {row[1]}"
    told = "; ".join(f"{name}: {cell}" for name, cell in zip(head[1:], row[1:], strict=True))
    return f"{row[0]} ({told})"
