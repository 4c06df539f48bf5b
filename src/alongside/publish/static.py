"""The static edition: the light pages without a server, for any web host, a phone or a memory stick.

Modules and exercises, with their widgets, and the handbook; no assessment, no key, no note for trainers. The
same content gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside_widgets import front_name
from alongside_widgets.strings import widget_strings
from jinja2 import Environment, PackageLoader

import alongside
from alongside import paths
from alongside.content.citing import kit_sources
from alongside.content.notebooks import tags_of
from alongside.content.shelf import notebook_name, programme_for
from alongside.model.programme import Programme
from alongside.model.unit import AnyUnit, Exercise
from alongside.publish.handbook.pages import drawn_sheet, sheets
from alongside.publish.handbook.places import Places, Taught
from alongside.publish.library import published_units
from alongside.publish.light import LightPage, light_page, read_notebook
from alongside.publish.placing import place
from alongside.publish.shipped import Shipped, shipped
from alongside.publish.static_words import words
from alongside.publish.templating import environment

LANG = "en"
POLICY = "; ".join(
    (
        "default-src 'none'",
        # Classic scripts beside the page run under 'self', from a server and from file://, in Chromium 156
        # and Firefox 153 (tried). The scheme is for browsers in which a file is not its own 'self'; on the
        # web no script has it.
        "script-src 'self' file:",
        "style-src 'self' file:",
        "img-src 'self' file: data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""What a page may do: load what lies beside it, ask nobody, send nothing."""


@dataclass(frozen=True)
class Published:
    """One page: the name of its file, its unit, and the unit's folder such as `modules/m03-listening`."""

    name: str
    unit: AnyUnit
    folder: str


@dataclass(frozen=True)
class Group:
    """The units of one session, for the list on the first page."""

    title: str
    when: str
    units: list[Published]


def publish(folder: Path) -> list[Published]:
    """Put the whole edition into `folder` and return its pages, in the order of the programme.

    WorkspaceError where `folder` holds anything that this did not make, or cannot be written.
    """
    pages, files = edition()
    place(folder, files)
    return pages


def edition() -> tuple[list[Published], dict[str, bytes]]:
    """Return the pages in order, and every file of the edition: its path and its content."""
    pages = [_published(unit, source) for unit, source in published_units()]
    titles = {one.unit.id: one.unit.title for one in pages}
    looks = shipped({"strings": widget_strings(LANG), "say": words(), "titles": titles})
    env = _templates(looks)
    files = dict(looks.contents)
    files["index.html"] = _index(env, pages).encode()
    for here, after in zip(pages, [*pages[1:], None], strict=True):
        files[here.name] = _page(env, here, after).encode()
    files |= _handbook(env, pages)
    return pages, dict(sorted(files.items()))


def _published(unit: AnyUnit, source: Path) -> Published:
    shelved = source.relative_to(paths.content_root()).as_posix()
    return Published(f"{source.name}.html", unit, shelved)


def _templates(looks: Shipped) -> Environment:
    env = environment(PackageLoader("alongside.publish"))
    env.globals |= {"asset": looks.addresses.__getitem__, "policy": POLICY}
    return env


def _page(env: Environment, here: Published, after: Published | None) -> str:
    page = _light(here)
    unit = {"id": here.unit.id, "lang": here.unit.lang, "version": here.unit.version}
    given = {
        "states": page.states,
        "fronts": {kind: front_name(kind) for kind in page.kinds},
        "unit": unit | {"place": f"{here.folder}/{here.unit.id}.responses.json"},
    }
    drawn = env.get_template("static/unit.html")
    return drawn.render(
        lang=LANG, at_start=False, at_handbook=False, unit=here.unit, page=page, next=after, given=given
    )


def _light(here: Published) -> LightPage:
    notebook = read_notebook(paths.content_root() / here.folder / notebook_name(here.unit))
    cells = [cell for cell in notebook["cells"] if "trainer-only" not in tags_of(cell)]
    shown = {**notebook, "cells": cells}
    return light_page(here.unit, shown, entries={}, saving=_saving, sources=kit_sources(), lang=LANG)


def _saving(_response_id: str) -> dict[str, Any]:
    """The page's own model answers as a kernel would; without a `store` no browser's storage is used."""
    return {"way": "kernel", "url": "", "store": ""}


def _handbook(env: Environment, pages: list[Published]) -> dict[str, bytes]:
    """Return the pages of the handbook by their names."""
    places = Places(handbook_file, {one.unit.id: Taught(one.unit.title, one.name) for one in pages})
    looks = {"frame": "static/frame.html", "file": env.globals["asset"], "lang": LANG}
    at = {"at_start": False, "at_handbook": True}
    return {
        handbook_file(sheet.place): drawn_sheet(env, sheet, places, looks | at).encode()
        for sheet in sheets().values()
    }


def handbook_file(place: str) -> str:
    """Return the file of a page of the handbook, with its anchor: `handbook-chapters-h01.html#limits`."""
    path, hash_, anchor = place.partition("#")
    return f"{'-'.join(['handbook', *path.split('/')]) if path else 'handbook'}.html{hash_}{anchor}"


def _index(env: Environment, pages: list[Published]) -> str:
    plan = programme_for(fictional=False)
    sessions = _sessions(plan, pages)
    taught = {one.name for session in sessions for one in session.units}
    left = [one for one in pages if one.name not in taught]
    return env.get_template("static/index.html").render(
        lang=LANG,
        at_start=True,
        at_handbook=False,
        title=plan.title,
        plan=plan,
        version=alongside.__version__,
        first=next(iter(pages), None),
        sessions=sessions,
        between=[one for one in left if isinstance(one.unit, Exercise)],
        others=[one for one in left if not isinstance(one.unit, Exercise)],
    )


def _sessions(plan: Programme, pages: list[Published]) -> list[Group]:
    """Each module stands in the first session that teaches it."""
    left = {one.unit.id: one for one in pages}
    groups = []
    for session in (session for strand in plan.strands for session in strand.sessions):
        units = [left.pop(part.unit) for part in session.parts if part.unit in left]
        groups += [Group(session.title, session.when, units)] if units else []
    return groups
