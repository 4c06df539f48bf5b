"""What a candidate chose for the portfolio, as safe HTML in the words of the unit it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from alongside import paths
from alongside.content.load import fresh_unit, unit_folders
from alongside.model.base import unit_of
from alongside.model.unit import AnyUnit
from alongside.responses.html import answer_html, safe


@dataclass(frozen=True)
class Chosen:
    """One chosen answer: the title of its unit, what was asked and what was answered, all of it safe HTML."""

    id: str
    title: str
    prompt: str
    answer: str


def chosen_html(handed: Iterable[Any]) -> list[Chosen]:
    """Return chosen answers as they are shown; where the kit does not know a unit, its id stands as title.

    The prompt is the one that the candidate saw. Wording comes from the kit where the id still has its kind.
    """
    folders, units = None, dict[str, AnyUnit | None]()
    shown = []
    for one in handed:
        name = unit_of(one.id)
        if name not in units:
            folders = unit_folders(paths.content_root()) if folders is None else folders
            units[name] = fresh_unit(folders[name]) if name in folders else None
        shown.append(_chosen(one, units[name]))
    return shown


def _chosen(one: Any, unit: AnyUnit | None) -> Chosen:
    responses = unit.responses if unit else []
    response = next((response for response in responses if response.id == one.id), None)
    title = unit.title if unit else unit_of(one.id)
    return Chosen(one.id, safe(title), safe(one.prompt), answer_html(response, one.value))
