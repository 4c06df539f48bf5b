"""Markdown of the curriculum as data for a template: what mistune reads, walked piece by piece.

Nothing here writes markup. A text stays a text, whatever signs it holds.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import mistune

from alongside.model.evidence import Source
from alongside.publish.prose import cited

Block = dict[str, Any]
"""A piece of a page; `kind` says which."""
Runs = list[dict[str, Any]]
"""Stretches of text: `text`, and what it is (`strong`, `slanted`, `code`, `struck`)."""

_read = mistune.create_markdown(renderer=None, plugins=["table", "strikethrough"])
_LOOKS = {"strong": "strong", "emphasis": "slanted", "strikethrough": "struck"}
_PLAIN = {"softbreak": " ", "linebreak": "\n"}
_LEFT_OUT = {"inline_html", "image"}
"""What stands in no line: a picture comes after the paragraph that holds it."""
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg"}
_HERE = "#"
"""Where the name of a source leads; on paper it stands for itself."""
_TAG = re.compile(r"<[^>]*>")


def plain(text: str) -> Runs:
    """Return a text without any markdown as one stretch."""
    return [{"text": " ".join(text.split())}]


def paragraph(text: str) -> Block:
    """Return a text without any markdown as a paragraph."""
    return {"kind": "text", "runs": plain(text)}


def blocks(
    markdown: str, *, top: int = 1, sources: Mapping[str, Source] | None = None, folder: Path | None = None
) -> list[Block]:
    """Return the blocks of a markdown text. `top` is the level that its first level of heading gets.

    Pictures are read from `folder`; one that is not there stands as its description.
    """
    tokens = _read(cited(markdown, sources or {}, _HERE))
    return _blocks(tokens if isinstance(tokens, list) else [], _Walk(top, folder))


class _Walk:
    """What a walk knows on its way: the level of the first heading, and where pictures lie."""

    def __init__(self, top: int, folder: Path | None) -> None:
        self.top, self.folder = top, folder


def _blocks(tokens: Iterable[dict[str, Any]], walk: _Walk) -> list[Block]:
    found: list[Block] = []
    for token in tokens:
        draw = _DRAWN.get(token["type"])
        if draw is not None:
            found += draw(token, walk)
        elif token.get("children"):
            found += _blocks(token["children"], walk)
    return found


def _heading(token: dict[str, Any], walk: _Walk) -> list[Block]:
    level = walk.top + token["attrs"]["level"] - 1
    return [{"kind": "heading", "level": level, "runs": _runs(token["children"])}]


def _text(token: dict[str, Any], walk: _Walk) -> list[Block]:
    """Return a paragraph, and the pictures in it after it."""
    runs = _runs(token["children"])
    words = [{"kind": "text", "runs": runs}] if any(run["text"].strip() for run in runs) else []
    shown = [_picture(one, walk.folder) for one in token["children"] if one["type"] == "image"]
    return [*words, *shown]


def _list(token: dict[str, Any], walk: _Walk) -> list[Block]:
    attrs = token["attrs"]
    items = [_inside(_blocks(item.get("children", []), walk)) for item in token["children"]]
    start = attrs.get("start", 1) or 1
    return [{"kind": "list", "ordered": bool(attrs["ordered"]), "start": start, "items": items}]


def _inside(blocks: list[Block]) -> list[Block]:
    """Return blocks without headings: inside a list or a quote one is a line in bold."""
    return [_bold(one["runs"]) if one["kind"] == "heading" else one for one in blocks]


def _bold(runs: Runs) -> Block:
    return {"kind": "text", "runs": [{**run, "strong": True} for run in runs]}


def _quote(token: dict[str, Any], walk: _Walk) -> list[Block]:
    return [{"kind": "quote", "blocks": _inside(_blocks(token["children"], walk))}]


def _table(token: dict[str, Any], _walk: _Walk) -> list[Block]:
    head, body = token["children"][0], token["children"][1:]
    rows = [
        [_runs(cell["children"]) for cell in row["children"]] for part in body for row in part["children"]
    ]
    align = [cell["attrs"].get("align") or "left" for cell in head["children"]]
    return [table([_runs(cell["children"]) for cell in head["children"]], rows, align)]


def table(head: list[Runs], rows: list[list[Runs]], align: list[str]) -> Block:
    """Return a table; a column of which more than half is empty is one to write in."""
    empty = [[not "".join(run["text"] for run in cell).strip() for cell in row] for row in rows]
    write = [2 * sum(row[n] for row in empty) > len(rows) for n in range(len(head))]
    return {"kind": "table", "align": align, "head": head, "rows": rows, "write": write}


def _rule(_token: dict[str, Any], _walk: _Walk) -> list[Block]:
    return [{"kind": "rule"}]


def _code(token: dict[str, Any], _walk: _Walk) -> list[Block]:
    return [{"kind": "text", "runs": [{"text": token["raw"].rstrip("\n"), "code": True}]}]


def _html(token: dict[str, Any], _walk: _Walk) -> list[Block]:
    words = html.unescape(_TAG.sub(" ", token["raw"])).strip()
    return [paragraph(words)] if words else []


def _picture(token: dict[str, Any], folder: Path | None) -> Block:
    alt = _words(token["children"])
    path = folder / token["attrs"]["url"] if folder else None
    inside = path is not None and path.resolve().is_relative_to(folder.resolve()) and path.is_file()
    if not inside or path.suffix.lower() not in _PICTURES:
        return {"kind": "text", "runs": [{"text": alt, "slanted": True}]}
    return {"kind": "picture", "bytes": list(path.read_bytes()), "alt": alt}


_DRAWN: dict[str, Callable[[dict[str, Any], _Walk], list[Block]]] = {
    "heading": _heading,
    "paragraph": _text,
    "block_text": _text,
    "list": _list,
    "block_quote": _quote,
    "table": _table,
    "thematic_break": _rule,
    "block_code": _code,
    "block_html": _html,
}


def _runs(tokens: Iterable[dict[str, Any]], looks: tuple[str, ...] = ()) -> Runs:
    found: Runs = []
    for token in tokens:
        found += _run(token, looks)
    return found


def _run(token: dict[str, Any], looks: tuple[str, ...]) -> Runs:
    kind = token["type"]
    if kind in _PLAIN:
        return [_stretch(_PLAIN[kind], looks)]
    if kind == "text":
        return [_stretch(token["raw"], looks)]
    if kind == "codespan":
        return [_stretch(token["raw"], (*looks, "code"))]
    if kind in _LEFT_OUT:
        return []
    more = (*looks, _LOOKS[kind]) if kind in _LOOKS else looks
    address = _address(token, looks) if kind == "link" else []
    return [*_runs(token.get("children", []), more), *address]


def _stretch(text: str, looks: tuple[str, ...]) -> dict[str, Any]:
    return {"text": html.unescape(text), **dict.fromkeys(looks, True)}


def _address(token: dict[str, Any], looks: tuple[str, ...]) -> Runs:
    """Return the address of a link in brackets, as paper needs it; none for a place inside the kit."""
    url = token["attrs"]["url"]
    if not url.startswith(("https://", "http://")) or url == _words(token["children"]):
        return []
    return [_stretch(f" ({url})", looks)]


def _words(tokens: Iterable[dict[str, Any]]) -> str:
    return "".join(run["text"] for run in _runs(tokens))


def texts_in(data: Any) -> Iterable[str]:
    """Yield every text in data for a template; the stretches of one paragraph come as one text."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from texts_in(value)
    elif isinstance(data, list):
        if data and all(isinstance(one, Mapping) and "text" in one and "kind" not in one for one in data):
            yield "".join(str(one["text"]) for one in data)
        for value in data:
            yield from texts_in(value)
