"""One thing to do in a widget of each kind, and the modules in which the kinds stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from alongside_widgets import WIDGETS
from playwright.sync_api import Locator, expect

from alongside import paths
from alongside.content.grammar import KIND_OF_CALL, Call, read_cells
from alongside.content.load import unit_folders, unit_in
from alongside.content.shelf import notebook_name
from alongside.model.kinds import kind_of
from alongside.publish.light import read_notebook


@dataclass(frozen=True)
class Place:
    """A unit that shows kinds which no unit before it shows: its folder, its notebook, its calls in order.

    `tries` is the number of a call on the page, from 0, to the kind that is tried there.
    """

    folder: str
    notebook: str
    calls: list[str]
    tries: dict[int, str]


def places() -> list[Place]:
    """A few units that together show a widget of every kind: the richest first, of equals the shortest."""
    every = [place for folder in unit_folders(paths.content_root()).values() if (place := _place(folder))]
    missing, found = set(WIDGETS), []
    while missing:
        best = max(every, key=lambda one: (len(missing & set(one.tries.values())), -len(one.calls)))
        tries = {number: kind for number, kind in best.tries.items() if kind in missing}
        assert tries, missing
        missing -= set(tries.values())
        found.append(replace(best, tries=tries))
    return found


def _place(folder: Path) -> Place | None:
    """A unit with the first call of each kind that it shows; None for an assessment session."""
    if folder.parent.name == "source":
        return None
    unit, root = unit_in(folder), paths.content_root()
    kinds = {response.id: kind_of(response) for response in unit.responses}
    cells = read_cells(read_notebook(folder / notebook_name(unit)))
    calls = [cell.target for cell in cells if isinstance(cell, Call) and cell.name in KIND_OF_CALL]
    first = {kinds[one]: number for number, one in reversed(list(enumerate(calls)))}
    tries = {number: kind for kind, number in first.items()}
    return Place(folder.relative_to(root).as_posix(), notebook_name(unit), calls, dict(sorted(tries.items())))


PLACES = places()
NAMES = [Path(place.folder).name for place in PLACES]


def press(selector: str) -> Callable[[Locator], None]:
    return lambda card: card.locator(selector).first.click()


def write(selector: str) -> Callable[[Locator], None]:
    def fill(card: Locator) -> None:
        card.locator(selector).first.fill("Tried here.")
        card.locator(selector).first.blur()

    return fill


def lay(card: Locator) -> None:
    card.get_by_role("button", name="Card 1:").press("Enter")
    card.page.keyboard.press("1")


def place_moment(card: Locator) -> None:
    card.locator(".alo-gr-sheet").first.click()
    card.locator("[data-to]:visible").first.click()


def add_row(card: Locator) -> None:
    card.get_by_role("button", name="Add a row").click()
    write("input[type=text]")(card)


def add_person(card: Locator) -> None:
    card.get_by_role("button", name="Add a person").click()
    write("input[type=text]")(card)


TRY: dict[str, Callable[[Locator], None]] = {
    "reflection": write("textarea"),
    "rating": press("input[type=radio]"),
    "check": press("label:has(input)"),
    "sort": lay,
    "agreement": write("input[type=text], textarea"),
    "log": add_row,
    "rehearsal": press(".alo-line"),
    "triad": press("button:has-text('Start')"),
    "plan": write("textarea"),
    "markup": press(".alo-mk-mark"),
    "timeline": press(".alo-tl-grid [aria-pressed]"),
    "grid": place_moment,
    "supportmap": add_person,
    "comparison": write("textarea"),
}
"""Kind to something that a person does there first, and that is worth saving."""


def try_all(place: Place, card_of: Callable[[int, str], Locator], state: str) -> None:
    """Do something in each widget that this place is there for, and wait until it says where that went."""
    for number, kind in place.tries.items():
        card = card_of(number, place.calls[number])
        TRY[kind](card)
        expect(card.locator(".alo-state"), kind).to_have_attribute("data-state", state)
