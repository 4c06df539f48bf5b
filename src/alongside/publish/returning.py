"""What goes back to people at a distance: feedback and letters, one file per person, named by person.

Each file is the page as it was released, to be read without internet, and says for a desk what it is about.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

from alongside.errors import WorkspaceError
from alongside.grading import sessions
from alongside.grading.course import Course
from alongside.grading.distance import Leaving
from alongside.grading.results import sessions_of_phase, standings_in
from alongside.grading.roster import read_roster
from alongside.model.acts import Phase
from alongside.model.distance import SCHEMA, ReturnFile
from alongside.publish.letter import letter_file
from alongside.responses.archive import portable
from alongside.responses.html import printable
from alongside.responses.moments import moment
from alongside.responses.sendable import carrying
from alongside.strings import _

_LONGEST = 80
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def feedback_files(course: Course, session: str, now: datetime) -> dict[str, Leaving]:
    """Return the released feedback on a session as files to send, by candidate."""
    names = _names(course, sessions.released_pages(course, session))
    found = {}
    for who, place in sessions.released_pages(course, session).items():
        value = ReturnFile(
            schema=SCHEMA,
            about="feedback",
            session=session,
            candidate=who,
            made_at=moment(now),
            receipt=sessions.receipt_in(course, session, who),
        )
        name = _("{name} - feedback {session}").format(name=names[who], session=session)
        found[who] = Leaving(f"{name}.html", carrying(place.read_bytes(), value))
    return found


def letter_files(course: Course, phase: Phase, now: datetime) -> dict[str, Leaving]:
    """Return the letters of a phase that went out, as files to send, by candidate."""
    out = [one.candidate for one in standings_in(course, phase) if one.released]
    names, found = _names(course, dict.fromkeys(out)), {}
    for who in out:
        session, receipt = _about(course, phase, who)
        value = ReturnFile(
            schema=SCHEMA,
            about="result",
            session=session,
            candidate=who,
            made_at=moment(now),
            receipt=receipt,
        )
        name = _("{name} - result of phase {phase}").format(name=names[who], phase=phase)
        page = letter_file(course, phase, who).read_bytes()
        found[who] = Leaving(f"{name}.html", carrying(page, value))
    return found


def one_of(files: Mapping[str, Leaving], who: str) -> Leaving:
    """Return the file of one person; WorkspaceError where nothing was released to that person."""
    if who not in files:
        raise WorkspaceError(_("nothing has been released to {who} yet").format(who=printable(who)[:80]))
    return files[who]


def zip_of(files: Mapping[str, Leaving]) -> bytes:
    """Return a zip of one file per person; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files.values():
            archive.writestr(zipfile.ZipInfo(one.name, _FIRST_DAY), one.body, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _about(course: Course, phase: Phase, who: str) -> tuple[str, str | None]:
    """Return the session of a phase under which a desk keeps the letter, with the receipt there."""
    of_phase = sessions_of_phase(course, phase)
    receipts = {session: sessions.receipt_in(course, session, who) for session in of_phase}
    handed = [session for session in of_phase if receipts[session]]
    session = (handed or of_phase)[0]
    return session, receipts[session]


def _names(course: Course, people: Mapping[str, object]) -> dict[str, str]:
    """Return how a file of each person begins: the name, with the id where two have the same."""
    roster = read_roster(course) or {}
    named = {who: _plain(roster[who].name if who in roster else who) for who in people}
    folded = [name.casefold() for name in named.values()]
    return {
        who: f"{name} ({who})" if folded.count(name.casefold()) > 1 else name for who, name in named.items()
    }


def _plain(name: str) -> str:
    """Return a name that every system can hold as part of the name of a file."""
    return portable(printable(name).replace("/", "_").strip()[:_LONGEST]) or "_"
