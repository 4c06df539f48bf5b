"""What a notebook of the kit imports: `import alongside.notebook as kit`.

Each function shows one response by its id; `explore` shows data instead. Every trainee's kernel pays for
this import, so it takes shapes, the loader, the file of answers and the widgets, and nothing heavier.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from alongside_widgets import WIDGETS, front_name
from alongside_widgets.strings import widget_strings

from alongside import paths
from alongside.content.grammar import KIND_OF_CALL
from alongside.content.load import find_unit, response_of
from alongside.content.present import item_of
from alongside.errors import AnswersError, ContentError
from alongside.responses import files
from alongside.responses.beside import beside
from alongside.responses.whose import browser_keys, workspace_id

if TYPE_CHECKING:
    from alongside_widgets.base import KitWidget

    from alongside.exploring.controls import Explorer
    from alongside.model.kinds import AnyResponse
    from alongside.model.unit import AnyUnit

__all__ = [
    "agreement",
    "check",
    "compare",
    "explore",
    "grid",
    "log",
    "markup",
    "plan",
    "put_away",
    "rate",
    "reflect",
    "rehearse",
    "score",
    "sort",
    "supportmap",
    "timeline",
    "triad",
]

_shown: dict[str, KitWidget | Explorer] = {}


def reflect(response_id: str) -> KitWidget | HandedIn:
    """Show the box to write in for a reflection or a task."""
    return _show("reflect", response_id)


def rate(response_id: str) -> KitWidget | HandedIn:
    """Show the grid of a self-assessment."""
    return _show("rate", response_id)


def check(response_id: str) -> KitWidget | HandedIn:
    """Show a knowledge check."""
    return _show("check", response_id)


def sort(response_id: str) -> KitWidget | HandedIn:
    """Show cards to sort."""
    return _show("sort", response_id)


def agreement(response_id: str) -> KitWidget | HandedIn:
    """Show a one-page agreement to draft, print and sign."""
    return _show("agreement", response_id)


def log(response_id: str) -> KitWidget | HandedIn:
    """Show a log of meetings or practice."""
    return _show("log", response_id)


def rehearse(response_id: str) -> KitWidget | HandedIn:
    """Show a conversation to rehearse."""
    return _show("rehearse", response_id)


def triad(response_id: str) -> KitWidget | HandedIn:
    """Show the timer for practice in threes."""
    return _show("triad", response_id)


def plan(response_id: str) -> KitWidget | HandedIn:
    """Show an if-then plan, and what became of the one before."""
    return _show("plan", response_id)


def markup(response_id: str) -> KitWidget | HandedIn:
    """Show lines to mark, and words to strike."""
    return _show("markup", response_id)


def timeline(response_id: str) -> KitWidget | HandedIn:
    """Show a conversation minute by minute, or a stretch of months."""
    return _show("timeline", response_id)


def grid(response_id: str) -> KitWidget | HandedIn:
    """Show moments to place between two axes."""
    return _show("grid", response_id)


def supportmap(response_id: str) -> KitWidget | HandedIn:
    """Show a map of the people around a person."""
    return _show("supportmap", response_id)


def compare(response_id: str) -> KitWidget | HandedIn:
    """Show own ratings beside assessors' levels."""
    return _show("compare", response_id)


def score(response_id: str) -> float | None:
    """Return the points of a graded check while nbgrader is grading; nothing anywhere else.

    Raises KeyMissing where the key is not at hand: an answer is never scored without it.
    """
    if os.environ.get("NBGRADER_EXECUTION") != "autograde":
        return None
    from alongside.grading.score_cell import score as from_key

    return from_key(response_id)


def explore(exploration_id: str) -> Explorer:
    """Show data of a unit with controls to choose by: computed in this kernel with pandas, and not kept."""
    from alongside.exploring.controls import explorer

    box = explorer(exploration_id, Path.cwd())
    _shown[box.model_id] = box
    return box


def put_away(model_ids: list[str]) -> None:
    """Close boxes by the ids of their models: a page that goes away says which were its own."""
    for box in [_shown.pop(one) for one in model_ids if one in _shown]:
        box.layout.close()
        box.close()


class HandedIn:
    """An answer as it was handed in, shown while nbgrader is grading: text only, nothing alive."""

    def __init__(self, response: AnyResponse, value: Any) -> None:
        self._response = response
        self._value = value

    def __repr__(self) -> str:
        from alongside.responses.html import answer_text

        return answer_text(self._response, self._value)

    def _repr_html_(self) -> str:
        from alongside.responses.html import answer_html

        return answer_html(self._response, self._value)


def _show(name: str, response_id: str) -> KitWidget | HandedIn:
    here = Path.cwd()
    unit, _ = find_unit(response_id, here)
    response = response_of(unit, response_id)
    kind = response.__struct_config__.tag
    if kind != KIND_OF_CALL[name]:
        raise ContentError(
            f"{response_id} is a {kind}", where=f'kit.{name}("{response_id}")', do="Use its own call."
        )
    if os.environ.get("NBGRADER_EXECUTION"):
        return HandedIn(response, _handed_in_value(here, response_id))
    return _widget(unit, response, here)


def _handed_in_value(here: Path, response_id: str) -> Any:
    from alongside.responses.handin import read_handin

    path = here / "responses.json"
    if not path.is_file():
        return None
    handed = read_handin(path.read_bytes())
    return next((answer.value for answer in handed.answers if answer.id == response_id), None)


def _widget(unit: AnyUnit, response: AnyResponse, here: Path) -> KitWidget:
    saving = _saving(response.id, here)
    stored = _stored(unit, response.id, here) if saving["way"] != "none" else None
    item = item_of(response) | _beside(response, here, saving["way"])
    box = WIDGETS[item["kind"]](
        item=item,
        answer=msgspec.to_builtins(stored.value) if stored else {},
        rev=stored.rev if stored else 0,
        saved_at=stored.saved_at if stored else "",
        strings=widget_strings(os.environ.get("ALONGSIDE_LANG", unit.lang), front_name(item["kind"])),
        saving=saving,
        keep=_keeper(unit, response.id, here) if saving["way"] != "none" else None,
    )
    _shown[box.model_id] = box
    return box


def _beside(response: AnyResponse, here: Path, way: str) -> dict[str, Any]:
    root = paths.workspace_of(here)
    if root is None or way == "none":
        return {}
    return beside(response, root, lambda any_id: find_unit(any_id, here)[0])


def _stored(unit: AnyUnit, response_id: str, here: Path) -> Any:
    return files.read(here, unit.id).entries.get(response_id)


def _saving(response_id: str, here: Path) -> dict[str, str]:
    """Where this widget's answer goes: nowhere in a read-only edition, else the desk, else the kernel."""
    if "VOILA_REQUEST_URL" in os.environ or os.environ.get("ALONGSIDE_READ_ONLY"):
        return {"way": "none", "url": "", "store": ""}
    root = paths.workspace_of(here)
    if root is None:
        return {"way": "kernel", "url": "", "store": f"alongside:{here.name}/{response_id}"}
    place = f"{here.resolve().relative_to(root).as_posix()}/{response_id}"
    keys = browser_keys(workspace_id(root), place)
    if os.environ.get("ALONGSIDE_DESK") == str(root):
        return {"way": "desk", "url": f"alongside/api/answers/{place}", **keys}
    return {"way": "kernel", "url": "", **keys}


def _keeper(unit: AnyUnit, response_id: str, here: Path) -> Any:
    def keep(value: dict[str, Any], rev: int) -> dict[str, Any]:
        try:
            saved = files.save(here, unit, response_id, value, rev, datetime.now(UTC))
        except AnswersError as err:
            return {"problem": str(err)}
        return files.acknowledgement(saved)

    return keep
