"""Files that observers attach to what they watched: a recording, a photo of the paper sheet.

Observers judge blind. A recording holds nobody's levels, so everybody who judges the same day hears it; a
picture or a PDF may show a filled-in sheet, so others see it once their own marks are in. A file is of the
day that marks are of. What was attached by mistake is deleted, and a line of it stays.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from alongside.errors import LedgerError
from alongside.grading.evidence import Along
from alongside.grading.marking import Seat, slots_of
from alongside.model.attachment import Attachment, Own
from alongside.responses.attached import due
from alongside.responses.attaching import Brought, attach, bytes_of, own_files, withdraw
from alongside.strings import _


def attach_watched(seat: Seat, brought: Brought, now: datetime) -> Own:
    """Keep a file with one day's observation, under the name of whoever sits there.

    LedgerError where this observation is not theirs to judge, AnswersError where the file cannot go along.
    """
    if all(slot.stage == "others" for slot in slots_of(seat)):
        do = _("Files are attached by those who judge what was watched.")
        raise LedgerError(_("the panel has not given this to you"), where=seat.answer.task, do=do)
    theirs = replace(brought, task=seat.answer.task, by=seat.assessor, observed=seat.answer.observed)
    return attach(seat.course.root, _place(seat), theirs, now)


def watched_files(seat: Seat, now: datetime) -> list[tuple[Own, Along]]:
    """Return the files of one day's observation that this assessor may see, in order, with their state."""
    slots = slots_of(seat)
    if all(slot.stage == "others" for slot in slots):
        return []
    judged = not any(slot.stage == "mark" for slot in slots)
    listed = own_files(seat.course.root, _place(seat))
    ours = [one for one in listed if one.attachment.task == seat.answer.task]
    ours = [one for one in ours if one.observed == seat.answer.observed]
    return [(one, _state(one, now)) for one in ours if judged or one.by == seat.assessor or _is_sound(one)]


def watched_file(seat: Seat, file: str, now: datetime) -> tuple[Attachment, bytes] | None:
    """Return one of those files; None where there is none that this assessor may see, or it is deleted."""
    seen = [line.attachment.file for _one, line in watched_files(seat, now) if line.state == "here"]
    return bytes_of(seat.course.root, _place(seat), file) if file in seen else None


def withdraw_watched(seat: Seat, sha256: str, now: datetime) -> None:
    """Delete a file that this assessor attached by mistake; its line stays, with the time."""
    mine = [one for one in own_files(seat.course.root, _place(seat)) if one.by == seat.assessor]
    if sha256 not in {one.attachment.sha256 for one in mine}:
        raise LedgerError(_("this file is not yours to take back"), where=seat.answer.task)
    withdraw(seat.course.root, _place(seat), sha256, now)


def _place(seat: Seat) -> str:
    return Path(seat.answer.session, seat.answer.candidate).as_posix()


def _is_sound(one: Own) -> bool:
    return one.attachment.sound


def _state(one: Own, now: datetime) -> Along:
    if one.deleted_at or due(one.attachment.recording, now.date()):
        return Along(one.attachment, "deleted", one.deleted_at or "")
    return Along(one.attachment, "here")
