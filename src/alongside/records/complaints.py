"""Complaints of a cohort: a file each, for the person for complaints alone; nothing about marks reads it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from alongside.errors import AlongsideError, WorkspaceError
from alongside.model.base import as_file
from alongside.model.complaint import SCHEMA, Complaint, ComplaintFile, Step
from alongside.model.workdays import working_days_after
from alongside.records.cohort_file import COHORT
from alongside.responses.atomic import contents, rewrite
from alongside.responses.foreign import take_away
from alongside.responses.refusals import not_changed
from alongside.strings import _

FOLDER = "complaints"
ACKNOWLEDGE_DAYS = 2
"""Working days until the one who complains has it in writing who deals with it, and by when."""
HEAR_DAYS = 5
"""Working days until both sides were heard."""
ANSWER_DAYS = 20
"""Working days until the answer in writing."""
SECOND_LOOK_DAYS = 20
"""Working days for a second look, from the day on which it was asked for. All four are our proposals."""
_LARGEST = 1_000_000


@dataclass(frozen=True)
class Due:
    """What comes next, and its last day; `late` where that day is over."""

    act: str
    day: date
    late: bool


def folder_of(workspace: Path) -> Path:
    """Return where complaints lie: in the cohort, or, on a Hub, where whoever has that part shares them."""
    shared = workspace / FOLDER
    return shared if shared.is_dir() else workspace / COHORT / FOLDER


def has(workspace: Path, complaint_id: str) -> bool:
    """Whether a complaint with this id was written down."""
    return _file(workspace, complaint_id).exists()


def lodge(workspace: Path, complaint: Complaint, arrived: date) -> None:
    """Write a new complaint; it returns when the disk has it. WorkspaceError where it is there already."""
    folder = folder_of(workspace)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as err:
        raise not_changed(err, workspace) from err
    path = _file(workspace, complaint.id)
    if path.exists():
        raise _twice()

    def fresh() -> tuple[bytes, None]:
        if path.exists():
            raise _twice()
        return as_file(ComplaintFile(complaint=complaint, arrived=arrived)), None

    rewrite(path, fresh, not_changed)


def add_step(workspace: Path, complaint_id: str, step: Step) -> ComplaintFile:
    """Add a dated row; what stands there stays. WorkspaceError where it cannot follow on what was done."""
    path = _file(workspace, complaint_id)
    _read(path)  # where there is none, that is said, and not that the disk refused

    def added() -> tuple[bytes, ComplaintFile]:
        there = _read(path)
        if problem := _cannot(there, step):
            raise WorkspaceError(problem)
        new = msgspec.structs.replace(there, steps=[*there.steps, step])
        return as_file(new), new

    return rewrite(path, added, not_changed)


def delete(workspace: Path, complaint_id: str, today: date) -> None:
    """Delete a complaint for good; WorkspaceError while something about it is still open."""
    if due(complaint_of(workspace, complaint_id), today) is not None:
        raise WorkspaceError(_("Something is still open here, so it is not deleted."))
    take_away(_file(workspace, complaint_id))


def complaint_of(workspace: Path, complaint_id: str) -> ComplaintFile:
    """Return one complaint; WorkspaceError where there is none, or it cannot be read."""
    return _read(_file(workspace, complaint_id))


def complaints_in(workspace: Path) -> tuple[list[ComplaintFile], list[str]]:
    """Return the complaints, the oldest first, and a sentence for each file that cannot be read."""
    found, problems = [], []
    for path in sorted(folder_of(workspace).glob("[!.]*.json")):
        try:
            found.append(_read(path))
        except AlongsideError as err:
            problems.append(str(err))
    return sorted(found, key=lambda one: (one.arrived, one.complaint.at)), problems


def due(kept: ComplaintFile, today: date, closed: Collection[str] = ()) -> Due | None:
    """Return what comes next and until when; None where nothing is open. `closed` are no working days (ISO).

    Somebody anonymous is neither told that it arrived nor answered: what was decided is still written down.
    """
    done = {step.act: step.day for step in kept.steps}
    if "withdrawn" in done or "second look answered" in done:
        return None
    if "second look asked" in done:
        return _due("second look answered", done["second look asked"], SECOND_LOOK_DAYS, today, closed)
    if "answered" in done:
        return None
    for act, days in (("acknowledged", ACKNOWLEDGE_DAYS), ("heard", HEAR_DAYS)):
        if act not in done and (act != "acknowledged" or kept.complaint.name):
            return _due(act, kept.arrived, days, today, closed)
    return _due("answered", kept.arrived, ANSWER_DAYS, today, closed)


def answer_by(arrived: date, closed: Collection[str] = ()) -> date:
    """Return the last day for the answer to a complaint."""
    return working_days_after(arrived, ANSWER_DAYS, closed)


def _due(act: str, start: date, days: int, today: date, closed: Collection[str]) -> Due:
    last = working_days_after(start, days, closed)
    return Due(act, last, today > last)


def _cannot(there: ComplaintFile, step: Step) -> str:
    done = {one.act for one in there.steps}
    answers = step.act in {"answered", "second look answered"}
    if answers and (step.outcome is None or not step.what):
        return _("An answer needs its outcome, and what was found and will change.")
    if not answers and step.outcome is not None:
        return _("Only an answer has an outcome.")
    if step.act in done and step.act not in {"noted", "heard"}:
        return _("That was written down already. Add a note instead.")
    if step.act == "second look asked" and "answered" not in done:
        return _("A second look comes after an answer.")
    if step.act == "second look answered" and "second look asked" not in done:
        return _("Nobody has asked for a second look.")
    return ""


def _twice() -> WorkspaceError:
    return WorkspaceError(_("This complaint is here already, and was not written twice."))


def _file(workspace: Path, complaint_id: str) -> Path:
    if not (complaint_id.isascii() and complaint_id.isalnum()):
        raise WorkspaceError(_("There is no such complaint."))
    return folder_of(workspace) / f"{complaint_id}.json"


def _read(path: Path) -> ComplaintFile:
    data = contents(path, _LARGEST)
    if data is None:
        raise WorkspaceError(_("There is no such complaint."))
    do = _("Keep the file, and ask whoever complained for their copy.")
    try:
        read = msgspec.json.decode(data, type=ComplaintFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as err:
        raise WorkspaceError(_("cannot be read: {why}").format(why=err), where=path.name, do=do) from err
    if read.schema != SCHEMA:
        raise WorkspaceError(_("A newer version of the kit wrote it."), where=path.name, do=do)
    return read
