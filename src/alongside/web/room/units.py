"""The pages that people work on in a room: the list of modules, and each unit as a light page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, ClassVar

from alongside_widgets import front_name
from tornado.web import HTTPError

from alongside import paths
from alongside.content.citing import kit_sources
from alongside.content.load import fresh_unit
from alongside.content.notebooks import tags_of
from alongside.content.shelf import notebook_name, programme
from alongside.model.unit import AnyUnit, Assessment, Exercise
from alongside.publish.library import published_units
from alongside.publish.light import LightPage, light_page, read_notebook
from alongside.web.room.house import House
from alongside.web.room.page import Access, RoomPage
from alongside.web.room.standing import Standing, standing_of
from alongside.web.room.words import words


@dataclass(frozen=True)
class Shelved:
    """A unit that is open in the room: where a desk keeps its answers, and where its files lie."""

    unit: AnyUnit
    place: str
    folder: Path


@dataclass(frozen=True)
class Group:
    """The units of one session, for the list."""

    title: str
    when: str
    units: list[Shelved]


class HomePage(RoomPage):
    """Everything there is to open, and what becomes of one's answers."""

    access: ClassVar[Access] = "person"

    async def get(self) -> None:
        """Draw the list; what this person answered is known to their browser alone."""
        there = await self.work(_standings, self.house, self.person)
        left = {one.unit.id: one for one in await self.work(published)}
        groups = _groups(left)
        self.draw(
            "room/home.html",
            groups=groups,
            between=[one for one in left.values() if isinstance(one.unit, Exercise)],
            others=[one for one in left.values() if not isinstance(one.unit, Exercise)],
            sessions=there,
            given=given(self),
            plan=await self.plan(),
        )


class UnitPage(RoomPage):
    """One unit, to read and to answer."""

    access: ClassVar[Access] = "person"

    async def get(self, unit_id: str) -> None:
        """Draw the page; its boxes keep what is written in this browser, under this person's id."""
        shelved = await self.work(find, self.house.exchange, unit_id)
        page = await self.work(_page, shelved, self.house.lang)
        page = replace(page, states=[self._with_saving(state, shelved) for state in page.states])
        self.draw(
            "room/unit.html",
            unit=shelved.unit,
            page=page,
            to_hand_in=isinstance(shelved.unit, Assessment),
            plan=await self.plan(),
            given=given(self)
            | {
                "states": page.states,
                "strings": page.strings,
                "fronts": self.asset("fronts.js"),
                "names": {kind: front_name(kind) for kind in page.kinds},
                "place": shelved.place,
                "unit": shelved.unit.id,
            },
        )

    def _with_saving(self, state: dict[str, Any], shelved: Shelved) -> dict[str, Any]:
        store = f"{prefix(self)}{shelved.place}/{state['item']['id']}"
        version = {"lang": shelved.unit.lang, "version": shelved.unit.version}
        return {**state, "saving": {"way": "browser", "url": "", "store": store, **version}}


def _standings(house: House, person: str) -> list[tuple[Shelved, Standing]]:
    return [(one, standing_of(house, person, one.unit.id)) for one in assessments(house.exchange)]


def prefix(page: RoomPage) -> str:
    """Return what the keys of one person begin with: two who share a phone do not meet."""
    return f"alongside:room:{page.house.whose}:{page.person}:"


def given(page: RoomPage) -> dict[str, Any]:
    """Return what every page with answers tells its script."""
    titles = {one.unit.id: one.unit.title for one in published()}
    return {"prefix": prefix(page), "say": words(), "titles": titles, "xsrf": page.xsrf_token.decode()}


@cache
def published() -> list[Shelved]:
    """Return modules and exercises of the kit, in the order of the programme."""
    root = paths.content_root()
    return [Shelved(unit, folder.relative_to(root).as_posix(), folder) for unit, folder in published_units()]


def assessments(exchange: Path) -> list[Shelved]:
    """Return the assessment sessions that were released, as they were released, by id."""
    folders = {place.name: place for place in sorted(exchange.glob("*/outbound/*/"))}
    whole = [one for one in folders.values() if (one / "assessment.yaml").is_file()]
    return [Shelved(fresh_unit(one), f"assessments/{one.name}", one) for one in whole]


def find(exchange: Path, unit_id: str) -> Shelved:
    """Return the unit with this id, which is compared with what is there and never used as a path; 404."""
    every = [*published(), *assessments(exchange)]
    for one in every:
        if one.unit.id == unit_id:
            return one
    raise HTTPError(404)


def _groups(left: dict[str, Shelved]) -> list[Group]:
    """Take out of `left` what a session teaches; a module stands in the first one that does."""
    groups = []
    for session in (session for strand in programme().strands for session in strand.sessions):
        units = [left.pop(part.unit) for part in session.parts if part.unit in left]
        groups += [Group(session.title, session.when, units)] if units else []
    return groups


def _page(shelved: Shelved, lang: str) -> LightPage:
    notebook = shelved.folder / notebook_name(shelved.unit)
    return _drawn(shelved.folder, notebook, notebook.stat().st_mtime_ns, lang)


@lru_cache(maxsize=64)
def _drawn(folder: Path, path: Path, _changed: int, lang: str) -> LightPage:
    """Return the page without anybody's answers: drawn once, however many open it together."""
    notebook = read_notebook(path)
    cells = [cell for cell in notebook["cells"] if "trainer-only" not in tags_of(cell)]
    return light_page(
        fresh_unit(folder),
        {**notebook, "cells": cells},
        entries={},
        saving=lambda _response_id: {},
        sources=kit_sources(),
        lang=lang,
    )
