"""The rules about files that go along: what a list of them may say, and what a file must be to be on it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

from alongside.errors import AnswersError
from alongside.model.attachment import (
    KEPT_DAYS,
    MAX_FILE,
    MAX_TOTAL,
    MOST_DAYS,
    MOST_FILES,
    Attachment,
    FileType,
    Recording,
)
from alongside.model.unit import AnyUnit
from alongside.responses.filetypes import type_of
from alongside.responses.moments import when
from alongside.responses.pictures import written_anew
from alongside.strings import _

FOLDER = "attachments"
"""Where the files of a hand-in lie, beside its `responses.json`."""
MEGA = 2**20


def tasks_in(unit: AnyUnit) -> dict[str, str]:
    """Return the tasks of a session that files can go along with, id to prompt: those that are marked."""
    return {one.id: one.prompt for one in unit.responses if getattr(one, "criteria", None)}


def prepared(raw: bytes) -> tuple[FileType, bytes]:
    """Return what a file is and the bytes to keep of it: a picture is written anew, all else is as it came.

    AnswersError says in a sentence why a file cannot go along.
    """
    if len(raw) > MAX_FILE:
        told = _("The file is larger than {most} MB.").format(most=MAX_FILE // MEGA)
        raise AnswersError(told, do=_("Make it smaller, or take it to your assessors on a stick."))
    found = type_of(raw)
    return ("jpg", written_anew(raw)) if found == "picture" else (found, raw)


def recording_of(consent: str, until: str, today: date) -> Recording:
    """Return what was said about a recording; AnswersError where consent or a possible day is missing."""
    if len(consent.strip()) < 3:
        told = _("This is a recording: say who agreed to it, and tick that they did.")
        raise AnswersError(told, do=_("Without their consent it cannot go along."))
    last = today + timedelta(days=MOST_DAYS)
    if not today < _day(until) <= last:
        told = _("Choose the day on which the recording is deleted: after today, and by {last}.")
        raise AnswersError(told.format(last=last.isoformat()))
    return Recording(consent=consent.strip()[:300], until=until)


def proposed_day(today: date) -> date:
    """Return the day of deletion that a page proposes: the handbook's sixty days, which cover an appeal."""
    return today + timedelta(days=KEPT_DAYS)


def limits_on(today: date) -> dict[str, int | str]:
    """Return the limits as a page says them: MB of a file and of all, how many, first and last day."""
    return {
        "file": MAX_FILE // MEGA,
        "total": MAX_TOTAL // MEGA,
        "files": MOST_FILES,
        "first": (today + timedelta(days=1)).isoformat(),
        "last": (today + timedelta(days=MOST_DAYS)).isoformat(),
    }


def due(recording: Recording | None, today: date) -> bool:
    """Whether the day on which a recording has to be gone has come."""
    return recording is not None and _day(recording.until) <= today


def flaw_of(listed: Sequence[Attachment]) -> tuple[str, str]:
    """Return which field of a list of files is wrong, and how; two empty texts where none is."""
    seen: set[str] = set()
    for number, one in enumerate(listed):
        what = _("stands twice.") if one.sha256 in seen else _flaw(one)
        if what:
            return f"attachments[{number}]", what
        seen.add(one.sha256)
    if sum(one.size for one in listed) > MAX_TOTAL:
        return "attachments", _("together they are larger than {most} MB.").format(most=MAX_TOTAL // MEGA)
    return "", ""


def _flaw(one: Attachment) -> str:
    try:
        since = when(one.at).date()
    except ValueError:
        return _("“{text}” is not a time.").format(text=one.at)
    if not one.sound:
        return _("only a recording has a day of deletion.") if one.recording else ""
    if one.recording is None:
        return _("a recording must say who agreed to it and when it is deleted.")
    if not since <= _day(one.recording.until) <= since + timedelta(days=MOST_DAYS + 1):
        return _("“{text}” cannot be the day on which a recording is deleted.").format(
            text=one.recording.until
        )
    return ""


def flaw_in(one: Attachment, raw: bytes) -> str:
    """Return why bytes are not the file that a hand-in names, as a sentence; "" where they are."""
    if len(raw) != one.size or hashlib.sha256(raw).hexdigest() != one.sha256:
        return _("it was changed after it was handed in")
    try:
        found, _kept = prepared(raw)
    except AnswersError as err:
        return err.what.rstrip(".")
    return "" if found == one.type else _("it is not of the kind {kind}").format(kind=one.type)


def _day(text: str) -> date:
    """Return the day that a text names, and the first of all days where it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
