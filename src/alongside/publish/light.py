"""The light page: a notebook of the kit as a document, built without running anything.

The grammar says what each cell is, the unit's data the rest; the browser mounts the same front ends
that a notebook shows, on a small model of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import msgspec
from alongside_widgets import WIDGETS, front_name
from alongside_widgets.strings import widget_strings

from alongside.content.grammar import KIND_OF_CALL, Call, Refused, Text, read_cells
from alongside.content.load import response_of
from alongside.content.present import item_of
from alongside.errors import ContentError
from alongside.model.answers import Entry
from alongside.model.evidence import Source
from alongside.model.kinds import AnyResponse
from alongside.model.unit import AnyUnit
from alongside.publish.prose import anchor, prose, unstyled
from alongside.strings import _

Saving = Callable[[str], dict[str, Any]]
"""Response id to the `saving` of its widget (docs/joints.md)."""
Besides = Callable[[AnyResponse], dict[str, Any]]
"""A response to what its widget gets besides its own data, from this person's other answers."""

_HEADING = re.compile(r"^(#{2,3}) +(.+?)\s*$", re.M)


@dataclass(frozen=True)
class Heading:
    """One line of the page's contents: level 2 or 3, its words and its address in the page."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Block:
    """A stretch of the page: text as safe HTML, or the place where a widget is mounted."""

    id: str
    html: str
    kind: str = ""


@dataclass(frozen=True)
class LightPage:
    """Everything a template needs: blocks in order, the contents, each widget's state, their strings."""

    title: str
    blocks: list[Block]
    contents: list[Heading]
    states: list[dict[str, Any]]
    strings: dict[str, str]

    @property
    def kinds(self) -> list[str]:
        """The kinds of widget on the page, each once, in order."""
        return list(dict.fromkeys(state["kind"] for state in self.states))


def read_notebook(path: Path) -> dict[str, Any]:
    """Return a notebook file as parsed JSON; ContentError names the file."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as err:
        raise ContentError(f"is not a notebook that can be read ({err})", where=path.name) from err
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ContentError("is not a notebook", where=path.name)
    return notebook


def light_page(
    unit: AnyUnit,
    notebook: dict[str, Any],
    *,
    entries: Mapping[str, Entry],
    saving: Saving,
    sources: Mapping[str, Source],
    lang: str = "en",
    besides: Besides = lambda _response: {},
) -> LightPage:
    """Return the page of `unit`; ContentError where a cell is outside the grammar."""
    blocks: list[Block] = []
    states: list[dict[str, Any]] = []
    contents: list[Heading] = []
    cells = read_cells(notebook)
    calls = [cell.name for cell in cells if isinstance(cell, Call) and cell.name in KIND_OF_CALL]
    strings = widget_strings(lang, *dict.fromkeys(front_name(KIND_OF_CALL[call]) for call in calls))
    for cell in cells:
        match cell:
            case Refused():
                raise ContentError(cell.why, where=cell.id, do="Open it as a notebook instead.")
            case Text() if "prompt" not in cell.tags:
                blocks.append(Block(cell.id, prose(cell.source, sources)))
                contents += headings(cell.source)
            case Call(name="explore"):
                blocks.append(
                    Block(f"w-{cell.target}", f'<p class="alo-note">{escape(_without_controls())}</p>')
                )
            case Call() if cell.name != "score":
                response = response_of(unit, cell.target)
                item = item_of(response) | besides(response)
                state = _state(item, entries.get(cell.target), saving(cell.target))
                states.append(state)
                plain = WIDGETS[state["kind"]].plain_html(state["item"], strings)
                blocks.append(Block(f"w-{cell.target}", unstyled(plain), state["kind"]))
    return LightPage(unit.title, blocks, contents, states, strings)


def _without_controls() -> str:
    return _(
        "The controls for choosing compute with the data, so they need this page as a notebook. The tables "
        "above show the whole."
    )


def headings(source: str) -> list[Heading]:
    """Return the second and third level headings of a text, in order."""
    return [Heading(len(marks), words, anchor(words)) for marks, words in _HEADING.findall(source)]


def _state(item: dict[str, Any], entry: Entry | None, saving: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": item["kind"],
        "mount": f"w-{item['id']}",
        "item": item,
        "answer": msgspec.to_builtins(entry.value) if entry else {},
        "rev": entry.rev if entry else 0,
        "saved_at": entry.saved_at if entry else "",
        "saving": saving,
        "outgoing": {},
        "incoming": {},
    }
