"""The letter box for complaints in a Hub's exchange: everybody may put one in, one part alone takes it out.

What protects are the folder's permissions: nobody else can see which files are in it, and the names of the
files cannot be guessed. Where there is no such folder, nobody has made a box, and a complaint goes as a file.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime
from pathlib import Path

import msgspec

from alongside.errors import AlongsideError
from alongside.model.complaint import SCHEMA, Complaint, SentComplaint
from alongside.records.complaints import complaint_of, has, lodge
from alongside.responses import foreign
from alongside.responses.foreign import files_of, read_foreign, take_away
from alongside.responses.html import printable
from alongside.responses.untrusted import Unreadable
from alongside.strings import _

BOX = "complaints"
"""The folder of the exchange; a Hub makes it."""


def box_of(exchange: Path) -> Path | None:
    """Return the letter box of an exchange, or None where there is none."""
    box = exchange / BOX
    return box if box.is_dir() and not box.is_symlink() else None


def drop(box: Path, complaint: Complaint) -> None:
    """Put a complaint into the box; it returns when the disk has it whole. NotSaved where it is refused."""
    foreign.drop(box, SentComplaint(format="alongside-complaint", schema=SCHEMA, complaint=complaint))


def take_out(workspace: Path, box: Path) -> list[str]:
    """Move what lies in the box to the complaints of `workspace`; return a sentence for each that stays.

    Each counts from the day on which it came to lie in the box, as the disk says it.
    """
    problems = []
    for path in files_of(box, ".json"):
        try:
            _keep(workspace, read_foreign(path, SentComplaint).complaint, _since(path))
            take_away(path)
        except (Unreadable, AlongsideError, OSError) as err:
            told = _("{file} in the box could not be taken in: {why}")
            problems.append(told.format(file=printable(path.name)[:80], why=err))
    return problems


def _keep(workspace: Path, complaint: Complaint, arrived: date) -> None:
    """Write it down once; another text under an id that is taken gets an id of its own, and is not lost."""
    if has(workspace, complaint.id):
        kept = complaint_of(workspace, complaint.id).complaint
        if msgspec.structs.replace(complaint, at=kept.at) == kept:  # pressed twice, or taken out half way
            return
        complaint = msgspec.structs.replace(complaint, id=secrets.token_hex(8))
    lodge(workspace, complaint, arrived)


def _since(path: Path) -> date:
    # The one time of a file that whoever owns it cannot set.
    return datetime.fromtimestamp(path.lstat().st_ctime).astimezone().date()
