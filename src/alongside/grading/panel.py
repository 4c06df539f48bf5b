"""The panel of a session: its file, and who may not mark whom."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import yaml

from alongside.content.load import fresh_yaml
from alongside.errors import WorkspaceError
from alongside.grading.course import Course
from alongside.model.panel import SCHEMA, Assessor, Panel
from alongside.responses.atomic import rewrite
from alongside.responses.refusals import not_changed
from alongside.strings import _

PANELS = "panel"
"""The folder of a course in which the panels lie."""


def panel_file(course: Course, session: str) -> Path:
    """Return where the panel of a session lies."""
    return course.root / PANELS / f"{session}.yaml"


def panel_of(course: Course, session: str) -> Panel | None:
    """Return the panel of a session, or None; AlongsideError names what is wrong in its file."""
    path = panel_file(course, session)
    if not path.is_file():
        return None
    return checked(fresh_yaml(path, Panel), session, str(path))


def panel_hash(course: Course, session: str) -> str:
    """Return the SHA-256 of the panel's file."""
    return hashlib.sha256(panel_file(course, session).read_bytes()).hexdigest()


def change_panel(course: Course, session: str, change: Callable[[Panel], Panel]) -> Panel:
    """Change the panel of a session, made where there is none, and keep it; return it as it is now.

    WorkspaceError where it would not be whole; NotSaved where the disk refuses. The file is as it was then.
    """
    path = panel_file(course, session)

    def changed() -> tuple[bytes, Panel]:
        there = panel_of(course, session) or Panel(schema=SCHEMA, session=session, assessors=[])
        panel = change(there)
        checked(panel, session, path.name)
        return _written(panel), panel

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise not_changed(err, path.parent) from err
    return rewrite(path, changed, not_changed)


def checked(panel: Panel, session: str, where: str) -> Panel:
    """Return the panel where its parts fit together; WorkspaceError names the one that does not."""
    try:
        msgspec.convert(msgspec.to_builtins(panel), Panel)
    except msgspec.ValidationError as err:
        raise WorkspaceError(str(err), where=where, do=_("Put this field right.")) from err
    if panel.session != session or panel.schema != SCHEMA:
        what = _("this is the panel of {name}, schema {n}").format(name=panel.session, n=panel.schema)
        do = _("Name {session} and schema {n}, or move the file.").format(session=session, n=SCHEMA)
        raise WorkspaceError(what, where=where, do=do)
    for field, listed in (("assessors", panel.assessors), ("candidates", panel.candidates)):
        ids = [one.id for one in listed]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            what = _("{who} stands twice among the {field}").format(who=", ".join(twice), field=field)
            raise WorkspaceError(what, where=where, do=_("Keep one of the entries."))
    return panel


def conflicts_of(panel: Panel, assessor: Assessor, candidate: str) -> list[str]:
    """Return why an assessor may not mark a candidate, in words; nothing where they may.

    Line manager, own mentor and same school follow from what is known of the candidate; others are named.
    """
    known = panel.entrant(candidate)
    found = [one.why for one in assessor.conflicts if one.candidate == candidate]
    if assessor.id == candidate:
        found.append(_("the candidate"))
    if known.line_manager == assessor.id:
        found.append(_("line manager"))
    if known.mentor == assessor.id:
        found.append(_("own mentor"))
    if known.organisation and _same(known.organisation, assessor.organisation):
        found.append(_("same school"))
    return found


def reads(assessor: Assessor, language: str) -> bool:
    """Whether an assessor reads a language; `en` stands for `en-GB` too."""
    main = language.partition("-")[0]
    return any(one.partition("-")[0] == main for one in assessor.languages)


def together(one: Assessor, other: Assessor) -> bool:
    """Whether two assessors come from the same organisation."""
    return bool(one.organisation) and _same(one.organisation, other.organisation)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _written(panel: Panel) -> bytes:
    # Lists that are empty and fields that are not known are left out: a person edits this file too.
    plain = msgspec.to_builtins(panel)
    text = yaml.safe_dump({"schema": SCHEMA, **plain}, sort_keys=False, allow_unicode=True, width=100)
    return text.encode("utf-8")
