"""The anchors of a course: where they lie, what they are as answers, and what is asked of assessors."""

from __future__ import annotations

from pathlib import Path

import msgspec

from alongside.content.load import fresh_yaml
from alongside.errors import ContentError, WorkspaceError
from alongside.grading.codes import MARKING
from alongside.grading.course import Course, assessment_of
from alongside.grading.texts import criteria_of
from alongside.model.anchor import SCHEMA, Anchor, Anchors, Standard, Standards
from alongside.model.base import as_file
from alongside.model.kinds.reflection import Criterion, ReflectionValue
from alongside.model.unit import Assessment
from alongside.responses.atomic import contents, rewrite
from alongside.responses.handin import hash_of
from alongside.responses.refusals import not_changed
from alongside.strings import _

_LARGEST = 1_000_000


def anchors_of(course: Course, session: str, keys: Path | None = None) -> list[Anchor]:
    """Return the anchors of a session, which travel with its key; none where there is no such file.

    ContentError where the file cannot be read, or does not fit the session.
    """
    path = anchors_file(keys or course.keys, session)
    if path is None:
        return []
    found: Anchors = fresh_yaml(path, Anchors)
    judged = judged_of(assessment_of(course, session))
    for one in found.anchors:
        wanted = [criterion.id for criterion in judged.get(one.about, [])]
        if found.id != session or not wanted or [level.criterion for level in one.levels] != wanted:
            what = _("{id} does not fit session {session}").format(id=one.id, session=session)
            raise ContentError(what, where=str(path), do=_("Run: alongside check"))
    return found.anchors


def anchors_file(keys: Path | None, session: str) -> Path | None:
    """Return where the anchors of a session lie: in the key folder's `anchors/`, or in one beside it."""
    if keys is None:
        return None
    places = (place / "anchors" / f"{session}.yaml" for place in (keys, keys.parent))
    return next((path for path in places if path.is_file()), None)


def judged_of(assessment: Assessment) -> dict[str, list[Criterion]]:
    """Return the criteria of all that people judge in a session: tasks, then observations."""
    return criteria_of(assessment) | {one.id: one.criteria for one in assessment.observations}


def hash_of_anchor(anchor: Anchor) -> str:
    """Return the hash that marks of an anchor carry: of its text as if it were an answer."""
    return hash_of(ReflectionValue(text=anchor.text))


def standard_of(course: Course, session: str) -> Standard:
    """Return what a session asks of its assessors: the last row about it, or what is usual."""
    rows = [one for one in _standards(course).standards if one.session == session]
    return rows[-1] if rows else Standard(session=session, at="", by="")


def set_standard(course: Course, standard: Standard) -> None:
    """Add a row about a session; earlier ones stay. WorkspaceError where it names an anchor that is none."""
    known = [one.id for one in anchors_of(course, standard.session)]
    strange = [one for one in standard.kept_back if one not in known]
    if strange:
        what = _("session {session} has no example {id}").format(session=standard.session, id=strange[0])
        raise WorkspaceError(what, do=_("It has: {ids}.").format(ids=", ".join(known) or _("none")))

    def longer() -> tuple[bytes, None]:
        rows = [*_standards(course).standards, standard]
        return as_file(Standards(standards=rows)), None

    path = _standards_file(course)
    path.parent.mkdir(parents=True, exist_ok=True)
    rewrite(path, longer, not_changed)


def _standards_file(course: Course) -> Path:
    return course.root / MARKING / "standards.json"


def _standards(course: Course) -> Standards:
    path = _standards_file(course)
    data = contents(path, _LARGEST)
    if data is None:
        return Standards()
    try:
        read = msgspec.json.decode(data, type=Standards)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
        do = _("Restore it from a backup, or set it aside: then what is usual holds.")
        raise WorkspaceError(_("cannot be read: {why}").format(why=err), where=str(path), do=do) from err
    if read.schema != SCHEMA:
        do = _("Update the kit.")
        raise WorkspaceError(_("A newer version of the kit wrote it."), where=str(path), do=do)
    return read
