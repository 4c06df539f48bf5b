"""A released page, a letter or feedback, as a PDF: the words of the file itself, so that both say the same.

The file is read as what it may be: somebody else's. Only words and their order are taken from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import html

from alongside.publish.pdf import Printed, printed
from alongside.publish.session.text import Block, Runs, table
from alongside.publish.session.whole import levelled
from alongside.strings import _

_LEFT_OUT = {"head", "style", "script", "title", "template"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LOOKS = {"strong": "strong", "b": "strong", "th": "strong", "em": "slanted", "i": "slanted", "code": "code"}
_BARRED = {"answer", "comment", "right"}
"""Classes of what stands behind a bar at its left: words of the candidate and of assessors."""
_FLOATS = {"score"}
"""Classes of what stands beside the heading after it, and on paper below that."""
_DEEPEST = 60
"""Elements that may lie in one another; a page of the kit has far fewer."""


def page_pdf(page: str, lang: str = "en") -> Printed:
    """Return the PDF of a page that was released as HTML; what cannot be drawn is in `missing`."""
    tree = html.document_fromstring(page)
    title = tree.findtext(".//title") or _("Document")
    blocks = [one for body in tree.iter("body") for one in _inside(body, 0)]
    data = {
        "title": " ".join(title.split()),
        "lang": tree.get("lang") or lang,
        "variant": "standard",
        "words": {"page": _("page {n} of {total}")},
        "blocks": levelled(blocks, above=0),
    }
    return printed("document", data)


def _inside(element: Any, depth: int) -> list[Block]:
    """Return the blocks of an element; loose words in it are paragraphs of their own."""
    if depth > _DEEPEST:
        return []
    found: list[Block] = []
    held: list[Block] = []
    found += _loose(element.text)
    for child in element:
        blocks = _block(child, depth + 1) if isinstance(child.tag, str) else []
        if _classes(child) & _FLOATS:
            held += blocks
        else:
            found += blocks
        if held and found and found[-1]["kind"] == "heading":
            found += held
            held = []
        found += _loose(child.tail)
    return [*found, *held]


def _block(element: Any, depth: int) -> list[Block]:
    tag = element.tag
    if tag in _LEFT_OUT:
        return []
    if tag in _HEADINGS:
        return [{"kind": "heading", "level": _HEADINGS[tag], "runs": _runs(element)}]
    draw = _DRAWN.get(tag)
    if draw is not None:
        return draw(element, depth)
    blocks = _inside(element, depth)
    classes = _classes(element)
    if "prompt" in classes:
        return [_bold(one) for one in blocks]
    barred = bool(classes & _BARRED) and [one["kind"] for one in blocks] not in ([], ["quote"])
    return [{"kind": "quote", "blocks": _calm(blocks)}] if barred else blocks


def _classes(element: Any) -> set[str]:
    return set((element.get("class") or "").split())


def _bold(block: Block) -> Block:
    return {**block, "runs": [{**run, "strong": True} for run in block["runs"]]} if "runs" in block else block


def _calm(blocks: list[Block]) -> list[Block]:
    """Return blocks without headings, which a quote has none of."""
    return [
        {"kind": "text", "runs": _bold(one)["runs"]} if one["kind"] == "heading" else one for one in blocks
    ]


def _loose(text: str | None) -> list[Block]:
    words = " ".join((text or "").split())
    return [{"kind": "text", "runs": [{"text": words}]}] if words else []


def _paragraph(element: Any, _depth: int) -> list[Block]:
    runs = _runs(element)
    return [{"kind": "text", "runs": runs}] if runs else []


def _list(element: Any, depth: int) -> list[Block]:
    items = [_item(one, depth) for one in element if one.tag == "li"]
    return [{"kind": "list", "ordered": element.tag == "ol", "start": 1, "items": items}] if items else []


def _item(element: Any, depth: int) -> list[Block]:
    deeper = any(child.tag in {"p", "ul", "ol", "div", "table"} for child in element)
    return _calm(_inside(element, depth + 1)) if deeper else _paragraph(element, depth)


def _table(element: Any, _depth: int) -> list[Block]:
    rows = [[_runs(cell) for cell in row if cell.tag in {"th", "td"}] for row in element.iter("tr")]
    if not rows or not rows[0]:
        return []
    head, *body = rows
    width = len(head)
    even = [[*row, *([[]] * width)][:width] for row in body]
    return [{**table(head, even, ["left"] * width), "write": [False] * width}]


_DRAWN: dict[str, Callable[[Any, int], list[Block]]] = {
    "p": _paragraph,
    "dt": lambda element, depth: [_bold(one) for one in _paragraph(element, depth)],
    "ul": _list,
    "ol": _list,
    "table": _table,
}


def _runs(element: Any) -> Runs:
    """Return the words of an element as stretches, without white space at the ends of lines."""
    runs: Runs = []
    for text, looks in _stretches(element, (), 0):
        before = runs[-1]["text"][-1:] if runs else ""
        words = text if text == "\n" else " ".join(f"-{text}-".split())[1:-1]
        if not before or before in " \n":
            words = words if text == "\n" else words.lstrip(" ")
        if words:
            runs.append({"text": words, **dict.fromkeys(looks, True)})
    while runs and not runs[-1]["text"].strip():
        runs.pop()
    return runs


def _stretches(element: Any, looks: tuple[str, ...], depth: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    if depth > _DEEPEST or element.tag in _LEFT_OUT:
        return
    own = (*looks, _LOOKS[element.tag]) if element.tag in _LOOKS else looks
    if element.tag == "br":
        yield "\n", looks
    if element.tag == "li" and depth:
        yield "• ", looks
    yield element.text or "", own
    for child in element:
        if isinstance(child.tag, str):
            yield from _stretches(child, own, depth + 1)
        if child.tag == "li":
            yield "\n", looks
        yield child.tail or "", own
