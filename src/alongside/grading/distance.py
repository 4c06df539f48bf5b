"""At a distance: a session goes out as one file, and a desk brings it in; so does what comes back.

Everything here was made by somebody else and came by e-mail or on a stick: a session is taken only where its
notebook is one of the kit's forms, and what came back only where it is for the person of the desk.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from alongside import paths
from alongside.content.grammar import refusals
from alongside.content.load import read_yaml, unit_in
from alongside.content.notebooks import code_of, kernel_of, without_outputs
from alongside.errors import AlongsideError, AnswersError
from alongside.grading.course import Course, assessment_of
from alongside.grading.folders import DATA, issued_in, letter_name, replace, stamp_of, write
from alongside.grading.parcel import ANSWERS
from alongside.grading.sessions import feedback_home
from alongside.model.distance import SCHEMA, AnyFile, ReturnFile, SessionFile
from alongside.model.unit import Assessment
from alongside.model.workspace import Workspace
from alongside.responses.attaching import frozen_files
from alongside.responses.handin import receipt_of
from alongside.responses.html import safe
from alongside.responses.moments import moment, when
from alongside.responses.receipts import receipts, staged_file
from alongside.responses.refusals import not_changed
from alongside.responses.sendable import sendable, sent
from alongside.responses.untrusted import Unreadable, parse
from alongside.strings import _

_NOTEBOOK = re.compile(r"[a-z][a-z0-9-]{0,60}\.ipynb\Z")


@dataclass(frozen=True)
class Brought:
    """What a file brought to a desk: a session, feedback, or a result letter; of which session."""

    what: Literal["session", "feedback", "result"]
    session: str
    title: str
    again: bool = False
    """Whether it was here before."""


@dataclass(frozen=True)
class Leaving:
    """A file to send: its name and its bytes."""

    name: str
    body: bytes


def session_file(course: Course, session: str, now: datetime) -> Leaving:
    """Return a released session as one file for desks at a distance; WorkspaceError before its release."""
    issued = issued_in(course.place("release", session), session)
    assessment = assessment_of(course, session)
    texts = {name: raw.decode("utf-8") for name, raw in issued.items()}
    value = SessionFile(schema=SCHEMA, session=session, made_at=moment(now), files=texts)
    title = _("Session to work on: {title}").format(title=assessment.title)
    lines = (
        _("Keep this file. Open your desk, choose “Bring a session or feedback from a file”, and choose it."),
        _("The session then stands under “Assessment sessions”. “Hand in” makes one file to send back."),
    )
    body = "".join(f"<p>{safe(line)}</p>" for line in lines)
    return Leaving(f"{session}-session.html", sendable(title, body, value, assessment.lang))


def hand_in_file(workspace: Path, session: str, candidate: str) -> Leaving | None:
    """Return the file of the last hand-in of a session, byte for byte; None where there is none.

    With files that go along it is a zip of the hand-in and of them.
    """
    path = staged_file(workspace, session)
    if not path.is_file():
        return None
    raw = path.read_bytes()
    known = {one.sha256 for one in receipts(workspace) if one.act == "handed-in"}
    if receipt_of(raw) not in known:
        return None
    name = f"hand-in-{session}-{candidate}-{receipt_of(raw)[:8]}"
    along = frozen_files(workspace, session)
    if not along:
        return Leaving(f"{name}.json", raw)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for part, body in {ANSWERS: raw, **along}.items():
            archive.writestr(part, body)
    return Leaving(f"{name}.zip", packed.getvalue())


def bring(workspace: Path, data: bytes) -> Brought:
    """Bring into a desk what somebody sent as a file. AnswersError says why not; nothing is changed then."""
    root = paths.workspace_root(workspace)
    try:
        value = sent(data, AnyFile)
    except Unreadable as err:
        raise AnswersError(str(err), do=_("Nothing was changed.")) from err
    if value.schema != SCHEMA:
        raise AnswersError(_("a newer version of the kit made this file"), do=_("Update the kit."))
    try:
        if isinstance(value, SessionFile):
            return _bring_session(root, value)
        return _bring_return(root, value, data)
    except OSError as err:
        raise not_changed(err, root) from err


def _bring_session(root: Path, value: SessionFile) -> Brought:
    unit = _checked(value)
    target = root / "assessments" / value.session
    again = (target / DATA).exists()
    for name, text in value.files.items():
        if not (target / name).exists():
            replace(target / name, text.encode("utf-8"))
    return Brought("session", value.session, unit.title, again)


def _checked(value: SessionFile) -> Assessment:
    """Return the assessment of a session file; AnswersError where it is not one that the kit releases."""
    notebooks = set(value.files) - {DATA}
    if DATA not in value.files or f"{value.session}.ipynb" not in notebooks:
        raise _not_whole()
    for name in sorted(notebooks):
        if not _NOTEBOOK.match(name):
            raise _not_whole()
        _check_notebook(value.files[name])
    with tempfile.TemporaryDirectory() as place:
        write(Path(place) / DATA, value.files[DATA].encode("utf-8"))
        try:
            unit = unit_in(Path(place))
        except AlongsideError as err:
            raise _not_whole() from err
    if not isinstance(unit, Assessment) or unit.id != value.session:
        raise _not_whole()
    return unit


def _check_notebook(text: str) -> None:
    """Refuse a notebook with any code but the kit's own calls, or with anything that a run left behind."""
    try:
        notebook: Any = parse(text.encode("utf-8"))
        why = refusals(kernel_of(notebook), code_of(notebook))
        changed = without_outputs(notebook) != notebook
    except (Unreadable, AttributeError, TypeError, KeyError) as err:
        raise _not_whole() from err
    if why or changed:
        what = _("its notebook is not one of the kit’s forms")
        raise AnswersError(what, do=_("Nothing was changed. Ask your assessor for the session once more."))


def _bring_return(root: Path, value: ReturnFile, data: bytes) -> Brought:
    settings: Workspace = read_yaml(root / paths.MARKER, Workspace)
    folder = root / "assessments" / value.session
    mine = [one for one in receipts(root) if value.receipt and one.sha256 == value.receipt]
    if not mine and value.candidate != settings.person.id:
        what = _("this is about {who}, and about nothing that was handed in from this desk")
        do = _("Nothing was changed. You can open the file in a browser and read it there.")
        raise AnswersError(what.format(who=value.candidate), do=do)
    if paths.unit_file(folder) is None:
        do = _("Bring in the file of the session first, or open this file in a browser and read it there.")
        raise AnswersError(_("session {id} is not on this desk").format(id=value.session), do=do)
    at = when(mine[0].at if mine else value.made_at)
    name = value.session if value.about == "feedback" else letter_name(value.session)
    page = feedback_home(root, value.session) / stamp_of(at) / f"{name}.html"
    again = page.is_file() and page.read_bytes() == data
    replace(page, data)
    return Brought(value.about, value.session, unit_in(folder).title, again)


def _not_whole() -> AnswersError:
    return AnswersError(_("this is not a session that can be worked on"), do=_("Nothing was changed."))
