"""An answer as safe, static HTML, and as plain text: for export, feedback and graded notebooks."""

from __future__ import annotations

import html
import re
from typing import Any

from alongside.model.kinds import AnyResponse, AnyValue
from alongside.responses.blocks import AnyBlock, Listing, Passage, Table
from alongside.responses.telling import blocks_of
from alongside.strings import _

_NOT_FOR_PAGES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def answer_html(response: AnyResponse | None, value: AnyValue | dict[str, Any] | None) -> str:
    """Return an answer as HTML without anything alive: every word of it is escaped.

    The wording comes from `response`; ids that it does not know stand as ids.
    """
    inner = "".join(_block_html(block) for block in blocks_of(response, value))
    return f'<div class="answer">{inner or _empty()}</div>'


def answer_text(response: AnyResponse | None, value: AnyValue | dict[str, Any] | None) -> str:
    """Return an answer as plain text, one line for each thing that was chosen, safe for a terminal."""
    text = "\n".join(_block_text(block) for block in blocks_of(response, value))
    return _NOT_FOR_PAGES.sub("\ufffd", text) or _("Not answered.")


def safe(text: str) -> str:
    """Return `text` escaped for HTML, text and attribute alike, with control characters shown as �."""
    return html.escape(_NOT_FOR_PAGES.sub("\ufffd", text), quote=True)


def passage_html(text: str) -> str:
    """Return a written text as paragraphs; single line ends stay."""
    paragraphs = re.split(r"\n{2,}", text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    return "".join(f'<p dir="auto">{safe(one).replace(chr(10), "<br>")}</p>' for one in paragraphs)


def _empty() -> str:
    sentence = _("Not answered.")
    return f'<p class="answer-empty">{safe(sentence)}</p>'


def _block_html(block: AnyBlock) -> str:
    match block:
        case Passage(text):
            return passage_html(text)
        case Listing(label, items, ordered):
            tag = "ol" if ordered else "ul"
            lines = "".join(f'<li dir="auto">{safe(item)}</li>' for item in items or [_("Nothing")])
            return f'<p class="answer-label" dir="auto">{safe(label)}</p><{tag}>{lines}</{tag}>'
        case Table(head, rows):
            top = "".join(f'<th scope="col">{safe(cell)}</th>' for cell in head)
            return f"<table><thead><tr>{top}</tr></thead><tbody>{''.join(map(_row, rows))}</tbody></table>"


def _row(cells: list[str]) -> str:
    first, *rest = cells
    others = "".join(f'<td dir="auto">{safe(cell)}</td>' for cell in rest)
    return f'<tr><th scope="row" dir="auto">{safe(first)}</th>{others}</tr>'


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
